"""Requirements that an entry says it serves and that no source document asks for."""

from __future__ import annotations

from collections.abc import Iterator

from asylon.rulebook.faults import nearest
from asylon.rulebook.lints.findings import ERROR, Finding
from asylon.rulebook.lints.law import Law
from asylon.rulebook.sources import read_sources


def find(law: Law) -> Iterator[Finding]:
    """Each id in `serves` that is not in the file of requirements; without such a file nothing is checked."""
    known = read_sources(law.rulebook.folder).requirements
    if not known:
        return
    for each in law.entries():
        for served in (each.entry, *getattr(each.entry, "sources", ())):
            for id_ in served.serves:
                if id_ not in known:
                    place = str(getattr(id_, "place", each.entry.place))
                    values = {"owner": each.owner, "id": id_}
                    yield Finding(ERROR, "unknown_requirement", place, values, nearest(id_, known))
