"""What persons wrote down, in words: marks, stages, surges that were told, causes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from asylon.foresight.influx import Surge
from asylon.responses.emergencies.kinds import CauseKind
from asylon.responses.emergencies.selectors import CauseSeen, Mark, StageSeen
from asylon.web.people.shown.days import day, day_of
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.indicators import sector_name, value_words
from asylon.web.responses.reader import rounded


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark that somebody set."""

    indicator: str
    sector: str
    mark: str
    reasons: str
    who: str
    when: str
    stands: bool


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage that was reached."""

    stage: str
    since: str
    reasons: str
    who: str


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A cause or warning."""

    said: str
    country: str
    day: str
    source: str
    who: str
    invented: bool


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """Causes of one kind."""

    key: str
    title: str
    rows: tuple[CauseRow, ...]


def marks(found: Iterable[Mark]) -> list[MarkRow]:
    """Every mark, the newest first; the newest of each indicator stands."""
    seen: set[tuple[str, str]] = set()
    rows = []
    for each in found:
        key = (each.indicator.value, each.sector.value if each.sector else "")
        rows.append(
            MarkRow(
                indicator=str(each.indicator.label),
                sector=sector_name(each.sector) if each.sector else "",
                mark=gettext("taken away")
                if each.mark is None
                else value_words(each.indicator, float(each.mark)),
                reasons=each.reasons,
                who=each.by,
                when=day_of(each.at),
                stands=key not in seen and each.mark is not None,
            )
        )
        seen.add(key)
    return rows


def stages(found: Iterable[StageSeen]) -> list[StageRow]:
    """Stages that were reached."""
    return [StageRow(str(each.stage.label), day(each.since), each.reasons, each.by) for each in found]


def surges(found: Iterable[Surge]) -> list[str]:
    """When arrivals were out of the ordinary, the newest first."""
    said = []
    for each in reversed(list(found)):
        words = {
            "began": day(each.began),
            "mark": rounded(each.mark),
            "before": rounded(each.baseline),
            "ended": day(each.ended) if each.ended else "",
        }
        if each.ended:
            text = gettext("From %(began)s to %(ended)s: over %(mark)s a day, where %(before)s were usual.")
        else:
            text = gettext("Since %(began)s: over %(mark)s a day, where %(before)s were usual.")
        said.append(text % words)
    return said


def causes(found: Iterable[CauseSeen]) -> list[CauseGroup]:
    """Causes by kind."""
    listed = list(found)
    return [
        CauseGroup(kind.value, str(kind.label), tuple(_cause(each) for each in listed if each.kind is kind))
        for kind in CauseKind
    ]


def _cause(row: CauseSeen) -> CauseRow:
    return CauseRow(
        said=row.said,
        country=country_name(row.country) if row.country else "",
        day=day(row.on),
        source=row.source,
        who=row.by,
        invented=row.invented,
    )
