"""What makes no difference: forbidden inputs, other tracks, a child's means, exclusion for absolute bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from asylon.logic.interpret import value_of
from asylon.logic.tree import Node, lowered
from asylon.logic.truth import Truth
from asylon.rulebook.assessment import Assessment
from asylon.rulebook.entries import ReasonedEntry, RuleEntry
from asylon.rulebook.expression import parse
from asylon.rulebook.proofs.bits import Bit, all_of, any_of, negated
from asylon.rulebook.proofs.case import Case, Goal, Outcomes, Pair, differ, flips
from asylon.rulebook.proofs.proof import Failure
from asylon.rulebook.proofs.space import NONE
from asylon.rulebook.proofs.witness import Shows, frames
from asylon.rulebook.proofs.world import BLANK, World
from asylon.rulebook.scopes import PERSON, tree_scope

SECTIONS = {"rules": "", "gates": "gate:", "tracks": "track:", "alerts": "alert:", "statuses": "status:"}


def forbidden_inputs(case: Case) -> Iterator[Failure]:
    """Two persons who differ only in a rule's forbidden inputs get the same from it."""
    groups: dict[tuple[str, ...], list[RuleEntry]] = {}
    for rule in case.program.contents.rules.values():
        if rule.forbidden_inputs:
            groups.setdefault(case.program.contents.listed(rule.forbidden_inputs), []).append(rule)
    for number, (facts, rules) in enumerate(groups.items()):
        pair = case.apart(f"forbidden{number}", Outcomes(frozenset(facts)))
        for rule in rules:
            failure = _same_for_both(case, pair, rule.id, "a forbidden input makes a difference")
            if failure:
                yield failure


def declared_independence(case: Case) -> Iterator[Failure]:
    """Two persons who differ only in what an entry is `independent_of` get the same from it."""
    for section, prefix in SECTIONS.items():
        entries: dict[str, ReasonedEntry] = case.program.contents.section(section)
        for entry in entries.values():
            for number, claim in enumerate(entry.independent_of):
                facts = frozenset(case.program.contents.listed(claim.facts))
                pair = case.apart(f"{prefix}{entry.id}{number}", Outcomes(facts))
                where: Node | None = None
                if claim.where is not None:
                    scope = tree_scope(getattr(entry, "scope", PERSON))
                    where = lowered(parse(claim.where, case.program.vocabulary, scope))
                found = f"changed by what must not matter{f' where {claim.where}' if claim.where else ''}"
                failure = _same_for_both(case, pair, prefix + entry.id, found, where)
                if failure:
                    yield failure


def tracks_stand_apart(case: Case) -> Iterator[Failure]:
    """No outcome of a track changes what another track concludes, or a gate that it guards."""
    for track in case.program.contents.tracks.values():
        others = _outcomes_of_others(case, track.id, heeded=False)
        keys = [*track.concludes, *(f"gate:{gate}" for gate in track.guards)]
        if not keys:
            continue
        pair = case.apart(f"beside.{track.id}", others)
        for key in keys:
            found = f"changed by the outcome of another track than {track.id}"
            failure = _same_for_both(case, pair, key, found)
            if failure:
                yield failure


def heeded_outcomes_only_add(case: Case) -> Iterator[Failure]:
    """Where a track heeds an outcome of another, that takes no conclusion away and opens no gate."""
    for track in case.program.contents.tracks.values():
        for heeded in track.heeds or ():
            outcome = _outcomes_of_others(case, track.id, heeded=True).holding([heeded])
            pair = case.apart(f"heeds.{track.id}", outcome)
            nothing = nothing_happened(pair.one.world, outcome)
            for rule in track.concludes:
                failure = _never_lost(case, pair, rule, nothing, f"taken away by {heeded}")
                if failure:
                    yield failure
            for gate in track.guards:
                failure = _never_opened(case, pair, f"gate:{gate}", nothing, f"opened by {heeded}")
                if failure:
                    yield failure


def tracks_stay_proposed(case: Case) -> Iterator[Failure]:
    """A track that is proposed while nothing happened in others is proposed whatever happens there."""
    for track in case.program.contents.tracks.values():
        others = _outcomes_of_others(case, track.id, heeded=True)
        pair = case.apart(f"proposed.{track.id}", others)
        nothing = nothing_happened(pair.one.world, others)
        found = "no longer proposed after something happened in another track"
        failure = _never_lost(case, pair, f"track:{track.id}", nothing, found)
        if failure:
            yield failure


