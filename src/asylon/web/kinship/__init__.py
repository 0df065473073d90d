"""Saying who belongs to whom: guardians, people separated and looked for, households; each with its days."""
