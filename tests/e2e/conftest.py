"""A real office and a real browser: one server for all tests of a worker, one Chromium for a module.

`page_as("supervisor")` gives a page of somebody signed in; `office` knows the addresses; `axe(page)` is what
axe-core has to say about a page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.scene import Scene
from tests.server import Server, office_server

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
