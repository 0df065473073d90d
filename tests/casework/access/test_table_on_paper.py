"""The table in docs/security/access.md says what the table in the code says."""

from __future__ import annotations

import re
from pathlib import Path

from asylon.casework.access.kernel import Act, Asked, Field, Relation
from asylon.casework.access.table import decide
from asylon.casework.access.visitors import purposes_of
from asylon.casework.staff.models import Role

PAGE = Path(__file__).parents[3] / "docs" / "security" / "access.md"
COLUMNS = (
    (Role.REGISTRATION_OFFICER,),
    (Role.PROTECTION_CASEWORKER, Role.LEGAL_ADVISER),
    (Role.TRAFFICKING_SPECIALIST,),
    (Role.CHILD_PROTECTION_OFFICER,),
    (Role.ASYLUM_ADJUDICATOR,),
    (Role.SUPERVISOR,),
)
ON_PAPER = {"the account in the person's own words": "account"}
PARTS_OF_EXPLOITATION = {"indicators", "identification"}


def on_paper() -> dict[tuple[Field, Role], str]:
    """Field and role to the mark in the page's table."""
    found: dict[tuple[Field, Role], str] = {}
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 1 + len(COLUMNS) and not set(cells[1][:1]) - set("●○–"):
            names = {ON_PAPER.get(name, name.replace(" ", "_")) for name in cells[0].split(", ")}
            for name in names - PARTS_OF_EXPLOITATION:
                for cell, roles in zip(cells[1:], COLUMNS, strict=True):
                    found |= {(Field(name), role): re.sub("[¹²³]", "", cell) for role in roles}
    return found


def in_code(field: Field, role: Role) -> str:
    def sees(relation: Relation) -> bool:
        asked = Asked(role, purposes_of(role)[0], Act.SEE_FIELD, relation, field=field, stepped_up=True)
        return decide(asked).allowed

    return "●" if sees(Relation.INVOLVED) else "○" if sees(Relation.OFFICE) else "–"


def test_the_page_and_the_code_say_the_same() -> None:
    said = on_paper()
    assert {field for field, _ in said} == set(Field) - {Field.UNSORTED}
    assert {key: mark for key, mark in said.items() if in_code(*key) != mark} == {}
