"""`asylon serve`, `office`, `journal` and `keys`: what an operator does, on real installations."""

import re
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.server import Engine, Server, office_server

ADMIN = (
    *("office", "create-admin", "Marta", "--name", "Marta Made-up"),
    *("--office", "Reception centre", "--code", "rc", "--jurisdiction", "rs"),
)
KEY_LINE = r"(?:\d+|index):[A-Za-z0-9+/]{43}="


@pytest.fixture
def office() -> Iterator[Server]:
    """An installation that is migrated, empty and not open."""
    with office_server(demo=False, started=False) as server:
        yield server


@pytest.fixture
def full() -> Iterator[Server]:
    """An installation with the made-up people, not open."""
    with office_server(started=False) as server:
        yield server


def rows(
    server: Server, statement: str, *values: object, database: str = "asylon"
) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(server.home / f"{database}.sqlite3")
    try:
        with connection:
            return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


# keys


def test_new_keys_are_printed_as_a_key_file(process: Command) -> None:
    ran = process("keys", "new")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"1:\S+\nindex:\S+\n", ran.out)
    assert all(re.fullmatch(KEY_LINE, line) for line in ran.out.splitlines())
    assert process("keys", "new").out != ran.out


def test_the_line_of_the_next_version_can_be_made_alone(process: Command) -> None:
    assert re.fullmatch(r"2:\S+\n", process("keys", "new", "--number", "2").out)


def test_a_key_file_is_for_its_owner_and_never_written_over(process: Command, tmp_path: Path) -> None:
    file = tmp_path / "keys"
    assert process("keys", "new", "-o", file).code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_text("utf-8")
    again = process("keys", "new", "-o", file)
    assert again.code == 2
    assert "exists and is left as it is" in again.err
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize("version", ["0", "-1", "two", "1.5"])
def test_a_version_is_a_whole_number_from_one(process: Command, version: str) -> None:
    ran = process("keys", "new", f"--number={version}")
    assert ran.code == 2
    assert "whole number from 1" in ran.err


def test_after_a_new_version_all_keys_are_wrapped_anew_and_still_open(full: Server, process: Command) -> None:
    people = rows(full, "SELECT count(*) FROM keys_personkey", database="keys")[0][0]
    full.environment["ASYLON_OFFICE_KEYS"] += "\n" + process("keys", "new", "--number", "2").out
    status = full.run("keys", "status")
    assert status.stdout == (
        f"office keys held: 2, 1; current: 2\nkeys of people that wait for 'asylon keys rotate': {people}\n"
    )
    rotated = full.run("keys", "rotate")
    assert (rotated.returncode, rotated.stdout) == (
        0,
        f"keys: {people} wrapped anew under version 2, 0 left\n",
    )
    assert rows(full, "SELECT DISTINCT office_key FROM keys_personkey", database="keys") == [(2,)]
    assert full.run("keys", "rotate").stdout == "keys: 0 wrapped anew under version 2, 0 left\n"


def test_rotation_without_the_older_key_says_what_to_put_back(full: Server, process: Command) -> None:
    index = full.environment["ASYLON_OFFICE_KEYS"].splitlines()[1]
    full.environment["ASYLON_OFFICE_KEYS"] = process("keys", "new", "--number", "2").out + index
    ran = full.run("keys", "rotate")
    assert ran.returncode == 2
    assert "version 1 of the office key is not in the keyring" in ran.stderr
    assert "put the line of that version back" in ran.stderr


# daily


