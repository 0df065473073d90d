"""The office at the size of a country: a million made-up people, then pages and searches under load."""
