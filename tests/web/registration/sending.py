"""How the tests fill the family form and send it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

YUSUF = {"given": "Yusuf", "father": "Karim", "family": "Rahimi", "born": "1987", "sex": "male"}
ZAHRA = {
    "given": "Zahra",
    "father": "Ali",
    "family": "Rahimi",
    "born": "12/1990",
    "sex": "female",
    "part": "spouse",
}
MINA = {
    "given": "Mina",
    "father": "Yusuf",
    "family": "Rahimi",
    "born": "3.12.2017",
    "sex": "female",
    "part": "child",
}


def sent(*people: dict[str, Any], do: str = "save", **whole: Any) -> dict[str, Any]:
    """What a browser sends for these people."""
    data: dict[str, Any] = {"do": do, "draft": str(uuid4()), "people": str(len(people)), **whole}
    for place, person in enumerate(people):
        data |= {f"p{place}-{name}": value for name, value in person.items()}
    return data
