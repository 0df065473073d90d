"""From rings in degrees to short path data inside a frame: projected, clipped, simplified, rounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from asylon.pictures.projection import equal_earth

Point = tuple[float, float]
WIDTH = 1000
"""Width of every map in its own units; a unit is about a pixel on a desk."""
FORMS = (50, 75, 100, 130)
"""Heights of maps in hundredths of their width; a map takes the nearest that holds its region."""
TOLERANCE = 0.6
"""A point that lies nearer to the line between its neighbours is left out, in units."""
SMALLEST = 1.2
"""A ring of less than so many square units, such as an islet, cannot be seen."""
SEEN = 0.3
"""A shape of less is not there at all."""


@dataclass(frozen=True, slots=True)
class MapFrame:
    """How projected places become units of the map, from the top at the west."""

    west: float
    north: float
    scale: float
    height: float

    @property
    def edge(self) -> str:
        """Path data of the frame itself."""
        return f"M0 0h{WIDTH}v{self.height:g}h-{WIDTH}z"

    def at(self, longitude: float, latitude: float) -> Point:
        """A place in units of the map."""
        east, up = equal_earth(longitude, latitude)
        return (east - self.west) * self.scale, (self.north - up) * self.scale

    def holds(self, point: Point) -> bool:
        """Whether a place lies inside."""
        return 0 <= point[0] <= WIDTH and 0 <= point[1] <= self.height


def frame_of(west: float, south: float, east: float, north: float) -> MapFrame:
    """The frame of a region in degrees, widened to the nearest form."""
    edge = [
        *((west + (east - west) * at / 16, latitude) for at in range(17) for latitude in (south, north)),
        *((longitude, south + (north - south) * at / 16) for at in range(17) for longitude in (west, east)),
    ]
    projected = [equal_earth(*place) for place in edge]
    if south < 0 < north:  # the widest parallel
        projected += [equal_earth(west, 0), equal_earth(east, 0)]
    xs, ys = [x for x, _ in projected], [y for _, y in projected]
    across, up = max(xs) - min(xs), max(ys) - min(ys)
    form = min(FORMS, key=lambda one: one * max(across, up * 100 / one) ** 2)  # the least empty one
    wide = max(across, up * 100 / form)
    middle, centre = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    high = wide * form / 100
    return MapFrame(middle - wide / 2, centre + high / 2, WIDTH / wide, WIDTH * form / 100)


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape in the frame: its path data, its area in square units, and the middle of its largest part."""

    d: str
    area: float
    middle: Point


def outline(rings: Iterable[Sequence[Point]], frame: MapFrame) -> Outline | None:
    """Rings in degrees as they show in the frame; None if next to nothing of them lies in it."""
    whole = [part for ring in rings for part in cut_at_180(ring)]
    inside = [clipped([frame.at(*place) for place in ring], frame.height) for ring in whole]
    sizes = [area(ring) for ring in inside]
    if sum(sizes) < SEEN:
        return None
    largest = max(range(len(sizes)), key=sizes.__getitem__)
    seen = [ring for at, ring in enumerate(inside) if sizes[at] >= SMALLEST or at == largest]
    return Outline("".join(path(simplified(ring)) for ring in seen), sum(sizes), middle(inside[largest]))


def border(line: Sequence[Point], frame: MapFrame) -> str:
    """Path data of an open line in degrees, if all of it lies in the frame."""
    points = [frame.at(*place) for place in line]
    if not all(frame.holds(point) for point in points):
        return ""
    return path(thinned(points)).removesuffix("z")


def clipped(ring: Sequence[Point], height: float) -> list[Point]:
    """The part of a ring inside the frame, edge after edge (Sutherland and Hodgman 1974)."""
    found = list(ring)
    if all(0 <= x <= WIDTH and 0 <= y <= height for x, y in ring):
        return found
    for axis, limit, sign in ((0, 0.0, 1), (0, float(WIDTH), -1), (1, 0.0, 1), (1, height, -1)):
        found = _cut(found, axis, limit, sign)
    return found