def nothing_happened(world: World, outcomes: Outcomes) -> Bit:
    """Whether nothing is on record of these outcomes: unknown or no, no code or `none`."""
    bits = [negated(value.yes) for (_, name), value in world.facts.items() if name in outcomes.facts]
    for (spot, name), coded in world.coded.items():
        if spot.item == BLANK:
            continue
        for code, bit in coded.holds.items():
            if (name in outcomes.facts and code != NONE) or (name, code) in outcomes.codes:
                bits.append(negated(all_of((coded.known, bit))))
    return all_of(bits)


def _outcomes_of_others(case: Case, track: str, *, heeded: bool) -> Outcomes:
    found = Outcomes()
    for id_, outcomes in case.outcomes.items():
        if id_ != track:
            found |= outcomes
    for own in (track, *case.program.contents.tracks[track].follows):
        found -= case.outcomes[own]
    heeds = case.program.contents.tracks[track].heeds or {}
    return found if heeded else found - Outcomes(frozenset(heeds))


def _same_for_both(case: Case, pair: Pair, key: str, found: str, where: Node | None = None) -> Failure | None:
    if key not in pair.touched:
        return None  # it does not read any of it, however far down
    both_there = {
        spot: all_of(e.value(where, spot).yes for e in (pair.one, pair.other)) if where is not None else True
        for spot in case.spots(key)
    }
    goals = [
        Goal(
            any_of(
                all_of(
                    (case.world.there(spot), there, unlike(pair.one.of(key, spot), pair.other.of(key, spot)))
                )
                for spot, there in both_there.items()
            ),
            _changes(key, wrong, where),
        )
        for unlike, wrong in ((differ, _is_other), (flips, _is_contrary))
    ]
    return case.refuted(pair.solver, goals[0], pair.worlds, subject=key, found=found, starker=goals[1])


def _never_lost(case: Case, pair: Pair, key: str, start: Bit, found: str) -> Failure | None:
    return _one_way(case, pair, key, start, found, lost=True)


def _never_opened(case: Case, pair: Pair, key: str, start: Bit, found: str) -> Failure | None:
    return _one_way(case, pair, key, start, found, lost=False)


def _one_way(case: Case, pair: Pair, key: str, start: Bit, found: str, *, lost: bool) -> Failure | None:
    if key not in pair.touched:
        return None
    yes_of, not_of = (pair.one, pair.other) if lost else (pair.other, pair.one)
    goals = []
    for plainly in (False, True):
        bits = []
        for spot in case.spots(key):
            yes, other = yes_of.of(key, spot).yes, not_of.of(key, spot)
            bits.append(all_of((case.world.there(spot), yes, other.no if plainly else negated(other.yes))))
        goals.append(Goal(all_of((start, any_of(bits))), _changes(key, _one_way_wrong(lost, plainly))))
    return case.refuted(pair.solver, goals[0], pair.worlds, subject=key, found=found, starker=goals[1])


def _one_way_wrong(lost: bool, plainly: bool) -> Callable[[Truth, Truth], bool]:
    def wrong(before: Truth, after: Truth) -> bool:
        yes, other = (before, after) if lost else (after, before)
        return yes is True and (other is False if plainly else other is not True)

    return wrong


def _is_other(before: Truth, after: Truth) -> bool:
    return before is not after


def _is_contrary(before: Truth, after: Truth) -> bool:
    return {before, after} == {True, False}


def _changes(key: str, wrong: Callable[[Truth, Truth], bool], where: Node | None = None) -> Shows:
    def shows(seen: Sequence[Assessment]) -> bool:
        before, after = (_values_where(each, key, where) for each in seen)
        return any(name in after and wrong(value, after[name]) for name, value in before.items())

    return shows


def _values_where(assessment: Assessment, key: str, where: Node | None) -> dict[str, Truth]:
    scope = assessment.program.bodies[key].scope
    return {
        frame.name: frame.values[key]
        for frame in frames(assessment, scope)
        if where is None or value_of(where, frame) is True
    }
