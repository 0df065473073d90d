"""`python -m benchmarks [NAME]`: run one benchmark, or all of them."""

import sys
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from benchmarks import cold_start, one_person

BENCHMARKS: Mapping[str, Callable[[], None]] = {"one_person": one_person.run, "cold_start": cold_start.run}


def main() -> int:
    """Run what was asked for; 2 if there is no such benchmark."""
    wanted = sys.argv[1:] or list(BENCHMARKS)
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
