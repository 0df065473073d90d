"""A small recurring cast: made-up situations that tests everywhere start from.

Each function gives a fresh situation as written in JSON, so that a test may change it. The people
differ in what protects them; nobody's answers are complete unless the docstring says so.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Json = dict[str, Any]

AS_OF = "2026-11-22"
VIGNETTES = Path(__file__).parent / "vignettes"


def situation(jurisdiction: str = "RS", as_of: str = AS_OF, **members: Any) -> Json:
    """A situation with its frame; `facts` and lists are given by name."""
    return {"situation": 1, "jurisdiction": jurisdiction, "as_of": as_of, "facts": {}, **members}


def stranger() -> Json:
    """Nobody has asked anything yet."""
    return situation()


def leyla() -> Json:
    """A refugee: persecuted by her State for her opinions, with one nationality."""
    return situation(
        facts={
            "age_years": 27,
            "age_disputed": False,
            "outside_country": True,
            "asked_protection": True,
            "told_right_to_ask": True,
            "entry_irregular": {"value": True, "basis": "stated", "on": "2026-11-03"},
            "exclusion_1Fa": False,
            "exclusion_1Fb": False,
            "exclusion_1Fc": False,
        },
        nationalities=[
            {
                "id": "IR",
                "facts": {
                    "fears_return": True,
                    "harm_serious": True,
                    "harm_realistic": {"value": True, "basis": "documented", "on": "2026-10-30"},
                    "agent_type": "state",
                    "state_protection_available": False,
                    "internal_alternative": False,
                    "ground_political": True,
                    "nexus": True,
                    "unwilling_or_unable_protection": True,
                },
            }
        ],
        destinations=[
            {"id": "IR", "facts": {}},
            {"id": "TR", "facts": {"first_country_danger": "unknown", "first_country_readmits": True}},
        ],
    )


def grace() -> Json:
    """A trafficked domestic worker with two episodes; nobody has asked about going home."""
    return situation(
        jurisdiction="DE",
        facts={"age_years": 31, "outside_country": True, "needs_urgent_medical": True, "sgbv_survivor": True},
        nationalities=[{"id": "NG", "facts": {"fears_return": "unknown"}}],
        episodes=[
            {
                "id": "gulf-2016",
                "country": "AE",
                "from": "2016-02",
                "to": "2019-03",
                "facts": {"act_recruit": True, "means_fraud_deception": True, "purpose_labour": True},
            },
            {"id": "farm", "country": "GR", "facts": {"act_harbour": "declined", "purpose_labour": True}},
        ],
        destinations=[{"id": "NG", "facts": {"re_trafficking_risk": "unknown"}}],
    )


def idris() -> Json:
    """A boy of sixteen alone, smuggled across two borders, with his age in dispute."""
    return situation(
        jurisdiction="GB",
        facts={"age_years": 16, "age_disputed": True, "unaccompanied": True, "asked_protection": "unknown"},
        nationalities=[{"id": "SD", "facts": {"fled_generalised_events": True}}],
        legs=[
            {"id": "desert", "from": "SD", "to": "LY", "facts": {"smuggler_procured_entry": True}},
            {
                "id": "sea",
                "from": "LY",
                "to": "IT",
                "facts": {
                    "smuggler_procured_entry": True,
                    "smuggler_benefit": True,
                    "not_national_or_resident": True,
                    "smuggling_danger": True,
                },
            },
        ],
    )


def tomas() -> Json:
    """Left for work alone: no fear, no exploitation, and nothing points to danger."""
    return situation(
        jurisdiction="BR",
        facts={
            "age_years": 40,
            "age_disputed": False,
            "outside_country": True,
            "economic_motive": True,
            "economic_motive_exclusive": True,
            "asked_protection": False,
            "member_of_designated_group": False,
            "fears_return": False,
            "fled_generalised_events": False,
            "risk_death_penalty": False,
            "risk_torture_cidt": False,
            "risk_torture_public_official": False,
            "irreparable_harm_other": False,
            "indiscriminate_violence_level": "none",
        },
        episodes=[],
        destinations=[{"id": "BO", "facts": {"chain_refoulement_risk": False}}],
    )


def noor() -> Json:
    """Stateless and a refugee: judged towards the country where he always lived."""
    return situation(
        facts={
            "age_years": 30,
            "outside_country": True,
            "nationality_known_none": {"value": True, "basis": "documented"},
            "former_habitual_residence": "MM",
            "fears_return": True,
            "harm_serious": True,
            "harm_realistic": True,
            "agent_type": "state",
            "ground_race": True,
            "nexus": True,
            "unwilling_or_unable_protection": True,
        },
        nationalities=[],
        destinations=[{"id": "MM", "facts": {}}],
    )


def samuel() -> Json:
    """Two nationalities and a group under temporary protection; the second passport might protect him."""
    return situation(
        jurisdiction="UG",
        facts={
            "age_years": {"value": 19, "margin": 2, "basis": "inferred"},
            "outside_country": True,
            "mass_influx_declared": True,
            "member_of_designated_group": True,
            "group_designation": ["temporary_protection"],
            "benefit_of_doubt_given": ["harm_realistic"],
            "bod_genuine_effort": True,
            "bod_material_or_explained": True,
            "bod_coherent_plausible": True,
            "bod_generally_credible": True,
        },
        nationalities=[
            {
                "id": "SS",
                "facts": {"fears_return": True, "harm_serious": True, "fled_generalised_events": True},
            },
            {"id": "SD", "facts": {"fears_return": "unknown"}},
        ],
        destinations=[{"id": "SD", "facts": {}}, {"id": "KE", "facts": {"first_country_danger": False}}],
    )


CAST: dict[str, Callable[[], Json]] = {
    person.__name__: person for person in (stranger, leyla, grace, idris, tomas, noor, samuel)
}
"""Everybody, by name."""


def vignettes() -> dict[str, Json]:
    """Every vignette of the law by its id: story, situation, and what must come out."""
    found = (json.loads(path.read_text("utf-8")) for path in sorted(VIGNETTES.glob("V*.json")))
    return {each["id"]: each for each in found}
