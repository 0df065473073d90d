"""Where an expression is worked out: one subject, or one item of the subject.

A frame holds values by name. It knows its items by scope, and for an item the frames of another
scope that stand for the same thing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from asylon.logic.truth import Truth


@dataclass(slots=True, eq=False)
class Frame:
    """Values of one subject or item, by the key of a fact or rule.

    `items[scope]` lists the item frames that count; `None` says that nothing is known of that
    list at all, so whatever is asked of it is unknown. `blank[scope]` is the empty item that
    stands for such a list when somebody asks what is missing.
    """

    values: dict[str, Any]
    scope: str = ""
    name: str = ""
    owner: "Frame | None" = None
    items: Mapping[str, "list[Frame] | None"] = field(default_factory=dict)
    blank: Mapping[str, "Frame"] = field(default_factory=dict)
    same: Mapping[str, "list[Frame]"] = field(default_factory=dict)

    @property
    def whole(self) -> "Frame":
        """The frame of the whole subject."""
        return self if self.owner is None else self.owner

    def value(self, key: str) -> Truth:
        """The value of a fact or rule here; KeyError if it is not there."""
        found: Truth = self.values[key]
        return found

    def is_blank(self, item: "Frame") -> bool:
        """Whether an item only stands for a list of which nothing is known."""
        return self.blank.get(item.scope) is item

    def at(self, scope: str) -> "Frame":
        """The frame that answers for a leaf of this scope."""
        return self if scope == self.scope else self.whole


def rule_key(name: str, strict: bool) -> str:
    """The key under which the result of a rule is kept, by reading."""
    return f"{name}!" if strict else name
