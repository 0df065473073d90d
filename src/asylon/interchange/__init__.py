"""Files from outside: downloads of UNHCR, HXL-tagged CSV, plain tables of arrivals, indicators.

Whoever reads a file says which country codes it has, `iso` or `unhcr`: both lists have AUS, ARE and MAR
and mean other countries by them, so nothing is guessed. Every reader gives tables with ISO codes and a
report: faults by row and column, and notes on what is unusual but stays as it is. A table with faults is
not to be used: `Imported.whole` refuses it.
"""

from asylon.interchange.files import KINDS, read_file, read_files
from asylon.interchange.report import BadFile, Imported, Note, Report, RowFault

__all__ = ["KINDS", "BadFile", "Imported", "Note", "Report", "RowFault", "read_file", "read_files"]
