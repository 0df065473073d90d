"""Lets `python -m asylon` be the `asylon` command."""

import sys

from asylon.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
