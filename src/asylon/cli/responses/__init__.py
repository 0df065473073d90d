"""`asylon responses`: a population's case from the command line, at the office of this machine.

`verb.py` has the words of the line; everything below it is imported once the office is open. The rows of
`kinds.py` say what can be written, `kinds_of_*` who writes it, `view_*` how it is told.
"""

from asylon.cli.responses.verb import add_arguments, run

__all__ = ["add_arguments", "run"]
