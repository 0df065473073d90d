"""The fixed words of a certificate, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, gettext, override

from asylon.casework.documents.paper import Wording


def wordings(wanted: Iterable[str], *, day: date, several: bool) -> tuple[Wording, ...]:
    """The words in each wanted language that there is, each once; in English if there is none of them."""
    spoken = tuple(dict.fromkeys(found for tag in wanted if (found := nearest(tag))))
    return tuple(wording(language, day=day, several=several) for language in spoken or ("en",))


def nearest(tag: str) -> str:
    """The interface's language for a BCP 47 tag; empty if there is none."""
    there_are = {code.casefold() for code, _ in settings.LANGUAGES}
    parts = tag.replace("_", "-").casefold().split("-")
    cut = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((each for each in cut if each in there_are), "")


def wording(language: str, *, day: date, several: bool) -> Wording:
    """The words in one language; `several` is whether more than one person stands on the paper."""
    with override(language):
        sentence = (
            gettext(
                "The people named here are registered with this office and under its attention. "
                "Please call the office before any step that concerns them."
            )
            if several
            else gettext(
                "The person named here is registered with this office and under its attention. "
                "Please call the office before any step that concerns this person."
            )
        )
        return Wording(
            language=language,
            rtl=get_language_bidi(),
            title=gettext("Certificate of registration"),
            number=gettext("Number"),
            people=gettext("Registered"),
            sentence=sentence,
            office=gettext("Office"),
            date=gettext("Date"),
            # English has the month first by default, which half of its readers take for the day.
            day=date_format(day, "j F Y" if language == "en" else "DATE_FORMAT"),
            telephone=gettext("Telephone"),
            qr=gettext("The square code says only that this paper is genuine. It holds no name."),
        )
