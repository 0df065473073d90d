"""Items of a plan in short words, for pages and for paper. Numbers and days come by the reader's own way."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from asylon.pictures import Reader
from asylon.responses.money import places_of, written_major
from asylon.responses.plans.models import Item, Progress
from asylon.responses.plans.selectors import ItemSeen


def state_word(state: str) -> str:
    """How far an item is, in one word."""
    return {
        "planned": gettext("planned"),
        "running": gettext("running"),
        "done": gettext("done"),
        "stopped": gettext("stopped"),
    }[state]


def how_far(seen: ItemSeen, *, reader: Reader) -> str:
    """How far an item is, in one line: running: 72 of 120 staff."""
    said = state_word(seen.state)
    reached = reached_of(seen.progress)
    if reached is None or seen.row.need_amount is None:
        return said
    met = (
        money_words(reached, seen.row.currency, reader=reader)
        if seen.row.need_unit == Item.Unit.MONEY
        else reader.number(reached)
    )
    return gettext("%(state)s: %(reached)s of %(need)s") % {
        "state": said,
        "reached": met,
        "need": need_words(seen.row, reader=reader),
    }


def reached_of(progress: Progress | None) -> int | None:
    """How much of the need is met; None if nobody said."""
    return progress.reached if progress else None


def need_words(row: Item, *, reader: Reader) -> str:
    """How much is needed: 3,000 persons; the words where no amount is known."""
    if row.need_amount is None:
        return row.need
    if row.need_unit == Item.Unit.MONEY:
        return money_words(row.need_amount, row.currency, reader=reader)
    return f"{reader.number(row.need_amount)} {row.get_need_unit_display()}"


def money_words(minor: int | None, currency: str, *, reader: Reader) -> str:
    """An amount of money with its currency; empty if it is not known."""
    if minor is None:
        return ""
    whole, rest = divmod(minor, 10 ** places_of(currency))
    amount = written_major(minor, currency=currency) if rest else reader.number(whole)
    return f"{amount} {currency}".strip()


def span(first: date | None, last: date | None, *, reader: Reader) -> str:
    """From when until when; empty if neither is settled."""
    if first and last:
        return gettext("%(first)s to %(last)s") % {"first": reader.day(first), "last": reader.day(last)}
    if first:
        return gettext("from %(first)s") % {"first": reader.day(first)}
    return gettext("until %(last)s") % {"last": reader.day(last)} if last else ""
