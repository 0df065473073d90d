"""What a writing can be about: everything of a sort that the account sees, with its id and its numbers."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from asylon.cli.acting import AtWork
from asylon.cli.console import show
from asylon.cli.page import Page
from asylon.cli.responses.kinds import Sort
from asylon.cli.responses.view_pledges import amount, donor_name
from asylon.cli.results import as_json
from asylon.responses.emergencies.selectors import all_emergencies
from asylon.responses.plans import selectors as plans
from asylon.responses.pledges.selectors import needs_of, pledges_of
from asylon.responses.reviews import selectors as reviews

if TYPE_CHECKING:
    from asylon.responses.pledges.reading import ReadPledge


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


def _plans(at: AtWork) -> Iterator[Target]:
    for each in plans.every_plan(at.visitor, now=at.now):
        yield Target(id=each.pk, name=each.name, version=each.version)


def _versions(at: AtWork) -> Iterator[Target]:
    for each in plans.every_version(at.visitor, now=at.now):
        yield Target(id=each.pk, name=_version_name(each), version=each.version)


def _members(at: AtWork) -> Iterator[Target]:
    for each in plans.every_member(at.visitor, now=at.now):
        yield Target(id=each.pk, name=f"{each.name}, {_version_name(each.version)}")


def _items(at: AtWork) -> Iterator[Target]:
    for each in plans.every_item(at.visitor, now=at.now):
        name = f"{each.code} {each.what}, {_version_name(each.version_of)}"
        yield Target(id=each.pk, name=name, version=each.version)


def _version_name(version: Any) -> str:
    return f"{version.plan.name}, {version.number}, {version.state}"


def _reviews(at: AtWork) -> Iterator[Target]:
    for each in reviews.every_review(at.visitor, now=at.now):
        yield Target(id=each.pk, name=_review_name(each), version=each.version)


def _proposals(at: AtWork) -> Iterator[Target]:
    for each in reviews.every_proposal(at.visitor, now=at.now):
        what = f"{each.code.replace('_', ' ')} {each.figure.of}".strip()
        name = f"{what}, {each.decision}, {_review_name(each.review)}"
        yield Target(id=each.pk, name=name, version=each.version)


def _review_name(review: Any) -> str:
    return f"{review.on}, {review.state}, {review.plan.name}"


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
