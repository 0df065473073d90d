"""Equal Earth: a flat world on which equal areas stay equal.

Source: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of
Geographical Information Science 33(3), 2019, pp. 454-465: its polynomial and coefficients.
"""

from __future__ import annotations

import math

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF_ROOT_3 = math.sqrt(3) / 2


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """East and north of a place, in radii of the earth; degrees go in."""
    theta = math.asin(HALF_ROOT_3 * math.sin(math.radians(latitude)))
    two = theta * theta
    six = two * two * two
    slope = A1 + 3 * A2 * two + six * (7 * A3 + 9 * A4 * two)
    east = math.radians(longitude) * math.cos(theta) / (HALF_ROOT_3 * slope)
    north = theta * (A1 + A2 * two + six * (A3 + A4 * two))
    return east, north
