"""Prove every statement for every State and date at which the law differs; the same law only once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Statement:
    """What is proved, in plain words, and how a failure is looked for."""

    name: str
    words: str
    check: Check


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
        "A gate that is known to be shut stays shut for everyone who is alike and better known.",
        gate_checks.shut_for_whoever_is_better_known,
    ),
    Statement(
        "never_means_never", "A gate whose text says never is open for nobody.", gate_checks.never_means_never
    ),
    Statement(
        "absolute_bars",
        "A gate is open only where the condition is known that its text names in open_only_if: nobody goes to an "
        "origin while it is not known that no absolute bar stands against it.",
        gate_checks.open_only_if,
    ),
    Statement(
        "overlays_keep_gates_shut",
        "No change that an overlay makes opens a protected gate which the core keeps shut.",
        gate_checks.overlays_keep_gates_shut,
    ),
    Statement(
        "forbidden_inputs",
        "What a rule must not look at (way of entry, papers, smuggler, economic motive, coaching, allocation) "
        "makes no difference to it.",
        independence_checks.forbidden_inputs,
    ),
    Statement(
        "independence",
        "What an entry is independent of makes no difference to it: means for a child's trafficking, exclusion and "
        "danger for an absolute bar.",
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
        "Learning more turns no yes into no and no no into yes, unless something that was presumed, accepted in "
        "doubt or computed becomes known.",
        knowledge_checks.knowledge_flips_nothing,
    ),
    Statement(
        "exceptions_agree",
        "Two exceptions of one rule never apply together and conclude the contrary.",
        use_checks.exceptions_disagree,
    ),
)

NOTHING_DEAD = "Every rule, gate, track, alert and status can come out yes and can come out no, as far as its text allows."
NOTHING_USELESS = "No part of an expression could go without any change, unless the text says why it stands there."


def prove(
    rulebook: Rulebook, *, jurisdictions: Sequence[str] | None = None, as_of: date
) -> list[Proof]:
    """Prove every statement for these States, or for all that ship, on each day at which something changes.

    Raises: BadRulebook for texts that cannot be resolved.
    """
    cases = cases_of(rulebook, jurisdictions or rulebook.jurisdictions, as_of)
    found = [proof for case in cases for proof in proofs_of(case)]
    return [*found, *proofs_of_use(cases)]


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
    return [
        Case(rulebook, resolution, day, tuple(covers[same])) for same, (resolution, day) in first.items()
    ]


def turning_days(rulebook: Rulebook, as_of: date) -> list[date]:
    """The given day, and each day on which a rule, gate, track, alert, status or overlay begins or has ended."""
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


def proofs_of(case: Case) -> Iterator[Proof]:
    """Every statement about one case: one proof that it holds, or one for each thing it fails for."""
    for statement in STATEMENTS:
        began = perf_counter()
        failures = list(statement.check(case))
        seconds = perf_counter() - began
        if not failures:
            yield _proof(case, statement.name, statement.words, seconds)
        for failure in failures:
            yield _proof(case, statement.name, statement.words, seconds / len(failures), failure)


def proofs_of_use(cases: Sequence[Case]) -> Iterator[Proof]:
    """That nothing is dead and no part useless; what is so in one State only has its use in another."""
    began = perf_counter()
    dead = None
    for case in cases:
        dead = use_checks.dead_answers(case, dead)
    failures = [
        Failure(key, f"never {'yes' if answer else 'no'}: no situation brings this about")
        for key, answer in sorted(dead or ())
    ]
    yield from _of_use(cases[0], "nothing_is_dead", NOTHING_DEAD, perf_counter() - began, failures)
    began = perf_counter()
    useless = None
    for case in cases:
        useless = use_checks.useless_parts(case, useless)
    failures = list(_unexplained(cases, useless or set()))
    yield from _of_use(cases[0], "nothing_is_redundant", NOTHING_USELESS, perf_counter() - began, failures)


def _of_use(
    case: Case, name: str, words: str, seconds: float, failures: list[Failure]
) -> Iterator[Proof]:
    if not failures:
        yield _proof(case, name, words, seconds)
    for failure in failures:
        yield _proof(case, name, words, seconds / len(failures), failure)


def _unexplained(cases: Sequence[Case], useless: set[tuple[str, str]]) -> Iterator[Failure]:
    explained_parts: set[tuple[str, str]] = set()
    for case in cases:
        explained_parts |= use_checks.acknowledged(case)
    for key, text in sorted(useless - explained_parts):
        yield Failure(key, f"'{text}' could go without any change; leave it out or say why it stands there")
    for key, text in sorted(explained_parts - useless):
        yield Failure(key, f"'{text}' is called redundant on purpose, and it is not; remove that remark")


def _proof(
    case: Case, name: str, words: str, seconds: float, failure: Failure | None = None
) -> Proof:
    return Proof(
        name=name,
        statement=words,
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


