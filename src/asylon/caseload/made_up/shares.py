"""How often things are so: the one table from which every made-up person is drawn.

A line gives the share of `yes`: the first number where nothing named on the line holds, otherwise
the highest of the shares whose condition holds. A condition is a profile, an earlier line, or a
trait that `people` and `items` work out (such as `child`). Where `asked` names conditions, the
question makes sense only where one of them holds, and is not asked elsewhere. A `*` at the end
stands for every fact whose id begins so.

Shares without a source are invented. A source says that the number was published, and for where; it
does not say that this caseload resembles that place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class Share:
    """The share of yes, the conditions that change it, who is asked, and where the number is from."""

    base: float
    where: Mapping[str, float]
    asked: tuple[str, ...] = ()
    source: str = INVENTED


def share(base: float = 0.0, /, *, asked: str = "", source: str = INVENTED, **where: float) -> Share:
    """One line of the table; `asked` names conditions, separated by blanks."""
    return Share(base, where, tuple(asked.split()), source)


def beside_chief(name: str, base: float, *, trafficking: float) -> Share:
    """An act, means or purpose: always there where it is the chief one, at times beside another."""
    return Share(base, {"trafficking": trafficking, f"chief_{name}": 1.0})


Table = Mapping[str, Share]

CHILDREN, OLDER = 0.30, 0.05
"""Shares of ages under 18 and from 60. Invented."""

SEXES = {"female": 0.42, "male": 0.56, "other": 0.01, "prefers_not_to_say": 0.01}
"""Invented."""

JOURNEYS: Table = {
    # Latent, as the profiles below: drawn first because other traits hang on them.
    "unaccompanied_child": share(0.0, child_over_7=0.2),
    "labour": share(0.0, adult=0.15, adult_not_fleeing=0.75),
    "irregular": share(0.15, persecuted=0.65, war=0.5, labour=0.4),
}

PROFILES: Table = {
    # Latent: they stand in no table, and they overlap. `persecuted`, `war` and `stateless` are drawn
    # from the shares of each country of origin, in `places`.
    "facilitated": share(
        0.0, irregular=0.9, source="Europol 2016: over 90 % used a facilitator at some point (EU, 2015)"
    ),
    "tp_group": share(0.0, tp_origin=0.85),
    "prima_facie_group": share(0.0, group_origin=0.25),
    "separated_child": share(0.0, accompanied_child=0.06),
    "exploited": share(
        0.0,
        over_7=0.03,
        eastern_over_7=0.065,
        central_over_7=0.77,
        source="IOM DTM: at least one indicator, 6.5 % Eastern route 2015-16, 77 % Central route 2017",
    ),
    "trafficked": share(0.0, exploited=0.3),
    "known_victim": share(0.0, trafficked=0.25),
    "excluded": share(0.0, adult=0.003, war_man=0.01),
    "recognised_elsewhere": share(0.0, persecuted=0.04, war=0.06),
}

BASICS: Table = {
    # Facts on which the procedure hangs.
    "outside_country": share(0.97),
    "entry_irregular": share(0.0, irregular=0.97),
    "no_documents": share(0.08, irregular=0.55, stateless=0.7),
    "asked_protection": share(
        0.12,
        persecuted=0.8,
        war=0.65,
        known_victim=0.33,
        source="known_victim: 33 %, Netherlands 2013 to 2017 (WODC 2020-6); the others invented",
    ),
    "family_member_of_beneficiary": share(0.03, war=0.08, persecuted=0.06),
    "reasonable_grounds_trafficking": share(0.002, known_victim=0.9),
    "formally_identified_trafficking": share(
        0.0, known_victim=0.34, source="57 of 168 reports, Serbia 2023 (Centre, in press 2024)"
    ),
}

GRANTED: Table = {
    # Latent: the outcome of a final decision.
    "granted": share(0.05, persecuted=0.55, war=0.5),
    "granted_refugee": share(0.0, persecuted=0.75, war=0.25),
}

PERSON: Table = {
    "age_disputed": share(0.004, near_18_without_papers=0.25),
    "age_proven_adult": share(0.0, adult_with_papers=0.5, adult_in_dispute=0.35),
    "unaccompanied": share(0.0, unaccompanied_child=1.0),
    "separated": share(0.0, separated_child=1.0),
    "guardian_present": share(0.0, unaccompanied_child=0.4, separated_child=0.3),
    "child_heard": share(0.0, child=0.4),
    "single_parent": share(0.0, adult_woman=0.12, adult_man=0.03),
    "family_kept_together": share(0.85, unaccompanied_child=0.3),
    "family_separation_agreed": share(0.03),
    "ties_family_life": share(0.15, family_member_of_beneficiary=0.9),
    "combatant_active": share(0.0, adult=0.0005, war_man=0.004),
    "combatant_former": share(0.0, adult=0.003, war_man=0.06),
    "renounced_genuinely_permanently": share(0.7, asked="combatant_former"),
    "child_associated_armed_group": share(0.001, war_child=0.04, combatant_former=0.1),
    "nationality_known_none": share(0.0, stateless=0.6),
    "fear_each_nationality": share(0.08, persecuted=0.7, war=0.6),
    "economic_motive": share(0.1, persecuted=0.25, war=0.3, labour=0.95),
    "economic_motive_exclusive": share(0.0, labour_only=0.7),
    "bod_genuine_effort": share(0.8),
    "bod_material_or_explained": share(0.7),
    "bod_coherent_plausible": share(0.75),
    "bod_generally_credible": share(0.75),
    "bod_early_or_reason": share(0.5, asked_protection=0.65),
    "exclusion_1D": share(0.0005, un_aided_origin=0.5),
    "exclusion_1D_ceased": share(0.3, asked="exclusion_1D"),
    "exclusion_1E": share(0.003),
    "exclusion_1Fa": share(0.0, adult=0.0002, excluded=0.4, combatant_former=0.03),
    "exclusion_1Fb": share(0.0, adult=0.001, excluded=0.5),
    "exclusion_1Fc": share(0.0, adult=0.0002, excluded=0.15),
    "exclusion_individual_responsibility": share(0.6, asked="exclusion_1Fa exclusion_1Fb exclusion_1Fc"),
    "exclusion_1F_like": share(0.0, adult=0.0002, exclusion_1Fa=0.7, exclusion_1Fb=0.6, exclusion_1Fc=0.7),
    "unrwa_type_protection": share(0.0003, exclusion_1D=0.9),
    "rights_of_national_elsewhere": share(0.002, exclusion_1E=0.8),
    "serious_crime": share(0.0, adult=0.008, exclusion_1Fb=0.8),
    "danger_to_community_or_security": share(0.0, adult=0.002, serious_crime=0.2),
    "danger_33_2": share(0.0, adult=0.001, danger_to_community_or_security=0.4),
    "tp_excluded": share(0.004, asked="tp_group", exclusion_1Fa=0.9, exclusion_1Fb=0.9, exclusion_1Fc=0.9),
    "former_refugee": share(0.004, recognised_elsewhere=0.1),
    "cessation_decision_final": share(0.0, former_refugee=0.7),
    "identification_finished": share(0.0, known_victim=0.4, formally_identified_trafficking=0.9),
    "consents_identification": share(0.75, asked="known_victim", formally_identified_trafficking=0.95),
    "reflection_ended": share(0.4, asked="known_victim"),
    "cooperates_with_justice": share(0.45, asked="known_victim"),
    "witness_statement_given": share(0.0, cooperates_with_justice=0.6),
    "personal_situation_needs_stay": share(0.03, known_victim=0.4),
    "offence_due_to_trafficking": share(0.0, trafficked=0.12),
    "controller_present": share(0.01, exploited=0.1),
    "recruited_in_site": share(0.02, exploited=0.06),
    "told_to_apply_asylum": share(0.005, exploited=0.08),
    "came_directly": share(0.3, war=0.55),
    "presented_promptly": share(0.4, asked_protection=0.65),
    "good_cause": share(0.15, persecuted=0.7, war=0.7),
    "false_documents": share(0.02, irregular=0.15),
    "debt_to_smuggler": share(0.0, facilitated=0.3),
    "out_of_money": share(0.05, irregular=0.3),
    "worked_in_transit": share(0.0, adult=0.15, exploited=0.5),
    "member_of_designated_group": share(0.0, tp_group=1.0, prima_facie_group=1.0),
    "group_conditions_changed": share(0.05, asked="member_of_designated_group"),
    "individual_contrary_indication": share(
        0.01, asked="member_of_designated_group", combatant_active=0.9, combatant_former=0.3, excluded=0.8
    ),
    "mass_influx_declared": share(0.03, member_of_designated_group=0.97),
    "influx_numbers": share(0.15, member_of_designated_group=0.8),
    "influx_rate": share(0.1, member_of_designated_group=0.6),
    "influx_capacity": share(0.1, member_of_designated_group=0.5),
    "influx_procedures": share(0.1, member_of_designated_group=0.5),
    "allocation_agreed": share(0.08, tp_group=0.2),
    "immediate_danger": share(0.02, exploited=0.08),
    "distress_at_sea": share(0.0, by_sea=0.2),
    "disembarked_place_of_safety": share(0.93, asked="distress_at_sea"),
    "torture_survivor": share(0.01, persecuted=0.12, exploited=0.1, combatant_former=0.2),
    "sgbv_survivor": share(0.01, female=0.06, exploited_woman=0.45),
    "lgbtiq": share(0.0, grown=0.015, grown_persecuted=0.05),
    "past_harm_compelling": share(0.02, torture_survivor=0.4, sgbv_survivor=0.3),
    "irreparable_harm_other": share(0.02, war=0.1, child=0.05),
    "pregnant": share(0.0, woman_of_age=0.08),
    "needs_urgent_medical": share(0.03, war=0.06, exploited=0.12, pregnant=0.15, distress_at_sea=0.4),
    "urgent_medical_met": share(0.55, asked="needs_urgent_medical"),
    "destitute": share(0.12, irregular=0.35),
    "serious_illness": share(0.04, older=0.25, torture_survivor=0.3),
    "disability": share(0.05, older=0.3, torture_survivor=0.15),
    "older_person": share(0.0, older=0.4),
    "protection_tasks_done": share(0.6, immediate_danger=0.1),
    "no_income": share(0.3, irregular=0.7, child=0.9),
    "discrimination_experienced": share(0.2),
    "labour_rights_violated": share(0.0, adult=0.05, labour=0.25, exploited=0.4),
    "labour_rights_violated_criminal": share(0.0, labour_rights_violated=0.25),
    "told_right_to_ask": share(0.45, asked_protection=0.75),
    "all_grounds_examined": share(0.4, asked="first_decision_taken"),
    "post_refusal_screen_done": share(0.3, asked="asylum_final_negative"),
    "appeal_time_over": share(0.0, asylum_final_negative=0.7),
    "remedy_suspensive_pending": share(0.005, in_appeal=0.6, asylum_final_negative=0.1),
    "sharing_in_best_interests": share(0.5, asked="child"),
    "detention_necessary": share(0.005, irregular=0.03, asylum_final_negative=0.1),
    "detention_alternative_available": share(0.75),
    "detention_judicial_review": share(0.6, asked="detention_necessary"),
    "working_abroad_as_migrant": share(0.0, adult=0.02, labour=0.6),
    "remits": share(0.0, adult=0.12, labour=0.6),
}

NATIONALITY: Table = {
    "fears_return": share(0.06, persecuted_there=0.95, war_there=0.9),
    "fear_arose_after_departure": share(0.01, fears_return=0.08),
    "harm_serious": share(0.02, persecuted_there=0.92, war_there=0.7),
    "harm_realistic": share(0.02, persecuted_there=0.85, war_there=0.6),
    "past_persecution": share(0.01, persecuted_there=0.55),
    "ground_race": share(0.01, persecuted_there=0.2),
    "ground_religion": share(0.01, persecuted_there=0.25),
    "ground_nationality": share(0.01, persecuted_there=0.2),
    "ground_psg": share(0.01, persecuted_there=0.25, exploited=0.15, lgbtiq=0.8),
    "ground_political": share(0.01, persecuted_there=0.4),
    "ground_imputed": share(0.005, persecuted_there=0.12),
    "nexus": share(0.02, persecuted_there=0.85),
    "state_protection_available": share(0.8, persecuted_there=0.07, war_there=0.1),
    "internal_alternative": share(0.7, persecuted_there=0.08, war_there=0.2),
    "unwilling_or_unable_protection": share(0.05, persecuted_there=0.92, war_there=0.7),
    "fears_being_trafficked": share(0.01, exploited=0.25, trafficked=0.4),
    "economic_measures_targeted": share(0.02, persecuted_there=0.2),
    "fled_generalised_events": share(0.02, war_there=0.95),
    "life_safety_freedom_threatened": share(0.02, persecuted_there=0.6, war_there=0.85),
    "risk_death_penalty": share(0.002, persecuted_there=0.05),
    "risk_torture_cidt": share(0.01, persecuted_there=0.4, war_there=0.15),
    "risk_torture_public_official": share(0.0, risk_torture_cidt=0.6),
    "personal_factors_raise_risk": share(0.05, war_there=0.3),
}

PURPOSES_OF_WOMEN = {
    "purpose_sexual": 0.60,
    "purpose_labour": 0.15,
    "purpose_slavery_servitude": 0.10,
    "purpose_forced_marriage": 0.06,
    "purpose_criminal": 0.03,
    "purpose_ransom": 0.03,
    "purpose_surrogacy": 0.01,
    "purpose_organs": 0.005,
    "purpose_illegal_adoption": 0.005,
    "purpose_armed_conflict": 0.01,
}
"""The chief purpose of an episode, of women and girls. With the next one it gives about 44 % sexual, 35 %
labour and 20 % other purposes where 63 % are women (Eurostat and European Commission, EU 2023)."""

PURPOSES_OF_MEN = {
    "purpose_sexual": 0.12,
    "purpose_labour": 0.58,
    "purpose_slavery_servitude": 0.07,
    "purpose_forced_marriage": 0.005,
    "purpose_criminal": 0.10,
    "purpose_ransom": 0.07,
    "purpose_surrogacy": 0.001,
    "purpose_organs": 0.009,
    "purpose_illegal_adoption": 0.005,
    "purpose_armed_conflict": 0.04,
}
"""The same of everybody else; see above."""

ACTS = ("act_recruit", "act_transport", "act_harbour", "act_receive", "act_control_transfer")
ACT_WEIGHTS = (0.5, 0.12, 0.2, 0.13, 0.05)
MEANS = {
    "means_force": 0.12,
    "means_coercion": 0.22,
    "means_abduction": 0.04,
    "means_fraud_deception": 0.36,
    "means_abuse_power": 0.08,
    "means_abuse_vulnerability": 0.16,
    "means_payment_for_control": 0.02,
}
"""The chief act and means where there was trafficking; others may come beside them. Invented."""

EPISODE: Table = {
    **{name: beside_chief(name, 0.08, trafficking=0.25) for name in ACTS},
    **{name: beside_chief(name, 0.04, trafficking=0.2) for name in MEANS},
    **{name: beside_chief(name, 0.01, trafficking=0.02) for name in PURPOSES_OF_WOMEN},
    "exploitation_occurred": share(0.35, trafficking=0.9),
    "work_situation_cannot_leave": share(0.1, trafficking=0.7),
    "papers_held_by_other": share(0.05, trafficking=0.4),
    "ilo_1_*": share(0.03, trafficking=0.1, means_fraud_deception=0.4),
    "ilo_2_*": share(0.02, trafficking=0.1, means_force=0.35, means_coercion=0.35),
    "ilo_3_*": share(0.05, trafficking=0.2, means_abuse_vulnerability=0.35),
    "ilo_4_*": share(0.1, purpose_labour=0.5, purpose_slavery_servitude=0.5),
    "ilo_5_*": share(0.03, trafficking=0.2, work_situation_cannot_leave=0.35),
    "ilo_6_*": share(0.05, trafficking=0.25, means_abuse_vulnerability=0.4),
}

LEG: Table = {
    "smuggler_procured_entry": share(0.02, facilitated=0.85),
    "smuggler_benefit": share(0.005, smuggler_procured_entry=0.96),
    "not_national_or_resident": share(0.98),
    "smuggling_danger": share(0.04, smuggler_procured_entry=0.35, leg_by_sea=0.7),
    "smuggling_inhuman": share(
        0.01,
        smuggler_procured_entry=0.15,
        smuggled_central=0.79,
        source="79 % met violence on the journey, Mediterranean routes 2017 (IOM DTM)",
    ),
    "smuggled_others": share(0.0, adult=0.006),
    "helped_family_or_humanitarian": share(0.02),
}

DESTINATION: Table = {
    "first_country_danger": share(0.15, to_fled_country=0.85),
    "first_country_free_movement": share(0.6, to_fled_country=0.4),
    "first_country_enjoys_asylum": share(0.25, to_prior_country=0.65),
    "first_country_readmits": share(0.25, to_prior_country=0.5, to_fled_country=0.6),
    "individually_assessed": share(0.3, asylum_final_negative=0.6),
    "chain_refoulement_risk": share(0.15),
    "health_bar_to_return": share(0.02, serious_illness=0.25),
    "link_requirement_met": share(0.4, to_prior_country=0.9),
    "re_trafficking_risk": share(0.02, trafficked=0.5),
    "reprisal_risk": share(0.02, trafficked=0.4),
    "ostracism_risk": share(0.03, exploited_woman=0.4, lgbtiq=0.5),
    "proceedings_considered": share(0.4, asked="known_victim"),
    "bid_done_supports_return": share(0.15, asked="child"),
    "return_voluntary_informed": share(0.06, labour_only=0.25),
    "return_safe_dignified": share(0.3, return_voluntary_informed=0.8),
    "return_choice_documented": share(0.0, return_voluntary_informed=0.5),
}

FILLED_IN_BY_HAND = 0.25
"""Share in which a fact that could be derived was recorded all the same. Invented."""

ANYTHING = 0.15
"""Share of yes, or of holding a code, for a fact of the rulebook that no line above knows. Invented."""
