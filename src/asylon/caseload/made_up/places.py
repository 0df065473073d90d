"""Where made-up people come from and how they travelled. Weights and shares are invented.

The names of countries stand for kinds of situations that the rulebook must cope with; they say
nothing about a real country's share in anything.
"""

from __future__ import annotations

from typing import NamedTuple

NO_COUNTRY = -1


class Origin(NamedTuple):
    """A country of origin: its weight, how many flee war or persecution, and the ways out."""

    code: str
    weight: float
    war: float
    persecuted: float
    routes: tuple[str, ...]
    stateless: float = 0.002
    traits: tuple[str, ...] = ()


ROUTES: dict[str, tuple[str, ...]] = {
    "eastern": ("TR", "GR", "MK"),
    "eastern_bulgaria": ("TR", "BG", "RS"),
    "bulgaria": ("BG", "RS"),
    "central": ("LY", "IT"),
    "central_desert": ("NE", "LY", "IT"),
    "horn": ("SD", "LY", "IT"),
    "western": ("MA", "ES"),
    "strait": ("ES",),
    "americas": ("CO", "PA", "MX"),
    "great_lakes": ("UG",),
    "asia": ("TH", "MY"),
    "land": ("HU",),
    "air": ("AE",),
}

CENTRAL = ("central", "central_desert", "horn")
EASTERN = ("eastern", "eastern_bulgaria", "bulgaria")
SEA_ROUTES = (*CENTRAL, "eastern", "western", "asia")
BY_SEA = (("TR", "GR"), ("LY", "IT"), ("MA", "ES"), ("TH", "MY"))
"""Stretches that are travelled by boat."""

TRAITS = ("tp_origin", "group_origin", "un_aided_origin")

ORIGINS = (
    Origin("SY", 13, 0.8, 0.4, ("eastern", "eastern_bulgaria"), 0.02, ("group_origin",)),
    Origin("AF", 12, 0.55, 0.5, ("eastern", "eastern_bulgaria")),
    Origin("UA", 11, 0.95, 0.03, ("land",), 0.003, ("tp_origin",)),
    Origin("IQ", 5, 0.3, 0.4, ("eastern", "eastern_bulgaria"), 0.02),
    Origin("IR", 4, 0.0, 0.6, ("eastern", "air")),
    Origin("TR", 4, 0.03, 0.5, ("bulgaria", "air")),
    Origin("PK", 4, 0.03, 0.25, ("eastern", "eastern_bulgaria")),
    Origin("BD", 4, 0.0, 0.12, ("central", "air")),
    Origin("SD", 4, 0.85, 0.35, ("central",), 0.01, ("group_origin",)),
    Origin("SS", 2, 0.85, 0.3, ("great_lakes",), 0.01, ("group_origin",)),
    Origin("ER", 3, 0.0, 0.75, ("horn",)),
    Origin("SO", 4, 0.6, 0.35, ("horn", "air")),
    Origin("ET", 3, 0.35, 0.3, ("horn", "air")),
    Origin("NG", 4, 0.2, 0.25, ("central_desert", "air")),
    Origin("CD", 3, 0.7, 0.3, ("great_lakes",), 0.003, ("group_origin",)),
    Origin("BI", 1, 0.2, 0.4, ("great_lakes",)),
    Origin("CM", 2, 0.35, 0.35, ("central_desert", "western")),
    Origin("GN", 2, 0.0, 0.35, ("western", "central_desert")),
    Origin("ML", 2, 0.6, 0.15, ("western",)),
    Origin("CI", 1, 0.0, 0.2, ("western", "central")),
    Origin("MA", 2, 0.0, 0.1, ("strait", "eastern")),
    Origin("EG", 2, 0.0, 0.2, ("central",)),
    Origin("VE", 6, 0.2, 0.3, ("americas", "air")),
    Origin("CO", 2, 0.2, 0.35, ("air",)),
    Origin("HN", 1, 0.1, 0.4, ("air",)),
    Origin("HT", 2, 0.3, 0.15, ("americas",), 0.03),
    Origin("CU", 1, 0.0, 0.35, ("americas", "air")),
    Origin("MM", 3, 0.6, 0.6, ("asia",), 0.4),
    Origin("PS", 1, 0.8, 0.2, ("eastern", "air"), 0.5, ("un_aided_origin",)),
    Origin("LB", 1, 0.4, 0.1, ("air",), 0.15, ("un_aided_origin",)),
    Origin("NP", 1, 0.0, 0.04, ("air",)),
    Origin("IN", 2, 0.0, 0.1, ("air",)),
    Origin("PH", 1, 0.02, 0.03, ("air",)),
    Origin("VN", 1, 0.0, 0.1, ("land", "air")),
    Origin("GE", 1, 0.0, 0.12, ("air",)),
    Origin("AL", 1, 0.0, 0.12, ("land",)),
    Origin("RU", 1, 0.0, 0.6, ("air",)),
)

OTHER_COUNTRIES = ("KE", "JO", "SA", "QA", "DE", "FR", "AT", "US")
"""Second nationalities, places of earlier recognition, exploitation or transfer, beside the ones above."""

COUNTRIES: tuple[str, ...] = tuple(
    dict.fromkeys(
        [each.code for each in ORIGINS]
        + [stop for route in ROUTES.values() for stop in route]
        + list(OTHER_COUNTRIES)
    )
)
"""Every country of a made-up caseload; cells hold places in this tuple."""
