"""What is asked of whoever gives work once or again and again, does it, checks it, or decides on it."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from ongikar.core.forms.fields import (
    NAMELESS,
    ChoiceField,
    DayField,
    Field,
    IdempotencyKeyField,
    TextField,
    UploadsField,
    WholeNumberField,
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ, Calendar

from .models import Task
from .models.task import MOST_TITLE
from .owners import owner_choices, owner_of, staff_posts, vacancy_fault
from .rules import (
    BY_PERIOD,
    DATE,
    MOST_WITHIN,
    SINCE_DONE,
    UNITS,
    WEEKDAY,
    WORKING_DAY,
    DayRule,
    Recurrence,
    RecurrenceFault,
)
from .words import UNIT_WORDS, WEEKDAYS

NO_CHECK = "none"
# Files of one report.
MOST_AT_ONCE = 5
WHY: dict[str, Any] = {
    "label": say_lazy("কারণ", "Reason"),
    "lines": 3,
    "width": "",
    "max_length": 1000,
}
BY_DAY: dict[str, Any] = {
    "label": say_lazy("শেষ দিন", "Due day"),
}


def require_working_day(calendar: Calendar, day: date, now: datetime) -> None:
    """Raises ValidationError for a day that has passed, or on which the office is closed."""
    if day < now.astimezone(TZ).date():
        raise ValidationError(
            say(
                "দিনটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন দিন।",
                "This day has passed. Name today or a later day.",
            ),
            NAMELESS,
        )
    if not calendar.is_open_day(day):
        later = calendar.next_open_day(day)
        raise ValidationError(
            say(
                "{day} অফিস বন্ধ। পরের কার্যদিবস {later}; সেটি বা অন্য কোনো দিন দিন।",
                "The office is closed on {day}. The next working day is {later}; name that or another.",
                day=day,
                later=later,
            ),
            NAMELESS,
        )


class SeveralChoicesField(Field, forms.MultipleChoiceField):
    """Any of a few, as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *args: Any, is_long: bool = False, **kwargs: Any) -> None:
        """`is_long`: a box of its own, in which what is typed above it is looked for (core/desk.js)."""
        super().__init__(*args, **kwargs)
        self.is_long = is_long
        self.error_messages |= {
            "invalid_choice": say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list"),
            "invalid_list": say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list"),
        }

    def to_python(self, value: Any) -> list[str]:
        return [each for each in super().to_python(value) if each]


class OfficeForm(Form):
    """A form about the work of an office at a moment."""

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        self.today = now.astimezone(TZ).date()
        if "owner" in self.fields:
            self.choice_field("owner").choices = [*self.before_owners(), *owner_choices(office, self.today)]

    def before_owners(self) -> list[tuple[str, str]]:
        return [("", say("বেছে নিন", "Choose"))]

    def clean_owner(self) -> Any:
        return self.owner_meant(self.cleaned_data["owner"])

    def owner_meant(self, chosen: str) -> Post | Contact:
        owner = owner_of(self.office, chosen)
        if owner is None:
            raise ValidationError(say("তালিকা থেকে একজনকে বেছে নিন", "Choose somebody from the list"), NAMELESS)
        if fault := vacancy_fault(owner, self.today):
            raise ValidationError(fault, NAMELESS)
        return owner

    def add_fault(self, field: str, bn: str, en: str) -> None:
        """What the action found: beside its field, or above the form where that is not here."""
        self.add_error(field if field in self.fields else None, ValidationError(say(bn, en), NAMELESS))


OWNER: dict[str, Any] = {
    "label": say_lazy("কার কাজ", "Whose work"),
    "many": True,
}


