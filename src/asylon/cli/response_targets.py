"""What a writing can be about: everything of a sort that the account sees, with its id and its numbers."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from asylon.cli.acting import AtWork
from asylon.cli.console import show
from asylon.cli.page import Page
from asylon.cli.response_kinds import Sort
from asylon.cli.results import as_json
from asylon.cli.view_pledges import amount, donor_name
from asylon.responses.emergencies.selectors import all_emergencies
from asylon.responses.plans import selectors as plans
from asylon.responses.plans.selectors import PlanSeen
from asylon.responses.pledges.selectors import needs_of, pledges_of
from asylon.responses.reviews import selectors as reviews

if TYPE_CHECKING:
    from asylon.responses.pledges.reading import ReadPledge
    from asylon.responses.reviews.selectors import ReviewSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One of them. `version` or, for steps of a pledge, the number of the `last` one is what `seen` gives."""

    id: UUID
    name: str
    version: int | None = None
    last: int | None = None


def targets(at: AtWork, sort: Sort) -> list[Target]:
    """Everything of a sort.

    Raises: Refused.
    """
    return list(LISTED[sort](at))


def listed(at: AtWork, arguments: Namespace) -> int:
    """Show everything of a sort."""
    found = targets(at, Sort(arguments.sort))
    if arguments.format == "json":
        print(as_json({"targets": [asdict(each) for each in found]}))
        return 0
    page = Page()
    page.say((f"{arguments.sort.upper()}: ", "bold"), f"{len(found)}")
    for each in found:
        numbers = [f"version {each.version}"] if each.version is not None else []
        numbers += [f"last movement {each.last}"] if each.last is not None else []
        page.item(f"{each.id}  ", (each.name, "bold"), f"; {', '.join(numbers)}" if numbers else "")
    show(page)
    return 0


def _emergencies(at: AtWork) -> Iterator[Target]:
    for each in all_emergencies(at.visitor, now=at.now):
        yield Target(id=each.id, name=each.name, version=each.version)


def _needs(at: AtWork) -> Iterator[Target]:
    for about in all_emergencies(at.visitor, now=at.now):
        for each in needs_of(at.visitor, about.id, now=at.now):
            needed = amount(each.amount.value, each.amount.measure)
            name = f"{each.sector.label}, {needed}, {each.since} to {each.until}, {about.name}"
            yield Target(id=each.id, name=name, version=each.version)


def _read_pledges(at: AtWork) -> Iterator[tuple[str, ReadPledge]]:
    for about in all_emergencies(at.visitor, now=at.now):
        for each in pledges_of(at.visitor, about.id, now=at.now):
            yield f"{donor_name(each.donor)}, {each.kind.label}, {about.name}", each


def _pledges(at: AtWork) -> Iterator[Target]:
    for name, each in _read_pledges(at):
        yield Target(id=each.id, name=name, version=each.version, last=each.last)


def _parts(at: AtWork) -> Iterator[Target]:
    for name, pledge in _read_pledges(at):
        for each in pledge.parts:
            yield Target(id=each.id, name=f"{each.since} to {each.until}, {name}", last=pledge.last)


def _consultations(at: AtWork) -> Iterator[Target]:
    for about in all_emergencies(at.visitor, now=at.now):
        for each in plans.consultations(at.visitor, about.id, now=at.now):
            name = f"{each.row.convened_on}, {about.name}"
            yield Target(id=each.row.pk, name=name, version=each.row.version)


def _all_plans(at: AtWork) -> Iterator[Any]:
    about = [each.id for each in all_emergencies(at.visitor, now=at.now)]
    return chain.from_iterable(plans.plans_of(at.visitor, each, now=at.now) for each in (*about, None))


def _plans(at: AtWork) -> Iterator[Target]:
    for each in _all_plans(at):
        yield Target(id=each.pk, name=each.name, version=each.version)


def _versions(at: AtWork) -> Iterator[Target]:
    for plan in _all_plans(at):
        for each in plan.versions.all():
            name = f"{plan.name}, {each.number}, {each.state}"
            yield Target(id=each.pk, name=name, version=each.version)


def _seen_plans(at: AtWork) -> Iterator[tuple[str, PlanSeen]]:
    for plan in _all_plans(at):
        for each in plan.versions.all():
            seen = plans.see_plan(at.visitor, plan.pk, now=at.now, number=each.number)
            yield f"{plan.name}, {each.number}, {each.state}", seen


def _members(at: AtWork) -> Iterator[Target]:
    for name, seen in _seen_plans(at):
        for each in seen.members:
            yield Target(id=each.pk, name=f"{each.name}, {name}")


def _items(at: AtWork) -> Iterator[Target]:
    for name, seen in _seen_plans(at):
        for each in seen.items:
            yield Target(
                id=each.row.pk, name=f"{each.row.code} {each.row.what}, {name}", version=each.row.version
            )


def _seen_reviews(at: AtWork) -> Iterator[tuple[str, ReviewSeen]]:
    for plan in _all_plans(at):
        for each in reviews.reviews_of_plan(at.visitor, plan.pk, now=at.now):
            yield f"{each.on}, {each.state}, {plan.name}", reviews.see_review(at.visitor, each.pk, now=at.now)


def _reviews(at: AtWork) -> Iterator[Target]:
    for name, seen in _seen_reviews(at):
        yield Target(id=seen.row.pk, name=name, version=seen.row.version)


def _proposals(at: AtWork) -> Iterator[Target]:
    for name, seen in _seen_reviews(at):
        for each in seen.proposals:
            what = f"{each.code.replace('_', ' ')} {each.figure.of}".strip()
            yield Target(id=each.pk, name=f"{what}, {each.decision}, {name}", version=each.version)


LISTED: Mapping[Sort, Callable[[AtWork], Iterator[Target]]] = {
    Sort.EMERGENCY: _emergencies,
    Sort.NEED: _needs,
    Sort.PLEDGE: _pledges,
    Sort.PART: _parts,
    Sort.CONSULTATION: _consultations,
    Sort.PLAN: _plans,
    Sort.VERSION: _versions,
    Sort.MEMBER: _members,
    Sort.ITEM: _items,
    Sort.REVIEW: _reviews,
    Sort.PROPOSAL: _proposals,
}
