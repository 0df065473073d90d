"""The ledger as a table, as IATI transactions and as JSON."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.exports import Format, harmless, ledger_file
from asylon.responses.pledges.kinds import DonorKind, Kind, Sector, Step
from tests.office_cast import NOW, Cast
from tests.responses.pledges.pledged import a_pledge, coordinator, moved, places, pledged

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def rows(cast: Cast, emergency: Emergency) -> list[dict[str, str]]:
    text = ledger_file(coordinator(cast), emergency.pk, form=Format.CSV, now=NOW)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def transactions(cast: Cast, emergency: Emergency) -> list[tuple[str, str, str]]:
    text = ledger_file(coordinator(cast), emergency.pk, form=Format.IATI, now=NOW)
    found = []
    for each in ET.fromstring(text).iter("transaction"):
        code, value = each.find("transaction-type"), each.find("value")
        assert code is not None
        assert value is not None
        found.append((code.attrib["code"], value.attrib["currency"], value.text or ""))
    return found


def test_every_movement_is_a_row_with_its_status_apart(cast: Cast, emergency: Emergency) -> None:
    pledge = pledged(cast, emergency, sectors=(Sector.SHELTER, Sector.HEALTH), district="North")
    moved(cast, pledge, Step.COMMITTED, 400_050)
    found = rows(cast, emergency)
    assert [(row["step"], row["amount"], row["of"], row["iati_type"]) for row in found] == [
        ("announced", "10000.00", "EUR", "12"),
        ("committed", "4000.50", "EUR", "2"),
    ]
    assert (found[0]["sectors"], found[0]["district"], found[0]["invented"]) == (
        "health shelter",
        "North",
        "yes",
    )


def test_transaction_types_are_those_of_the_code_list(cast: Cast, emergency: Emergency) -> None:
    money = pledged(cast, emergency)
    goods = pledged(cast, emergency, a_pledge(500, kind=Kind.IN_KIND))
    for pledge in (money, goods):
        moved(cast, pledge, Step.COMMITTED, 300)
        moved(cast, pledge, Step.DELIVERED, 200)
        moved(cast, pledge, Step.REPORTED, 100)
    codes = {(row["kind"], row["step"]): row["iati_type"] for row in rows(cast, emergency)}
    assert codes == {
        ("money", "announced"): "12",
        ("money", "committed"): "2",
        ("money", "delivered"): "3",
        ("money", "reported"): "",
        ("in_kind", "announced"): "12",
        ("in_kind", "committed"): "2",
        ("in_kind", "delivered"): "4",
        ("in_kind", "reported"): "",
    }


def test_what_is_taken_back_is_a_transaction_of_less_than_nothing(cast: Cast, emergency: Emergency) -> None:
    pledge = pledged(cast, emergency, a_pledge(1_000))
    moved(cast, pledge, Step.COMMITTED, 700)
    moved(cast, pledge, Step.REDUCED, 400)
    assert transactions(cast, emergency) == [
        ("12", "EUR", "10.00"),
        ("2", "EUR", "7.00"),
        ("12", "EUR", "-4.00"),
        ("2", "EUR", "-1.00"),
    ]


def test_places_have_no_transaction_and_stand_in_the_table(cast: Cast, emergency: Emergency) -> None:
    pledged(cast, emergency, places(100))
    assert transactions(cast, emergency) == []
    assert [(row["amount"], row["unit"], row["iati_type"]) for row in rows(cast, emergency)] == [
        ("100", "places", "")
    ]


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://example.org","x")',
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "  =1+1",
        "＝1+1",
    ],
)
def test_a_cell_that_begins_like_a_formula_is_made_harmless(
    cast: Cast, emergency: Emergency, name: str
) -> None:
    """ASVS 1.2.10: formula injection in CSV."""
    given = a_pledge(donor_kind=DonorKind.ORGANISATION, donor_state="", donor_name="x", evidence=name)
    pledged(cast, emergency, given)
    (row,) = rows(cast, emergency)
    assert row["evidence"] == f"'{name.strip()}"


def test_harmless_cells_and_numbers_stay_as_they_are() -> None:
    for cell in ("Norway", "-12.50", "2027-01-01", "", "a=b", "1e5"):
        assert harmless(cell) == cell
    assert harmless("-1e5+cmd") == "'-1e5+cmd"


def test_json_has_whole_numbers_and_says_their_unit(cast: Cast, emergency: Emergency) -> None:
    pledged(cast, emergency)
    text = ledger_file(coordinator(cast), emergency.pk, form=Format.JSON, now=NOW)
    (row,) = json.loads(text)["movements"]
    assert (row["amount"], row["unit"], row["of"], row["minor_units"]) == (1_000_000, "money", "EUR", True)


def test_that_the_ledger_was_taken_out_is_journalled(cast: Cast, emergency: Emergency) -> None:
    pledged(cast, emergency)
    ledger_file(cast.visitor(Role.ANALYST), emergency.pk, form=Format.CSV, now=NOW)
    entry = Entry.objects.order_by("-seq")[0]
    assert entry.act == "see_responses"
    assert entry.detail == {"did": "exported", "form": "csv", "emergency": str(emergency.pk)}


def test_the_code_list_ships_with_the_documentation() -> None:
    said = Path(__file__).parents[3].joinpath("docs/concepts/pledges.md").read_text(encoding="utf-8")
    for code, name in (
        ("12", "outgoing pledge"),
        ("2", "outgoing commitment"),
        ("3", "disbursement"),
        ("4", "expenditure"),
    ):
        assert f"| {code} | {name} |" in said
