"""What is wrong with a key of sharing, or with the figures that it needs, in the reader's words."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.figures.faults import FigureFault
from asylon.responses.library_faults import Sentences
from asylon.rulebook.faults import Fault

OF_SHARING: dict[str, str | Promise] = {
    # the text of a key
    "empty": _("There is nothing here to read."),
    "too_long": _("This is longer than a key can be: %(most)s bytes are the most."),
    "nul": _("There is a NUL byte here. Write plain text."),
    "yaml_anchor": _("Anchors and aliases are not used in keys. Write the value out."),
    "yaml_tag": _("Tags such as %(tag)s are not used in keys. Take it out."),
    "duplicate_key": _("“%(key)s” stands here a second time (first in line %(first)s). Keep one."),
    "unknown_key": _("“%(key)s” cannot stand here."),
    "missing_key": _("“%(key)s” is missing here."),
    "unknown_word": _("“%(name)s” is none of the words that can stand here: %(known)s."),
    "wrong_version": _("The key says version %(found)s. Only version 1 is read."),
    "bad_date": _("“%(text)s” is no day. Write it like 2026-11-22."),
    "dates_turned": _("The last day (valid_to) lies before the first (valid_from). Turn them round."),
    "not_number": _("“%(text)s” is no number that can be used here. Write it like 1234.5."),
    "negative": _("“%(text)s” is below zero. Write 0 or more."),
    "not_whole": _("“%(text)s” is no whole number of persons. Write 0 or more."),
    "too_steep": _("The exponent %(text)s is outside of -%(most)s to %(most)s."),
    "duplicate_term": _("Two terms have the id “%(id)s”. Give each its own."),
    "unknown_term": _("There is no term “%(name)s”."),
    "capped_by_capped": _("The cap refers to “%(name)s”, which has a cap itself. Choose terms without one."),
    "weights_sum": _("The weights add up to %(found)s. They must add up to 1, or to 100."),
    "no_base": _("A multiplicative key needs at least one term with a weight: its base."),
    "bad_state": _("“%(text)s” is no code of a State. Write letters, digits and hyphens."),
    "bad_indicator": _("“%(text)s” is no name of an indicator. Write small letters, digits and _."),
    # figures against the key
    "not_whole_figure": _("%(name)s has %(text)s here, and only whole persons can be counted."),
    "no_indicator": _("No figures are known by the name “%(name)s”."),
    "missing_value": _("%(name)s has no figure of “%(indicator)s”. Leave the State out."),
    "no_inverse": _("%(name)s has 0 of “%(indicator)s”, which has no inverse. Leave the State out."),
    "no_division": _("%(name)s has 0 of “%(indicator)s”, and nothing is divided by 0. Leave the State out."),
    "all_zero": _("Every State has 0 of “%(indicator)s”, so it gives no shares."),
    "unknown_state": _("There is no State “%(name)s” among the figures. Write its three letters (ISO)."),
    "nobody": _("No State is left to share. Leave fewer out, or ask others."),
    "nobody_receives": _("Every State has opted out, so nobody is left to receive."),
    # whole persons, caps and bounds
    "bad_total": _("“%(text)s” is no number of persons to share. Write 0 to %(most)s."),
    "bad_weight": _("The weight of %(name)s is %(text)s. It must be 0 or more."),
    "no_weight": _("No weight is above 0, so nobody can receive."),
    "bad_bound": _("The bound of %(name)s is %(text)s. Write a whole number of persons, 0 or more."),
    "bounds_turned": _("%(name)s is to take at least %(least)s and at most %(most)s. Turn them round."),
    "too_little": _("The States must take at least %(least)s together, which is more than %(total)s."),
    "too_much": _("The States can take at most %(most)s together, which is less than %(total)s."),
    "unknown_bound": _("There is a bound for “%(name)s”, which has no weight."),
    "unknown_method": _("There is no method “%(name)s” of making whole numbers."),
    "unknown_preset": _("No key called “%(name)s” ships."),
    "unknown_table": _("No table called “%(name)s” ships."),
    # the responsibility index
    "bad_burden_weights": _("The weights of the burdens are %(text)s. Write 0 or more, and one above 0."),
}
RARE_OF_SHARING = frozenset(
    (
        # what only somebody who writes key files understands
        *("yaml_syntax", "wrong_shape", "weight_or_exponent"),
        # tables, families and stored results, which no page takes
        *("unreadable", "unknown_column", "missing_column", "duplicate_column", "cells", "no_state"),
        *("duplicate_state", "bad_year", "csv_syntax", "bad_unit", "duplicate_family", "not_sharing"),
        *("no_fair_part", "bad_amount", "burden_not_given", "no_scenario", "unknown_year", "bad_draws"),
        # the command
        *("no_key", "two_keys", "no_table"),
    )
)
OF_FIGURES: dict[str, str | Promise] = {
    "no_source": _("There are no figures of “%(source)s” here. There are: %(sources)s."),
    "no_release": _("There is no release “%(release)s” of %(source)s. There are: %(releases)s."),
    "no_measure": _("There is no measure “%(measure)s”. There are: %(measures)s."),
    "no_year": _("There are no figures for %(year)s. There are those of %(first)s to %(last)s."),
    "no_indicator": _("There is no indicator “%(indicator)s” in %(source)s. There are: %(indicators)s."),
    "missing_file": _("A file of the public figures is missing. Tell whoever runs this office."),
    "changed_file": _(
        "A file of the public figures is not the one that was kept. Tell whoever runs this office."
    ),
}
RARE_OF_FIGURES = frozenset(
    (
        *("no_figures_table", "bad_name", "release_taken", "bad_manifest", "unreadable", "unwritable"),
        *("no_folder", "empty_release", "no_unit", "no_grouping"),
    )
)
SHARING = Sentences(OF_SHARING, RARE_OF_SHARING)
FIGURES = Sentences(OF_FIGURES, RARE_OF_FIGURES)
_WRITTEN_AT = re.compile(r"[^:]*:(?P<line>\d+)(?::\d+)?(?:: (?P<path>.+))?")


def key_fault_says(fault: Fault) -> str:
    """What is wrong with a key or its figures and what to do, with the line of the key."""
    said = (FIGURES if isinstance(fault, FigureFault) else SHARING).of(fault)
    place = _WRITTEN_AT.fullmatch(fault.place)
    if place is None:
        return said
    told = {"line": place["line"], "path": place["path"] or "", "says": said}
    return (
        gettext("Line %(line)s, %(path)s: %(says)s") if place["path"] else gettext("Line %(line)s: %(says)s")
    ) % told
