"""Pages for registering people: a family in one flow, one person, a counted group, people rescued."""
