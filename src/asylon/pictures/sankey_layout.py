"""Where donors, needs and the bands between them lie: one scale for both edges, so that nothing gets lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from asylon.pictures.drawing import Anchor, Box, Curve, Shape, Text
from asylon.pictures.inks import NOT_PLACED, OVER, RIBBON, RUN, UNMET, Ink
from asylon.pictures.rows import LEADING, lines

DRAWN = 260
"""Height of everything pledged, or of everything needed if that is more, in pixels."""
ACROSS = 10
WIDE = 26
"""Width of what is covered, and of what is marked, in pixels."""
UNDER = 10
NAME = 18
"""Characters of a name in one line: two columns must fit on a telephone."""
ROOM_FOR_A_NUMBER = 15

Flows = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar."""

    amount: float
    ink: Ink
    written: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A donor or a need: its words and the parts of its bar, from the top."""

    key: str
    words: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def whole(self) -> float:
        """All parts together."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with the top of its bar, in pixels."""

    node: Node
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Both edges and the scale, in pixels a unit."""

    starts: tuple[Placed, ...]
    ends: tuple[Placed, ...]
    scale: float
    height: float


def words_of(label: str, amount: str) -> tuple[str, ...]:
    """A name with its amount: in one line if they fit, else the amount below."""
    if len(label) + len(amount) + 3 <= NAME:
        return (f"{label} · {amount}",)
    return (*lines(label, characters=NAME), amount)


def donor_node(key: str, words: tuple[str, ...], *, placed: float, free: float) -> Node:
    """What goes to needs, then what goes nowhere yet."""
    return Node(key, words, (Part(placed, RUN), Part(free, NOT_PLACED)))


def need_node(
    key: str, words: tuple[str, ...], *, covered: float, over: Part | None, unmet: Part | None
) -> Node:
    """What is paid for, then what was earmarked beyond need, or what nobody pays for."""
    return Node(key, words, (Part(covered, RUN), *(part for part in (over, unmet) if part)))


def over(amount: float, written: str) -> Part | None:
    """The part that was earmarked beyond the need, if there is one."""
    return Part(amount, OVER, written) if amount > 0 else None


def unmet(amount: float, written: str) -> Part | None:
    """The part that nobody pays for, if there is one."""
    return Part(amount, UNMET, written) if amount > 0 else None


def laid_out(starts: Sequence[Node], ends: Sequence[Node]) -> Layout:
    """Each edge from the top, names above bars."""
    most = max(sum(node.whole for node in starts), sum(node.whole for node in ends))
    scale = DRAWN / most if most > 0 else 0.0
    left, right = tuple(_column(starts, scale)), tuple(_column(ends, scale))
    bottoms = [placed.y + placed.node.whole * scale for placed in chain(left, right)]
    return Layout(left, right, scale, max(bottoms, default=0) + UNDER)


def _column(nodes: Sequence[Node], scale: float) -> Iterator[Placed]:
    y = 0.0
    for node in nodes:
        y += LEADING * len(node.words) + 3
        yield Placed(node, y)
        y += node.whole * scale + UNDER


def shapes(flows: Flows, layout: Layout) -> Iterator[Shape]:
    """Bands first, bars above them, words on top."""
    yield from ribbons(flows, layout)
    for placed in layout.starts:
        yield from _bar(placed, layout.scale, at_end=False)
    for placed in layout.ends:
        yield from _bar(placed, layout.scale, at_end=True)
    for placed in layout.starts:
        yield from _words(placed, anchor="start")
    for placed in layout.ends:
        yield from _words(placed, anchor="end")
        yield from _numbers(placed, layout.scale)


def ribbons(flows: Flows, layout: Layout) -> Iterator[Curve]:
    """A band a flow, as high at one edge as at the other."""
    leaving = {placed.node.key: placed.y for placed in layout.starts}
    arriving = {placed.node.key: placed.y for placed in layout.ends}
    for start in layout.starts:
        for end in layout.ends:
            amount = flows.get((start.node.key, end.node.key), 0)
            if amount <= 0:
                continue
            height = amount * layout.scale
            yield _ribbon(leaving[start.node.key], _arrival(flows, layout, start, end, arriving), height)
            leaving[start.node.key] += height


def _arrival(flows: Flows, layout: Layout, start: Placed, end: Placed, arriving: dict[str, float]) -> float:
    """Bands arrive in the order of the donors, so those of donors above lie above."""
    y = arriving[end.node.key]
    arriving[end.node.key] += flows[(start.node.key, end.node.key)] * layout.scale
    return y


def _ribbon(y: float, to: float, height: float) -> Curve:
    return Curve(
        (
            ("M", ((0, y),)),
            ("C", ((0.5, y), (0.5, to), (1, to))),
            ("L", ((1, to + height),)),
            ("C", ((0.5, to + height), (0.5, y + height), (0, y + height))),
            ("Z", ()),
        ),
        RIBBON,
    )


def _bar(placed: Placed, scale: float, *, at_end: bool) -> Iterator[Box]:
    y = placed.y
    for part in placed.node.parts:
        if part.amount > 0:
            wide = ACROSS if part.ink is RUN else WIDE
            x, px = (1, -wide) if at_end else (0, 0)
            yield Box(x, y, 0, part.amount * scale, part.ink, px=px, width_px=wide)
        y += part.amount * scale


def _words(placed: Placed, *, anchor: Anchor) -> Iterator[Text]:
    node = placed.node
    top = placed.y - LEADING * len(node.words) - 3
    for at, line in enumerate(node.words):
        yield Text(
            0 if anchor == "start" else 1,
            top + LEADING * at + 15,
            line,
            anchor=anchor,
            tone="ink",
            halo=True,
        )


def _numbers(placed: Placed, scale: float) -> Iterator[Text]:
    """How much is missing or too much, beside its mark where the mark is high enough."""
    y = placed.y
    for part in placed.node.parts:
        height = part.amount * scale
        if part.written and height >= ROOM_FOR_A_NUMBER:
            yield Text(1, y + height / 2 + 5, part.written, anchor="end", px=-WIDE - 5, halo=True)
        y += height
