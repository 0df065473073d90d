"""What `asylon responses` shows: the list, one emergency, shares, the plan, pledges, reviews, the report."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from asylon.cli.acting import AtWork
from asylon.cli.console import show
from asylon.cli.opening import CannotOpen
from asylon.cli.responses.naming import the_emergency, the_one
from asylon.cli.results import as_json, deliver, must_be_new, wants_a_file

if TYPE_CHECKING:
    from asylon.cli.page import Page
    from asylon.responses.plans.selectors import PlanSeen


def listed(at: AtWork, arguments: Namespace) -> int:
    """Every emergency."""
    from asylon.cli.responses.view_emergency import list_json, list_page
    from asylon.responses.emergencies.characteristics import seen_of
    from asylon.responses.emergencies.selectors import all_emergencies

    found = all_emergencies(at.visitor, now=at.now)
    every = [(each, seen_of(at.visitor, each.id, now=at.now)) for each in found]
    return _shown(arguments, lambda: list_page(every), lambda: list_json(every))


def one(at: AtWork, arguments: Namespace) -> int:
    """One emergency with everything that stands of it."""
    from asylon.cli.responses.view_emergency import Shown, emergency_json, emergency_page
    from asylon.responses.emergencies.characteristics import seen_of
    from asylon.responses.emergencies.selectors import declarations_of, stages_of
    from asylon.responses.plans.selectors import emergency_plan
    from asylon.responses.plans.triggers import triggers_seen
    from asylon.responses.pledges.reading import promised
    from asylon.responses.pledges.selectors import needs_of, pledges_of
    from asylon.responses.reviews.selectors import next_review_of_emergency

    visitor, now, found = at.visitor, at.now, the_emergency(at, arguments.emergency)
    plan = emergency_plan(visitor, found.id, now=now)
    shown = Shown(
        found=found,
        seen=seen_of(visitor, found.id, now=now),
        stages=stages_of(visitor, found.id, now=now),
        declarations=declarations_of(visitor, found.id, now=now),
        plan=plan,
        triggers=triggers_seen(visitor, plan, now=now) if plan else (),
        promised=promised(needs_of(visitor, found.id, now=now), pledges_of(visitor, found.id, now=now)),
        next=next_review_of_emergency(visitor, found.id, now=now),
    )
    return _shown(arguments, lambda: emergency_page(shown), lambda: emergency_json(shown))


def shares(at: AtWork, arguments: Namespace) -> int:
    """Who carries what under each scenario; or why the number of one State is so."""
    from asylon.cli.apportion import why_json, why_of
    from asylon.cli.responses.view_shares import shares_json, shares_page
    from asylon.cli.view_apportion import why_page
    from asylon.responses.shares.selectors import all_scenarios

    found = the_emergency(at, arguments.emergency)
    every = all_scenarios(at.visitor, found.id, now=at.now)
    if arguments.scenario is not None:
        if not every:
            raise CannotOpen("no scenario was worked out for this emergency yet")
        every = [the_one(every, arguments.scenario, what="scenario")]
    if arguments.why is None:
        return _shown(
            arguments, lambda: shares_page(found.name, every, found.hosts), lambda: shares_json(every)
        )
    if not every:
        raise CannotOpen("no scenario was worked out for this emergency yet, so there is nothing to explain")
    sharing = every[0].sharing
    why = why_of(sharing, arguments.why.upper())
    if why is None:
        raise CannotOpen(f"--why: '{arguments.why}' has no part in this scenario")
    return _shown(arguments, lambda: why_page(sharing, why), lambda: why_json(why))


def plan(at: AtWork, arguments: Namespace) -> int:
    """The plan that counts, at the version in force or at another one."""
    from asylon.cli.responses.view_plan import plan_json, plan_page

    must_be_new(arguments.output)
    if arguments.format == "pdf":
        wants_a_file(arguments)
    seen = _plan(at, arguments)
    if arguments.format == "pdf":
        return deliver(_plan_paper(at, seen), arguments)
    return _delivered(arguments, lambda: plan_page(seen), lambda: plan_json(seen))


def pledges(at: AtWork, arguments: Namespace) -> int:
    """The ledger: in text with what is covered, or as one of its files."""
    from asylon.cli.responses.view_pledges import ledger_page
    from asylon.responses.pledges.exports import Format, ledger_file
    from asylon.responses.pledges.reading import promised
    from asylon.responses.pledges.selectors import needs_of, pledges_of

    must_be_new(arguments.output)
    found = the_emergency(at, arguments.emergency)
    if arguments.format != "text":
        form = Format(arguments.format)
        return deliver(ledger_file(at.visitor, found.id, form=form, now=at.now), arguments)
    needs = needs_of(at.visitor, found.id, now=at.now)
    every = pledges_of(at.visitor, found.id, now=at.now)
    return _delivered(
        arguments, lambda: ledger_page(found.name, promised(needs, every), needs, every), dict[str, Any]
    )


def reviews(at: AtWork, arguments: Namespace) -> int:
    """The reviews, the next one, and what is open."""
    from asylon.cli.responses.view_reviews import reviews_json, reviews_page
    from asylon.responses.reviews.selectors import reviews as reviews_of
    from asylon.responses.reviews.selectors import see_review, standing

    found = the_emergency(at, arguments.emergency)
    held = [
        see_review(at.visitor, row.pk, now=at.now) for row in reviews_of(at.visitor, found.id, now=at.now)
    ]
    stands = standing(at.visitor, found.id, now=at.now)
    return _shown(
        arguments, lambda: reviews_page(found.name, held, stands), lambda: reviews_json(held, stands)
    )


def report(at: AtWork, arguments: Namespace) -> int:
    """The report on the emergency: text, data, or paper."""
    from asylon.cli.responses.view_emergency import country
    from asylon.cli.responses.view_reviews import report_page
    from asylon.cli.view_influx import READER
    from asylon.responses.plans.picture import timeline_of
    from asylon.responses.plans.selectors import emergency_plan
    from asylon.responses.reviews.report import as_csv, report_on
    from asylon.responses.reviews.report import as_json as report_json
    from asylon.responses.reviews.report_paper import report_on_paper, told

    must_be_new(arguments.output)
    if arguments.format == "pdf":
        wants_a_file(arguments)
    found = the_emergency(at, arguments.emergency)
    made = report_on(at.visitor, found.id, now=at.now)
    if arguments.format == "csv":
        return deliver(as_csv(made), arguments)
    if arguments.format == "pdf":
        seen = emergency_plan(at.visitor, found.id, now=at.now)
        picture = timeline_of(seen, today=at.now.date(), reader=READER) if seen else None
        return deliver(report_on_paper(made, reader=READER, names=country, picture=picture), arguments)
    return _delivered(
        arguments,
        lambda: report_page(told(made, reader=READER, names=country)),
        lambda: report_json(made),
    )


def _plan(at: AtWork, arguments: Namespace) -> PlanSeen:
    from asylon.responses.plans.selectors import emergency_plan, see_plan

    found = the_emergency(at, arguments.emergency)
    seen = emergency_plan(at.visitor, found.id, now=at.now)
    if seen is None:
        raise CannotOpen("there is no plan for this emergency yet; plans are begun on the pages")
    numbers = sorted(each.number for each in seen.versions)
    if arguments.number is None:
        return see_plan(at.visitor, seen.plan.pk, now=at.now)
    if arguments.number not in numbers:
        named = ", ".join(map(str, numbers))
        raise CannotOpen(f"--number: this plan has no version {arguments.number}; it has: {named}")
    return see_plan(at.visitor, seen.plan.pk, now=at.now, number=arguments.number)


def _plan_paper(at: AtWork, seen: PlanSeen) -> bytes:
    from asylon.cli.responses.view_emergency import country
    from asylon.cli.view_influx import READER
    from asylon.responses.plans.paper import plan_on_paper
    from asylon.responses.reviews.selectors import reviews_of_plan

    held = [(each.on, each.state == "held") for each in reviews_of_plan(at.visitor, seen.plan.pk, now=at.now)]
    return plan_on_paper(seen, today=at.now.date(), reader=READER, names=country, reviews=held)


def _shown(arguments: Namespace, page: Callable[[], Page], told: Callable[[], Any]) -> int:
    if arguments.format == "json":
        print(as_json(told()))
    else:
        show(page())
    return 0


def _delivered(arguments: Namespace, page: Callable[[], Page], told: Callable[[], Any]) -> int:
    """The same, into a file where one is named."""
    from asylon.cli.console import drawn

    if arguments.output is None:
        return _shown(arguments, page, told)
    return deliver(f"{as_json(told())}\n" if arguments.format == "json" else drawn(page()), arguments)
