"""Random situations over the shipped rulebook, and what "better known" means.

A situation starts from somebody of the cast, from a vignette, or from nothing. Then facts are
added, changed and taken away, lists are dropped and flattened, and the State is another.
"""

import copy
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from asylon.rulebook import Assessment, Rulebook, assess, load
from asylon.rulebook.entries import FactEntry
from asylon.rulebook.scopes import LISTS, PERSON
from tests.cast import CAST, Json, situation, vignettes

JURISDICTIONS = ("RS", "DE", "UG", "BR", "GB", "INT")
DAY = date(2026, 11, 22)
NATIONALITIES = ("NG", "SY", "RS")
IDS = {
    "nationality": NATIONALITIES,
    "episode": ("first", "second", "third"),
    "leg": ("desert", "sea", "ridge"),
    "destination": ("NG", "GR", "SY"),
}
BASES = [*(person() for person in CAST.values()), *(each["situation"] for each in vignettes().values())]
NOT_KNOWN = ("unknown", "declined", None)


def shipped() -> Rulebook:
    """The rulebook that comes with the product."""
    return load()


FACTS: dict[str, FactEntry] = dict(shipped().all_facts)
RECORDED = {
    scope: [f for f in FACTS.values() if f.scope == scope and not f.answered_by] for scope in (PERSON, *LISTS)
}
READ = {scope: [f for f in found if not f.form] for scope, found in RECORDED.items()}
"""Facts by scope, without the long form of indicators: few of those are ever answered."""

COUNTRIES = ("NG", "SY", "GR", "RS", "MM")


def known_values(fact: FactEntry) -> st.SearchStrategy[Any]:
    """Every sort of answer that settles a fact."""
    if fact.type == "tri":
        return st.booleans()
    if fact.type == "number":
        return st.sampled_from((0, 15, 16.5, 17, 18, 19, 30, 99))
    if fact.type == "text":
        return st.sampled_from(("", "because of what I wrote", "зато што"))
    code = st.sampled_from(codes_of(fact))
    return code if fact.type == "code" else st.lists(code, max_size=2, unique=True)


def codes_of(fact: FactEntry) -> tuple[str, ...]:
    """Codes that a fact takes; a few where there are very many."""
    if fact.codes == "free":
        return ("anything", "aunt in Graz")
    if fact.codes == "facts":
        return ("harm_serious", "harm_realistic", "ground_race", "nexus", "fled_generalised_events")
    if fact.codes in ("countries", "countries_or_none"):
        return COUNTRIES if fact.codes == "countries" else (*COUNTRIES, "none")
    return tuple(str(code) for code in fact.codes)


def values(fact: FactEntry) -> st.SearchStrategy[Any]:
    """Any value that a fact takes, plain or as an object with its basis and date."""
    plain = known_values(fact) | known_values(fact) | st.sampled_from(NOT_KNOWN)
    return plain | st.builds(
        lambda value, basis, on: {"value": value, "basis": basis, "on": on},
        plain,
        st.sampled_from(("stated", "observed", "documented", "inferred")),
        st.sampled_from(("2026-11-03", "2026-10", "2025")),
    )


@st.composite
def fact_sets(draw: st.DrawFn, scope: str, most: int) -> Json:
    """Some facts of one scope."""
    chosen = draw(st.lists(st.sampled_from(READ[scope]), max_size=most, unique_by=lambda fact: fact.id))
    return {fact.id: draw(values(fact)) for fact in chosen}


@st.composite
def item_lists(draw: st.DrawFn, scope: str) -> list[Json]:
    """Up to three items of one scope."""
    ids = draw(st.lists(st.sampled_from(IDS[scope]), max_size=3, unique=True))
    found: list[Json] = []
    for id_ in ids:
        item: Json = {"id": id_, "facts": draw(fact_sets(scope, 5))}
        if scope == "episode" and draw(st.booleans()):
            item["from"] = draw(st.sampled_from(("2010", "2016-02", "2025-11-30")))
        found.append(item)
    return found


@st.composite
def situations(draw: st.DrawFn, jurisdictions: tuple[str, ...] = JURISDICTIONS) -> Json:
    """A situation that somebody might record, or that nobody sane would."""
    found: Json = copy.deepcopy(draw(st.sampled_from((situation(), *BASES))))
    found["jurisdiction"] = draw(st.sampled_from(jurisdictions))
    facts = found.setdefault("facts", {})
    for name in draw(
        st.lists(st.sampled_from(sorted(facts)), max_size=4, unique=True) if facts else st.just([])
    ):
        del facts[name]
    facts |= draw(fact_sets(PERSON, 10))
    for scope, members in LISTS.items():
        change = draw(st.sampled_from(("keep", "keep", "other", "absent", "flat", "flat beside")))
        if change == "other":
            found[members] = draw(item_lists(scope))
        elif change == "absent":
            found.pop(members, None)
        elif change == "flat":
            listed: list[Json] = found.pop(members, None) or []
            facts |= listed[0]["facts"] if listed else {}
        elif change == "flat beside":
            facts |= draw(fact_sets(scope, 4))
    return found


