"""Student's t for whole degrees of freedom: a quantile, and how much lies below a value.

Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), formulas 26.7.3 and 26.7.4.
"""

from __future__ import annotations

import math

_T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""Student's t, 97.5 %, for 1 to 30 degrees of freedom."""
_Z_975 = 1.960


def t_975(freedom: int) -> float:
    """The value that 97.5 % lie below; from 31 degrees of freedom on that of the normal distribution."""
    return _T_975[freedom - 1] if freedom <= len(_T_975) else _Z_975


def share_below(t: float, *, freedom: int) -> float:
    """How much lies below a value, from 0 to 1."""
    angle = math.atan(t / math.sqrt(freedom))
    square = math.cos(angle) ** 2
    odd = freedom % 2 == 1
    term = math.cos(angle) if odd else 1.0
    terms = [term] if freedom > 1 else []
    for at in range(3 if odd else 2, freedom - 1, 2):
        term *= square * (at - 1) / at
        terms.append(term)
    between = math.sin(angle) * math.fsum(terms)
    if odd:
        between = (angle + between) * 2 / math.pi
    return (1 + between) / 2
