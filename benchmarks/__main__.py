"""`python -m benchmarks [NAME]`: run one benchmark, or all but those that must be named."""

import sys
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from benchmarks import caseload, cold_start, one_person, others, sharing
from benchmarks.office import web

BENCHMARKS: Mapping[str, Callable[[], None]] = {
    "one_person": one_person.run,
    "cold_start": cold_start.run,
    "caseload": caseload.run,
    "sharing": sharing.run,
    "caseload_10m": caseload.run_10m,
    "others": others.run,
    "web": web.run,
    "web_sqlite": web.run_sqlite,
    "web_postgresql": web.run_postgresql,
}
NAMED_ONLY = ("caseload_10m", "others", "web", "web_sqlite", "web_postgresql")
"""Not run unless named: they take minutes, or need other engines or a database server."""


def main() -> int:
    """Run what was asked for; 2 if there is no such benchmark."""
    wanted = sys.argv[1:] or [name for name in BENCHMARKS if name not in NAMED_ONLY]
    for name in wanted:
        if name not in BENCHMARKS:
            near = get_close_matches(name, BENCHMARKS, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            print(f"there is no benchmark '{name}'{hint} Known: {', '.join(BENCHMARKS)}", file=sys.stderr)
            return 2
    for name in wanted:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
