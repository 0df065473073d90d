"""Pages about sharing: who takes how many, why one number is what it is, and the keys that ship."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from asylon.cli.page import Page, few
from asylon.sharing import Indicators, Preset, Sharing, Waterfall
from asylon.sharing.monotonicity import Order, order_of
from asylon.sharing.race import Tie

LEFT_OUT = {
    "excluded": "excluded",
    "beneficiary": "relieved by this sharing",
    "missing": "a figure is missing",
}
_NO_BAR = "Nothing here says whether somebody may enter or stay: access to asylum never waits for sharing."
_WIDEST_NAME = 28
MOST_FLAWS = 5


def sharing_page(sharing: Sharing) -> Page:
    """Every State with its share and number, who got the remainder, and what is unchecked."""
    page, key = Page(), sharing.key
    page.say((key.title or key.id, "bold"))
    count = len(sharing.persons)
    page.say(f"{sharing.total:,} persons among {count} State{'s' if count != 1 else ''}, by {key.method}")
    page.say((_NO_BAR, "dim"))
    _say_unchecked(page, key.unchecked)
    page.heading("WHO TAKES HOW MANY", "share · persons")
    wide = max(len(state) for state in sharing.persons)
    for state, persons in sorted(sharing.persons.items(), key=lambda pair: (-pair[1], pair[0])):
        mark = "  + remainder" if state in sharing.remainders else ""
        name = sharing.indicators.names.get(state, "")[:_WIDEST_NAME]
        page.say(
            f"{state:<{wide}}  {float(sharing.shares[state]):>10.4%}  ",
            (f"{persons:>13,}", "bold"),
            f"  {name}{mark}".rstrip(),
            depth=2,
        )
    if sharing.open:
        page.say(f"{'open':<{wide}}  {float(sharing.open_share):>10.4%}  {sharing.open:>13,}", depth=2)
    if sharing.remainders:
        page.say(f"More than the whole part of their quota: {', '.join(sharing.remainders)}.")
    for tie in sharing.ties:
        page.say(_tie(tie))
    _say_left_out(page, sharing)
    _say_order(page, order_of(sharing))
    _say_figures(page, sharing.indicators)
    page.blank()
    return page


def why_page(sharing: Sharing, why: Waterfall) -> Page:
    """From nothing to the number of one State, step by step."""
    page = Page()
    name = sharing.indicators.names.get(why.state, "")
    named = f"{why.state} {name}".strip()
    page.say((f"WHY {named} TAKES {why.end:,} OF {sharing.total:,}", "bold"))
    page.say(sharing.key.title or sharing.key.id)
    if why.left_out:
        page.say(f"It takes no part: {LEFT_OUT[why.left_out]}.")
        page.blank()
        return page
    page.blank()
    wide = min(max((len(bar.title) for bar in why.bars), default=0), 40)
    for bar in why.bars:
        effect = f"{_persons(bar.effect, sign=True):>16}"
        page.say(f"{bar.title:<{wide}}", (effect, "bold"), f"{_persons(bar.after):>16}", depth=2)
        page.say((bar.step.said, "dim"), depth=4)
    page.blank()
    page.say("The effects add up exactly; the figures here are rounded to hundredths of a person.")
    figures = sharing.indicators.figures[why.state]
    page.heading("ITS FIGURES")
    for indicator, figure in figures.items():
        year = f", {figure.year}" if figure.year else ""
        source = f" ({figure.source})" if figure.source else ""
        page.item(f"{indicator}: {float(figure.value):,.10g}{year}{source}")
    _say_unchecked(page, sharing.key.unchecked)
    page.blank()
    return page


def presets_page(listed: Iterable[Preset]) -> Page:
    """The keys that ship, each with its source, its dates and what is unchecked."""
    page = Page()
    page.say(("KEYS THAT SHIP", "bold"), "  use one with --preset ID")
    for each in listed:
        page.blank()
        page.say((each.id, "bold"), f"  {each.title}")
        valid = " to ".join(filter(None, (each.valid_from, each.valid_to)))
        said = [
            f"figures of {each.base_year}" if each.base_year else "",
            f"applied from {valid}" if valid else "",
            "brings its own table" if each.has_table else "needs --indicators",
        ]
        page.say("; ".join(filter(None, said)), depth=2)
        page.say(f"Source: {each.source}", depth=2)
        for line in each.unchecked:
            page.item(f"Unchecked: {line}", depth=2, mark="!")
    page.blank()
    return page


def _say_unchecked(page: Page, lines: Iterable[str]) -> None:
    for line in lines:
        page.item((f"Unchecked: {line}", "yellow"), depth=0, mark="!")


def _say_left_out(page: Page, sharing: Sharing) -> None:
    if not sharing.left_out:
        return
    page.heading("LEFT OUT")
    for reason in dict.fromkeys(sharing.left_out.values()):
        states = [state for state, why in sharing.left_out.items() if why == reason]
        page.item(f"{LEFT_OUT[reason]}: {few(states, 30, between=', ')}")


def _say_order(page: Page, order: Order) -> None:
    if not order.flaws:
        return
    page.heading("A FLAW OF THIS KEY", f"{len(order.flaws)} of {order.compared} pairs in the wrong order")
    page.say("Of each pair the first is relieved by less than the second, and still takes less for its size.")
    for flaw in order.flaws[:MOST_FLAWS]:
        page.item(
            f"{flaw.lighter} takes {float(flaw.lighter_part):.3f} of its size share, "
            f"{flaw.heavier} {float(flaw.heavier_part):.3f}"
        )
    if len(order.flaws) > MOST_FLAWS:
        page.say(f"and {len(order.flaws) - MOST_FLAWS} more; --format json shows all", depth=2)


def _say_figures(page: Page, indicators: Indicators) -> None:
    page.heading("FIGURES", "indicator: years; sources")
    for indicator in indicators.indicator_names:
        cells = [row[indicator] for row in indicators.figures.values() if indicator in row]
        years = sorted({str(cell.year) for cell in cells if cell.year})
        sources = sorted({cell.source for cell in cells if cell.source})
        said = f"{years[0]} to {years[-1]}" if len(years) > 1 else "".join(years) or "no year given"
        page.item(f"{indicator}: {said}; {few(sources, 2) or 'no source given'}")


def _tie(tie: Tie) -> str:
    first = ", ".join(tie.preferred)
    return f"Equal claims of {', '.join(tie.states)}: {first} came first by the rule {tie.rule}."


def _persons(value: Fraction, *, sign: bool = False) -> str:
    return f"{float(value):+,.2f}" if sign else f"{float(value):,.2f}"
