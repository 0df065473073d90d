"""A whole caseload: the kernel, file to file, ten times as many persons, the impact of a changed rule."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from asylon.caseload.kernel import PERSONS, Kernel, run_planes
from asylon.caseload.planes import count
from asylon.caseload.population import NumpyPopulation
from asylon.logic.tree import WHOLE, Or, Rule, walk
from asylon.rulebook import load
from asylon.rulebook.program import Body, Program
from benchmarks.clock import heading, table
from benchmarks.made_up import JURISDICTION, made_up_caseload, populations, program_of
from benchmarks.whole_process import Cost, shown, whole_process

MILLION = 1_000_000
COLUMNS = ("what", "median (least-most)", "")


def run() -> None:
    """Print the figures for a million persons."""
    heading("A whole caseload of 1,000,000 made-up persons with child tables, 30 % unknown")
    folder = made_up_caseload(MILLION)
    costs = [file_to_file(folder) for _ in range(5)]
    rows = [
        (
            "file to file, wall",
            shown([c.wall for c in costs], unit="s"),
            "goal: at most 5 s on two idle cores",
        ),
        ("file to file, CPU", shown([c.cpu for c in costs], unit="s"), "user and system, all threads"),
        (
            "file to file, memory",
            shown([c.memory for c in costs], unit="GB", scale=1e9),
            "goal: at most 1 GB",
        ),
        *in_process(folder),
    ]
    table(rows, COLUMNS)
    print(
        "  file to file: python -m asylon screen FOLDER -o OUT.parquet --jurisdiction RS, start-up included"
    )


def run_10m() -> None:
    """Print how the cost grows from one million persons to ten."""
    heading("Ten times as many persons: 1,000,000 and 10,000,000, file to file")
    small_folder, large_folder = made_up_caseload(MILLION), made_up_caseload(10 * MILLION)
    small = [file_to_file(small_folder)]
    large = file_to_file(large_folder)
    small += [
        file_to_file(small_folder),
        file_to_file(small_folder),
    ]  # before and after: others may work here
    mid = Cost(*(median(values) for values in zip(*small, strict=True)))
    rows = [
        (
            "wall",
            f"{mid.wall:.1f} s -> {large.wall:.1f} s",
            f"x {large.wall / mid.wall:.1f}; goal: at most x 12",
        ),
        ("CPU", f"{mid.cpu:.1f} s -> {large.cpu:.1f} s", f"x {large.cpu / mid.cpu:.1f}"),
        (
            "memory",
            f"{mid.memory / 1e9:.2f} GB -> {large.memory / 1e9:.2f} GB",
            f"x {large.memory / mid.memory:.2f}; goal: the same memory",
        ),
    ]
    table(rows, ("what", "1 million -> 10 million", ""))


def file_to_file(folder: Path) -> Cost:
    """Screen a folder of Parquet files into one Parquet file, in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "asylon", "screen", str(folder), "--jurisdiction", JURISDICTION]
        return whole_process([*command, "-o", str(Path(place) / "result.parquet")])


def in_process(folder: Path) -> list[tuple[str, str, str]]:
    """The kernel alone, and the comparison of two runs of it."""
    rulebook = load()
    program = program_of(rulebook)
    caseload = list(populations(folder, rulebook))
    million = sum(population.chunk.rows for population in caseload) / MILLION
    old = [run_planes(program, population) for population in caseload]  # fills the leaves
    kernel = [_seconds(lambda: [run_planes(program, each) for each in caseload]) / million for _ in range(9)]
    changed, rule = one_rule_changed(program)
    new = [_run_bodies(changed, population) for population in caseload]
    impact = [_seconds(lambda: impact_of(old, new, program)) for _ in range(9)]
    persons = impact_of(old, new, program)
    touched = sum(1 for number in persons.values() if number)
    said = (
        f"'{rule}' less its last alternative: {touched} expressions differ, {persons[rule]:,} persons in it"
    )
    return [
        (
            f"kernel, {len(program.steps)} expressions, CPU",
            shown(kernel, unit="s", digits=3),
            "goal: at most 0.3 s; leaves filled before, no files",
        ),
        (
            "impact of one changed rule, CPU",
            shown(impact, unit="ms", scale=1e-3, digits=1),
            "goal: at most 24 ms",
        ),
        ("", "", said),
    ]


def one_rule_changed(program: Program) -> tuple[dict[str, Body], str]:
    """The program with one alternative fewer in the rule that most others read, and that rule."""
    readers: Counter[str] = Counter()
    for body in program.bodies.values():
        readers.update({node.name for node in walk(body.tree) if isinstance(node, Rule)})
    chosen = next(
        name
        for name, _ in readers.most_common()
        if isinstance(program.bodies[name].tree, Or) and program.bodies[name].scope == WHOLE
    )
    tree = program.bodies[chosen].tree
    assert isinstance(tree, Or)
    return {**program.bodies, chosen: replace(program.bodies[chosen], tree=Or(tree.parts[:-1]))}, chosen


def impact_of(old: list[Kernel], new: list[Kernel], program: Program) -> Mapping[str, int]:
    """For every expression about the person, how many persons have another answer."""
    found: Counter[str] = Counter()
    keys = [key for scope, key, _ in program.steps if scope == WHOLE]
    for before, after in zip(old, new, strict=True):
        for key in keys:
            was, now = before.rule(key, PERSONS), after.rule(key, PERSONS)
            found[key] += count((was.yes ^ now.yes) | (was.no ^ now.no))
    return found


def _run_bodies(bodies: Mapping[str, Body], population: NumpyPopulation) -> Kernel:
    kernel = Kernel(bodies, population)
    for key in bodies:
        kernel.result(key)
    return kernel


def _seconds(work: object) -> float:
    assert callable(work)
    start = process_time()
    work()
    return process_time() - start
