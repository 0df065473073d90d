"""One data key a person, wrapped by the office key, in a database of its own that no backup holds."""
