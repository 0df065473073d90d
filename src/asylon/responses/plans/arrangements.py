"""What a comprehensive plan of action may arrange: paragraphs (c), (j), (l) and (m) of Conclusion 100.

The words are ours and short. The citation says which words of the Executive Committee they stand for; read
those before anything turns on them. Source: ExCom Conclusion No. 100 (LV), 2004, A/AC.96/1003.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Part(StrEnum):
    """The parts of a plan, in the order in which a situation goes on."""

    EMERGENCY = "j"
    LASTING = "l"
    SOLUTIONS = "m"
    CAUSES = "c"


PARTS: Mapping[Part, str | Promise] = {
    Part.EMERGENCY: _("In the emergency"),
    Part.LASTING: _("When it lasts"),
    Part.SOLUTIONS: _("Towards solutions"),
    Part.CAUSES: _("At the causes"),
}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One thing that a plan can arrange: a code that stays, a name, a sentence, and where it comes from."""

    code: str
    part: Part
    name: str | Promise
    words: str | Promise
    cites: str


class NoSuchArrangement(ValueError):
    """A code that no arrangement has; `near` is the nearest one that there is."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.near = next(iter(get_close_matches(code, ARRANGEMENTS, n=1, cutoff=0)), "j1")
        super().__init__(f"no arrangement has the code {code!r}; perhaps {self.near!r}")


MOVEMENT = "j9"
"""The arrangement under which people move on to other countries."""

_ALL = (
    Arrangement(
        "j1",
        Part.EMERGENCY,
        _("Emergency funds and technical help"),
        _("Money, experts and other help at once, also for the organizations that help refugees."),
        "ExCom 100 (j)(i)",
    ),
    Arrangement(
        "j2",
        Part.EMERGENCY,
        _("Coordination in the host State"),
        _("One body in which the authorities, the agencies of the country team and others work together."),
        "ExCom 100 (j)(ii)",
    ),
    Arrangement(
        "j3",
        Part.EMERGENCY,
        _("International consultation"),
        _("States concerned, the United Nations and others meet, plan, and look for solutions early."),
        "ExCom 100 (j)(iii)",
    ),
    Arrangement(
        "j4",
        Part.EMERGENCY,
        _("Money and material at once"),
        _("Standby funds and stocks are strengthened, so that they are released without delay."),
        "ExCom 100 (j)(iv)",
    ),
    Arrangement(
        "j5",
        Part.EMERGENCY,
        _("Registration and documents"),
        _("Host countries get support to register people early and one by one, and to give them papers."),
        "ExCom 100 (j)(v)",
    ),
    Arrangement(
        "j6",
        Part.EMERGENCY,
        _("Civilian character of asylum"),
        _("Armed elements are disarmed; combatants are identified, kept apart and interned."),
        "ExCom 100 (j)(vi)",
    ),
    Arrangement(
        "j7",
        Part.EMERGENCY,
        _("Follow-up of those kept apart"),
        _("Special procedures for former combatants who seek asylum, exclusion clauses included."),
        "ExCom 100 (j)(vii)",
    ),
    Arrangement(
        "j8",
        Part.EMERGENCY,
        _("Standby for security"),
        _("Experts stand ready to help to keep camps safe, where the State asks for it."),
        "ExCom 100 (j)(viii)",
    ),
    Arrangement(
        "j9",
        Part.EMERGENCY,
        _("Humanitarian transfer and evacuation"),
        _("Who may move on to other countries, and how; with rules for children and help for who receives."),
        "ExCom 100 (j)(ix), notes 1 and 2",
    ),
    Arrangement(
        "l1",
        Part.LASTING,
        _("Impact on the host country"),
        _("What hosting does to economy, society, environment and security is found out together."),
        "ExCom 100 (l)(i)",
    ),
    Arrangement(
        "l2",
        Part.LASTING,
        _("Regular updating"),
        _("The whole approach is looked at and brought up to date on fixed days."),
        "ExCom 100 (l)(ii)",
    ),
    Arrangement(
        "l3",
        Part.LASTING,
        _("Advance pledges"),
        _("Help is pledged ahead, beyond the emergency, until there are solutions."),
        "ExCom 100 (l)(iii)",
    ),
    Arrangement(
        "l4",
        Part.LASTING,
        _("National capacity to protect"),
        _("Registration, documents and laws of the host State are strengthened to last."),
        "ExCom 100 (l)(iv)",
    ),
    Arrangement(
        "l5",
        Part.LASTING,
        _("Self-reliance"),
        _("Refugees and the communities that host them get help to live by their own means."),
        "ExCom 100 (l)(v)",
    ),
    Arrangement(
        "l6",
        Part.LASTING,
        _("Wider development"),
        _("Support that is tied to the development of the country that gives asylum."),
        "ExCom 100 (l)(vi)",
    ),
    Arrangement(
        "l7",
        Part.LASTING,
        _("International financial institutions"),
        _("They weigh what hosting costs in their loans and grants."),
        "ExCom 100 (l)(vii)",
    ),
    Arrangement(
        "l8",
        Part.LASTING,
        _("Education"),
        _("Primary school for all, girls as much as boys; more places in secondary, vocational and higher."),
        "ExCom 100 (l)(viii)",
    ),
    Arrangement(
        "m1",
        Part.SOLUTIONS,
        _("Voluntary repatriation"),
        _("Support where people return of their own will, or soon may; the solution preferred."),
        "ExCom 100 (m)(i)",
    ),
    Arrangement(
        "m2",
        Part.SOLUTIONS,
        _("Local integration"),
        _("Support for refugees and their hosts, where integration is appropriate and can be done."),
        "ExCom 100 (m)(ii)",
    ),
    Arrangement(
        "m3",
        Part.SOLUTIONS,
        _("Resettlement, also of groups"),
        _("Resettlement is used where it relieves most, with referral of whole groups."),
        "ExCom 100 (m)(iii)",
    ),
    Arrangement(
        "m4",
        Part.SOLUTIONS,
        _("Repair of areas that hosted"),
        _("Areas of the host country that refugees have left again are restored."),
        "ExCom 100 (m)(iv)",
    ),
    Arrangement(
        "c1",
        Part.CAUSES,
        _("Root causes"),
        _("Preventing and ending conflict, less poverty, respect for human rights in the country of origin."),
        "ExCom 100 (c), preamble 3",
    ),
)
ARRANGEMENTS: Mapping[str, Arrangement] = {each.code: each for each in _ALL}
"""By code, in the order of the Conclusion; the causes last."""


def arrangement(code: str) -> Arrangement:
    """The arrangement of a code.

    Raises: NoSuchArrangement with the nearest code.
    """
    found = ARRANGEMENTS.get(code)
    if found is None:
        raise NoSuchArrangement(code)
    return found


def place(code: str) -> int:
    """Where an arrangement stands in a plan."""
    return list(ARRANGEMENTS).index(code)
