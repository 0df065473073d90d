"""Looking again together: plan against fact, what people decide, and the report."""
