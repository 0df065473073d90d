"""Verbs of the application that need all of its rooms; `asylon` calls them."""
