"""The pages of signing in, one module a subject."""
