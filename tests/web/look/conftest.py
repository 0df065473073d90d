"""A real browser before a real server that shows the pages of the look. Neither touches a database."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
WITHOUT_STORES = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "csp.middleware.CSPMiddleware",
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def look() -> Iterator[None]:
    """The pages of this folder in place of the product's."""
    engine: dict[str, Any] = dict(settings.TEMPLATES[0])
    with override_settings(
        ROOT_URLCONF="tests.web.look.addresses",
        MIDDLEWARE=WITHOUT_STORES,
        TEMPLATES=[{**engine, "DIRS": [*engine["DIRS"], HERE / "templates"]}],
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
        DEMO=True,
        IDLE_SECONDS=600,
    ):
        yield


@pytest.fixture(scope="module")
def address(look: None) -> Iterator[str]:
    """Where the server listens."""
    with make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk, in English, that keeps what its console says against it."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        yield context.new_page()
