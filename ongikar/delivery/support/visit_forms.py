"""The one page of a job as forms: a row for each device, and what is said once of all of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.functional import cached_property

from ongikar.cases.kinds import KEEP, PART, OutcomeFault
from ongikar.cases.models import LEFT, LEFT_BY, LEFT_ON, Case
from ongikar.cases.officer.case.closing_form import NEEDED, Closing, RadioSelect
from ongikar.cases.officer.case.uploads import FILES, files_field
from ongikar.core.forms.fields import (
    ChoiceField,
    DayField,
    IdempotencyKeyField,
    TextField,
    UploadField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.delivery.support.rules import Stroke, StrokesFault, effect_of_count, read_strokes
from ongikar.papers.actions import check_upload
from ongikar.places.models import Device, Part
from ongikar.rules.calendar.office_calendar import TZ

from .drawn_signature import draw_signature
from .forms import MOST_PARTS, PLANNED_WAYS, part_in_stock
from .intakes import JobSheet
from .line_form import LineForm
from .models import Job, JobDevice, Sheet, Signature
from .standing_lines import JobLines, read_lines, writers_of
from .transitions import LOOK, REPORTED
from .visiting import Ending, Receiver, WriteUp, WrittenLine

# Of each row of one press its own key, the same however often it is sent.
KEYS = UUID("0b0a4a52-7f0a-4b7e-9d0c-3c3c1f6f6f52")
# Devices that are on no list of the job yet, at one press.
NEW_ROWS = 4
FINISH, PRINT, LATER = "finish", "print", "later"
# Which row takes words that the office has already.
INTO = "into"


class VisitForm(Form):
    """What is said once of the whole visit."""

    token = IdempotencyKeyField()
    shown_sheet = forms.CharField(widget=forms.HiddenInput, required=False)
    way = ChoiceField(
        label=say_lazy("কীভাবে কাজ হলো", "How the work was done"), choices=PLANNED_WAYS, many=True
    )
    on = DayField(label=say_lazy("কোন দিন", "On which day"))
    urgency = ChoiceField(
        label=say_lazy("কাজ কতটা আটকে ছিল", "How badly work was affected"),
        choices=Job.Urgency.choices,
        many=True,
    )
    effect = ChoiceField(
        label=say_lazy("কাদের কাজ আটকে ছিল", "Whose work was held up"), choices=Job.Effect.choices, many=True
    )
    name = TextField(
        label=say_lazy("কে বুঝে নিলেন", "Who took it over"),
        required=False,
        optional_mark=False,
        max_length=120,
    )
    post = TextField(label=say_lazy("পদবি", "Post"), required=False, optional_mark=False, max_length=120)
    strokes = forms.CharField(widget=forms.HiddenInput, required=False)
    paper = UploadField(
        label=say_lazy("কাগজে স্বাক্ষর হলে তার ছবি", "If it was signed on paper: its picture"),
        help_text=say_lazy("JPG, PNG বা PDF, সর্বোচ্চ ৫ MB", "JPG, PNG or PDF, at most 5 MB"),
        required=False,
        optional_mark=False,
    )
    fixed = ChoiceField(
        label=say_lazy("সব ঠিক হয়েছে?", "Is it all fixed?"),
        missing=say_lazy("সব ঠিক হয়েছে কি না, বেছে নিন", "Choose whether it is all fixed"),
        choices=(),
        required=False,
        optional_mark=False,
    )
    left = TextField(
        label=say_lazy("কী বাকি", "What is left"),
        required=False,
        optional_mark=False,
        lines=2,
        max_length=1000,
    )
    left_by = TextField(
        label=say_lazy("কে দেবেন", "Who gives it"), required=False, optional_mark=False, max_length=120
    )
    left_on = DayField(label=say_lazy("কবে দেবেন", "When"), required=False, optional_mark=False)

    drawn: list[Stroke]

    def __init__(self, *args: Any, page: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=page.first_values, **kwargs)
        self.page, self.drawn = page, []
        if page.job.state != REPORTED:
            del self.fields["urgency"], self.fields["effect"]
        self.closing = Closing(self, page.case, page.now)  # type: ignore[arg-type]  # asks the same of a case
        field = self.choice_field("fixed")
        field.widget = widget = RadioSelect()
        widget.comes_to = self.closing.verdict.comes_to
        choices = JobSheet.base_fields["fixed"].choices  # type: ignore[attr-defined]
        field.choices = [(value, self.closing.with_follows(value, words)) for value, words in choices]
        self.closing.ask_way()
        self.fields[FILES] = files_field()

    @property
    def comes_to(self) -> str:
        return self.closing.verdict.comes_to.get(self.cleaned_data.get("fixed") or "", "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if sent := cleaned.get("strokes"):
            try:
                self.drawn = read_strokes(sent)
            except StrokesFault as fault:
                self.add_error(None, say(fault.bn, fault.en))
        if (self.page.press == FINISH or self.page.signs_now) and not self.page.is_signed:
            self.judge_signature()
        if self.page.press == FINISH:
            self.judge_ending()
        if not self.page.needs_whole:
            # What is kept for later is taken as far as it goes.
            self.keep_faults_of()
        return cleaned

    def judge_signature(self) -> None:
        given = self.cleaned_data
        is_visit = given.get("way") == Job.Way.VISIT
        has_any = bool(given.get("name") or given.get("strokes") or given.get("paper"))
        if not (is_visit or has_any):
            return
        if not given.get("name") and "name" not in self.errors:
            self.add_error("name", say("কে বুঝে নিলেন, নাম লিখুন", "Write the name of who took it over"))
        if not given.get("post") and "post" not in self.errors:
            self.add_error("post", say("পদবি লিখুন", "Write their post"))
        if not (given.get("strokes") or given.get("paper")) and "paper" not in self.errors:
            self.add_error(
                "paper",
                say(
                    "পর্দায় স্বাক্ষর নিন, কিংবা স্বাক্ষরিত কাগজের ছবি দিন",
                    "Have it signed on the screen, or add a picture of the signed document",
                ),
            )

    def judge_ending(self) -> None:
        given = self.cleaned_data
        if not given.get("fixed") and "fixed" not in self.errors:
            self.add_error("fixed", self.fields["fixed"].error_messages["required"])
        if self.comes_to == PART:
            for field, name in (("left", LEFT), ("left_by", LEFT_BY), ("left_on", LEFT_ON)):
                if field not in self.errors and not given.get(field):
                    self.add_error(field, say(*NEEDED[name]))
            day = given.get("left_on")
            if day and day < self.page.now.astimezone(TZ).date():
                self.add_error("left_on", say("দিনটি পেরিয়ে গেছে।", "This day has passed."))
        if self.comes_to == KEEP and not self.errors and "reply_way" in self.fields:
            self.closing.judge_way()

    # ---- what is done with it ----

    @property
    def write_up(self) -> WriteUp:
        given = self.cleaned_data
        return WriteUp(
            way=given["way"],
            on=given["on"],
            urgency=given.get("urgency") or "",
            effect=given.get("effect") or "",
            shown_sheet=key_of(given.get("shown_sheet") or ""),
        )

    def receiver(self) -> Receiver | None:
        """Who signed, where somebody did. Raises PaperFault."""
        given = self.cleaned_data
        upload = given.get("paper")
        if self.page.is_signed or not (upload or self.drawn):
            return None
        content = check_upload(upload) if upload else draw_signature(self.drawn)
        how = Signature.ON_PAPER if upload else Signature.DRAWN
        return Receiver(given["name"], given["post"], content, how)

    def ending(self, papers: Sequence[Any]) -> Ending:
        given = self.cleaned_data
        left = {LEFT: given["left"], LEFT_BY: given["left_by"]} if self.comes_to == PART else {}
        if self.comes_to == PART:
            left[LEFT_ON] = given["left_on"].isoformat()
        return Ending(
            comes_to=self.comes_to, fixed=given["fixed"], left=left, papers=papers, **self.closing.way_facts
        )


def key_of(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 18 else 0


class IntoForm(Form):
    """Into which row words are taken."""

    into = ChoiceField(label=say_lazy("কোন যন্ত্রের সারিতে", "Into the row of which device"), many=True)

    def __init__(self, *, rows: Sequence[LineForm], first: str) -> None:
        super().__init__(initial={INTO: first})
        self.choice_field(INTO).choices = [(str(row.prefix), row.title) for row in rows]


class VisitPage:
    """The page of a job: its rows and what is said once, as one form for the list of faults above it."""

    is_multipart = True
    second_factor = None

    def __init__(self, data: Any = None, files: Any = None, *, job: Job, case: Case, now: datetime) -> None:
        self.job, self.case, self.now = job, case, now
        self.is_bound = data is not None
        self.press = str((data or {}).get("do") or FINISH)
        # Signed while somebody is there, it is kept though the case is answered later.
        self.signs_now = bool((data or {}).get("strokes") or (files or {}).get("paper"))
        self.lines: JobLines = read_lines(job)
        self.writers = writers_of(self.lines)
        self.sheet: Sheet | None = job.newest_sheet
        self.parts = list(Part.objects.in_use().filter(office=job.office, balance__gt=0)[:MOST_PARTS])
        self.part_choices = [
            ("", say("নেই", "None")),
            *((str(part.pk), part_in_stock(part)) for part in self.parts),
        ]
        self.rows_by_device: dict[int | None, LineForm] = {}
        self.rows = list(self.make_rows(data, files))
        self.new_rows = [
            LineForm(data, files, page=self, is_new=True, prefix=f"n{place}") for place in range(NEW_ROWS)
        ]
        self.said = VisitForm(data, files, page=self)

    def make_rows(self, data: Any, files: Any) -> Iterator[LineForm]:
        devices: dict[int | None, tuple[Device | None, JobDevice | None]] = {
            each.device_id: (each.device, each) for each in self.job.devices.all()
        }
        for line in self.lines.last.values():
            devices.setdefault(line.device_id, (line.device, None))
        for key, (device, each) in devices.items():
            prefix = f"d{device.number if device else 0}"
            row = LineForm(data, files, page=self, device=device, each=each, prefix=prefix)
            self.rows_by_device[key] = row
            yield row

    @property
    def has_rows(self) -> bool:
        return bool(self.rows_by_device)

    @property
    def shown_rows(self) -> list[LineForm]:
        """Those that are known, and one in which another is chosen."""
        return [*self.rows, self.new_rows[0]]

    @property
    def further_rows(self) -> list[LineForm]:
        return self.new_rows[1:]

    @property
    def has_new(self) -> bool:
        """Whether a device was added that the page has to show again."""
        return self.is_bound and any(row.errors or not row.is_empty for row in self.further_rows)

    @property
    def is_signed(self) -> bool:
        """Whether what holds now is signed for, and nothing new stands."""
        return bool(self.sheet and getattr(self.sheet, "signature", None)) and not self.has_news

    @property
    def has_news(self) -> bool:
        if any(self.lines.standing.values()):
            return True
        return self.is_bound and any(
            row.is_changed for row in (*self.rows, *self.new_rows) if hasattr(row, "cleaned_data")
        )

    @property
    def needs_whole(self) -> bool:
        return self.press != LATER or self.signs_now

    @cached_property
    def seen_before(self) -> str:
        """What the looks at the job said, of the first page that asks what was found."""
        looks = [act.words for act in self.job.acts.all() if act.name == LOOK]
        return " ".join(looks)[:300] if not self.lines.last and not self.sheet else ""

    @property
    def first_values(self) -> dict[str, Any]:
        job, answers, sheet = self.job, self.case.answers, self.sheet
        signature = getattr(sheet, "signature", None) if sheet else None
        return {
            "way": job.way or Job.Way.VISIT,
            "on": sheet.looked_on if sheet else self.now.astimezone(TZ).date(),
            "urgency": answers.get("urgency"),
            "effect": effect_of_count(answers.get("how_many")),
            "name": signature.name if signature else "",
            "post": signature.post if signature else "",
            "shown_sheet": sheet.pk if sheet else 0,
        }

    # ---- words that the office has already ----

    @property
    def row_for_words(self) -> LineForm:
        """Of which device words are taken: the chosen one, else the first of which nothing is said yet."""
        rows = self.rows or self.new_rows[:1]
        chosen = self.said.data.get(INTO) if self.is_bound else None
        untold = [row for row in rows if not str(row["done"].value() or "").strip()]
        return next((row for row in rows if row.prefix == chosen), (untold or rows)[0])

    @property
    def into(self) -> forms.BoundField | None:
        """Which device's row takes them; nothing is asked where there is one."""
        if len(self.rows) < 2:
            return None
        return IntoForm(rows=self.rows, first=str(self.row_for_words.prefix))[INTO]

    def keep_fault_of_words(self, prefix: str | None) -> None:
        """Unfinished is no fault yet: only of words that are too long, taken into the row of this prefix, it
        is said.
        """
        for form in self.every_form:
            form.keep_faults_of(*(["done"] if form.prefix == prefix else []))

    # ---- as a form ----

    @property
    def every_form(self) -> list[Form]:
        """The rows first: whether something is to be signed anew follows from them."""
        return [*self.rows, *self.new_rows, self.said]

    def is_valid(self) -> bool:
        return self.is_bound and not self.errors

    @property
    def errors(self) -> dict[str, Any]:
        """Of all its forms, under the names by which the fields are sent."""
        if not self.is_bound:
            return {}
        return {
            form.add_prefix(name): faults for form in self.every_form for name, faults in form.errors.items()
        }

    def non_field_errors(self) -> list[Any]:
        return [fault for form in self.every_form for fault in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (field for form in self.every_form for field in form)

    @property
    def fields(self) -> dict[str, forms.Field]:
        """Of all its forms, under the names by which they are sent."""
        return {
            form.add_prefix(name): field for form in self.every_form for name, field in form.fields.items()
        }

    def get_initial_for_field(self, field: forms.Field, name: str) -> Any:
        """What stands there before anything is sent."""
        for form in self.every_form:
            for own, known in form.fields.items():
                if known is field:
                    return form.get_initial_for_field(field, own)
        return None

    def add_error(self, field: str | None, words: Any) -> None:
        """Beside its field, of whichever form that is; above them all where none has it."""
        prefix, _, name = (field or "").partition("-")
        for row in (*self.rows, *self.new_rows):
            of_row = row.device is not None and prefix == f"d{row.device.number}"
            if name in row.fields and (row.prefix == prefix or of_row):
                row.add_error(name, words)
                return
        self.said.add_error(field if field in self.said.fields else None, words)

    def add_outcome_fault(self, fault: OutcomeFault) -> None:
        for missing in fault.missing:
            self.add_error(
                {"how": "way", "signed_by": "name"}.get(missing.field, missing.field), missing.words
            )

    def lines_to_write(self) -> list[WrittenLine]:
        """The lines that are new, each under a key of this press."""
        token = self.said.cleaned_data["token"]
        return [
            row.line_to_write(str(uuid5(KEYS, f"{self.job.pk} {token} {row.prefix}")))
            for row in (*self.rows, *self.new_rows)
            if row.is_changed
        ]

    @property
    def key(self) -> str:
        return f"{self.job.pk}-{self.said.cleaned_data['token']}"[:60]
