"""Prove every statement for every State and date at which the law differs; the same law only once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from time import perf_counter
from typing import Any

from asylon.rulebook.library import Rulebook
from asylon.rulebook.proofs import gate_checks, independence_checks, knowledge_checks, use_checks
from asylon.rulebook.proofs.case import Case, explained
from asylon.rulebook.proofs.proof import Failure, Proof
from asylon.rulebook.proofs.world import BOUND
from asylon.rulebook.resolve import Resolution, resolve

Check = Callable[[Case], Iterator[Failure]]
TIMED = ("rules", "gates", "tracks", "alerts", "statuses")


def _nothing(case: Case) -> Iterator[Failure]:
    """For statements about all cases together."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Statement:
    """What is proved, in plain words, and how failures are looked for in one case."""

    name: str
    words: str
    check: Check = _nothing


STATEMENTS = (
    Statement(
        "never_yes_and_no",
        "Nothing is known to be yes and known to be no at once.",
        knowledge_checks.never_yes_and_no,
    ),
    Statement(
        "shut_while_nothing_is_known",
        "While no fact is known, every gate that looks at a fact is shut.",
        gate_checks.shut_while_nothing_is_known,
    ),
    Statement(
        "unknown_opens_nothing",
        "A gate that is open stays open for everyone who is alike and better known: "
        "nothing unknown or presumed opens a gate.",
        gate_checks.open_for_whoever_is_better_known,
    ),
    Statement(
        "shut_stays_shut",
        "A gate that is known to be shut stays shut for everyone who is alike and better known, unless an "
        "answer is given in place of one that was computed.",
        gate_checks.shut_for_whoever_is_better_known,
    ),
    Statement(
        "never_means_never", "A gate whose text says never is open for nobody.", gate_checks.never_means_never
    ),
    Statement(
        "absolute_bars",
        "A gate is open only where the condition is known that its text names in open_only_if: nobody goes "
        "to an origin while it is not known that no absolute bar stands against it.",
        gate_checks.open_only_if,
    ),
    Statement(
        "overlays_keep_gates_shut",
        "No change that an overlay makes opens a protected gate which the core keeps shut.",
        gate_checks.overlays_keep_gates_shut,
    ),
    Statement(
        "forbidden_inputs",
        "What a rule must not look at (way of entry, papers, smuggler, economic motive, coaching, "
        "allocation) makes no difference to it.",
        independence_checks.forbidden_inputs,
    ),
    Statement(
        "independence",
        "What an entry is independent of makes no difference to it: means for a child's trafficking, "
        "exclusion and danger for an absolute bar.",
        independence_checks.declared_independence,
    ),
    Statement(
        "tracks_stand_apart",
        "No outcome of a track changes what another track concludes, or a gate that it guards.",
        independence_checks.tracks_stand_apart,
    ),
    Statement(
        "heeded_outcomes_only_add",
        "Where a track may heed an outcome of another, that takes no conclusion away and opens no gate.",
        independence_checks.heeded_outcomes_only_add,
    ),
    Statement(
        "tracks_stay_proposed",
        "A track that is proposed while nothing happened in the others is proposed whatever happens in them.",
        independence_checks.tracks_stay_proposed,
    ),
    Statement(
        "knowledge_flips_nothing",
        "Learning more turns no yes into no and no no into yes, unless something that was presumed, "
        "accepted in doubt or computed becomes known.",
        knowledge_checks.knowledge_flips_nothing,
    ),
    Statement(
        "exceptions_agree",
        "Two exceptions of one rule never apply together and conclude the contrary.",
        use_checks.exceptions_disagree,
    ),
)

NOT_DEAD = "nothing_is_dead"
NOTHING_DEAD = Statement(
    NOT_DEAD,
    "Every rule, gate, track, alert and status can come out yes and can come out no, as far as its text "
    "allows.",
)
NOT_REDUNDANT = "nothing_is_redundant"
NOTHING_REDUNDANT = Statement(
    NOT_REDUNDANT,
    "No part of an expression could go without any change, unless its text says why it stands there.",
)

NAMES = (*(statement.name for statement in STATEMENTS), NOT_DEAD, NOT_REDUNDANT)
"""The names of all statements, in the order in which they are proved."""


def prove(
    rulebook: Rulebook,
    *,
    jurisdictions: Sequence[str] | None = None,
    as_of: date,
    only: Collection[str] = NAMES,
) -> list[Proof]:
    """Prove the statements for these States, or for all that ship, on each day at which something changes.

    Raises: BadRulebook for texts that cannot be resolved.
    """
    return list(proofs(rulebook, jurisdictions=jurisdictions, as_of=as_of, only=only))


