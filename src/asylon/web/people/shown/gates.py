"""What must not happen: the gates, shut or open, in the order of protection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.rulebook.assessment import GateAnswer
from asylon.rulebook.entries import GROUPS
from asylon.rulebook.scopes import LISTS
from asylon.web.people.shown.categories import source_of
from asylon.web.people.shown.codes import code_of
from asylon.web.people.shown.said import Source
from asylon.web.people.shown.seen import Seen

HEADINGS: dict[str, str | Promise] = {
    "rescue": _("First, out of danger at sea"),
    "urgent": _("First, safety and a doctor"),
    "access": _("Being let in and heard"),
    "non_refoulement": _("Staying, and being sent away"),
    "status": _("Deciding"),
    "criminal": _("Punishing"),
    "standing": _("At every step"),
}
NEVER = "never"


@dataclass(frozen=True, slots=True)
class Place:
    """A country that the person might be sent to, and whether the gate is open for it."""

    name: str
    open: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One forbidden act. Shut is the safe state."""

    goal: str
    code: str
    name: str
    open: bool
    because: str
    missing: str
    places: tuple[Place, ...]
    never_opens: bool
    nowhere: bool
    """No country is named, and the gate opens over none."""
    sealed: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Group:
    """The gates of one step of protection, under its heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Gates:
    """All gates. `at_rest` are those that ask nothing of this person."""

    groups: tuple[Group, ...]
    at_rest: tuple[str, ...]
    shut: int


def gates(seen: Seen) -> Gates:
    """Every gate as it stands for this person; shown open only if it is open on the whole record too."""
    concerned = [each for each in seen.assessment.gates.values() if _concerns(seen, each)]
    rows = [(each.gate.group, _row(seen, each)) for each in concerned]
    groups = [
        Group(str(HEADINGS[group]), tuple(row for where, row in rows if where == group)) for group in GROUPS
    ]
    at_rest = [each for each in seen.assessment.gates.values() if each not in concerned]
    return Gates(
        groups=tuple(group for group in groups if group.rows),
        at_rest=tuple(seen.tongue.heading("gates", each.gate.id) for each in at_rest),
        shut=sum(not row.open for _, row in rows),
    )


def _concerns(seen: Seen, answer: GateAnswer) -> bool:
    return answer.consulted is not False or seen.masked.whole.gates[answer.gate.id].consulted is not False


def _row(seen: Seen, answer: GateAnswer) -> Row:
    gate, because = answer.gate, seen.assessment.because
    key = f"gate:{gate.id}"
    is_open = seen.masked.is_open(gate.id)
    # Shown open by what the visitor sees, shut on the whole record: the reason is sealed, the bar is not.
    sealed = answer.open and not is_open
    told = [frame for frame in answer.frames if is_open or frame.values[key] is False]
    reasons = frozenset().union(*(because.why(key, frame) for frame in told))
    missing = frozenset().union(*(because.missing(key, frame) for frame in answer.frames))
    never = str(gate.open_when) == NEVER
    nowhere = gate.scope in LISTS and not answer.frames
    return Row(
        goal=key,
        code=code_of(seen.rulebook, "gates", gate.id),
        name=seen.tongue.heading("gates", gate.id),
        open=is_open,
        because="" if sealed or never else seen.tongue.grounds(because.cited(reasons), seen.items, most=3),
        missing="" if is_open or sealed or never else seen.missing(because.cited(missing)),
        places=_places(seen, answer),
        never_opens=never,
        nowhere=nowhere and not is_open,
        sealed=sealed,
        source=source_of(gate),
    )


def _places(seen: Seen, answer: GateAnswer) -> tuple[Place, ...]:
    if answer.gate.scope not in LISTS:
        return ()
    return tuple(
        Place(seen.tongue.country(item), seen.masked.is_open(answer.gate.id, item)) for item in answer.items
    )


SILENT: dict[str, Callable[[], str]] = {
    "no fact opens this gate": lambda: gettext("Nothing opens it."),
    "there is no destination, and no gate opens over none": lambda: gettext(
        "No country is named to which the person might be sent, and the gate opens over none."
    ),
    "raised by an event in the record, not by facts": lambda: gettext(
        "An event on record raises it, not an answer."
    ),
    "never due by right": lambda: gettext("Nobody has a right to it; it may be given."),
    "everyone has this right": lambda: gettext("Everybody has this right."),
}
"""What the rulebook says where it has no facts to name, in the reader's language."""
