"""`asylon influx`: the signs of a mass influx from a table of arrivals alone; no office is needed."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from asylon.cli.arguments import day, words
from asylon.cli.tables import missing_extra

if TYPE_CHECKING:
    from asylon.foresight.influx import Bench, Day, Panel
    from asylon.interchange import Imported

MOST = 2_000_000_000
LARGEST_MARK = 1e12
Mark = tuple[tuple[str, str], float]


def add_arguments(parser: ArgumentParser) -> None:
    """The table, whose arrivals it holds, and what else is known of the host."""
    parser.add_argument(
        "table", metavar="TABLE", type=Path, help="arrivals as .csv or .parquet, plain or with HXL tags"
    )
    parser.add_argument(
        "--host", metavar="CCC", required=True, help="the country of asylum, ISO 3166-1 alpha-3"
    )
    # Not `choices`: whoever leaves it out or errs has to read why it is asked for.
    parser.add_argument(
        "--codes", metavar="iso|unhcr", help="which country codes the table has; never guessed"
    )
    add_words_of_hxl(parser)
    _add_what_else_is_known(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="text for people (default) or json"
    )


def add_words_of_hxl(parser: ArgumentParser) -> None:
    """What a file with HXL tags does not say itself."""
    parser.add_argument(
        "--basis", choices=("counted", "estimated"), default="", help="only for a file with HXL tags"
    )
    parser.add_argument(
        "--source", metavar="WORDS", type=words, default="", help="only for a file with HXL tags"
    )


def _add_what_else_is_known(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--began",
        metavar="DATE",
        type=_day,
        help="when the situation began (default: the first day of the table)",
    )
    parser.add_argument(
        "--day", metavar="DATE", type=_day, help="as of which day (default: the last day of the table)"
    )
    parser.add_argument(
        "--population",
        metavar="N",
        type=whole,
        help="inhabitants of the host (default: the newest public figure)",
    )
    parser.add_argument(
        "--capacity",
        metavar="FILE",
        type=Path,
        help="what the host can take: day, sector, unit, capacity, in_use, district, source",
    )
    for name, about in (
        ("--waiting", "applications that wait for a decision"),
        ("--new-a-week", "new applications a week"),
        ("--decisions-a-week", "decisions a week"),
    ):
        parser.add_argument(name, metavar="N", type=whole, help=about)
    parser.add_argument(
        "--mark",
        metavar="INDICATOR=N",
        type=_mark,
        action="append",
        default=[],
        help="a mark to hold an indicator against, such as arrived_a_day=1000 or days_left:shelter=21; "
        "may be repeated. There is no mark unless somebody sets one",
    )


def run(arguments: Namespace) -> int:
    """Print the four characteristics as they stand."""
    if missing_extra():
        return 2
    from asylon.casework.access.small_numbers import is_small
    from asylon.interchange.arrival_days import days_of

    _must_be_a_country(arguments)
    read = _arrivals(arguments)
    days = days_of(read.rows())
    began, as_of = arguments.began or days[0].on, arguments.day or days[-1].on
    if as_of < began:
        arguments.parser.error(
            f"the day {as_of} lies before the beginning, {began}; look at --day and --began"
        )
    few = is_small(sum(each.persons or 0 for each in days if began <= each.on <= as_of))
    shown = tuple(each for each in days if each.on < began) if few else days
    panel = _panel(arguments, shown, read, began=began, as_of=as_of)
    if arguments.format == "json":
        _print_json(panel, read, arguments, began=began, few=few)
    else:
        _print_page(panel, read, arguments, began=began, few=few)
    return 0


def _arrivals(arguments: Namespace) -> Imported:
    from asylon.interchange.arrivals import read_arrivals
    from asylon.interchange.files import kind_of
    from asylon.interchange.hxl_arrivals import read_hxl_arrivals

    table, codes = arguments.table, arguments.codes
    if kind_of(table) == "hxl":
        found = read_hxl_arrivals(
            table, codes=codes, host=arguments.host, basis=arguments.basis, source=arguments.source
        )
    else:
        found = read_arrivals(table, codes=codes)
    return found.whole()


def _panel(arguments: Namespace, days: tuple[Day, ...], read: Imported, *, began: date, as_of: date) -> Panel:
    from asylon.figures import Store
    from asylon.figures.capacity import inhabitants_of
    from asylon.foresight.influx import Evidence, panel_of
    from asylon.interchange.capacities import read_capacities

    inhabitants = arguments.population
    if inhabitants is None:
        inhabitants = inhabitants_of(Store(), [arguments.host])
    evidence = Evidence(
        days=days,
        reports=read_capacities(arguments.capacity) if arguments.capacity else (),
        benches=_benches(arguments, as_of),
        inhabitants=inhabitants,
        source=" · ".join(dict.fromkeys(str(row["source"]) for row in read.rows())),
    )
    return panel_of(evidence, marks=dict(arguments.mark), began_on=began, as_of=as_of)


def _benches(arguments: Namespace, as_of: date) -> tuple[Bench, ...]:
    from asylon.foresight.influx import Bench

    told = (arguments.waiting, arguments.new_a_week, arguments.decisions_a_week)
    if all(number is None for number in told):
        return ()
    waiting, new, decided = told
    bench = Bench(
        host=arguments.host,
        on=as_of,
        waiting=waiting,
        new_a_week=new,
        decisions_a_week=decided,
        source="as given on the command line",
    )
    return (bench,)


def _must_be_a_country(arguments: Namespace) -> None:
    from asylon.responses.emergencies.countries import country_codes, nearest_code

    arguments.host = arguments.host.strip().upper()
    if arguments.host not in country_codes():
        near = nearest_code(arguments.host)
        hint = f"; did you mean '{near}'?" if near else ""
        arguments.parser.error(f"--host: '{arguments.host}' is no country code of ISO 3166-1 alpha-3{hint}")


def _print_json(panel: Panel, read: Imported, arguments: Namespace, *, began: date, few: bool) -> None:
    from asylon.cli.results import as_json
    from asylon.cli.view_figures import report_json
    from asylon.cli.view_influx import FLOOR, panel_json

    told = {"host": arguments.host, "began_on": began, "declares": FLOOR} | panel_json(panel, few=few)
    print(as_json(told | {"report": report_json(read.report)}))


def _print_page(panel: Panel, read: Imported, arguments: Namespace, *, began: date, few: bool) -> None:
    from asylon.cli.console import show
    from asylon.cli.page import Page
    from asylon.cli.view_influx import FLOOR, READER, say_characteristics
    from asylon.figures import Store
    from asylon.figures.places import name_of

    page, name = Page(), name_of(Store(), arguments.host)
    page.say((f"SIGNS OF A MASS INFLUX: {name} ({arguments.host})", "bold"))
    page.say(f"as of {READER.day(panel.as_of)}, since {READER.day(began)}, from {read.report.file}")
    page.say((FLOOR, "dim"))
    say_characteristics(page, panel, few=few)
    if read.report.notes:
        page.heading("WHAT TO KNOW", f"{read.report.file}: {read.report.rows:,} rows")
        for note in read.report.notes:
            page.item(note.sentence())
    page.blank()
    show(page)


def whole(text: str) -> int:
    """Read a number of people; ArgumentTypeError where it is none."""
    if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= MOST:
        return int(text)
    raise ArgumentTypeError(f"'{text[:40]}' is no number; write digits alone, from 0 to {MOST}")


def _day(text: str) -> date:
    from asylon.interchange.cells import FIRST_YEAR, LAST_YEAR

    found = day(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ArgumentTypeError(
            f"look at the year of {text} again; it is none from {FIRST_YEAR} to {LAST_YEAR}"
        )
    return found


def _mark(text: str) -> Mark:
    from asylon.cli.view_influx import BY_SECTOR, NAMES
    from asylon.interchange.capacities import SECTORS
    from asylon.rulebook.faults import nearest

    about, _, number = text.partition("=")
    indicator, colon, sector = about.partition(":")
    if indicator not in NAMES:
        near = nearest(indicator, NAMES)
        hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(NAMES)}"
        raise ArgumentTypeError(f"there is no indicator '{indicator[:40]}'; {hint}")
    if colon and (indicator not in BY_SECTOR or sector not in SECTORS):
        near = nearest(sector, SECTORS)
        hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(SECTORS)}"
        if indicator not in BY_SECTOR:
            hint = f"only {' and '.join(sorted(BY_SECTOR))} have one"
        raise ArgumentTypeError(f"'{sector[:40]}' is no sector of {indicator}; {hint}")
    try:
        mark = float(number)
    except ValueError:
        mark = -1.0
    if not 0 <= mark <= LARGEST_MARK:
        raise ArgumentTypeError(f"'{text[:40]}' sets no mark; write INDICATOR=N with a number from 0")
    return (indicator, sector), mark
