"""From pledges to needs: amounts added to their like only, who covers what, and how long it takes."""

from asylon.sharing.coverage.amounts import (
    MOST,
    Amount,
    Announced,
    BadAmount,
    Committed,
    Delivered,
    Measure,
    Needed,
    NotTheSame,
    Reported,
    Unit,
    by_measure,
)
from asylon.sharing.coverage.covering import BadCoverage, Coverage, Covered, Flow, Unused, cover
from asylon.sharing.coverage.equivalence import EU_POOL_2026, Equivalence, Equivalent, in_money
from asylon.sharing.coverage.offers import Need, Offer, Reason
from asylon.sharing.coverage.waits import Wait, Waits, waits

__all__ = [
    "EU_POOL_2026",
    "MOST",
    "Amount",
    "Announced",
    "BadAmount",
    "BadCoverage",
    "Committed",
    "Coverage",
    "Covered",
    "Delivered",
    "Equivalence",
    "Equivalent",
    "Flow",
    "Measure",
    "Need",
    "Needed",
    "NotTheSame",
    "Offer",
    "Reason",
    "Reported",
    "Unit",
    "Unused",
    "Wait",
    "Waits",
    "by_measure",
    "cover",
    "in_money",
    "waits",
]
