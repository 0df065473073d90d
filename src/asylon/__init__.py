"""Asylon: every protection that the law gives a person in a mixed movement, with its reasons.

Start with `asylon.rulebook` for the library and `asylon.cli` for the command.
"""

__version__ = "0.1.0"
