"""Papers that people carry away. They name no category, no country and no reason."""
