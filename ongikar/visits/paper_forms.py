"""What is asked for on the page of tokens printed ahead: a sheet, and the rows of those that were used."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from ongikar.core.forms.fields import ChoiceField, DayField, TextField, TimeOfDayField, WholeNumberField
from ongikar.core.forms.forms import Form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.bangla.text import day_month, digits, latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .paper_tokens import PaperVisit
from .rules.printed import MOST, kept_number, read_written

# On one page of A4.
A_PAGE = 10
OUTCOMES = (transitions.SERVED, transitions.LEFT, transitions.MISSED, transitions.WAITING)


class SheetForm(Form):
    on = DayField(label=say_lazy("কোন দিনের জন্য", "For which day"))
    first = WholeNumberField(label=say_lazy("কোন নম্বর থেকে", "From which number"), least=1, most=MOST)
    count = WholeNumberField(
        label=say_lazy("কয়টি টোকেন", "How many tokens"),
        help_text=say_lazy("এক পাতায় ১০টি ছাপা হয়।", "Ten are printed on a sheet."),
        least=1,
        most=100,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if not 0 <= (day - self.today).days <= 60:
            raise ValidationError(
                say("আজ বা সামনের ৬০ দিনের একটি দিন লিখুন।", "Write today or one of the next 60 days.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and cleaned["first"] + cleaned["count"] - 1 > MOST:
            self.add_error(
                "count", say("এক দিনে {n} পর্যন্ত টোকেন ছাপা যায়।", "A day has tokens up to {n}.", n=MOST)
            )
        return cleaned


class PaperRowForm(Form):
    """One token; a row in which only the token stands was not used."""

    number = TextField(label=say_lazy("টোকেন", "Token"), max_length=20, required=False)
    at = TimeOfDayField(label=say_lazy("কখন এসেছেন", "Came at"), required=False)
    purpose = ChoiceField(label=say_lazy("কী কাজে", "What for"), many=True, required=False)
    priority = ChoiceField(label=say_lazy("কে", "Who"), many=True, required=False)
    state = ChoiceField(label=say_lazy("কী হলো", "Outcome"), many=True, required=False)

    def __init__(
        self,
        *args: Any,
        row: int,
        now: datetime,
        purposes: list[tuple[str, str]],
        groups: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, prefix=f"r{row}", **kwargs)
        self.row, self.now = row, now
        self.visit: PaperVisit | None = None
        self.choice_field("purpose").choices = [("", "–"), *purposes]
        self.choice_field("priority").choices = [("", "–"), *groups]
        self.choice_field("state").choices = [
            ("", say("বেছে নিন", "Choose")),
            *((state, str(transitions.STATES[state])) for state in OUTCOMES),
        ]
        for field in self.fields.values():
            # The list of faults above the form says of which row.
            called = say("সারি {n}: {what}", "Row {n}: {what}", n=row, what=str(field.label))
            field.called, field.optional_mark = called, False  # type: ignore[attr-defined]  # of our fields
            if row > 1:
                field.help_text = ""

    @property
    def is_used(self) -> bool:
        return any(
            self.data.get(self.add_prefix(name), "").strip()
            for name in ("at", "purpose", "priority", "state")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors or not self.is_used:
            return cleaned
        found = read_written(latin_digits(cleaned["number"]), self.now.astimezone(TZ).date())
        if found is None:
            self.add_error(
                "number",
                say(
                    "কাগজে যেমন আছে তেমন লিখুন, যেমন {like}।",
                    "Write it as it stands on the token, such as {like}.",
                    like=digits("0612-17", language()),
                ),
            )
        if cleaned.get("at") is None:
            self.add_error("at", say("কখন এসেছেন, লিখুন।", "Write when they came."))
        if not cleaned["state"]:
            self.add_error("state", say("কী হলো, বেছে নিন।", "Choose the outcome."))
        if found is None or self.errors:
            return cleaned
        day, number = found
        if cleaned["state"] == transitions.WAITING and day != self.now.astimezone(TZ).date():
            self.add_error(
                "state",
                say(
                    "টোকেনটি {day}-এর: আজ কেউ তাতে অপেক্ষায় নেই। কী হয়েছিল, বেছে নিন।",
                    "The token is of {day}: nobody waits with it today. Choose what became of it.",
                    day=day_month(day, language()),
                ),
            )
            return cleaned
        self.visit = PaperVisit(
            self.row,
            kept_number(day, number),
            datetime.combine(day, cleaned["at"], TZ),
            cleaned["purpose"],
            cleaned["priority"],
            cleaned["state"],
        )
        return cleaned