def test_once_a_day_what_no_longer_counts_is_forgotten_and_everybody_is_assessed(full: Server) -> None:
    first = full.run("office", "daily", "--by", "marko")
    assert (first.returncode, first.stderr) == (0, "")
    rows(
        full,
        "INSERT INTO staff_wrongtries (key, wrong, last_at) VALUES ('a', 3, '2020-01-01 00:00:00')",
    )
    rows(
        full,
        "INSERT INTO django_session VALUES ('of-yesterday', 'e30:', '2020-01-01 00:00:00')",
    )
    before = rows(full, "SELECT count(*) FROM assessments_frozenassessment")
    again = full.run("office", "daily", "--by", "MARKO")
    said = again.stdout.splitlines()
    assert said[0] == "office: 1 counts of wrong tries forgotten, 1 ended sign-ins removed"
    assert len(said) == 1 + len(rows(full, "SELECT id FROM offices_office"))
    assert all(line.endswith(" 0 people with something new in their assessment") for line in said[1:])
    assert rows(full, "SELECT count(*) FROM assessments_frozenassessment") == before
    assert rows(full, "SELECT DISTINCT outcome FROM journal_entry WHERE act = 'reassess'") == [("done",)]


def test_somebody_has_to_answer_for_it(full: Server) -> None:
    ran = full.run("office", "daily", "--by", "nobody")
    assert ran.returncode == 2
    assert "there is no account with the work name 'nobody'" in ran.stderr


# create-admin


def test_the_first_administrator_gets_a_password_that_must_be_changed(office: Server) -> None:
    made = office.run(*ADMIN)
    assert (made.returncode, made.stderr) == (0, "")
    assert re.search(r"one-time password:  \w{4}-\w{4}-\w{4}-\w{4}\n", made.stdout)
    assert "work name:          marta\n" in made.stdout
    accounts = rows(office, "SELECT username, must_change_password, password FROM staff_account")
    assert [row[:2] for row in accounts] == [("marta", 1)]
    assert rows(office, "SELECT role FROM staff_roleheld") == [("administrator",)]
    assert rows(office, "SELECT time_zone FROM offices_office") == [("Europe/Belgrade",)]
    assert rows(office, "SELECT act, outcome FROM journal_entry") == [("manage_accounts", "done")]


def test_there_is_one_first_administrator(office: Server) -> None:
    assert office.run(*ADMIN).returncode == 0
    again = office.run(*ADMIN)
    assert again.returncode == 2
    assert again.stderr.startswith("asylon: there are accounts already;")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--jurisdiction", "QQ"), "no country with the code 'QQ'"),
        (("--kind", "castle"), "there is no 'castle'; there are reception, asylum"),
        (("--time-zone", "Europe/Belgrad"), "no time zone 'Europe/Belgrad'; did you mean 'Europe/Belgrade'?"),
    ],
)
def test_an_office_that_cannot_be_is_refused(office: Server, words: tuple[str, str], said: str) -> None:
    ran = office.run(*ADMIN, *words)
    assert ran.returncode == 2
    assert said in ran.stderr
    assert rows(office, "SELECT * FROM offices_office") == []


# journal


def tamper(server: Server, statement: str) -> None:
    connection = sqlite3.connect(server.home / "asylon.sqlite3")
    with connection:
        for act in ("update", "delete"):
            connection.execute(f"DROP TRIGGER journal_entry_no_{act}")
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("statement", "first", "says"),
    [
        ("UPDATE journal_entry SET act = 'search' WHERE seq = 7", 7, "what it says is not what was sealed"),
        ("DELETE FROM journal_entry WHERE seq = 7", 8, "entries before it were taken out"),
        ("DELETE FROM journal_entry WHERE seq > 20", 21, "entries from here on were cut off"),
    ],
)
def test_tampering_is_found_where_it_was_done(full: Server, statement: str, first: int, says: str) -> None:
    whole = full.run("journal", "verify")
    assert (whole.returncode, whole.stdout[:15]) == (0, "journal: whole,")
    tamper(full, statement)
    found = full.run("journal", "verify")
    assert found.returncode == 1
    assert f"entry {first}: " in found.stdout
    assert says in found.stdout
    assert f"tampered with, first at entry {first};" in found.stdout


def test_a_copy_of_the_heads_tells_what_the_one_beside_the_journal_no_longer_can(
    full: Server, tmp_path: Path
) -> None:
    shutil.copy(full.home / "journal-heads", tmp_path / "kept")
    tamper(full, "DELETE FROM journal_entry WHERE seq > 20")
    (full.home / "journal-heads").unlink()
    assert full.run("journal", "verify").returncode == 0
    found = full.run("journal", "verify", "--heads", str(tmp_path / "kept"))
    assert found.returncode == 1
    assert "first at entry 21;" in found.stdout


