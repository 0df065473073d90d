"""What somebody sees when something went wrong: what happened, what is safe, what to do."""

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import translation


@pytest.fixture
def client(look: None) -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing/", 404, "There is nothing at this address"),
        ("/refused/", 403, "This is not open to you in the role that you act in"),
        ("/broken/", 500, "Something broke on our side"),
    ],
)
def test_it_says_what_happened_and_where_to_go(client: Client, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    page = answer.content.decode()
    assert said in page
    assert 'href="/"' in page
    assert "<h1>" in page


def test_a_form_without_its_token_is_told_to_be_sent_again(client: Client) -> None:
    answer = client.post("/sign-in/", {"given": "Mina"})
    assert answer.status_code == 403
    assert "nothing was saved" in answer.content.decode()


def test_the_page_for_our_own_fault_needs_nothing_to_work() -> None:
    page = get_template("500.html").render()
    assert "<form" not in page
    assert "Something broke on our side" in page


def test_it_speaks_the_reader_s_direction() -> None:
    with translation.override("ar"):
        assert 'dir="rtl"' in get_template("500.html").render()


def test_a_record_that_is_closed_looks_like_one_that_is_not_there(client: Client) -> None:
    # The page for 404 never says what was asked for.
    page = client.get("/people/0199c0de/").content.decode()
    assert page.count("0199c0de") == page.count('name="next" value="/people/0199c0de/"')
