"""What comes in and what goes out, as JSON. Nothing that is not named here passes in either direction."""
