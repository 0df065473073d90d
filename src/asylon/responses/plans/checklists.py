"""What is asked of a plan before and while it runs: standards of treatment, sex and age, children who move.

Each line is one question that is answered yes, no or not known; not known never counts as yes. The words
are ours. Of the sources we have compared ExCom Conclusion 100 with its text; all others are named from
general knowledge and wait for a lawyer, so every line is shown as unverified.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    """Which list a question stands in."""

    STANDARD = "standard", _("Standards of treatment")
    STAGE = "stage", _("Sex and age")
    CHILDREN = "children", _("Children who move")


class Stage(models.TextChoices):
    """The stages at which paragraph (d) wants sex and age thought of."""

    DESIGN = "design", _("Design")
    IMPLEMENTATION = "implementation", _("Implementation")
    MONITORING = "monitoring", _("Monitoring")
    EVALUATION = "evaluation", _("Evaluation")


class SaidOf(models.TextChoices):
    """Answers; what nobody answered is not known."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


@dataclass(frozen=True, slots=True)
class Line:
    """One question. A line of the floor must be answered yes before a plan is adopted."""

    code: str
    words: str | Promise
    cites: str
    floor: bool = False
    stage: str = ""


STANDARDS = (
    Line(
        "non_refoulement",
        _("Nobody is sent back, or turned away at a border, to where life or freedom is in danger."),
        "ExCom 100 (i); 1951 Convention 33; CAT 3; ECHR 3",
        floor=True,
    ),
    Line(
        "access_to_asylum",
        _("Everybody who seeks protection can ask for it; nothing agreed on sharing has to come first."),
        "ExCom 100 preamble 7; UDHR 14",
        floor=True,
    ),
    Line(
        "admission",
        _("Everybody who comes is admitted and protected, at least for a time, without a quota."),
        "ExCom 100 preamble 6; ExCom 22 II.A",
        floor=True,
    ),
    Line(
        "registration",
        _("People are registered one by one; counting a group is a first step with a day by which it ends."),
        "ExCom 100 (d), (j)(v); ExCom 91",
    ),
    Line(
        "documents",
        _("Everybody gets a paper that says who they are and that they are protected."),
        "ExCom 100 (j)(v); 1951 Convention 27",
    ),
    Line(
        "family_unity",
        _("Families stay together wherever possible; those apart are traced and reunited."),
        "ExCom 100 (d); CRC 9, 10, 22",
    ),
    Line(
        "sgbv",
        _("There is protection from sexual and gender-based violence, and a confidential way to help."),
        "ExCom 100 (d); CEDAW GR 19, 35",
    ),
    Line(
        "recruitment",
        _("Children and adults are protected from being recruited by armed forces or groups."),
        "ExCom 100 (d); CRC-OPAC",
    ),
    Line(
        "participation",
        _("Women, young and older people, and people with disabilities take part in what is decided."),
        "ExCom 100 (d)",
    ),
    Line(
        "civilian_character",
        _("Armed elements are disarmed, identified and kept apart from refugees."),
        "ExCom 100 (j)(vi); ExCom 94",
    ),
    Line(
        "exclusion",
        _("Exclusion is examined person by person in a fair procedure, never by group or by origin."),
        "ExCom 100 (j)(vii); 1951 Convention 1F",
    ),
    Line(
        "no_penalty",
        _("Nobody is punished for coming without permission, and nobody is detained for asking."),
        "1951 Convention 31",
    ),
    Line(
        "no_discrimination",
        _("Nobody is treated worse for race, religion, origin, sex, age or disability."),
        "1951 Convention 3; ICCPR 26",
    ),
    Line(
        "basic_needs",
        _("Food, shelter, water, health care and safety reach everybody."),
        "ExCom 22 II.B; ICESCR 11, 12",
    ),
    Line(
        "children_first",
        _("In what concerns a child the best interests of that child come first."),
        "CRC 3, 22",
    ),
    Line(
        "humanitarian_law",
        _("Humanitarian law is kept where there is a conflict."),
        "ExCom 100 preamble 4, (i); Geneva Convention IV",
    ),
    Line(
        "solutions",
        _("Lasting solutions are looked for that fit this situation; nobody returns but of their own will."),
        "ExCom 100 (i), (m)",
    ),
)
STAGES = (
    Line(
        "asked_apart",
        _("Were women, girls, boys, men and older people asked apart what they need?"),
        "ExCom 100 (d)",
        stage=Stage.DESIGN,
    ),
    Line(
        "special_concerns",
        _("Are people with special protection concerns counted in?"),
        "ExCom 100 (d)",
        stage=Stage.DESIGN,
    ),
    Line(
        "reached",
        _("Is it known by sex and age who is reached and who is not?"),
        "ExCom 100 (d)",
        stage=Stage.IMPLEMENTATION,
    ),
    Line(
        "safe_way",
        _("Is it safe for women, children and older people to come, to wait and to go home?"),
        "ExCom 100 (d)",
        stage=Stage.IMPLEMENTATION,
    ),
    Line(
        "figures_apart",
        _("Are the figures kept by sex and age, and is no small number told?"),
        "ExCom 100 (d)",
        stage=Stage.MONITORING,
    ),
    Line(
        "complaints",
        _("Can each group complain without fear, and is it answered?"),
        "ExCom 100 (d)",
        stage=Stage.MONITORING,
    ),
    Line(
        "worked_for_all",
        _("Did it work as well for women, girls and older people as for men?"),
        "ExCom 100 (d)",
        stage=Stage.EVALUATION,
    ),
    Line(
        "asked_after",
        _("Were those concerned asked what must change?"),
        "ExCom 100 (d)",
        stage=Stage.EVALUATION,
    ),
)
CHILDREN = (
    Line(
        "last_resort",
        _("Moving children is the last resort: it was tried first to keep them safe where they are."),
        "ExCom 100 note 2",
    ),
    Line(
        "family",
        _("Children move with their family; brothers and sisters are never separated."),
        "ExCom 100 (d), note 2; CRC 9",
    ),
    Line(
        "consent",
        _("The parents, or who is responsible, were told all and agreed in writing; the child was heard."),
        "ExCom 100 note 2; CRC 12",
    ),
    Line(
        "tracing",
        _("Each child is registered before moving, and the family is traced and kept in touch."),
        "ExCom 100 note 2; CRC 22(2)",
    ),
    Line(
        "return_plan",
        _("It is settled who cares for each child there, and how the child comes back to the family."),
        "ExCom 100 note 2",
    ),
)
LINES: Mapping[Sort, Mapping[str, Line]] = {
    Sort.STANDARD: {line.code: line for line in STANDARDS},
    Sort.STAGE: {line.code: line for line in STAGES},
    Sort.CHILDREN: {line.code: line for line in CHILDREN},
}
FLOOR = tuple(line.code for line in STANDARDS if line.floor)
"""What no plan may leave open: non-refoulement, and that people can come and ask for asylum."""
