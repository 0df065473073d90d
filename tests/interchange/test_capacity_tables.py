"""Tables of what a host can take: what they say, and what they are refused for."""

import pytest

from asylon.interchange.capacities import SECTORS, UNITS, read_capacities
from asylon.interchange.report import BadFile
from asylon.responses.emergencies import kinds
from asylon.responses.emergencies.standing import FLOWS, OF_PERSONS
from tests.interchange.conftest import Write

HEADER = "day,sector,unit,capacity,in_use,district,source\n"


def test_reports_come_the_oldest_first_and_what_is_not_known_stays_so(write: Write) -> None:
    rows = "2026-03-09,shelter,persons,4000,,,camp office (invented)\n2026-03-02,health,staff,12,9,East,\n"
    health, shelter = read_capacities(write(HEADER + rows))
    assert (health.sector, health.district, health.capacity, health.in_use) == ("health", "East", 12, 9)
    assert (health.stock, health.persons) == (True, False)
    assert (shelter.capacity, shelter.in_use, shelter.source) == (4000, None, "camp office (invented)")


def test_sectors_and_units_are_those_of_an_emergency() -> None:
    assert set(SECTORS) == set(kinds.Sector.values)
    assert {unit.value: (unit not in FLOWS, unit in OF_PERSONS) for unit in kinds.Unit} == UNITS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day,sector,unit,capacity\n2026-03-09,shelter,persons,4\n", "column in_use: is missing"),
        (
            "day,sector,unit,capacity,in_use,distrct\n2026-03-09,shelter,persons,4,1,East\n",
            "column district: is missing; did you mean 'distrct'?",
        ),
        (f"{HEADER}2026-03-09,tents,persons,4,1,,\n", "row 1, column sector: 'tents' is none of"),
        (f"{HEADER}2026-03-09,shelter,beds,4,1,,\n", "row 1, column unit: 'beds' is none of"),
        (f"{HEADER}2026-03-09,shelter,persons,-4,1,,\n", "row 1, column capacity: -4 is negative"),
        (f"{HEADER}2026-03-09,shelter,persons,,,,\n", "row 1, column capacity: is empty"),
        (f"{HEADER}9 March,shelter,persons,4,1,,\n", "row 1, column day: '9 March' is no day"),
        (
            f"{HEADER}2026-03-09,shelter,persons,4,1,,\n2026-03-09,shelter,persons,5,1,,\n",
            "row 2: says the same as row 1",
        ),
    ],
)
def test_what_does_not_fit_is_said_with_its_place(write: Write, text: str, said: str) -> None:
    with pytest.raises(BadFile) as refused:
        read_capacities(write(text))
    assert said in refused.value.faults[0].sentence()
