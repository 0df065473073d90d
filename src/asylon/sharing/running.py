"""The state of a sharing between two steps."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from asylon.sharing.steps import Step, Unit, Word


class Running:
    """Collects steps and keeps what each State has so far, in persons; shares are parts of the total."""

    def __init__(self, total: int, states: tuple[str, ...]) -> None:
        """Begin with nothing assigned."""
        self.total = total
        self.states = states
        self.steps: list[Step] = []
        self.shares: dict[str, Fraction] = dict.fromkeys(states, Fraction(0))
        self.open_share = Fraction(0)
        self.amounts: dict[str, Fraction] = dict.fromkeys(states, Fraction(0))
        self.open = Fraction(0)

    def note(self, step: Step) -> None:
        """Keep a step that only prepares."""
        self.steps.append(step)

    def to_shares(
        self,
        id_: str,
        sentence: str,
        words: Mapping[str, Word],
        shares: Mapping[str, Fraction],
        *,
        shown: Mapping[str, Fraction] | None = None,
    ) -> None:
        """Move to other shares; the step shows them, or the part of them that `shown` gives."""
        self.shares = dict(shares)
        amounts = {state: shares[state] * self.total for state in self.states}
        self._move(id_, sentence, words, Unit.SHARE, amounts, dict(shares if shown is None else shown))

    def to_amounts(
        self, id_: str, sentence: str, words: Mapping[str, Word], amounts: Mapping[str, Fraction]
    ) -> None:
        """Move to other numbers of persons."""
        self._move(id_, sentence, words, Unit.PERSONS, dict(amounts), dict(amounts))

    def leave_open(self, part: Fraction) -> None:
        """Say which part of the whole nobody is asked to take; before the step that causes it is noted."""
        self.open_share = part
        self.open = part * self.total

    def _move(
        self,
        id_: str,
        sentence: str,
        words: Mapping[str, Word],
        unit: Unit,
        amounts: dict[str, Fraction],
        values: dict[str, Fraction],
    ) -> None:
        effects = {state: amounts[state] - self.amounts[state] for state in self.states}
        self.amounts = amounts
        sort = id_.partition(":")[0]
        self.steps.append(Step(id_, sort, sentence, words, unit, values, effects, self.open))
