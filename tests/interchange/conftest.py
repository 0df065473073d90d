"""Files as UNHCR and others give them, written from the shipped tables or made up."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest

from asylon.figures import Release, Store

FINDER = {
    "year": "Year",
    "coo_name": "Country of origin",
    "coo_iso": "Country of origin (ISO)",
    "coa_name": "Country of asylum",
    "coa_iso": "Country of asylum (ISO)",
    "refugees": "Refugees under UNHCR's mandate",
    "asylum_seekers": "Asylum-seekers",
    "returned_refugees": "Returned refugees",
    "idps": "IDPs of concern to UNHCR",
    "returned_idps": "Returned IDPss",
    "stateless": "Stateless persons",
    "ooc": "Others of concern",
    "oip": "Other people in need of international protection",
    "hst": "Host Community",
}
"""The header of the download, its spelling included."""

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def unhcr() -> Release:
    return Store().newest("unhcr")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a table or a text to a file."""

    def to_file(content: pa.Table | str | bytes, name: str = "file.csv") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, str):
            path.write_text(content, encoding="utf-8", newline="")
        elif path.suffix == ".parquet":
            pq.write_table(content, path)
        else:
            plain = pa.schema(
                [
                    pa.field(each.name, pa.string() if pa.types.is_dictionary(each.type) else each.type)
                    for each in content.schema
                ]
            )
            pcsv.write_csv(content.cast(plain), path)
        return path

    return to_file


def finder(table: pa.Table) -> pa.Table:
    """A table of population with the columns of the download."""
    return table.select(list(FINDER)).rename_columns(list(FINDER.values()))


def population(*rows: tuple[object, ...], header: str = "year,coo_iso,coa_iso,refugees,idps") -> str:
    """A small table of population as CSV."""
    return "\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n"
