"""Looks up who shares search keys with a query: by the index alone, and never more than a few hundred."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Count

from asylon.casework.people.models import SearchKey
from asylon.casework.people.registering import blind_keys

BLOCK = 400
"""A key that more people share tells too little, and is looked at only if there is no other."""
MOST = 120
"""Candidates that are opened and compared: each costs a tenth of a millisecond, and a page shows twenty."""


def candidates(words: Sequence[str]) -> tuple[list[UUID], bool]:
    """The people who share most keys with these words, and whether there may be more of them.

    `words` come the most telling first. Two queries, also where nothing is found: the work must not tell.
    """
    keys = list(dict.fromkeys(blind_keys(words)))
    if not keys:
        return [], False
    sizes = _sizes(keys)
    telling = [key for key in keys if 0 < sizes[key] <= BLOCK]
    crowded = [key for key in keys if sizes[key] > BLOCK]
    if not telling and crowded:
        # The newest first: ids are in the order of time.
        rows = SearchKey.objects.filter(key=crowded[0]).order_by("-person")
        return list(rows.values_list("person", flat=True)[:MOST]), True
    counted = SearchKey.objects.filter(key__in=telling or keys).values("person").annotate(shared=Count("pk"))
    found = list(counted.order_by("-shared", "-person").values_list("person", flat=True)[: MOST + 1])
    return found[:MOST], len(found) > MOST or bool(crowded and len(found) == MOST)


def _sizes(keys: Sequence[bytes]) -> dict[bytes, int]:
    """How many people share each key, counted no further than one too many."""
    table = connection.ops.quote_name(SearchKey._meta.db_table)
    one = (
        f"SELECT %s AS place, COUNT(*) FROM (SELECT 1 FROM {table} WHERE key = %s LIMIT {BLOCK + 1}) AS block"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join([one] * len(keys)),
            [each for place, key in enumerate(keys) for each in (place, key)],
        )
        return {keys[place]: count for place, count in cursor.fetchall()}
