"""What an office is told from outside, and what it says when something is missing."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from asylon.site.environment import read_environment

SECRET = "a made-up secret of more than thirty-two letters"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Only what every office needs."""
    for name in ("DATABASE", "KEYS_DATABASE", "HOSTS", "SECURE", "DEMO", "DATABASE_KEY"):
        monkeypatch.delenv(f"ASYLON_{name}", raising=False)
    monkeypatch.setenv("ASYLON_HOME", str(tmp_path))
    monkeypatch.setenv("ASYLON_SECRET", SECRET)
    monkeypatch.setenv("ASYLON_OFFICE_KEYS", "1:key index:key")
    return monkeypatch


def problem() -> str:
    with pytest.raises(ImproperlyConfigured) as caught:
        read_environment()
    return str(caught.value)


def test_two_variables_open_an_office(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = read_environment()
    assert found.database["NAME"] == str(tmp_path / "asylon.sqlite3")
    assert found.keys_database["NAME"] == str(tmp_path / "keys.sqlite3")
    assert (found.secure, found.demo, found.hosts) == (True, False, [])


@pytest.mark.parametrize("name", ["ASYLON_SECRET", "ASYLON_OFFICE_KEYS"])
def test_what_is_missing_is_named_with_both_ways_to_give_it(bare: pytest.MonkeyPatch, name: str) -> None:
    bare.delenv(name)
    assert f"{name} is not set" in problem()
    assert f"{name}_FILE" in problem()


@pytest.mark.parametrize("name", ["ASYLON_SECRET", "ASYLON_OFFICE_KEYS"])
def test_a_file_holds_it_as_well(bare: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    bare.delenv(name)
    (tmp_path / "held").write_text(f"{SECRET} from a file\n", "utf-8")
    bare.setenv(f"{name}_FILE", str(tmp_path / "held"))
    found = read_environment()
    assert f"{SECRET} from a file" in (found.secret, found.office_keys)


def test_a_file_that_is_not_there_is_named(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("ASYLON_OFFICE_KEYS_FILE", str(tmp_path / "gone"))
    assert problem() == f"ASYLON_OFFICE_KEYS_FILE: {tmp_path / 'gone'}: No such file or directory."


def test_a_secret_that_can_be_guessed_is_refused_without_being_repeated(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("ASYLON_SECRET", "sesame")
    assert "has 6 letters" in problem()
    assert "sesame" not in problem()


def test_nothing_secret_shows_when_the_environment_is_printed(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("ASYLON_OFFICE_KEYS", "1:very-secret")
    assert "very-secret" not in repr(read_environment())
    assert SECRET not in repr(read_environment())


def test_a_database_server_needs_a_second_database_for_the_keys(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("ASYLON_DATABASE", "postgresql://office:pass@db.example:5432/asylon")
    assert "ASYLON_KEYS_DATABASE is not set" in problem()
    bare.setenv("ASYLON_KEYS_DATABASE", "postgresql://office:pass@db.example:5432/keys")
    assert read_environment().keys_database["NAME"] == "keys"


def test_an_address_that_is_none_is_refused_without_its_password(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("ASYLON_DATABASE", "postgres;//office:pass@db.example/asylon")
    bare.setenv("ASYLON_KEYS_DATABASE", "sqlite:///keys")
    assert "no address of a database" in problem()
    assert "pass@" not in problem()


def test_an_encrypted_file_needs_its_key(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("ASYLON_DATABASE", f"sqlcipher:///{tmp_path / 'office.db'}")
    assert "ASYLON_DATABASE_KEY is not set" in problem()
    bare.setenv("ASYLON_DATABASE_KEY", "too short")
    assert "64 of the signs" in problem()
    assert "too short" not in problem()
    bare.setenv("ASYLON_DATABASE_KEY", "ab" * 32)
    found = read_environment()
    assert found.database["ENGINE"] == found.keys_database["ENGINE"] == "asylon.site.sqlcipher"
    assert found.database["NAME"] == str(tmp_path / "office.db")


def test_a_real_office_never_shows_codes_as_the_demonstration_does(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("ASYLON_DEMO", "yes")
    assert "for one machine only" in problem()
    bare.setenv("ASYLON_SECURE", "no")
    assert read_environment().demo
    bare.setenv("ASYLON_HOSTS", "asylon.example.org")
    assert "for one machine only" in problem()
