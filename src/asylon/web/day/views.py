"""My day, the first page after coming in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from asylon.casework.access.door import may
from asylon.casework.access.kernel import Act
from asylon.casework.access.mine import PAGE, how_many_are_mine, my_cases
from asylon.casework.access.notices import unseen
from asylon.rulebook import load
from asylon.web.day.lines import day_of
from asylon.web.people.shown.days import day
from asylon.web.people.through import through_the_door
from asylon.web.visitors import visitor_of

LOOKED_AT = 100
"""Of how many people the first page says what is urgent."""

ELSEWHERE = (
    (Act.READ_JOURNAL, "journal"),
    (Act.SEE_COUNTS, "counts"),
    (Act.SEE_RESPONSES, "emergencies"),
    (Act.MANAGE_OFFICES, "staff_accounts"),
)
"""Where those begin who have no people of their own."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list, for the pager."""

    number: int
    last: int

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after."""
        return self.number < self.last

    @property
    def previous_page_number(self) -> int:
        """The page before."""
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        """The page after."""
        return self.number + 1


@require_safe
@through_the_door
def my_day(request: HttpRequest) -> HttpResponse:
    """What is urgent, my people, time limits; whoever has no people is sent to their own first page."""
    visitor, now = visitor_of(request), timezone.localtime()
    if not may(visitor, Act.SEARCH, now=now):
        return redirect(next(name for act, name in ELSEWHERE if may(visitor, act, now=now)))
    total = how_many_are_mine(visitor, now=now)
    page = _page(request, total)
    first = page.number == 1
    cases = my_cases(visitor, now=now, start=(page.number - 1) * PAGE, limit=LOOKED_AT if first else PAGE)
    given = {
        "today": f"{date_format(now, 'l')} {day(now.date())}",
        "day": day_of(cases, listed=PAGE, rulebook=load()),
        "total": total,
        "looked_at": min(total, LOOKED_AT),
        "page": page,
        "notices": unseen(visitor, now=now),
        "may_register": may(visitor, Act.REGISTER, now=now),
    }
    return render(request, "day/day.html", given)


def _page(request: HttpRequest, total: int) -> Page:
    last = max(1, -(-total // PAGE))
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    return Page(min(max(number, 1), last), last)
