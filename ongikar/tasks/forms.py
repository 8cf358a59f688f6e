"""What is asked of whoever gives work, does it, checks it, or decides on it."""

from datetime import date, datetime
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
)
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ, Calendar

from .models import Task
from .models.task import MOST_TITLE
from .owners import owner_choices, owner_of, staff_posts, vacancy_fault

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages |= {
            "invalid_choice": say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list"),
            "invalid_list": say_lazy("তালিকা থেকে বেছে নিন", "Choose from the list"),
        }


class OfficeForm(Form):
    """A form about the work of an office at a moment."""

    def __init__(self, *args: Any, office: Office, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office, self.now = office, now
        self.today = now.astimezone(TZ).date()
        if "owner" in self.fields:
            first = ("", say("বেছে নিন", "Choose"))
            self.choice_field("owner").choices = [first, *owner_choices(office, self.today)]

    def clean_owner(self) -> Post | Contact:
        owner = owner_of(self.office, self.cleaned_data["owner"])
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
    owner = ChoiceField(**OWNER)
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