def cut_at_180(ring: Sequence[Point]) -> list[list[Point]]:
    """A ring in degrees in pieces that do not cross the edge of the world."""
    turns = accumulate((round((a[0] - b[0]) / 360) for a, b in pairwise(ring)), initial=0)
    rolled = [(x + 360 * turn, y) for (x, y), turn in zip(ring, turns, strict=True)]
    low, high = min(x for x, _ in rolled), max(x for x, _ in rolled)
    if low >= -180 and high <= 180:
        return [rolled]
    moved = [[(x + turn, y) for x, y in rolled] for turn in (-360, 0, 360)]
    parts = [_cut(_cut(part, 0, -180.0, 1), 0, 180.0, -1) for part in moved]
    return [part for part in parts if part]


def _cut(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for before, point in pairwise([*ring[-1:], *ring]):
        was, now = sign * (before[axis] - limit), sign * (point[axis] - limit)
        if (was >= 0) != (now >= 0):
            share = was / (was - now)
            crossing = [
                before[0] + share * (point[0] - before[0]),
                before[1] + share * (point[1] - before[1]),
            ]
            crossing[axis] = limit
            kept.append((crossing[0], crossing[1]))
        if now >= 0:
            kept.append(point)
    return kept


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, in square units."""
    return abs(sum(x * b - a * y for (x, y), (a, b) in pairwise([*ring, *ring[:1]]))) / 2


def middle(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring."""
    pieces = [(x, y, a, b, x * b - a * y) for (x, y), (a, b) in pairwise([*ring, *ring[:1]])]
    twice = sum(piece[4] for piece in pieces)
    across = sum((x + a) * cross for x, _, a, _, cross in pieces)
    down = sum((y + b) * cross for _, y, _, b, cross in pieces)
    return across / (3 * twice), down / (3 * twice)


def simplified(ring: Sequence[Point]) -> list[Point]:
    """A ring with fewer points, none left out that lies far (Ramer 1972, Douglas and Peucker 1973)."""
    if len(ring) < 4:
        return list(ring)
    x, y = ring[0]
    far = max(range(len(ring)), key=lambda at: (ring[at][0] - x) ** 2 + (ring[at][1] - y) ** 2)
    return [*thinned(ring[: far + 1])[:-1], *thinned([*ring[far:], ring[0]])[:-1]]


def thinned(line: Sequence[Point]) -> list[Point]:
    """An open line, simplified in the same way; its ends stay."""
    kept = {0, len(line) - 1}
    parts = [(0, len(line) - 1)]
    while parts:
        start, end = parts.pop()
        far, off = _farthest(line, start, end)
        if off > TOLERANCE * TOLERANCE:
            kept.add(far)
            parts += [(start, far), (far, end)]
    return [line[at] for at in sorted(kept)]


def _farthest(line: Sequence[Point], start: int, end: int) -> tuple[int, float]:
    """Which point between two lies farthest from the piece of line between them, and how far, squared.

    Written out in one loop: a map asks this fifty thousand times.
    """
    (x, y), (other_x, other_y) = line[start], line[end]
    across, down = other_x - x, other_y - y
    length = across * across + down * down
    far, off = start, 0.0
    for at in range(start + 1, end):
        dx, dy = line[at][0] - x, line[at][1] - y
        along = (dx * across + dy * down) / length if length else 0.0
        if along > 0:
            share = along if along < 1 else 1.0
            dx, dy = dx - share * across, dy - share * down
        away = dx * dx + dy * dy
        if away > off:
            far, off = at, away
    return far, off


def path(ring: Sequence[Point]) -> str:
    """Whole units, each step from the one before; steps of nothing are left out."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    moves = "".join(f"{_joined(x)}{_joined(y)}" for x, y in steps if x or y)
    return f"M{whole[0][0]} {whole[0][1]}l{moves.lstrip()}z" if moves else ""


def _joined(value: int) -> str:
    """A number after another: a minus needs no space before it."""
    return str(value) if value < 0 else f" {value}"
