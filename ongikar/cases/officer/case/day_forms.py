"""What the officer writes when the day of what takes place is talked about: yes, another day, or what the
applicant said by phone or at the counter.
"""

from datetime import datetime
from typing import Any

from django import forms as widgets

from ongikar.cases.actions.agreed_days import day_to_answer
from ongikar.cases.citizen.track.day_form import NamedDayForm, day_moment
from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.agreed_days import APPLICANT, OFFICE
from ongikar.core.forms.fields import ChoiceField, Field, TextField
from ongikar.core.i18n.say import say, say_lazy

from .forms import ActForm

# How an answer came that the office enters for the applicant.
TOLD = [
    ("phone", say_lazy("ফোনে", "By phone")),
    ("counter", say_lazy("কার্যালয়ে এসে", "At the counter")),
    ("letter", say_lazy("চিঠিতে বা ই-মেইলে", "By letter or e-mail")),
]


class ShownDayField(Field, widgets.CharField):
    """The day that stood on the page when it was answered: with another one meanwhile nobody agrees."""

    widget = widgets.HiddenInput

    def to_python(self, value: Any) -> Any:
        return day_moment(super().to_python(value))


class AnswerDayForm(ActForm):
    """Yes to the day that the other side named."""

    side = OFFICE
    begins = ShownDayField(required=False)
    words = TextField(
        label=say_lazy("কিছু বলার থাকলে", "Anything to add"), lines=2, max_length=1000, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named = day_to_answer(self.case, self.side)
        self.fields["begins"].initial = self.named.isoformat() if self.named else ""
        self.hint("words", say("দিনটি: {day}", "The day: {day}", day=self.named) if self.named else "")

    @property
    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        # What was sent without it, by a program or an old page, answers the day as it stands.
        given["begins"] = given["begins"] or self.named or datetime.min.replace(tzinfo=self.now.tzinfo)
        return given


class AgreeDayForm(AnswerDayForm):
    """The office says yes."""


class TakeDayForm(AnswerDayForm):
    """The applicant said yes, and the office enters it."""

    side = APPLICANT
    told = ChoiceField(
        label=say_lazy("কীভাবে জানিয়েছেন", "How they said so"),
        choices=TOLD,
    )


class ProposeDayForm(NamedDayForm, ActForm):
    """The office names another day, with the reason."""

    words = TextField(
        label=say_lazy("কেন অন্য দিন", "Why another day"),
        lines=2,
        max_length=1000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = self.case.clock.due_at.astimezone(self.case.clock.calendar.tz).date()
        self.hint(
            "day",
            say(
                "এখনকার শেষ দিন {due}। দুই পক্ষ পরের কোনো দিনে রাজি হলে শেষ দিন হবে সেই দিন।",
                "The due day is {due}. If both agree on a later one, that is the due day.",
                due=due,
            )
            if kind_of(self.case.row).takes_place
            else say(
                "শেষ দিন {due}; পরের কোনো দিনে গেলেও তা বদলায় না।",
                "The due day is {due}; a later visit does not move it.",
                due=due,
            ),
        )

    @property
    def facts(self) -> dict[str, Any]:
        return {"begins": self.begins, "words": self.cleaned_data["words"]}


class OfferDayForm(NamedDayForm, ActForm):
    """The applicant named another day, and the office enters it."""

    told = TakeDayForm.base_fields["told"]
    words = TextField(
        label=say_lazy("কিছু বলে থাকলে", "What they added"), lines=2, max_length=1000, required=False
    )

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "begins": self.begins,
            "words": self.cleaned_data["words"],
            "told": self.cleaned_data["told"],
        }