class GiveForm(OfficeForm):
    submission = IdempotencyKeyField(required=False)
    title = TextField(
        label=say_lazy("কী করতে হবে", "What is to be done"),
        max_length=MOST_TITLE,
        width="",
    )
    words = TextField(label=say_lazy("বিবরণ", "Details"), required=False, lines=4, max_length=4000, width="")
    owner: Field = SeveralChoicesField(
        label=say_lazy("কার কাজ", "Whose work"),
        help_text=say_lazy("কয়েকজনকে দিলে প্রত্যেকের আলাদা কাজ হবে।", "Each of several gets a task of their own."),
        missing=say_lazy("কার কাজ, বেছে নিন", "Choose whose work it is"),
        is_long=True,
    )
    due = DayField(**BY_DAY)
    check = ChoiceField(
        label=say_lazy("কে যাচাই করবেন", "Who checks it"),
        many=True,
    )
    evidence = SeveralChoicesField(
        label=say_lazy("প্রমাণ চাই", "Proof wanted"),
        required=False,
        choices=[
            (Task.WORDS, say_lazy("কী করা হয়েছে, তার লেখা", "Words: what was done")),
            (Task.PAPER, say_lazy("ছবি বা কাগজ", "A photo or document")),
            (
                Task.RECORD,
                say_lazy("কার্যালয়ের নথি (আবেদন, কাজ, চিঠি)", "A record of the office (case, task, letter)"),
            ),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = [(str(post.pk), post.title) for post in staff_posts(self.office)]
        nobody = (NO_CHECK, say("যাচাই লাগবে না", "No check needed"))
        self.choice_field("check").choices = [*posts, nobody]

    def before_owners(self) -> list[tuple[str, str]]:
        return []

    def clean_owner(self) -> Any:
        return [self.owner_meant(each) for each in self.cleaned_data["owner"]]

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        require_working_day(self.office.calendar, due, self.now)
        return due

    def clean_check(self) -> Post | None:
        chosen = self.cleaned_data["check"]
        return None if chosen == NO_CHECK else Post.objects.get(office=self.office, pk=chosen)


class ReportForm(OfficeForm):
    words = TextField(
        label=say_lazy("কী করা হয়েছে", "What was done"),
        lines=4,
        max_length=4000,
        width="",
        required=False,
    )
    papers = UploadsField(
        label=say_lazy("ছবি বা কাগজ", "Photos or documents"),
        required=False,
        help_text=say_lazy(
            "JPG, PNG বা PDF, প্রতিটি ৫ MB পর্যন্ত, একবারে ৫টি। মোবাইলে ক্যামেরা খোলা যায়।",
            "JPG, PNG or PDF, up to 5 MB each, 5 at once. On a phone you can open the camera.",
        ),
    )
    records = TextField(
        label=say_lazy("কার্যালয়ের নথির নম্বর", "Number of the office’s record"),
        help_text=say_lazy("যেমন আবেদনের নম্বর, বা কাজ-০০১২", "Such as the number of a case, or T-0012"),
        required=False,
        max_length=60,
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task = task
        wanted = {"words": Task.WORDS, "papers": Task.PAPER, "records": Task.RECORD}
        if Task.RECORD not in task.evidence:
            del self.fields["records"]
        for name, field in self.fields.items():
            # What must come is no optional field, though the action is what refuses a report without it.
            field.optional_mark = wanted[name] not in task.evidence  # type: ignore[attr-defined]

    def clean_papers(self) -> list[UploadedFile]:
        chosen: list[UploadedFile] = self.cleaned_data["papers"]
        if len(chosen) > MOST_AT_ONCE:
            raise ValidationError(
                say("একবারে সর্বোচ্চ ৫টি ফাইল দেওয়া যায়।", "At most 5 files can be sent at once."), NAMELESS
            )
        return chosen


class CheckForm(OfficeForm):
    DONE, BACK = "done", "back"

    verdict = ChoiceField(
        label=say_lazy("প্রমাণ দেখে", "Having seen the proof"),
        choices=[(DONE, say_lazy("কাজ শেষ", "Done")), (BACK, say_lazy("ফেরত", "Back to the owner"))],
        missing=say_lazy("কাজ শেষ, না ফেরত, বেছে নিন", "Choose: done, or back"),
    )
    words = TextField(
        label=say_lazy("কথা", "Words"),
        help_text=say_lazy("ফেরত দিলে কী বাকি, লিখুন।", "Say what is missing if it goes back."),
        required=False,
        optional_mark=False,
        lines=3,
        max_length=1000,
        width="",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("verdict") == self.BACK and not cleaned.get("words") and "words" not in self.errors:
            self.add_fault("words", "কী বাকি, লিখুন", "Write what is missing")
        return cleaned


class ReasonForm(OfficeForm):
    reason = TextField(**WHY)


class ExtendForm(OfficeForm):
    until = DayField(
        label=say_lazy("নতুন শেষ দিন", "New due day"),
        help_text=say_lazy("একবারই বাড়ানো যায়, ৩০ কার্যদিবস পর্যন্ত।", "Once only, by 30 working days at most."),
    )
    reason = TextField(**WHY)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        require_working_day(self.office.calendar, until, self.now)
        return until


class AskTimeForm(OfficeForm):
    until = DayField(label=say_lazy("কোন দিন পর্যন্ত চান", "Until which day"), required=False)
    reason = TextField(**WHY)


class TransferForm(OfficeForm):
    owner = ChoiceField(**OWNER)
    reason = TextField(**WHY)


class ReopenForm(OfficeForm):
    due = DayField(**BY_DAY)
    reason = TextField(**WHY)

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        require_working_day(self.office.calendar, due, self.now)
        return due


class NoteForm(OfficeForm):
    words = TextField(
        label=say_lazy("নোট", "Note"),
        lines=3,
        max_length=2000,
        width="",
    )


# How far back a series may begin: the periods since then are all raised.
OLDEST = timedelta(days=400)
LAST_WORKING_DAY, NTH_WORKING_DAY, NEXT_WORKING_DAY, ON_DATE, ON_WEEKDAY = (
    "last",
    "nth",
    "next",
    "date",
    "weekday",
)
DUE_CHOICES = [
    (LAST_WORKING_DAY, say_lazy("মেয়াদের শেষ কার্যদিবস", "The last working day of the period")),
    (NTH_WORKING_DAY, say_lazy("মেয়াদের এততম কার্যদিবস", "The nth working day of the period")),
    (NEXT_WORKING_DAY, say_lazy("পরের মেয়াদের এততম কার্যদিবস", "The nth working day of the period after")),
    (ON_DATE, say_lazy("মেয়াদের এততম দিন (ছুটি হলে পরের কার্যদিবস)", "The nth day, or the working day after it")),
    (ON_WEEKDAY, say_lazy("সপ্তাহের এক দিন", "A day of the week")),
    (SINCE_DONE, say_lazy("শেষ হওয়ার পর থেকে গুনে", "Counted from when it was last done")),
]


class SeriesForm(GiveForm):
    field_order = (
        "title",
        "words",
        "owner",
        "unit",
        "every",
        "due_on",
        "nth",
        "weekday",
        "starts_on",
        "until",
        "check",
        "evidence",
    )
    due = None  # type: ignore[assignment]  # A series has no day of its own: its rule says which.
    owner = ChoiceField(**OWNER)
    unit = ChoiceField(
        label=say_lazy("কত দিন পরপর", "How often"),
        choices=[(unit, say_lazy(UNIT_WORDS[unit][0], UNIT_WORDS[unit][1])) for unit in UNITS],
        many=True,
        initial="month",
    )
    every = WholeNumberField(
        label=say_lazy("কত পরপর", "Every how many"),
        help_text=say_lazy("প্রতিবার হলে ১", "1 for each"),
        least=1,
        most=366,
    )
    due_on = ChoiceField(label=say_lazy("শেষ দিন", "Due"), choices=DUE_CHOICES, initial=LAST_WORKING_DAY)
    nth = WholeNumberField(
        label=say_lazy("কততম, বা কত কার্যদিবসে", "Which, or in how many working days"),
        required=False,
        least=1,
        most=MOST_WITHIN,
    )
    weekday = ChoiceField(
        label=say_lazy("সপ্তাহের কোন দিন", "Which day of the week"),
        choices=[("", "–"), *((str(n), say_lazy(*words)) for n, words in enumerate(WEEKDAYS))],
        many=True,
        required=False,
    )
    starts_on = DayField(label=say_lazy("প্রথম দিন", "First day"))
    until = DayField(label=say_lazy("শেষ কবে", "Ends on"), since="starts_on", required=False)

    def before_owners(self) -> list[tuple[str, str]]:
        return OfficeForm.before_owners(self)

    def clean_owner(self) -> Any:
        return OfficeForm.clean_owner(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"unit", "every", "due_on"} <= cleaned.keys():
            self.read_rule(cleaned)
        if (starts_on := cleaned.get("starts_on")) and starts_on < self.today - OLDEST:
            self.add_fault(
                "starts_on",
                "এত আগে থেকে শুরু করা যায় না; এক বছরের মধ্যে একটি দিন দিন।",
                "It cannot begin so long ago; name a day within the last year.",
            )
        return cleaned

    def read_rule(self, cleaned: dict[str, Any]) -> None:
        due_on, nth = cleaned["due_on"], cleaned.get("nth")
        if due_on not in (LAST_WORKING_DAY, ON_WEEKDAY) and not nth:
            self.add_fault("nth", "সংখ্যাটি লিখুন", "Write the number")
            return
        if due_on == ON_WEEKDAY and not cleaned.get("weekday"):
            self.add_fault("weekday", "সপ্তাহের দিনটি বেছে নিন", "Choose the day of the week")
            return
        try:
            if due_on == SINCE_DONE:
                rule = Recurrence(cleaned["unit"], cleaned["every"], SINCE_DONE, within=nth or 1)
            else:
                rule = Recurrence(cleaned["unit"], cleaned["every"], BY_PERIOD, due=due_rule(cleaned))
        except RecurrenceFault as fault:
            self.add_fault("every", fault.bn, fault.en)
        else:
            cleaned["rule"] = rule


def due_rule(cleaned: dict[str, Any]) -> DayRule:
    due_on, nth = cleaned["due_on"], cleaned.get("nth") or 1
    if due_on == LAST_WORKING_DAY:
        return DayRule(WORKING_DAY, -1)
    if due_on == ON_WEEKDAY:
        return DayRule(WEEKDAY, 1, int(cleaned["weekday"]))
    if due_on == ON_DATE:
        return DayRule(DATE, nth)
    return DayRule(WORKING_DAY, nth, following=due_on == NEXT_WORKING_DAY)
