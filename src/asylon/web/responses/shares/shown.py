"""A scenario in words and rows: who carries what, how firm that is, what the key gets wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.pictures import Carrier, bar_cell, bar_scale
from asylon.responses.reviews.burdens import Burdens
from asylon.responses.shares.carrying import Row, WhoCarries
from asylon.responses.shares.records import ScenarioSeen
from asylon.sharing import Method, Sharing
from asylon.sharing.index import Burden
from asylon.sharing.monotonicity import Order
from asylon.sharing.scenarios import SideBySide
from asylon.sharing.sensitivity import Sensitivity
from asylon.web.responses.countries import country_name
from asylon.web.responses.reader import number, page_reader, percent

FIRST = 25
"""States that a page shows before somebody asks for all."""

METHODS: Mapping[Method, str | Promise] = {
    Method.LARGEST_REMAINDER: _("Largest remainder"),
    Method.WEBSTER: _("Webster"),
    Method.HUNTINGTON_HILL: _("Huntington-Hill"),
    Method.ADAMS: _("Adams"),
    Method.JEFFERSON: _("Jefferson"),
    Method.QUOTA: _("Quota method"),
}
LEFT_OUT: Mapping[str, str | Promise] = {
    "excluded": _("excluded by the key"),
    "beneficiary": _("relieved by the sharing"),
    "missing": _("figures are missing"),
}


@dataclass(frozen=True, slots=True)
class CarryRow:
    """One State in the table: what it carries, its fair share, the ratio and how far that may move."""

    code: str
    name: str
    host: bool
    svg: str
    carried: str
    fair: str
    ratio: str
    interval: str
    persons: str


@dataclass(frozen=True, slots=True)
class FirmRow:
    """How firm one State's share is."""

    name: str
    share: str
    interval: str
    rank: str
    ranks: str
    keeps: str
    driver: str
    methods: str
    years: str


@dataclass(frozen=True, slots=True)
class FlawRow:
    """Two States in the wrong order."""

    lighter: str
    heavier: str
    by: str


@dataclass(frozen=True, slots=True)
class BurdenRow:
    """One State's ratios."""

    name: str
    host: bool
    people: str
    money: str
    places: str
    combined: str


def burden_rows(
    sharing: Sharing, found: Burdens, *, hosts: Iterable[str], everybody: bool
) -> list[BurdenRow]:
    """Ratios of each burden and of all together; hosts always, the others up to a number."""
    chosen = set(hosts)
    return [
        BurdenRow(
            name=state_name(sharing, row.state),
            host=row.state in chosen,
            people=ratio(row.ratios[Burden.PEOPLE]),
            money=ratio(row.ratios[Burden.MONEY]),
            places=ratio(row.ratios[Burden.PLACES]),
            combined=ratio(row.combined),
        )
        for place, row in enumerate(found.rows)
        if everybody or place < FIRST or row.state in chosen
    ]


def state_name(sharing: Sharing, code: str) -> str:
    """What a State of a scenario is called: by its table, or as the country of that code."""
    return sharing.indicators.names.get(code) or country_name(code)


def carry_rows(
    scenario: ScenarioSeen, found: WhoCarries, *, hosts: Iterable[str], everybody: bool
) -> list[CarryRow]:
    """The rows of the table; hosts always, the others up to a number unless all are asked for."""
    chosen = set(hosts)
    rows = [row for place, row in enumerate(found.rows) if everybody or place < FIRST or row.state in chosen]
    carriers = {row.state: _carrier(row, row.state) for row in rows}
    scale = bar_scale(list(carriers.values()))
    direction = page_reader().direction
    return [
        CarryRow(
            code=row.state,
            name=state_name(scenario.sharing, row.state),
            host=row.state in chosen,
            svg=bar_cell(carriers[row.state], scale=scale, direction=direction),
            carried=gettext("not known") if row.carried is None else number(round(row.carried)),
            fair=number(round(row.fair)),
            ratio=ratio(row.ratio),
            interval=_between(row.low, row.high),
            persons=number(scenario.sharing.persons.get(row.state, 0)),
        )
        for row in rows
    ]


