"""The ledger as a file: a table, transactions as IATI has them, or JSON.

The table is for spreadsheets, which run a cell that begins like a formula: such a cell gets an apostrophe.
Transaction types and the shape of a transaction are facts of the International Aid Transparency Initiative
(IATI), version 2.03; only money has a transaction there. The mapping is ours and unchecked.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID
from xml.etree import ElementTree as ET

from django.db import transaction

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.responses.money import in_major
from asylon.responses.pledges.kinds import DonorKind, Kind, Step
from asylon.responses.pledges.reading import ReadMovement, ReadPledge
from asylon.responses.pledges.selectors import pledges_of
from asylon.sharing.coverage import Unit


class Format(StrEnum):
    """The forms of a ledger."""

    CSV = "csv"
    IATI = "iati"
    JSON = "json"


MEDIA_TYPES: Mapping[Format, str] = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.IATI: "application/xml",
    Format.JSON: "application/json",
}
FILE_ENDINGS: Mapping[Format, str] = {Format.CSV: "csv", Format.IATI: "xml", Format.JSON: "json"}

COLUMNS = (
    "pledge",
    "number",
    "part",
    "donor_kind",
    "donor_state",
    "donor_name",
    "kind",
    "step",
    "on",
    "amount",
    "unit",
    "of",
    "iati_type",
    "use_from",
    "use_until",
    "sectors",
    "district",
    "population",
    "need_from",
    "need_until",
    "conditions",
    "conditions_met_on",
    "evidence",
    "invented",
)
TYPES: Mapping[Step, str] = {Step.ANNOUNCED: "12", Step.COMMITTED: "2"}
"""Outgoing pledge, outgoing commitment."""
DISBURSEMENT, EXPENDITURE = "3", "4"
"""Money that was paid out; what a donor bought and delivered itself."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may take for a formula; the last four are their full-width twins."""


def ledger_file(visitor: Visitor, emergency: UUID, *, form: Format, now: datetime) -> str:
    """The ledger of an emergency as a file; that it was taken out is journalled.

    Raises: Refused; NotThere.
    """
    pledges = pledges_of(visitor, emergency, now=now)
    with transaction.atomic():
        detail = {"did": "exported", "form": form.value, "emergency": emergency}
        write(act=Act.SEE_RESPONSES, visitor=visitor, now=now, detail=detail)
    return _WRITERS[form](pledges)


def iati_type(pledge: ReadPledge, step: Step) -> str:
    """The code of a transaction, empty where IATI has none: for what is not money, and for reports."""
    if pledge.measure.unit is not Unit.MONEY:
        return ""
    if step is Step.DELIVERED:
        return DISBURSEMENT if pledge.kind is Kind.MONEY else EXPENDITURE
    return TYPES.get(step, "")


def as_csv(pledges: Sequence[ReadPledge]) -> str:
    """A row a movement. Amounts of money in the currency's main unit, with a point."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(pledges):
        writer.writerow([harmless(str(row[name])) for name in COLUMNS])
    return out.getvalue()


def as_json(pledges: Sequence[ReadPledge]) -> str:
    """The same rows; amounts as whole numbers in minor units, with the unit beside them."""
    rows = [
        {**row, "amount": movement.amount, "minor_units": pledge.measure.unit is Unit.MONEY}
        for (pledge, movement), row in zip(_moved(pledges), _rows(pledges), strict=True)
    ]
    return json.dumps({"movements": rows}, ensure_ascii=False, indent=1) + "\n"


def as_iati(pledges: Sequence[ReadPledge]) -> str:
    """An activity for each pledge of money, and a transaction for each movement that IATI has a code for.

    What was reduced or withdrawn is a pledge, or a commitment, of less than nothing on its day.
    """
    root = ET.Element("iati-activities", version="2.03")
    for pledge in pledges:
        if pledge.measure.unit is Unit.MONEY:
            _activity(root, pledge)
    ET.indent(root, space=" ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs. A number keeps its sign."""
    if not cell.lstrip(" ").startswith(FORMULA) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal() and cell.isascii()


