"""One person against the whole shipped rulebook, beside other engines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from asylon.rulebook import Assessment, Rulebook, Situation, assess, explain, load, questions, receive
from benchmarks.clock import heading, milliseconds, table, timed

VIGNETTES = Path(__file__).parent.parent / "tests" / "vignettes"

OTHERS = (
    ("zen-engine 2.1", "5.1 ms", "400 synthetic rules, no unknown"),
    ("Polars 2.1", "72-170 ms", "400 synthetic rules"),
    ("OpenFisca-core 46", "190 ms", "400 synthetic rules, unknown emulated"),
)
"""Measured once, on 22 November 2026 on two cores; not measured again by this run."""


def run() -> None:
    """Print the figures; each is the mean over all vignettes within a round."""
    written = [
        json.loads(path.read_text(encoding="utf-8"))["situation"]
        for path in sorted(VIGNETTES.glob("V*.json"))
    ]
    rulebook = load()
    situations = [receive(each, rulebook) for each in written]
    heading(f"One person, the whole rulebook ({len(written)} vignettes)")

    def each(work: Callable[[Situation], object]) -> Callable[[], None]:
        def call() -> None:
            for situation in situations:
                work(situation)

        return call

    def figure(work: Callable[[Situation], object], rounds: int = 15) -> str:
        return milliseconds(timed(each(work), rounds=rounds, calls=len(situations)))

    def read_all() -> None:
        for situation in written:
            receive(situation, rulebook)

    rows = [
        ("read and check the situation", milliseconds(timed(read_all, calls=len(written))), ""),
        (
            "all conclusions, gates, rights, tracks",
            figure(lambda s: values(s, rulebook)),
            "goal: at most 1 ms",
        ),
        (
            "one explanation",
            figure(lambda s: explain(assess(s, rulebook=rulebook), "refugee_any")),
            "assessment included",
        ),
        (
            "all questions, ranked",
            figure(lambda s: questions(assess(s, rulebook=rulebook)), 5),
            "each answer tried",
        ),
        ("the full JSON with every reason", figure(lambda s: assess(s, rulebook=rulebook).as_json(), 5), ""),
        *((name, figure, f"{remark}; measured elsewhere, on 2026-11-22") for name, figure, remark in OTHERS),
    ]
    table(rows, ("what", "median (fastest-slowest)", ""))


def values(situation: Situation, rulebook: Rulebook) -> Assessment:
    """Everything that an assessment decides, without the reasons."""
    assessment = assess(situation, rulebook=rulebook)
    for part in ("conclusions", "gates", "acts", "rights", "tracks", "alerts", "statuses", "deadlines"):
        getattr(assessment, part)
    return assessment