def ratio(value: Fraction | float | None) -> str:
    """A ratio to a fair share: 3.5."""
    return "–" if value is None else page_reader().ratio(float(value))


def coefficient(value: Fraction | None) -> str:
    """A Gini coefficient with two decimals."""
    return gettext("not known") if value is None else number(round(float(value), 2))


def firm_rows(scenario: ScenarioSeen, *, everybody: bool) -> list[FirmRow]:
    """How firm shares are, the largest first."""
    found = scenario.sensitivity
    return [_firm(scenario, found, place) for place in range(len(found.lines)) if everybody or place < FIRST]


def _firm(scenario: ScenarioSeen, found: Sensitivity, place: int) -> FirmRow:
    line = found.lines[place]
    firm = line.firmness
    titles = {term.id: term.title for term in scenario.sharing.key.terms}
    first = firm.drivers[0] if firm.drivers else None
    persons = sorted(set(line.by_method.values()))
    return FirmRow(
        name=state_name(scenario.sharing, line.state),
        share=_share(line.share),
        interval=f"{_share(firm.shares.low)} – {_share(firm.shares.high)}",
        rank=number(firm.rank),
        ranks=number(firm.ranks[0])
        if firm.ranks[0] == firm.ranks[1]
        else f"{number(firm.ranks[0])} – {number(firm.ranks[1])}",
        keeps=percent(100 * firm.keeps_rank),
        driver=titles[first.term] if first and first.part > _SOME else "–",
        methods=number(persons[0]) if len(persons) == 1 else f"{number(persons[0])} – {number(persons[-1])}",
        years=" · ".join(f"{_year(year)} {_share(share)}" for year, share in line.by_year.items()),
    )


def flaw_rows(sharing: Sharing, order: Order, *, most: int = 10) -> list[FlawRow]:
    """The widest of the pairs in the wrong order."""
    return [
        FlawRow(
            state_name(sharing, flaw.lighter),
            state_name(sharing, flaw.heavier),
            gettext("%(less)s against %(more)s")
            % {"less": ratio(flaw.lighter_part), "more": ratio(flaw.heavier_part)},
        )
        for flaw in order.flaws[:most]
    ]


def flaw_words(order: Order) -> str:
    """Whether the key asks more of who has borne more, in a sentence; empty where it cannot be told."""
    if not order.compared:
        return ""
    if not order.flaws:
        return gettext(
            "No State that has borne more is asked for a larger part of its size than one that bore less."
        )
    return gettext(
        "Pairs of States compared: %(pairs)s. In %(flaws)s of them the one that has borne more is asked for "
        "a larger part of its size."
    ) % {"flaws": number(len(order.flaws)), "pairs": number(order.compared)}


def side_rows(found: SideBySide, names: Mapping[str, str], *, everybody: bool) -> list[tuple[str, list[str]]]:
    """States under each scenario, those whose number moves most first."""
    lines = sorted(found.lines, key=lambda line: (-line.spread, line.state))
    shown = lines if everybody else lines[:FIRST]
    return [
        (names[line.state], ["–" if count is None else number(count) for count in line.persons])
        for line in shown
    ]


def left_out(sharing: Sharing) -> Iterator[tuple[str, str, int]]:
    """Why States take no part: the reason, their names, how many."""
    for reason, words in LEFT_OUT.items():
        names = sorted(state_name(sharing, code) for code, why in sharing.left_out.items() if why == reason)
        if names:
            yield str(words), ", ".join(names), len(names)


_SOME = 0.01


def _carrier(row: Row, name: str) -> Carrier:
    return Carrier(
        name=name, carried=float(row.carried or 0), fair=float(row.fair), low=row.low, high=row.high
    )


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{ratio(low)} – {ratio(high)}"


def _share(value: float) -> str:
    said = gettext("%(n)s %%") % {"n": number(round(100 * value, 2))}
    return said.replace(" ", "\u00a0")


def _year(name: str) -> str:
    return gettext("newest") if name == "newest" else name
