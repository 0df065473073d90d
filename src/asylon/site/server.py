"""How gunicorn serves the office: `asylon serve` and `asylon demo` become `python -m asylon.site.server`.

Two workers of two threads hold 120 MB and suit SQLite, which has one writer. Gunicorn's own command is
not used: it would look for modules in the folder where somebody happens to stand, and take options from
a variable of its own.
"""

from __future__ import annotations

import gc
import os
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it ships no types


class Office(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """The office as a server."""

    def load_config(self) -> None:
        """Tell gunicorn what the environment says, and what never varies."""
        for name, value in server_settings().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, loaded once before the workers part."""
        from asylon.site.wsgi import application

        # What is loaded now stays: looked through again and again, it would hold up a page in each round.
        gc.collect()
        gc.freeze()
        return application


def server_settings() -> dict[str, Any]:
    """Gunicorn's settings by its own names."""
    return {
        "bind": os.environ.get("ASYLON_BIND", "127.0.0.1:8000"),
        "worker_class": "gthread",
        "workers": int(os.environ.get("ASYLON_WORKERS", "2")),
        "threads": int(os.environ.get("ASYLON_THREADS", "2")),
        # The rulebook is then compiled once, and the workers share the memory.
        "preload_app": True,
        "timeout": 30,
        "graceful_timeout": 20,
        "keepalive": 5,
        # A request's address can name a person: no line is written for it.
        "accesslog": None,
        "loglevel": os.environ.get("ASYLON_LOG", "warning"),
        # Nobody steers the server from outside.
        "control_socket_disable": True,
        "when_ready": say_open,
    }


def say_open(server: Any) -> None:
    """Say where the office is, once it takes requests; in the demonstration also who may come in."""
    addresses = [_address(listener) for listener in server.LISTENERS]
    if os.environ.get("ASYLON_DEMO") == "yes":
        from asylon.site.demo.welcome import say_welcome

        say_welcome(addresses[0])
    else:
        print(f"asylon: the office is open at {', '.join(addresses)}", flush=True)  # noqa: T201 - whoever started it


def _address(listener: Any) -> str:
    name = listener.getsockname()
    if isinstance(name, str):
        return f"unix:{name}"
    host, port = name[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


if __name__ == "__main__":
    Office().run()
