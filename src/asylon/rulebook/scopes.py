"""The scopes of facts and rules, and how a situation lists their items (contract, "A situation")."""

from asylon.logic.tree import WHOLE

PERSON = "person"

LISTS = {
    "nationality": "nationalities",
    "episode": "episodes",
    "leg": "legs",
    "destination": "destinations",
}
"""Item scope to the name of its list in a situation."""

SCOPES = (PERSON, *LISTS)


def tree_scope(scope: str) -> str:
    """The scope as the expression tree names it: the person is the whole."""
    return WHOLE if scope == PERSON else scope


def written_scope(scope: str) -> str:
    """The scope as texts and situations name it."""
    return scope or PERSON