def value_of(recorded: Any) -> Any:
    """The value of a fact as recorded, whether plain or an object."""
    return recorded.get("value") if isinstance(recorded, dict) else recorded


def is_known(recorded: Any) -> bool:
    """Whether a recorded fact is an answer."""
    return value_of(recorded) not in NOT_KNOWN


def flat_facts(written: Json, scope: str) -> Json:
    """The facts of a scope that stand under the top-level facts."""
    return {name: value for name, value in written["facts"].items() if FACTS[name].scope == scope}


def unnamed_counts(written: Json, scope: str) -> bool:
    """Whether the unnamed item counts: one of its facts is known."""
    return any(is_known(value) for value in flat_facts(written, scope).values())


def may_learn_flat(written: Json, scope: str) -> bool:
    """Whether a new flat fact is new knowledge.

    Beside listed items, or where a list is empty, the first flat fact adds an item: that corrects
    the list and teaches nothing about it. An empty list of nationalities leaves the unnamed item
    open, since it stands for the country of former residence.
    """
    listed = written.get(LISTS[scope])
    if listed is None or unnamed_counts(written, scope):
        return True
    return not listed and scope == "nationality"


def is_correction(fact: FactEntry, written: Json) -> bool:
    """Whether an answer to this fact could contradict what was recorded, rather than add to it.

    A derived fact may have been worked out already, and a given value comes before it. An age
    below 18 contradicts a proof of being adult. The name of the receiving country says which
    place the flat facts were about all along.
    """
    if fact.derive is not None:
        return True
    if fact.id in ("age_years", "age_proven_adult"):
        return any(is_known(written["facts"].get(name)) for name in ("age_years", "age_proven_adult"))
    return fact.id == "receiving_country" and unnamed_counts(written, "destination")


def openings(written: Json) -> Iterator[tuple[Json, FactEntry]]:
    """Every fact that is not known, with the mapping in which its answer would stand."""
    places = [(written["facts"], PERSON)]
    for scope, members in LISTS.items():
        places += [(item.setdefault("facts", {}), scope) for item in written.get(members) or ()]
        if may_learn_flat(written, scope):
            places.append((written["facts"], scope))
    for facts, scope in places:
        for fact in READ[scope]:
            if not is_known(facts.get(fact.id)) and not is_correction(fact, written):
                yield facts, fact


@st.composite
def better_known(draw: st.DrawFn, written: Json) -> Json:
    """A situation in which some of the unknown facts are known, and nothing else is other."""
    better = copy.deepcopy(written)
    random = Random(draw(st.integers(0, 2**32 - 1)))
    share = draw(st.sampled_from((0.02, 0.2, 0.6, 1.0)))
    yes = draw(st.sampled_from((0.1, 0.5, 0.9)))
    for facts, fact in list(openings(better)):
        if random.random() < share:
            facts[fact.id] = answer(fact, random, yes)
    if age_is_known_twice(better) and not age_is_known_twice(written):
        del better["facts"]["age_proven_adult"]
    return better


def age_is_known_twice(written: Json) -> bool:
    """Whether there is an age and a proof of age; they may contradict each other."""
    return all(is_known(written["facts"].get(name)) for name in ("age_years", "age_proven_adult"))


def answer(fact: FactEntry, random: Random, yes: float = 0.5) -> Any:
    """A random answer that settles a fact; `yes` says how often a question is answered so."""
    if fact.type == "tri":
        return random.random() < yes
    if fact.type == "number":
        return random.choice((15, 17, 18, 30))
    if fact.type == "text":
        return "said so"
    if fact.type == "code":
        return random.choice(codes_of(fact))
    return random.sample(codes_of(fact), k=min(random.randrange(3), len(codes_of(fact))))


def assessed(written: Json) -> Assessment:
    """The assessment of a situation by the shipped rulebook."""
    return assess(written, rulebook=shipped())


def with_facts(written: Json, **facts: Any) -> Json:
    """The same situation with some top-level facts set; None takes a fact away."""
    changed = copy.deepcopy(written)
    for name, value in facts.items():
        if value is None:
            changed["facts"].pop(name, None)
        else:
            changed["facts"][name] = value
    return changed


def rights_of(assessment: Assessment) -> dict[str, str]:
    """The level of every right that the person has."""
    return {held.right.id: held.level for held in assessment.rights}


def grounds_of(assessment: Assessment) -> dict[tuple[str, str, str, tuple[str, ...]], str]:
    """Every ground of every right, with its level: right, holder, layer and texts."""
    return {
        (held.right.id, str(g.source.holder), g.source.layer, (*g.source.cite, g.source.terms)): g.level
        for held in assessment.rights
        for g in held.grounds
    }


def values_of(assessment: Assessment) -> dict[str, bool | None]:
    """The value of every conclusion."""
    return {id_: conclusion.value for id_, conclusion in assessment.conclusions.items()}


def open_gates(assessment: Assessment) -> set[str]:
    """Every open gate, and every destination for which one is open."""
    found = {id_ for id_, answer in assessment.gates.items() if answer.open}
    return found | {
        f"{id_}@{item}" for id_, a in assessment.gates.items() for item, is_open in a.items.items() if is_open
    }
