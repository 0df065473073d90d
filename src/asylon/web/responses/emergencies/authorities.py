"""What the pages of a population's case rest on: ExCom Conclusion 100 and what its preamble builds on.

Titles as the preamble of Conclusion 100 (LV) names them. No lawyer has checked what each is used for.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Authority:
    """A text, what it is about, and what it is used for here."""

    cite: str
    about: str | Promise
    used_for: str | Promise


AUTHORITIES = (
    Authority(
        "ExCom Conclusion No. 100 (LV) 2004",
        _("International cooperation and burden and responsibility sharing in mass influx situations"),
        _("All of these pages: characteristics (a), consultation and plan (e) to (m), review (n)."),
    ),
    Authority(
        "ExCom Conclusion No. 15 (XXX) 1979",
        _("Refugees without an asylum country"),
        _("Nobody is left without a State that answers: shares come after admission, never before."),
    ),
    Authority(
        "ExCom Conclusion No. 22 (XXXII) 1981",
        _("Protection of asylum-seekers in situations of large-scale influx"),
        _("Admission, at least temporary protection, treatment on arrival: the standards of a plan."),
    ),
    Authority(
        "ExCom Conclusion No. 52 (XXXIX) 1988",
        _("International solidarity and refugee protection"),
        _("Solidarity adds to what a State owes and never replaces it: what a declaration does not do."),
    ),
    Authority(
        "ExCom Conclusion No. 77 (XLVI) 1995",
        _("International protection, general"),
        _("Standards of treatment in plans, and durable solutions."),
    ),
    Authority(
        "ExCom Conclusion No. 80 (XLVII) 1996",
        _("Comprehensive and regional approaches within a protection framework"),
        _("Causes, warnings and prevention beside the emergency; plans with several States."),
    ),
    Authority(
        "ExCom Conclusion No. 85 (XLIX) 1998",
        _("International protection, general"),
        _("Asylum does not depend on sharing arrangements: sharing reaches no decision about a person."),
    ),
    Authority(
        "ExCom Conclusion No. 89 (LI) 2000",
        _("International protection, general"),
        _("Standards of treatment in plans."),
    ),
    Authority(
        "ExCom Conclusion No. 91 (LII) 2001",
        _("Registration of refugees and asylum-seekers"),
        _("Registration one by one in principle; counts by sex and age; capacity to register."),
    ),
    Authority(
        "ExCom Conclusion No. 94 (LIII) 2002",
        _("Civilian and humanitarian character of asylum"),
        _("Arrangements of a plan to identify and separate combatants; the sector of safety."),
    ),
    Authority(
        "UN General Assembly Resolution 58/169, 22 December 2003",
        _("Human rights and mass exoduses"),
        _("Early warning and root causes: the record of causes."),
    ),
)
