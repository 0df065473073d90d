"""A process behind an office that runs: does what no page does.

Takes the module of the orders that it knows. Reads one order a line on standard input and answers each
with one line of JSON. It has the settings of the office, not of the tests.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module

import django


def main() -> None:
    """Obey until nobody orders any more."""
    django.setup()
    orders = import_module(sys.argv[1]).ORDERS
    for line in sys.stdin:
        order = json.loads(line)
        sys.stdout.write(json.dumps(orders[order.pop("order")](**order)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
