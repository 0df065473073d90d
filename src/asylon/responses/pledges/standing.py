"""What stands at each status after a movement. Pure; the rules are those of `docs/concepts/pledges.md`.

1. Each status is part of the one before: committed was announced, delivered was committed, reported was
   delivered. Nobody can commit more than is announced; announce more first.
2. A reduction takes from what was announced and not committed, then from what was committed and not
   delivered. What was delivered cannot be reduced.
3. A withdrawal takes all that was not delivered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from asylon.responses.pledges.kinds import Step
from asylon.sharing.coverage.amounts import MOST


class BadMovement(ValueError):
    """A step that the amounts do not allow.

    Attributes:
        code: what is wrong.
        most: the largest amount that could move so now.
    """

    def __init__(self, code: str, *, most: int) -> None:
        super().__init__(f"{code}: at most {most}")
        self.code = code
        self.most = most


@dataclass(frozen=True, slots=True)
class Standing:
    """How much of a tranche stands at each status, in its own unit; each is part of the one before."""

    announced: int = 0
    committed: int = 0
    delivered: int = 0
    reported: int = 0

    @property
    def undelivered(self) -> int:
        """What was announced and has not come."""
        return self.announced - self.delivered

    def after(self, step: Step, amount: int) -> Standing:
        """The standing after one step.

        Raises: BadMovement.
        """
        if amount < 1:
            raise BadMovement("nothing_moves", most=self.most(step))
        code, most = _LIMITS[step]
        if amount > most(self):
            raise BadMovement(code, most=most(self))
        if step is Step.WITHDRAWN and amount != self.undelivered:
            raise BadMovement("withdraw_all", most=self.undelivered)
        return self._moved(step, amount)

    def most(self, step: Step) -> int:
        """The largest amount that may take this step now."""
        return _LIMITS[step][1](self)

    def _moved(self, step: Step, amount: int) -> Standing:
        if step in (Step.REDUCED, Step.WITHDRAWN):
            left = self.announced - amount
            return replace(self, announced=left, committed=min(self.committed, left))
        return replace(self, **{step.value: getattr(self, step.value) + amount})


_LIMITS: Mapping[Step, tuple[str, Callable[[Standing], int]]] = {
    Step.ANNOUNCED: ("too_much", lambda stands: MOST - stands.announced),
    Step.COMMITTED: ("more_than_announced", lambda stands: stands.announced - stands.committed),
    Step.DELIVERED: ("more_than_committed", lambda stands: stands.committed - stands.delivered),
    Step.REPORTED: ("more_than_delivered", lambda stands: stands.delivered - stands.reported),
    Step.REDUCED: ("more_than_undelivered", lambda stands: stands.undelivered),
    Step.WITHDRAWN: ("more_than_undelivered", lambda stands: stands.undelivered),
}
"""For each step the fault of too much, and how much there is to move."""