def _moved(pledges: Iterable[ReadPledge]) -> Iterator[tuple[ReadPledge, ReadMovement]]:
    return ((pledge, movement) for pledge in pledges for movement in pledge.movements)


def _rows(pledges: Iterable[ReadPledge]) -> Iterator[dict[str, str]]:
    for pledge, movement in _moved(pledges):
        part = next(each for each in pledge.parts if each.id == movement.part)
        mark = pledge.earmark
        yield {
            "pledge": str(pledge.id),
            "number": str(movement.number),
            "part": str(part.id),
            "donor_kind": pledge.donor.kind.value,
            "donor_state": pledge.donor.state,
            "donor_name": pledge.donor.name,
            "kind": pledge.kind.value,
            "step": movement.step.value,
            "on": movement.on.isoformat(),
            "amount": str(_written(pledge, movement.amount)),
            "unit": pledge.measure.unit.value,
            "of": pledge.measure.of,
            "iati_type": iati_type(pledge, movement.step),
            "use_from": part.since.isoformat(),
            "use_until": part.until.isoformat(),
            "sectors": " ".join(mark.sectors),
            "district": mark.district,
            "population": mark.population or "",
            "need_from": mark.since.isoformat() if mark.since else "",
            "need_until": mark.until.isoformat() if mark.until else "",
            "conditions": pledge.conditions,
            "conditions_met_on": pledge.conditions_met_on.isoformat() if pledge.conditions_met_on else "",
            "evidence": movement.evidence,
            "invented": "yes" if pledge.invented else "no",
        }


def _written(pledge: ReadPledge, amount: int) -> Decimal | int:
    if pledge.measure.unit is Unit.MONEY:
        return in_major(amount, currency=pledge.measure.of)
    return amount


def _activity(root: ET.Element, pledge: ReadPledge) -> None:
    activity = ET.SubElement(root, "iati-activity")
    activity.set("default-currency", pledge.measure.of)
    ET.SubElement(activity, "iati-identifier").text = str(pledge.id)
    for movement, code, amount in _transactions(pledge):
        moved = ET.SubElement(activity, "transaction", ref=f"{pledge.id}-{movement.number}")
        ET.SubElement(moved, "transaction-type", code=code)
        ET.SubElement(moved, "transaction-date").set("iso-date", movement.on.isoformat())
        value = ET.SubElement(moved, "value", currency=pledge.measure.of)
        value.set("value-date", movement.on.isoformat())
        value.text = str(in_major(amount, currency=pledge.measure.of))
        donor = ET.SubElement(moved, "provider-org")
        if pledge.donor.kind is DonorKind.STATE:
            donor.set("ref", pledge.donor.state)
        ET.SubElement(donor, "narrative").text = _clean(pledge.donor.key)


def _transactions(pledge: ReadPledge) -> Iterator[tuple[ReadMovement, str, int]]:
    committed: dict[UUID, int] = {}
    announced: dict[UUID, int] = {}
    for movement in pledge.movements:
        part = movement.part
        if movement.step in (Step.REDUCED, Step.WITHDRAWN):
            announced[part] -= movement.amount
            yield movement, TYPES[Step.ANNOUNCED], -movement.amount
            less = max(0, committed.get(part, 0) - announced[part])
            if less:
                committed[part] -= less
                yield movement, TYPES[Step.COMMITTED], -less
        elif code := iati_type(pledge, movement.step):
            counted = {Step.ANNOUNCED: announced, Step.COMMITTED: committed}.get(movement.step)
            if counted is not None:
                counted[part] = counted.get(part, 0) + movement.amount
            yield movement, code, movement.amount


def _clean(text: str) -> str:
    # Signs that no XML may hold.
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")


_WRITERS = {Format.CSV: as_csv, Format.IATI: as_iati, Format.JSON: as_json}
