"""A storm: programs register families as fast as they can, whether or not the server is there."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import uuid4

TIMEOUT_SECONDS = 20
PAUSE_SECONDS = 0.3
"""After a failure: what is sent while nobody is there fails alike, and all of it is sent again at the end."""
ADDRESS = "/api/v1/registrations/families"


@dataclass
class Sent:
    """What was sent: the given names by draft, and the drafts that were acknowledged."""

    names: dict[str, list[str]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)

    @property
    def unanswered(self) -> list[str]:
        """The drafts of which nobody knows whether they arrived."""
        return [draft for draft in self.names if draft not in self.acknowledged]


class Storm:
    """One thread for each token, each registering one family after the other until told to stop."""

    def __init__(self, url: str, tokens: Sequence[str], sent: Sent) -> None:
        self.url, self.sent = url, sent
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._register, args=(token,)) for token in tokens]
        self.first = threading.Event()
        """Set once a family of this storm was acknowledged."""

    def __enter__(self) -> Storm:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _register(self, token: str) -> None:
        while not self.over.is_set():
            draft, names = str(uuid4()), [f"Ana {uuid4().hex[:6]}", f"Ben {uuid4().hex[:6]}"]
            self.sent.names[draft] = names
            if send_family(self.url, token, draft, names) == 201:
                self.sent.acknowledged.add(draft)
                self.first.set()
            else:
                self.over.wait(PAUSE_SECONDS)


def send_family(url: str, token: str, draft: str, names: Sequence[str]) -> int:
    """Register a family of two; gives the status, 0 if no whole answer came."""
    one, other = names
    body = {
        "draft": draft,
        "people": [
            {
                "given": one,
                "family": "Storm",
                "sex": "female",
                "born": "1990",
                "needs": ["needs_urgent_medical"],
            },
            {"given": other, "family": "Storm", "sex": "male", "born": "4 months", "part": "child"},
        ],
        "needed": "yes",
        "afraid": "yes",
    }
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(
            "POST",
            ADDRESS,
            json.dumps(body),
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
