"""Sharing responsibility: keys, whole numbers, and why each number is what it is.

Pure: no clock, no network, no framework. No result of this room reaches a decision on admission,
non-refoulement or status: access to asylum never waits for sharing (ExCom Conclusion 100, preamble).
"""

from asylon.sharing.apportionment import Apportionment, apportion
from asylon.sharing.race import Method, Tie, TieRule

__all__ = ["Apportionment", "Method", "Tie", "TieRule", "apportion"]
