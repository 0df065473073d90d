"""What a program can learn of its own token, its office, and the facts that the rulebook knows."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from asylon.api.bearer import acting
from asylon.api.shapes.own import FactOut, OwnOut, RulebookOut, SiteOut
from asylon.api.shapes.places import ServiceStandsOut, service_out
from asylon.casework.access.door import may
from asylon.casework.access.kernel import Act
from asylon.casework.offices.selectors import services_of, sites_of
from asylon.rulebook import load, words
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.words import Words

router = Router()
ABOUT_NOBODY = (
    Act.REGISTER,
    Act.SEARCH,
    Act.SEE_NOTICES,
    Act.READ_JOURNAL,
    Act.MANAGE_ACCOUNTS,
    Act.MANAGE_OFFICES,
    Act.SEE_COUNTS,
)
"""Acts that concern no person in particular."""


@router.get("/me", response=OwnOut)
def read_own_token(request: HttpRequest) -> OwnOut:
    """For whom, in which role and for which purpose this token acts, and what is open to it."""
    visitor, now = acting(request)
    return OwnOut(
        account=visitor.account,
        name=visitor.name,
        office=visitor.office,
        office_name=visitor.office_name,
        role=visitor.role,
        purpose=visitor.purpose,
        language=visitor.language,
        may=[act for act in ABOUT_NOBODY if may(visitor, act, now=now)],
    )


@router.get("/sites", response=list[SiteOut])
def list_sites(request: HttpRequest) -> list[SiteOut]:
    """The sites of the visitor's own office, for registrations."""
    visitor, _now = acting(request)
    return [SiteOut(id=each.pk, name=each.name, place=each.place) for each in sites_of(visitor.office)]


@router.get("/services", response=list[ServiceStandsOut])
def list_services(request: HttpRequest) -> list[ServiceStandsOut]:
    """Whom the visitor's own office can call on: a clinic, a shelter, a lawyer."""
    visitor, _now = acting(request)
    return [service_out(each) for each in services_of(visitor.office)]


@router.get("/rulebook", response=RulebookOut)
def read_rulebook(request: HttpRequest) -> RulebookOut:
    """The law that is in use, and every fact that can be answered, in the visitor's language."""
    visitor, _now = acting(request)
    rulebook = load()
    said = words(rulebook, visitor.language)
    facts = [_fact(each, said) for each in rulebook.all_facts.values() if not each.answered_by]
    return RulebookOut(version=rulebook.head.version, fingerprint=rulebook.fingerprint, facts=facts)


def _fact(entry: FactEntry, said: Words) -> FactOut:
    listed = entry.codes if isinstance(entry.codes, (list, tuple)) else ()
    return FactOut(
        id=entry.id,
        topic=said.topic_of(entry.id),
        scope=entry.scope,
        type=entry.type,
        codes=[str(each) for each in listed],
        takes=entry.codes if isinstance(entry.codes, str) and entry.type in ("code", "list") else "",
        stage=entry.stage,
        sensitive=entry.sensitive,
        label=str(said.label("facts", entry.id)),
        question=str(said.question(entry.id)),
    )
