"""What is needed, what was promised and what came: announced, committed, delivered, reported."""