def proofs(
    rulebook: Rulebook,
    *,
    jurisdictions: Sequence[str] | None = None,
    as_of: date,
    only: Collection[str] = NAMES,
) -> Iterator[Proof]:
    """The same one by one, as they are found."""
    cases = cases_of(rulebook, jurisdictions or rulebook.jurisdictions, as_of)
    for case in cases:
        for statement in STATEMENTS:
            if statement.name in only:
                began = perf_counter()
                yield from _told(case, statement, began, list(statement.check(case)))
    if NOT_DEAD in only:
        began = perf_counter()
        yield from _told(cases[0], NOTHING_DEAD, began, _dead(cases))
    if NOT_REDUNDANT in only:
        began = perf_counter()
        yield from _told(cases[0], NOTHING_REDUNDANT, began, _redundant(cases))


def cases_of(rulebook: Rulebook, jurisdictions: Iterable[str], as_of: date) -> list[Case]:
    """One case for each set of expressions that is in force somewhere at some time."""
    covers: dict[Any, list[str]] = {}
    first: dict[Any, tuple[Resolution, date]] = {}
    for where in jurisdictions:
        for day in turning_days(rulebook, as_of):
            rulebook.resolve(where, day)  # refuses an overlay that weakens a protected gate
            resolution = resolve(rulebook.head, rulebook.core, rulebook.overlays, where, day)
            same = _expressions(resolution)
            covers.setdefault(same, []).append(f"{where} {day.isoformat()}")
            first.setdefault(same, (resolution, day))
    return [Case(rulebook, resolution, day, tuple(covers[same])) for same, (resolution, day) in first.items()]


def turning_days(rulebook: Rulebook, as_of: date) -> list[date]:
    """The given day, and each on which a rule, gate, track, alert, status or overlay begins or has ended."""
    dated: list[Any] = [entry for name in TIMED for entry in rulebook.core.section(name).values()]
    for overlay in rulebook.overlays:
        dated += [overlay.head, *(change for _, change in overlay.changes())]
        dated += [entry for name in TIMED for entry in overlay.added.section(name).values()]
    days = {each.since.first for each in dated if each.since is not None}
    days |= {each.until.last + timedelta(days=1) for each in dated if each.until is not None}
    return [as_of, *sorted(days - {as_of})]


def _expressions(resolution: Resolution) -> Any:
    """Everything that decides whether two programs are the same to the statements."""
    program = resolution.program
    bodies = tuple((key, body.tree, body.scope, body.silent) for key, body in sorted(program.plain.items()))
    return bodies, resolution.unchanged is None, tuple(resolution.changes)


def _dead(cases: Sequence[Case]) -> list[Failure]:
    """Answers that come about nowhere; what is dead in one State only has its use in another."""
    dead = None
    for case in cases:
        dead = use_checks.dead_answers(case, dead)
    return [
        Failure(key, f"never {'yes' if answer else 'no'}: no situation brings this about")
        for key, answer in sorted(dead or ())
    ]


def _redundant(cases: Sequence[Case]) -> list[Failure]:
    """Parts that change nothing anywhere and are not explained, and explanations that are not needed."""
    useless = None
    explained_parts: set[use_checks.UselessPart] = set()
    for case in cases:
        useless = use_checks.useless_parts(case, useless)
        explained_parts |= use_checks.acknowledged(case)
    found = useless or set()
    return [
        Failure(
            key, f"'{text}' could go without any change; leave it out, or say in redundant_on_purpose why not"
        )
        for key, text in sorted(found - explained_parts)
    ] + [
        Failure(key, f"'{text}' stands in redundant_on_purpose, and it is no part that could go; remove that")
        for key, text in sorted(explained_parts - found)
    ]


def _told(case: Case, statement: Statement, began: float, failures: Sequence[Failure]) -> Iterator[Proof]:
    seconds = perf_counter() - began
    if not failures:
        yield _proof(case, statement, seconds)
    for failure in failures:
        yield _proof(case, statement, seconds / len(failures), failure)


def _proof(case: Case, statement: Statement, seconds: float, failure: Failure | None = None) -> Proof:
    return Proof(
        name=statement.name,
        statement=statement.words,
        jurisdiction=case.program.jurisdiction,
        as_of=case.as_of,
        holds=failure is None,
        bound=BOUND,
        seconds=seconds,
        covers=case.covers,
        subject=explained(failure.subject) if failure else "",
        found=failure.found if failure else "",
        counterexample=failure.counterexample if failure else None,
    )
