"""A day and a time named by one side, and the page on which the applicant answers the office's."""

from datetime import datetime, time, timedelta
from typing import Any

from ongikar.cases.kinds.agreed_days import begin_on
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, TimeOfDayField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.calendar.office_calendar import TZ

YES, OTHER = "yes", "other"
# A day further ahead than this is a slip of the pen.
FURTHEST = timedelta(days=2 * 366)
EARLIEST, LATEST = time(6), time(22)


def day_moment(value: Any) -> datetime | None:
    """A moment as a hidden field brings it back; None for anything else."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


class NamedDayForm(Form):
    """A day and a time to come."""

    day = DayField(label=say_lazy("কোন দিন", "Which day"))
    at = TimeOfDayField(label=say_lazy("কয়টায়", "At what time"))
    # The moment of the page; the officer's forms bring their own.
    now: datetime

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, at = cleaned.get("day"), cleaned.get("at")
        if day and day < self.now.astimezone(TZ).date():
            self.add_error("day", say("দিনটি পেরিয়ে গেছে।", "This day has passed."))
        elif day and day > (self.now + FURTHEST).astimezone(TZ).date():
            self.add_error("day", say("দিনটি খুব দূরে। মিলিয়ে দেখুন।", "This day is too far ahead. Check it."))
        elif day and at and begin_on(day, at) <= self.now:
            self.add_error("at", say("সময়টি পেরিয়ে গেছে।", "This time has passed."))
        if at and not EARLIEST <= at <= LATEST:
            self.add_error(
                "at",
                say("সকাল ৬টা থেকে রাত ১০টার মধ্যে দিন।", "Give a time between 6 am and 10 pm."),
            )
        return cleaned

    @property
    def begins(self) -> datetime:
        return begin_on(self.cleaned_data["day"], self.cleaned_data["at"])


class ApplicantDayForm(NamedDayForm):
    """The applicant's answer: yes to the day that the office named, or another one."""

    answer = ChoiceField(
        label=say_lazy("দিনটি কি সুবিধার", "Does the day suit you"),
        missing=say_lazy("রাজি কি না, বেছে নিন", "Choose whether it suits you"),
        choices=[
            (YES, say_lazy("হ্যাঁ, এই দিনেই হোক", "Yes, on this day")),
            (OTHER, say_lazy("না, অন্য দিন চাই", "No, another day")),
        ],
    )
    words = TextField(
        label=say_lazy("কিছু বলার থাকলে", "Anything to add"), lines=2, max_length=1000, required=False
    )
    field_order = ("answer", "day", "at", "words")

    def __init__(self, *args: Any, now: datetime, named: datetime | None, **kwargs: Any) -> None:
        self.now, self.named = now, named
        super().__init__(*args, **kwargs)
        if named is None:
            del self.fields["answer"]
        elif self.data.get("answer", YES) == YES:
            self.fields["day"].required = self.fields["at"].required = False
        if named is not None:
            hint = say("অন্য দিন চাইলে লিখুন", "Only if you want another day")
            self.fields["day"].help_text = hint

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data.get("answer") == YES