def test_heads_that_are_not_there_are_named(office: Server) -> None:
    ran = office.run("journal", "verify", "--heads", "nowhere")
    assert (ran.returncode, ran.stderr) == (2, "asylon: --heads: there is no file nowhere\n")


# backup and restore


def test_the_restore_drill(full: Server, tmp_path: Path) -> None:
    """Back up, lose the machine's disk but not the keys, restore, and everything is there but the erased."""
    before = rows(full, "SELECT id, number FROM people_person ORDER BY id")
    file = tmp_path / "monday.backup"
    made = full.run("office", "backup", str(file))
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith(f"office: wrote {file}, ")
    rows(full, "DELETE FROM keys_personkey WHERE person = ?", before[0][0], database="keys")
    for path in full.home.glob("asylon.sqlite3*"):
        path.unlink()
    restored = full.run("office", "restore", str(file))
    assert (restored.returncode, restored.stderr) == (0, "")
    assert rows(full, "SELECT id, number FROM people_person ORDER BY id") == before
    keyed = {row[0] for row in rows(full, "SELECT person FROM keys_personkey", database="keys")}
    assert {row[0] for row in before} - keyed == {before[0][0]}, "an erased person came back"
    acts = [row[0] for row in rows(full, "SELECT act FROM journal_entry ORDER BY seq DESC LIMIT 2")]
    assert acts == ["restore", "back_up"]
    full.start()
    assert full.run("journal", "verify").returncode == 0


def test_a_backup_holds_nothing_that_can_be_read_and_no_key(full: Server, tmp_path: Path) -> None:
    assert full.run("office", "backup", str(tmp_path / "b")).returncode == 0
    sealed = (tmp_path / "b").read_bytes()
    assert b"SQLite format 3" not in sealed
    assert b"brickworks" not in sealed
    for (wrapped,) in rows(full, "SELECT wrapped FROM keys_personkey", database="keys"):
        assert isinstance(wrapped, bytes)
        assert wrapped not in sealed


def test_a_backup_of_an_open_office_is_whole_and_restoring_into_one_is_refused(tmp_path: Path) -> None:
    with office_server() as server:
        assert server.run("office", "backup", str(tmp_path / "b")).returncode == 0
        before = (server.home / "asylon.sqlite3").stat().st_ino
        refused = server.run("office", "restore", str(tmp_path / "b"))
        assert refused.returncode == 2
        assert "the office is open; stop the server" in refused.stderr
        assert (server.home / "asylon.sqlite3").stat().st_ino == before
        server.stop()
        assert server.run("office", "restore", str(tmp_path / "b")).returncode == 0
        server.restart()


def test_what_a_restore_replaces_is_kept(full: Server, tmp_path: Path) -> None:
    assert full.run("office", "backup", str(tmp_path / "b")).returncode == 0
    ran = full.run("office", "restore", str(tmp_path / "b"))
    kept = re.findall(r"is kept as (\S+)", ran.stdout)
    assert [Path(name).name.partition(".until-")[0] for name in kept] == ["asylon.sqlite3", "journal-heads"]
    assert all(Path(name).is_file() for name in kept)


