"""Sharing responsibility: keys, whole numbers, and why each number is what it is.

Pure: no clock, no network, no framework. No result of this room reaches a decision on admission,
non-refoulement or status: access to asylum never waits for sharing (ExCom Conclusion 100, preamble).
"""

from asylon.sharing.apportionment import Apportionment, apportion
from asylon.sharing.corrective import (
    CorrectiveAllocation,
    Family,
    Payment,
    Stays,
    corrective_allocation,
)
from asylon.sharing.engine import Missing, share
from asylon.sharing.faults import BadSharing, SharingFault
from asylon.sharing.indicators import Figure, Indicators
from asylon.sharing.key_texts import read_key
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
from asylon.sharing.presets import Preset, preset, presets, shipped_table
from asylon.sharing.race import Method, Tie, TieRule
from asylon.sharing.steps import Sharing, Step, Unit
from asylon.sharing.stored import key_json, sharing_from_json
from asylon.sharing.tables import read_indicators
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
    "CorrectiveAllocation",
    "Family",
    "Figure",
    "Form",
    "Indicators",
    "Key",
    "Method",
    "Missing",
    "OptOutRule",
    "Payment",
    "Preset",
    "Residual",
    "ResidualRule",
    "Sharing",
    "SharingFault",
    "Stays",
    "Step",
    "Term",
    "Tie",
    "TieRule",
    "Transform",
    "Unit",
    "Waterfall",
    "apportion",
    "corrective_allocation",
    "key_json",
    "preset",
    "presets",
    "read_indicators",
    "read_key",
    "share",
    "sharing_from_json",
    "shipped_table",
    "waterfall",
]
