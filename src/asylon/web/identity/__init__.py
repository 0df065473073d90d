"""Changing who somebody is on record: names in every script, birth, sex, telephone."""