def test_a_backup_is_never_written_over(full: Server, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("an older backup", "utf-8")
    ran = full.run("office", "backup", str(tmp_path / "b"))
    assert (ran.returncode, "so that no older backup is lost" in ran.stderr) == (2, True)
    assert (tmp_path / "b").read_text("utf-8") == "an older backup"


def test_a_broken_backup_replaces_nothing(full: Server, tmp_path: Path) -> None:
    assert full.run("office", "backup", str(tmp_path / "b")).returncode == 0
    sealed = (tmp_path / "b").read_bytes()
    (tmp_path / "b").write_bytes(sealed[:-40])
    before = (full.home / "asylon.sqlite3").stat().st_ino
    ran = full.run("office", "restore", str(tmp_path / "b"))
    assert ran.returncode == 2
    assert "is no whole backup of this office" in ran.stderr
    assert (full.home / "asylon.sqlite3").stat().st_ino == before


def test_an_encrypted_office_is_backed_up_and_restored_encrypted(tmp_path: Path) -> None:
    key = "5e" * 32
    place = f"sqlcipher:///{tmp_path / 'office.db'}"
    with office_server(demo=False, started=False, DATABASE=place, DATABASE_KEY=key) as server:
        server.environment["ASYLON_HOME"] = str(tmp_path)
        (tmp_path / "home").mkdir()
        prepared = server.run("office", "create-admin", "x", *ADMIN[3:])
        assert "steps behind" in prepared.stderr
        done = server.run("serve", "--migrate", "--check")
        assert (done.returncode, done.stderr) == (0, "")
        assert server.run(*ADMIN).returncode == 0
        assert server.run("office", "backup", str(tmp_path / "b")).returncode == 0
        assert server.run("office", "restore", str(tmp_path / "b")).returncode == 0
        assert server.run("journal", "verify").returncode == 0
    assert not (tmp_path / "office.db").read_bytes().startswith(b"SQLite format 3")


def test_postgresql_has_tools_of_its_own(tmp_path: Path) -> None:
    with office_server("postgresql", demo=False, started=False) as server:
        for verb in ("backup", "restore"):
            ran = server.run("office", verb, str(tmp_path / "b"))
            assert ran.returncode == 2
            assert "pg_dump" in ran.stderr
            assert "never the one of keys" in ran.stderr


# serve


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_everything_can_be_checked_without_opening(engine: Engine) -> None:
    with office_server(engine, demo=False, started=False) as server:
        ran = server.run("serve", "--check")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout == "asylon: the office can open\n"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ASYLON_SECRET", "", "ASYLON_SECRET is not set"),
        ("ASYLON_SECRET", "sesame", "ASYLON_SECRET has 6 letters"),
        ("ASYLON_OFFICE_KEYS", "1:short", "the office keys: line 1 has a key that is not"),
        ("ASYLON_OFFICE_KEYS_FILE", "nowhere", "ASYLON_OFFICE_KEYS_FILE: nowhere: No such file"),
        ("ASYLON_DATABASE", "postgresql://u:hidden@127.0.0.1:1/x", "ASYLON_KEYS_DATABASE is not set"),
        ("ASYLON_WORKERS", "many", "ASYLON_WORKERS: 'many' is not a number from 1 to"),
        ("ASYLON_BIND", "somewhere", "ASYLON_BIND: 'somewhere' is no ADDRESS:PORT"),
    ],
)
def test_a_wrong_setting_is_named_before_anything_starts(
    office: Server, name: str, value: str, said: str
) -> None:
    office.environment[name] = value
    ran = office.run("serve")
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert said in ran.stderr
    assert "hidden" not in ran.stderr


def test_the_demonstration_listens_on_this_machine_only(full: Server) -> None:
    ran = full.run("serve", "--check", "--bind", "0.0.0.0:8000")
    assert (ran.returncode, "for this machine only" in ran.stderr) == (2, True)
    assert full.run("serve", "--check", "--bind", "127.0.0.1:8000").returncode == 0


def test_a_database_that_does_not_answer_is_named(office: Server) -> None:
    for name in ("DATABASE", "KEYS_DATABASE"):
        office.environment[f"ASYLON_{name}"] = "postgresql://u:hidden@127.0.0.1:1/x"
    ran = office.run("serve")
    assert ran.returncode == 2
    assert "the database 'default' cannot be opened" in ran.stderr
    assert "hidden" not in ran.stderr


def test_an_older_database_is_not_opened_until_it_is_brought_up_to_date(
    office: Server, tmp_path: Path
) -> None:
    office.environment["ASYLON_HOME"] = str(tmp_path / "new")
    refused = office.run("serve")
    assert refused.returncode == 2
    assert re.search(r"is \d+ steps behind this program; make a backup", refused.stderr)
    assert office.run("serve", "--migrate", "--check").returncode == 0
    assert office.run("serve", "--check").returncode == 0
