"""The office as a real process: it opens, survives kill -9, and ends when told to."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.server import Engine, Server, office_server

ENGINES: list[Engine] = ["sqlite", "postgresql"]


def get(address: str) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(), dict(refused.headers)


@pytest.fixture(scope="module", params=ENGINES)
def served(request: pytest.FixtureRequest) -> Iterator[Server]:
    with office_server(request.param) as server:
        yield server


def test_it_is_ready(served: Server) -> None:
    status, text, _ = get(f"{served.url}/health/ready")
    assert status == 200
    assert json.loads(text)["ready"] is True


def test_the_first_page_loads_all_that_it_names_and_from_here_only(served: Server) -> None:
    status, page, headers = get(f"{served.url}/")
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    named = {name for name in re.findall(r'(?:href|src)="([^"#]+)', page) if "static" in name}
    assert any("htmx" in name for name in named)
    assert any(name.endswith(".css") for name in named)
    for name in named:
        assert re.fullmatch(r"/static/asylon/[\w./-]+\.[0-9a-f]{12}\.\w+", name), name
        status, content, headers = get(served.url + name)
        assert (status, "immutable" in headers["Cache-Control"]) == (200, True), name
        assert content


def test_a_killed_office_opens_again(served: Server) -> None:
    served.kill()
    with pytest.raises(urllib.error.URLError):
        get(f"{served.url}/health/live")
    served.restart()
    assert get(f"{served.url}/health/ready")[0] == 200


def test_the_made_up_office_left_a_whole_journal(served: Server) -> None:
    verified = served.run("journal", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert re.match(r"journal: whole, \d{3,} entries", verified.stdout)


def test_it_ends_in_order_when_told_to_and_has_said_nothing_but_where_it_was() -> None:
    with office_server(demo=False) as server:
        assert server.stop() == 0
        assert server.log == f"asylon: the office is open at {server.url}\n"
        server.restart()
        assert get(f"{server.url}/health/live")[0] == 200


def test_a_stray_module_where_it_was_started_is_not_imported() -> None:
    with office_server(demo=False, started=False) as server:
        (server.home / "yaml.py").write_text("raise SystemExit('a stray module was imported')\n", "utf-8")
        server.start()
        assert get(f"{server.url}/health/ready")[0] == 200


def test_what_the_office_stores_is_for_its_own_account_alone(served: Server) -> None:
    open_to_others = [path.name for path in served.home.glob("*.sqlite3*") if path.stat().st_mode & 0o077]
    assert open_to_others == []
