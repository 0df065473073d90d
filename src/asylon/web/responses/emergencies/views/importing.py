"""Arrivals from a file: look at it first, then write it down. Nothing is written while anything is wrong."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.spine import EditedMeanwhile
from asylon.responses.emergencies.faults import BadRecord, RecordFault
from asylon.responses.emergencies.importing import ReadTable, read_table
from asylon.responses.emergencies.kinds import HowKnown
from asylon.responses.emergencies.recording import record_arrivals
from asylon.responses.emergencies.selectors import the_emergency
from asylon.web.people.shown.days import day
from asylon.web.people.through import through_the_door
from asylon.web.responses.countries import country_name
from asylon.web.responses.emergencies.fields import choice, text
from asylon.web.responses.emergencies.tables import preview_rows
from asylon.web.responses.emergencies.views.figures import said_of
from asylon.web.responses.faults_of_files import fault_line, file_fault_says, note_says, row_of
from asylon.web.responses.frame import response_frame
from asylon.web.visitors import visitor_of

MOST_BYTES = 2_000_000
CODES = (
    ("iso", gettext_lazy("ISO 3166-1, like AUS for Australia")),
    ("unhcr", gettext_lazy("UNHCR, like AUS for Austria")),
)


SHOWN = 50
"""Rows that the preview lists."""
BESIDE = {"no_basis": "basis", "no_source": "source"}
"""Faults of a file that a field of the form repairs."""


class ImportForm(forms.Form):
    """A file, and what has to be said of it. Which codes it has is never guessed."""

    def __init__(self, *args: Any, hosts: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"] = forms.FileField(
            label=gettext_lazy("Table of arrivals"),
            help_text=gettext_lazy(
                "CSV: day, place, origin, sex, age, persons, basis (counted or estimated), source. "
                "Or CSV with a row of HXL tags: #date, #adm1 or #loc, #country+code+origin, #affected."
            ),
            error_messages={
                "required": gettext_lazy("Choose a file."),
                "empty": gettext_lazy("This file is empty. Choose another one."),
            },
        )
        self.fields["codes"] = choice(
            gettext_lazy("Which country codes stand in it"), CODES, widget=forms.RadioSelect
        )
        self.fields["host"] = choice(
            gettext_lazy("Country of asylum"), [(code, country_name(code)) for code in hosts]
        )
        self.fields["basis"] = choice(
            gettext_lazy("Counted or estimated"),
            [("", gettext_lazy("As each row says")), *HowKnown.choices],
            required=False,
            help_text=gettext_lazy("Only for a file with HXL tags, which does not say it."),
        )
        self.fields["source"] = text(
            gettext_lazy("Source"),
            most=200,
            required=False,
            help_text=gettext_lazy("Only for a file with HXL tags, which does not say it."),
        )
        self.fields["invented"] = forms.BooleanField(
            label=gettext_lazy("The figures are invented, for practice"), required=False
        )
        self.fields["added_up"] = forms.BooleanField(
            label=gettext_lazy("I have read what is unusual: the rows may be added up"), required=False
        )

    def clean_file(self) -> UploadedFile[Any]:
        """The file, if it is not larger than is taken.

        Raises: ValidationError.
        """
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 2 MB. Send it in parts."))
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@through_the_door
def import_arrivals(request: HttpRequest, emergency: UUID) -> HttpResponse:
    """Look at a file of arrivals, or write it down."""
    visitor, now = visitor_of(request), timezone.localtime()
    must(visitor, Act.RECORD_FIGURES, now=now)
    found = the_emergency(visitor, emergency, now=now)
    form = ImportForm(request.POST or None, request.FILES or None, hosts=found.hosts)
    read: ReadTable | None = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        read = _read(
            said["file"],
            **{name: said[name] for name in ("codes", "host", "basis", "source")},
        )
        for each in read.faults:
            if each.code in BESIDE:
                form.add_error(BESIDE[each.code], file_fault_says(each))
        if request.POST.get("do") == "save" and _may_be_saved(form, read):
            try:
                made = record_arrivals(
                    visitor, emergency, read.rows, source="", invented=said["invented"], now=now
                )
            except BadRecord as bad:
                for fault in bad.faults:
                    form.add_error(None, _placed(fault, read))
            except EditedMeanwhile:
                form.add_error(None, _("Somebody corrected one of these rows at this moment. Send it again."))
            else:
                messages.success(request, said_of(made))
                return redirect("arrivals", emergency)
    given = {
        **response_frame(found, part="arrivals"),
        "form": form,
        "read": read,
        **(_shown(read) if read else {}),
    }
    return render(request, "responses/emergencies/import.html", given)


def _shown(read: ReadTable) -> dict[str, Any]:
    return {
        "people": sum(each.persons or 0 for each in read.rows),
        "rows": preview_rows(read.rows[:SHOWN]),
        "more": max(0, len(read.rows) - SHOWN),
        # The library looks through one column after the other; whoever mends a file goes by rows.
        "faults": [fault_line(each) for each in sorted(read.faults, key=row_of)],
        "notes": [note_says(each) for each in read.notes],
    }


def _may_be_saved(form: ImportForm, read: ReadTable) -> bool:
    if read.faults:
        return False
    if read.may_count_twice and not form.cleaned_data["added_up"]:
        form.add_error(
            "added_up", _("Adding these rows up may count people twice. Read what is unusual first.")
        )
        return False
    return True


def _placed(fault: RecordFault, read: ReadTable) -> str:
    if fault.row is None:
        return fault.says()
    row = read.rows[fault.row]
    words = {"day": day(row.on), "place": row.place, "says": fault.says()}
    return _("%(day)s, %(place)s: %(says)s") % words


def _read(file: UploadedFile[Any], **said: str) -> ReadTable:
    with TemporaryDirectory(prefix="arrivals-") as folder:
        # The name in the file system is ours; the reader says only what it is called.
        path = Path(folder) / ("arrivals.xlsx" if str(file.name).endswith(".xlsx") else "arrivals.csv")
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        return read_table(
            path, codes=said["codes"], host=said["host"], basis=said["basis"], source=said["source"]
        )
