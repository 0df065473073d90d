"""Tags and filters that templates use."""
