"""The last step: whole persons, with the key's method and tie rule, bounds kept."""

from __future__ import annotations

from fractions import Fraction

from asylon.sharing.apportionment import Apportionment, apportion
from asylon.sharing.corrections import Limits
from asylon.sharing.keys import Key
from asylon.sharing.running import Running


def whole_persons(running: Running, key: Key, limits: Limits) -> Apportionment:
    """Round the amounts so that they add up; half a person that stays open is rounded to the States."""
    placed = sum(running.amounts.values(), Fraction(0))
    whole = apportion(
        running.amounts,
        int(placed + Fraction(1, 2)),
        method=key.method,
        least={state: low for state, (low, _) in limits.items()},
        most={state: high for state, (_, high) in limits.items()},
        tie_rule=key.tie_rule,
    )
    running.open = Fraction(running.total - whole.total)
    persons = {state: Fraction(count) for state, count in whole.persons.items()}
    running.to_amounts("whole", "whole", {"method": str(key.method)}, persons)
    return whole
