"""Registration numbers: the office, the year, and a count that never gives a number twice."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from asylon.casework.offices.models import Office
from asylon.casework.people.typed_dates import plain


def take_number(office: UUID, *, today: date) -> str:
    """The next number of an office, such as RS-26-004417."""
    return take_numbers(office, 1, today=today)[0]


def take_numbers(office: UUID, how_many: int, *, today: date) -> list[str]:
    """The next numbers of an office. They may have gaps: what is rolled back elsewhere is not given again.

    Raises: Office.DoesNotExist
    """
    with transaction.atomic():
        # The update locks the row, so nobody else reads the count before we have.
        Office.objects.filter(pk=office).update(last_number=F("last_number") + how_many)
        code, last = Office.objects.values_list("code", "last_number").get(pk=office)
    first = last - how_many + 1
    return [f"{code.upper()}-{today:%y}-{number:06d}" for number in range(first, last + 1)]


def read_number(typed: str) -> str:
    """A number as it is written here, from one typed in small letters, with other dashes or digits."""
    return "-".join(part for part in re.split(r"[\W_]+", plain(typed).upper()) if part)
