"""What shapes are painted with: a class of the stylesheets, and the same on paper for whoever has none.

No ink differs from its neighbours by colour alone: each has a pattern, a dash, a thickness or a form.
The colours here are those of `tokens.css` for paper; on a page the classes win over them.
"""

from __future__ import annotations

from dataclasses import dataclass

PAPER = {
    "accent": "#000",
    "accent-soft": "#fff",
    "ink": "#000",
    "ink-2": "#333",
    "line": "#999",
    "line-2": "#555",
    "sunk": "#fff",
    "surface": "#fff",
    "urgent": "#000",
}
"""Tokens that the pictures use, as they are in print. A test holds them against `tokens.css`."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A tile of lines or points: its size in pixels, its path, how it is drawn, and its turn in degrees.

    `ground` is painted under the lines.
    """

    name: str
    size: float
    d: str
    ink: Ink
    turn: int = 0
    ground: Ink | None = None


@dataclass(frozen=True, slots=True)
class Ink:
    """A class with its fill and stroke, named by token; a pattern takes the place of the fill."""

    css: str
    fill: str = "none"
    stroke: str = "none"
    width: float = 1
    dash: str = ""
    pattern: Pattern | None = None
    opacity: float = 1

    def attributes(self, prefix: str) -> str:
        """As attributes of SVG; `prefix` begins the ids of the drawing's patterns."""
        fill = f"url(#{prefix}-{self.pattern.name})" if self.pattern else PAPER.get(self.fill, "none")
        said = [f'class="{self.css}"', f'fill="{fill}"']
        if self.stroke != "none":
            said += [f'stroke="{PAPER[self.stroke]}"', f'stroke-width="{self.width:g}"']
        if self.dash:
            said.append(f'stroke-dasharray="{self.dash}"')
        if self.opacity != 1:
            said.append(f'fill-opacity="{self.opacity:g}"')
        return " ".join(said)


TINT = Ink("s-tint", fill="accent-soft", stroke="accent")
RUN = Ink("s-run", fill="accent")
MAY = Ink("s-may", stroke="accent", width=1.5, dash="5 4")
DONE = Ink("s-done", fill="ink")
DUE = Ink("s-due", fill="surface", stroke="ink", width=2.5)
LINE = Ink("s-line", stroke="ink", width=2.5)
TODAY = Ink("s-today", stroke="urgent", width=2)
GRID = Ink("s-grid", stroke="line")
BASE = Ink("p-base", stroke="line-2")
SOFT = Ink("s-soft", fill="sunk")
WHISKER = Ink("p-whisker", stroke="ink", width=1.5)
TREND = Ink("p-trend", stroke="accent", width=2)
REVIEW = Ink("p-review", stroke="ink", width=1.5, dash="2 3")
DROP = Ink("p-base", stroke="line-2", dash="2 3")

THIN = Ink("p-hatch", stroke="accent")
GREY = Ink("p-grey", stroke="line-2")
THICK = Ink("p-hatch", stroke="accent", width=2)
THICKER = Ink("p-hatch", stroke="accent", width=2.5)
GROUND = Ink("p-ground", fill="accent-soft")

HATCH = Pattern("hatch", 6, "M0 0V6", THIN, turn=45)
BACK = Pattern("back", 6, "M0 0V6", GREY, turn=-45)
CROSS = Pattern("cross", 6, "M0 0V6M0 0H6", THIN, turn=45)
POINTS = Pattern("points", 6, "M2 3H4", THICK)

SPARSE = Pattern("sparse", 9, "M3.5 4.5H5.5", THICK, ground=GROUND)
LINED = Pattern("lined", 9, "M4 0V9", THICK, turn=45, ground=GROUND)
DENSE = Pattern("dense", 5, "M2 0V5", THICKER, turn=45, ground=GROUND)

GAP = Ink("p-gap", stroke="line-2", dash="2 3", pattern=BACK)
ESTIMATED = MAY
PARTLY = Ink("p-dash", stroke="accent", width=1.5, dash="5 4", pattern=HATCH)
BAND = Ink("p-none", pattern=POINTS)
LESS = Ink("p-edge", stroke="accent", pattern=HATCH)
UNMET = Ink("p-edge", stroke="accent", pattern=HATCH)
OVER = Ink("p-dash", stroke="accent", width=1.5, dash="5 4", pattern=CROSS)
NOT_PLACED = Ink("p-edge", stroke="accent", pattern=POINTS)
RIBBON = Ink("p-ribbon", fill="accent-soft", stroke="accent", width=0.75, opacity=0.7)

CLASSES = (
    Ink("p-c1", fill="accent-soft", stroke="line-2"),
    Ink("p-land", stroke="line-2", pattern=SPARSE),
    Ink("p-land", stroke="line-2", pattern=LINED),
    Ink("p-land", stroke="line-2", pattern=DENSE),
    Ink("p-c5", fill="accent", stroke="line-2"),
)
"""From the lowest class of a map to the highest: the more, the darker."""
NO_FIGURE = Ink("p-c0", fill="sunk", stroke="line", dash="2 2")
MARKED = Ink("p-marked", stroke="ink", width=2.5)
APART = Ink("p-apart", stroke="surface", width=2, dash="3 3")
"""Breaks up a line between shapes that the source draws apart: dashed is not settled."""
PLACE = Ink("p-dot", fill="accent", stroke="surface", width=1.5)
NO_PLACE = Ink("p-ring", fill="surface", stroke="line-2")
