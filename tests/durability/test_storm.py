"""Killed in the middle of registrations: what was acknowledged is there, whole, and nothing is half there."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from tests.durability.conftest import Battered
from tests.durability.storm import Sent, Storm, send_family

THREADS = 4
LONGEST_SECONDS, SHORT_SECONDS = 1.5, 0.2
FIRST_SECONDS = 20
HITS = ((True, False), (False, True), (True, True))
"""What each storm is cut off by: the end of the server, of its database."""
TIMES = 5
"""That all of it is done with `--thorough`."""


def test_kill_9_of_the_server_on_sqlite_loses_nothing(on_sqlite: Battered, thorough: bool) -> None:
    batter(on_sqlite, random.Random(1), HITS * TIMES if thorough else HITS)


def test_kill_9_of_the_server_and_of_postgresql_loses_nothing(on_postgres: Battered, thorough: bool) -> None:
    batter(on_postgres, random.Random(2), HITS * TIMES if thorough else HITS)


def batter(battered: Battered, chance: random.Random, hits: Sequence[tuple[bool, bool]]) -> None:
    """Storms, each cut off at a moment that nobody chose: the server, its database, both. Then a look."""
    office, sent = battered.office, Sent()
    tokens = office.ask("programs", number=THREADS)
    office.close()  # it would lose its connection with the database
    for hit_server, hit_database in hits:
        with Storm(office.url, tokens, sent) as storm:
            assert storm.first.wait(FIRST_SECONDS), office.log
            time.sleep(chance.uniform(0, LONGEST_SECONDS))
            if battered.postmaster is not None and hit_database:
                battered.postmaster.kill()
                time.sleep(chance.uniform(0, SHORT_SECONDS))
            if hit_server or battered.postmaster is None:
                office.server.kill()
        if battered.postmaster is not None and hit_database:
            battered.postmaster.recover()
        if hit_server or battered.postmaster is None:
            office.server.restart()
    look_at_everything(battered, sent, tokens)


def look_at_everything(battered: Battered, sent: Sent, tokens: list[str]) -> None:
    """Every acknowledged family whole, none half, and each unanswered draft once when it is sent again."""
    office = battered.office
    standing = office.ask("stands")
    assert len(sent.acknowledged) > THREADS
    assert {draft: standing.get(draft) for draft in sent.acknowledged} == {
        draft: sent.names[draft] for draft in sent.acknowledged
    }
    assert standing.keys() <= sent.names.keys()
    assert office.ask("halves") == []
    assert office.ask("journal")["whole"], office.ask("journal")
    for draft in sent.unanswered:
        assert any(send_family(office.url, token, draft, sent.names[draft]) == 201 for token in tokens)
    assert office.ask("stands") == sent.names
    assert office.ask("halves") == []
    verified = office.server.run("journal", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
