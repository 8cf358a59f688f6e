"""What the pages of an agreement ask: its table, how an indicator is measured, and what a quarter came to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from ongikar.books.measures import measures
from ongikar.charter.documents.faults import DocumentFault
from ongikar.core.forms.fields import ChoiceField, TextField, UploadField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Post
from ongikar.records.forms import RowForm
from ongikar.rules.agreement.sheet import Sheet, SheetFault, all_lines, read_sheet, rows_of_text
from ongikar.rules.bangla.text import fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import TYPED, Line, line_of_sheet
from .sheets import rows_of_upload

MOST_FAULTS, MOST_TEXT = 12, 60_000


class TableForm(RowForm):
    """Takes the table as it is copied out of the form, or as a spreadsheet."""

    rows = TextField(
        label=say_lazy("ছকটি", "The table"),
        help_text=say_lazy(
            "সেকশন ৩-এর ছক ওয়ার্ড বা এক্সেল থেকে কপি করে এখানে দিন। কলাম ফরমের ক্রমে: ক্ষেত্র, মান, কার্যক্রম, সূচক,"
            " গণনা পদ্ধতি, একক, সূচকের মান, আগের দুই বছর, পাঁচ লক্ষ্যমাত্রা, প্রমাণক।",
            "Copy the table of section 3 out of the document or the spreadsheet. Columns in the order of the"
            " form: field, weight, activity, indicator, method, unit, weight of the indicator, two years"
            " before, five targets, proof.",
        ),
        required=False,
        lines=10,
        max_length=MOST_TEXT,
        strip=False,
    )
    sheet = UploadField(
        label=say_lazy("অথবা ফাইলটি (XLSX)", "Or the file (XLSX)"),
        required=False,
        widget=forms.ClearableFileInput(
            attrs={"accept": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )
    lines: Sequence[Line] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        year = self.year_said(cleaned)
        name, rows = "rows", rows_of_text(cleaned.get("rows") or "")
        if cleaned.get("sheet"):
            name = "sheet"
            try:
                rows = rows_of_upload(cleaned["sheet"])
            except DocumentFault as fault:
                self.add_error(name, say(fault.bn, fault.en))
                return cleaned
        if year is None or self.errors:
            return cleaned
        sheet = read_sheet(rows, year)
        if sheet.faults:
            self.add_error(name, " ".join(sheet_fault_words(each) for each in sheet.faults[:MOST_FAULTS]))
        self.lines = lines_of(sheet)
        return cleaned

    def year_said(self, cleaned: dict[str, Any]) -> int | None:
        return int(cleaned["year"]) if cleaned.get("year") else None


def sheet_fault_words(fault: SheetFault) -> str:
    words = say(fault.bn, fault.en)
    if not fault.row:
        return words
    return say(
        "সারি {row}, কলাম {column}: {words}",
        "Row {row}, column {column}: {words}",
        row=fault.row,
        column=fault.column,
        words=words,
    )


def lines_of(sheet: Sheet) -> list[Line]:
    found = []
    for n, k, m, row in all_lines(sheet):
        field = sheet.fields[n - 1]
        found.append(line_of_sheet((n, k, m), field, field.activities[k - 1], row))
    return found


class AgreementForm(TableForm):
    year = ChoiceField(label=say_lazy("অর্থবছর", "Fiscal year"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = fiscal_year(timezone.localdate(timezone.now(), TZ))
        years = [this - 1, this, this + 1]
        self.choice_field("year").choices = [
            (str(each), fiscal_year_words(each, language())) for each in years
        ]
        self.initial["year"] = str(this)
        self.order_fields(["form", "year", "rows", "sheet"])

    def clean_year(self) -> int:
        return int(self.cleaned_data["year"])


class ChangedTableForm(TableForm):
    """Another table for one that stands; signed it needs a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = self.agreement.state == transitions.SIGNED
        if not self.fields["why"].required:
            del self.fields["why"]

    @property
    def agreement(self) -> Any:
        return self.of

    def year_said(self, cleaned: dict[str, Any]) -> int | None:
        return int(self.agreement.year)


class LineForm(RowForm):
    """How an indicator is measured, whose it is, and what each quarter is to come to."""

    measure = ChoiceField(
        label=say_lazy("কীভাবে মাপা হবে", "How it is measured"),
        help_text=say_lazy(
            "কার্যালয়ের হিসাব থেকে গোনা হলে হাতে লেখা লাগে না, প্রমাণও সঙ্গে থাকে",
            "What the office’s own records count is not typed, and brings its proof",
        ),
        many=True,
    )
    by_post = ChoiceField(label=say_lazy("কার দায়িত্ব", "Responsible post"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line: Any = self.instance
        computed = [(each.key, each.title) for each in measures()] if not line.is_of_dates else []
        typed = (TYPED, say("হাতে লেখা হবে, প্রমাণসহ", "It is typed, with proof"))
        self.choice_field("measure").choices = [typed, *computed]
        posts = Post.objects.filter(office=line.record.office_id).order_by("pk")
        self.posts = {str(post.pk): post for post in posts}
        none = ("", say("বলা নেই", "Nobody said"))
        self.choice_field("by_post").choices = [
            none,
            *((key, post.title) for key, post in self.posts.items()),
        ]
        self.initial["by_post"] = str(line.by_post_id or "")

    def clean_by_post(self) -> Post | None:
        return self.posts.get(self.cleaned_data["by_post"])


class ValueForm(RowForm):
    """Of a unit of dates the day is asked, of any other the number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        line: Any = self.instance.line
        del self.fields["value" if line.is_of_dates else "reached_on"]
        said = self.fields["reached_on" if line.is_of_dates else "value"]
        said.optional_mark = False  # type: ignore[attr-defined]  # of fields of ours
