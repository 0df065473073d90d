"""The three truth values and the operations on them (strong Kleene logic).

A value is `True` (known yes), `False` (known no) or `None` (unknown). Unknown is never
treated as no: whoever tests a value compares it with `is`.
"""

from collections.abc import Iterable

WORDS = {True: "yes", False: "no", None: "unknown"}

Truth = bool | None


def word(value: Truth) -> str:
    """Name a truth value: yes, no or unknown."""
    return WORDS[value]


def negation(value: Truth) -> Truth:
    """Turn yes into no and no into yes; unknown stays unknown."""
    return None if value is None else not value


def conjunction(values: Iterable[Truth]) -> Truth:
    """Say no if one value is no, yes if all are yes, otherwise unknown."""
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def disjunction(values: Iterable[Truth]) -> Truth:
    """Say yes if one value is yes, no if all are no, otherwise unknown."""
    result: Truth = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result


def threshold(k: int, values: Iterable[Truth]) -> Truth:
    """Say yes if at least `k` values are yes, no if fewer than `k` could be, otherwise unknown."""
    sure = possible = 0
    for value in values:
        if value is True:
            sure += 1
        if value is not False:
            possible += 1
    if sure >= k:
        return True
    return None if possible >= k else False


def agreement(values: Iterable[Truth]) -> Truth:
    """Give the value that all share; unknown where they differ or where there are none."""
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None
