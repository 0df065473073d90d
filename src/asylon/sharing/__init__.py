"""Sharing responsibility: keys, whole numbers, and why each number is what it is.

Pure: no clock, no network, no framework. No result of this room reaches a decision on admission,
non-refoulement or status: access to asylum never waits for sharing (ExCom Conclusion 100, preamble).
"""

from asylon.sharing.apportionment import Apportionment, apportion
from asylon.sharing.engine import Missing, share
from asylon.sharing.faults import BadSharing, SharingFault
from asylon.sharing.indicators import Figure, Indicators
from asylon.sharing.keys import (
    Bound,
    Cap,
    CapKind,
    Correction,
    Corrections,
    Form,
    Key,
    OptOutRule,
    Residual,
    ResidualRule,
    Term,
    Transform,
)
from asylon.sharing.race import Method, Tie, TieRule
from asylon.sharing.steps import Sharing, Step, Unit
from asylon.sharing.why import Bar, Waterfall, waterfall

__all__ = [
    "Apportionment",
    "BadSharing",
    "Bar",
    "Bound",
    "Cap",
    "CapKind",
    "Correction",
    "Corrections",
    "Figure",
    "Form",
    "Indicators",
    "Key",
    "Method",
    "Missing",
    "OptOutRule",
    "Residual",
    "ResidualRule",
    "Sharing",
    "SharingFault",
    "Step",
    "Term",
    "Tie",
    "TieRule",
    "Transform",
    "Unit",
    "Waterfall",
    "apportion",
    "share",
    "waterfall",
]
