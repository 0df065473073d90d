"""The same rules and persons in OpenFisca-core and zen-engine, measured in the same run as ours."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from statistics import median
from time import process_time

from asylon.caseload.kernel import PERSONS, Kernel
from asylon.caseload.planes import unpacked
from asylon.rulebook import load
from benchmarks.caseload import MILLION
from benchmarks.clock import heading, table
from benchmarks.made_up import made_up_caseload, populations, program_of
from benchmarks.same_rules import LOOK, Rows, SameRules, answers, rows_of, same_rules

FEW = 2_000
"""Persons for zen-engine, which takes them one by one."""

ROUNDS = 7


def run() -> None:
    """Print persons a CPU second for each engine, and how many times as many ours does."""
    rulebook = load()
    program = program_of(rulebook)
    rules = same_rules(program)
    rows = rows_of(rules, program, next(populations(made_up_caseload(MILLION), rulebook)))
    heading(f"Other engines, the same rules and persons ({rows.size:,} persons, 30 % unknown)")
    ours = [_ours(rules, rows) for _ in range(5 * ROUNDS)]  # each takes a few milliseconds
    kernel = answers(rules, rows)
    found = [("asylon", ours), _openfisca(rules, rows, kernel), _zen(rules, rows, kernel)]
    base = median(ours)
    table([_row(name, rates, base) for name, rates in found], ("engine", "persons a CPU second", ""))
    looks = sum(1 for name in rules.facts if name.startswith(LOOK))
    print(
        f"  translated from the trees: {len(rules.bodies)} expressions about persons ({program.jurisdiction})"
    )
    print(
        f"  not translated: {rules.left_out} expressions about items; {looks} looks over lists given as facts"
    )
    print("  not counted: reading files, putting the facts in, starting")


def _row(name: str, rates: list[float], base: float) -> tuple[str, str, str]:
    if not rates:
        return name, "not measured", "not installed: give `./run bench others`"
    spread = f"{median(rates):,.0f} ({min(rates):,.0f}-{max(rates):,.0f})"
    return name, spread, "" if name == "asylon" else f"asylon: x {base / median(rates):,.0f}; same answers"


def _ours(rules: SameRules, rows: Rows) -> float:
    start = process_time()
    answers(rules, rows)
    return rows.size / (process_time() - start)


def _openfisca(rules: SameRules, rows: Rows, kernel: Kernel) -> tuple[str, list[float]]:
    if find_spec("openfisca_core") is None:
        return "OpenFisca-core", []
    from benchmarks.openfisca_engine import OpenFisca

    engine = OpenFisca(rules)
    for key, (yes, no) in engine.answers(engine.simulation(rows)).items():
        pair = kernel.rule(key, PERSONS)
        for plane, flags in zip(pair, (yes, no), strict=True):
            if not (unpacked(plane, rows.size) == flags).all():
                raise AssertionError(f"OpenFisca gives another answer for {key}")
    rates = [rows.size / engine.seconds(rows) for _ in range(ROUNDS)]
    return f"OpenFisca-core {version('openfisca-core')}", rates


def _zen(rules: SameRules, rows: Rows, kernel: Kernel) -> tuple[str, list[float]]:
    if find_spec("zen") is None:
        return "zen-engine", []
    from benchmarks.zen_engine import Zen

    engine = Zen(rules)
    records = [engine.named(record) for record in rows.first(FEW).records(rules.facts)]
    flags = {key: [unpacked(plane, rows.size) for plane in kernel.rule(key, PERSONS)] for key in rules.bodies}
    for row, record in enumerate(records):
        for key, value in engine.answers(record).items():
            yes, no = flags[key]
            if value is not (True if yes[row] else False if no[row] else None):
                raise AssertionError(f"zen-engine gives another answer for {key}")
    rates = [FEW / engine.seconds(records) for _ in range(3)]
    return f"zen-engine {version('zen-engine')}", rates
