"""How gunicorn serves the office. `asylon serve` and `asylon demo` start gunicorn with this module.

The names are gunicorn's own. Two workers of two threads hold 120 MB and suit SQLite, which has one writer.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

wsgi_app = "asylon.site.wsgi:application"
bind = os.environ.get("ASYLON_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("ASYLON_WORKERS", "2"))
threads = int(os.environ.get("ASYLON_THREADS", "2"))
# The rulebook is then compiled once, and the workers share the memory.
preload_app = True
timeout = 30
graceful_timeout = 20
keepalive = 5
# A request's address can name a person: no line is written for it.
accesslog = None
loglevel = os.environ.get("ASYLON_LOG", "warning")
# Nobody steers the server from outside.
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Say where the office is, once it takes requests; in the demonstration also who may come in."""
    addresses = [
        f"http://{listener.getsockname()[0]}:{listener.getsockname()[1]}" for listener in server.LISTENERS
    ]
    if os.environ.get("ASYLON_DEMO") == "yes":
        import_module("asylon.site.demo.welcome").say_welcome(addresses[0])
    else:
        print(f"asylon: the office is open at {', '.join(addresses)}", flush=True)  # noqa: T201 - for whoever started it
