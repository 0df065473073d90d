"""Draws the persons of a block: where from, how old, which profiles, then fact by fact."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from asylon.caseload.made_up.places import (
    CENTRAL,
    COUNTRIES,
    EASTERN,
    NO_COUNTRY,
    ORIGINS,
    ROUTES,
    SEA_ROUTES,
    TRAITS,
)
from asylon.caseload.made_up.shares import (
    BASICS,
    CHILDREN,
    FILLED_IN_BY_HAND,
    GRANTED,
    JOURNEYS,
    OLDER,
    PERSON,
    PROFILES,
    SEXES,
)
from asylon.caseload.made_up.sheet import Draws, Sheet
from asylon.caseload.planes import Rows

ROUTE_NAMES = tuple(ROUTES)
TWO_NATIONALITIES = 0.05
"""Share among people who are not stateless. Invented."""

STAGES = ("none", "intention", "registered", "lodged", "interviewed", "first_decision", "appeal", "final")
STAGES_OF_APPLICANTS = (0.0, 0.1, 0.12, 0.2, 0.14, 0.12, 0.12, 0.2)
"""How far cases are; most applicants wait. Invented."""

SHARED_WITH = {
    "asylum_authority": 0.7,
    "trafficking_identifier": 0.25,
    "child_protection": 0.3,
    "health_service": 0.6,
    "legal_aid": 0.65,
    "unhcr": 0.6,
    "iom": 0.35,
    "ngo": 0.5,
    "labour_inspectorate": 0.1,
    "police_or_prosecutor": 0.15,
    "family": 0.3,
    "other_state": 0.05,
    "country_of_origin": 0.01,
    "researcher": 0.08,
}
DOUBT_FACTS = ("harm_serious", "harm_realistic", "past_persecution", "nexus", "fears_return")
ENDED_BY = {
    "reavailment": 0.2,
    "nationality_reacquired": 0.1,
    "new_nationality": 0.15,
    "reestablishment": 0.15,
    "circumstances_ceased": 0.4,
}
HOPES = {"stay": 0.4, "move_elsewhere": 0.2, "join_family": 0.15, "return": 0.1, "undecided": 0.15}
PERMITS = {
    "visa": 0.25,
    "work_permit": 0.3,
    "seasonal_permit": 0.12,
    "study_permit": 0.1,
    "family_permit": 0.15,
    "permanent_residence": 0.08,
}
"""Permits of people who came regularly and did not ask for asylum. All shares above are invented."""


class People(Sheet):
    """The persons of a block; their items build on where they are from and went."""

    def __init__(self, size: int, draws: Draws, facts: Iterable[str]) -> None:
        """Draw everything about the persons themselves."""
        super().__init__(size, draws)
        self.origin = self._origins()
        self.home: Rows = np.array([COUNTRIES.index(each.code) for each in ORIGINS])[self.origin]
        self.second_home = self._second_nationality()
        self.age, self.birthday = self._ages()
        self.route = self._routes()
        self._profiles()
        self.prior = self._earlier_recognition()
        self.draw_facts(BASICS, ())
        self._procedure()
        self._stay()
        self._before_facts()
        self.draw_facts(PERSON, facts)
        self._after_facts()

    def _origins(self) -> Rows:
        origin = self.draws.choice([each.weight for each in ORIGINS], self.size)
        for name in ("persecuted", "war", "stateless"):
            self.traits[name] = self.chance(np.array([getattr(each, name) for each in ORIGINS])[origin])
        for trait in TRAITS:
            self.traits[trait] = np.array([trait in each.traits for each in ORIGINS])[origin]
        return origin

    def _second_nationality(self) -> Rows:
        two = ~self.trait("stateless") & self.chance(TWO_NATIONALITIES)
        other = (self.home + self.draws.whole(1, len(COUNTRIES) - 1, self.size)) % len(COUNTRIES)
        self.put("single_or_no_nationality", ~two, asked=self.chance(FILLED_IN_BY_HAND))
        return np.where(two, other, NO_COUNTRY)

    def _ages(self) -> tuple[Rows, Rows]:
        """Age in whole years, and how many days ago the person was born."""
        group = self.draws.choice((CHILDREN, 1 - CHILDREN - OLDER, OLDER), self.size)
        share = self.draws.uniform(self.size)
        # Squared: there are more young adults than old ones.
        age = np.select([group == 0, group == 1], [18 * share, 18 + 42 * share**2], 60 + 30 * share**2)
        sex = self.put_code("sex_gender", SEXES)
        self.put("age_years", np.floor(age).astype(np.int64))
        whole: Rows = self.cells["age_years"].values
        child, older, female = whole < 18, whole >= 60, sex == 0
        self.traits |= {"child": child, "adult": ~child, "older": older, "female": female}
        self.traits["woman_of_age"] = female & (whole >= 14) & (whole <= 49)
        self.traits["adult_woman"] = female & ~child
        self.traits["adult_man"] = (sex == 1) & ~child
        self.traits |= {"over_7": whole > 7, "child_over_7": child & (whole > 7), "grown": whole >= 14}
        for trait, one, other in (
            ("war_man", "war", "adult_man"),
            ("war_child", "war", "child_over_7"),
            ("grown_persecuted", "persecuted", "grown"),
        ):
            self.traits[trait] = self.trait(one) & self.trait(other)
        self.put("age_lt_18", child, asked=self.chance(FILLED_IN_BY_HAND))
        return whole, np.floor(age * 365.25).astype(np.int64)

    def _routes(self) -> Rows:
        """The way that a person took, as a place in the names of routes."""
        widest = max(len(each.routes) for each in ORIGINS)
        ways = [[ROUTE_NAMES.index(name) for name in each.routes] for each in ORIGINS]
        table = np.array([(way * widest)[:widest] for way in ways])
        count = np.array([len(way) for way in ways])[self.origin]
        found: Rows = table[self.origin, self.draws.whole(0, count - 1, self.size)]
        return found

    def _profiles(self) -> None:
        fleeing = self.trait("persecuted") | self.trait("war")
        self.traits["adult_not_fleeing"] = self.trait("adult") & ~fleeing
        self.draw_traits(JOURNEYS)
        names = np.array(ROUTE_NAMES)[self.route]
        for trait, routes in (("central", CENTRAL), ("eastern", EASTERN), ("by_sea", SEA_ROUTES)):
            self.traits[trait] = self.trait("irregular") & np.isin(names, routes)
            self.traits[f"{trait}_over_7"] = self.traits[trait] & self.trait("over_7")
        self.traits["accompanied_child"] = self.trait("child") & ~self.trait("unaccompanied_child")
        self.draw_traits(PROFILES)
        self.traits["labour_only"] = self.trait("labour") & ~fleeing
        self.traits["exploited_woman"] = self.trait("exploited") & self.trait("female")

    def _earlier_recognition(self) -> Rows:
        """The country that recognised the person before, as a place in COUNTRIES."""
        recognised = self.trait("recognised_elsewhere")
        first_stop = np.array([COUNTRIES.index(stops[0]) for stops in ROUTES.values()])[self.route]
        elsewhere = self.draws.whole(COUNTRIES.index("KE"), len(COUNTRIES) - 1, self.size)
        prior = np.where(recognised, np.where(self.chance(0.6), first_stop, elsewhere), NO_COUNTRY)
        words = (*COUNTRIES, "none")
        self.put("prior_recognition_country", np.where(prior >= 0, prior, len(COUNTRIES)), words)
        self.put_code("prior_recognition_basis", {"individual": 0.55, "prima_facie": 0.45}, asked=recognised)
        return prior

    def _procedure(self) -> None:
        asked = self.trait("asked_protection")
        stage = np.where(asked, self.draws.choice(STAGES_OF_APPLICANTS, self.size), 0)
        self.put("procedure_stage", stage, STAGES)
        final = stage == STAGES.index("final")
        self.draw_traits(GRANTED)
        granted = final & self.trait("granted")
        self.put("decision_final", final)
        self.put("asylum_final_negative", final & ~granted)
        self.traits["granted"] = granted
        self.traits["in_appeal"] = stage == STAGES.index("appeal")
        self.traits["first_decision_taken"] = stage >= STAGES.index("first_decision")

    def _stay(self) -> None:
        """On what basis the person is here: what the procedure and the profiles allow."""
        granted, refugee = self.trait("granted"), self.trait("granted_refugee")
        pending = self.trait("asked_protection") & ~self.trait("decision_final")
        tp = self.trait("tp_group") & self.chance(0.9)
        identified = self.trait("formally_identified_trafficking")
        refused = self.trait("asylum_final_negative")
        regular = ~self.trait("irregular") & ~granted & ~tp & ~pending
        regional = granted & refugee & self.trait("group_origin") & self.chance(0.3)
        permit = self.draws.choice((*PERMITS.values(), 0.15), self.size)
        held = {
            "convention_refugee": granted & refugee & ~regional,
            "regional_refugee": regional,
            "prima_facie_refugee": self.trait("prima_facie_group") & self.chance(0.6),
            "subsidiary_protection": granted & ~refugee,
            "stateless_status": self.trait("stateless") & self.chance(0.08),
            "temporary_protection": tp,
            "victim_permit_personal": identified & self.chance(0.2),
            "victim_permit_cooperation": identified & self.chance(0.3),
            "humanitarian_stay": refused & self.chance(0.1),
            "asylum_applicant": pending,
            "recovery_reflection": self.trait("reasonable_grounds_trafficking") & self.chance(0.4),
            "tolerated_non_removable": refused & self.chance(0.15),
            **{name: regular & (permit == place) for place, name in enumerate(PERMITS)},
        }
        nothing = ~np.logical_or.reduce(list(held.values()))
        self.put_list("lawful_stay_basis", {**held, "none": nothing})
        self.put("no_regular_status", nothing)

    def _before_facts(self) -> None:
        near_18 = (self.age >= 15) & (self.age <= 21)
        papers = ~self.trait("no_documents")
        self.traits["near_18_without_papers"] = near_18 & ~papers
        self.traits["adult_with_papers"] = self.trait("adult") & papers
        self.traits["adult_in_dispute"] = self.trait("adult") & near_18 & ~papers
        self.put("former_habitual_residence", self.home, COUNTRIES, asked=self.trait("stateless"))

    def _after_facts(self) -> None:
        anybody = ~self.chance(0.1)
        self.put_list("informed_consent_share", {n: anybody & self.chance(s) for n, s in SHARED_WITH.items()})
        doubted = self.trait("asked_protection") & self.trait("bod_generally_credible") & self.chance(0.12)
        self.put_list("benefit_of_doubt_given", {name: doubted & self.chance(0.35) for name in DOUBT_FACTS})
        ended = self.trait("former_refugee")
        ground = self.draws.choice(ENDED_BY.values(), self.size)
        self.put_list("cessation_ground", {n: ended & (ground == p) for p, n in enumerate(ENDED_BY)})
        self.put_list(
            "group_designation",
            {
                "prima_facie_refugee": self.trait("prima_facie_group"),
                "temporary_protection": self.trait("tp_group"),
            },
        )
        self.put_code("preferred_solution", HOPES)
        # In steps of 100, with a long tail: what is owed for a journey or a job.
        owed = np.floor(-np.log1p(-self.draws.uniform(self.size)) * 35) * 100
        indebted = self.trait("debt_to_smuggler") | (self.trait("exploited") & self.chance(0.3))
        self.put("debt_amount", np.where(indebted, owed, 0).astype(np.int64))
