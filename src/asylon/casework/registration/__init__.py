"""Registering people: one, a family, a group first counted and then one by one, people rescued."""
