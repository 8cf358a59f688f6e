"""What the officer writes down when the clock of a case is to count something else: more time, a step done,
a day agreed on, an event that came.
"""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django import forms as widgets

from ongikar.cases.actions.agreed_days import day_to_answer
from ongikar.cases.citizen.track.day_form import NamedDayForm, day_moment
from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.agreed_days import APPLICANT, OFFICE
from ongikar.cases.state_words import event_name, stage_name
from ongikar.charter.terms import from_event
from ongikar.clock.actions import preview_due, preview_due_of_reopening
from ongikar.core.forms.fields import ChoiceField, DayField, Field, TextField, TimeOfDayField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.not_none import not_none
from ongikar.rules.bangla import text
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock import fold
from ongikar.rules.promise.undertaking import STAGE_END, Stage

from .forms import ActForm, SentenceField

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


class ExtendForm(ActForm):
    until = ChoiceField(
        label=say_lazy("নতুন শেষ দিন", "New last day"),
        many=True,
    )
    reason = SentenceField(
        label=say_lazy("কেন আরও সময় লাগছে", "Why more time is needed"),
        help_text=say_lazy(
            "আবেদনকারী এই লেখাটি নতুন তারিখের সঙ্গে পাবেন।",
            "The applicant receives these words with the new date.",
        ),
        missing=say_lazy(
            "কারণ লিখুন। কারণ ছাড়া সময় বাড়ানো যায় না।",
            "Write the reason. No time is extended without one.",
        ),
        lines=4,
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running, calendar = self.case.clock.running, self.case.clock.calendar
        # Named by its day, so that what is confirmed is the day that was shown, whatever changed meanwhile.
        self.days = {
            replace(running, extended_by=n).due(calendar, self.now).date().isoformat(): n
            for n in range(1, running.undertaking.may_extend + 1)
        }
        self.choice_field("until").choices = [
            (day, say("{day} ({n} কার্যদিবস)", "{day} ({n} more)", n=n, day=day_in_words(day)))
            for day, n in self.days.items()
        ]
        due = self.case.clock.due(self.now).date()
        most = len(self.days)
        once = say(
            "এখন শেষ দিন {due}। সময় একবারই বাড়ানো যায়, সর্বোচ্চ {most} কার্যদিবস।",
            "Due {due} now. It can be extended only once, by at most {most} working "
            + ("day." if most == 1 else "days."),
            due=due,
            most=most,
        )
        self.hint("until", once)

    @property
    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"working_days": self.days[data["until"]], "reason": data["reason"]}


def day_in_words(iso: str) -> str:
    return text.date_words(datetime.fromisoformat(iso).date(), language(), year=False)


class KeepStepForm(ActForm):
    words = TextField(
        label=say_lazy("এই ধাপে কী করা হলো", "What was done in this step"),
        help_text=say_lazy("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        lines=4,
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = preview_due(self.case.clock, fold.STAGE_KEPT, now=self.now)
        words = next_step_words(not_none(self.case.clock.running.next_stage), due)
        self.hint("words", f"{self.fields['words'].help_text} {words}")


def next_step_words(stage: Stage, due: datetime) -> str:
    """The step after the one that is finished now, and its last day, or the office's own until its event
    comes.
    """
    if stage.trigger == STAGE_END:
        return say(
            "এখন শেষ করলে এরপর “{step}”, শেষ দিন {due}।",
            "If it is done now, “{step}” is next, due {due}.",
            step=stage_name(stage),
            due=due.date(),
        )
    return say(
        "এখন শেষ করলে এরপর “{step}”; তার দিন গোনা হবে {event} থেকে। ততদিন কার্যালয়ের নিজের সীমা {due}।",
        "If it is done now, “{step}” is next. Its days are counted from {event}; until then the office’s own"
        " limit is {due}.",
        step=stage_name(stage),
        event=event_name(stage.trigger),
        due=due.date(),
    )


class ReopenForm(ActForm):
    reason = SentenceField(
        label=say_lazy("কেন আবার খোলা হচ্ছে", "Why it is reopened"),
        missing=say_lazy(
            "কারণ লিখুন। কারণ ছাড়া আবার খোলা যায় না।", "Write the reason. Nothing is reopened without one."
        ),
        lines=4,
        max_length=2000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = preview_due_of_reopening(self.case.clock, calendar=self.case.office.calendar, now=self.now)
        words = say(*(COUNTED_LATE if self.case.clock.is_late(self.now) else COUNTED), due=due.date())
        self.hint("reason", words)


COUNTED = (
    "দিন গোনা নতুন করে শুরু হবে; নতুন শেষ দিন {due}। আগের হিসাব আগের মতোই থাকবে। আবেদনকারী এই কারণটি পাবেন।",
    (
        "The days are counted anew; the new last day is {due}. What was counted before stays as it was. The"
        " applicant receives this reason."
    ),
)
COUNTED_LATE = (
    (
        "দিন গোনা নতুন করে শুরু হবে; নতুন শেষ দিন {due}। আগের হিসাব আর আগের দেরি আগের মতোই থাকবে। আবেদনকারী"
        " এই কারণটি পাবেন।"
    ),
    (
        "The days are counted anew; the new last day is {due}. What was counted before, and that it was late,"
        " stays as it was. The applicant receives this reason."
    ),
)


class EventCameForm(ActForm):
    day = DayField(
        label=say_lazy("কোন দিন", "On which day"),
    )
    at = TimeOfDayField(
        label=say_lazy("কয়টায়", "At what time"),
        required=False,
        help_text=say_lazy(
            "না জানলে খালি রাখুন; তখন দিনের শুরু থেকে ধরা হবে।",
            "Left empty, the day counts from its beginning.",
        ),
    )
    words = TextField(
        label=say_lazy("আবেদনকারীকে যা জানাবেন", "What the applicant is told"),
        required=False,
        lines=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = self.case.clock.running.awaited
        following = not_none(self.case.clock.running.next_stage)
        limit = from_event(following.promise, following.trigger)
        words = say("এই দিন থেকে গোনা হবে: {limit}।", "Counted from this day: {limit}.", limit=limit)
        self.hint("day", words)
        # Hours and minutes run from a moment: a day does not name one.
        if following.promise.is_timed:
            self.fields["at"].required = True
            self.hint("at", say("ঠিক এই সময় থেকে গোনা হবে।", "It is counted from this very time."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, at = cleaned.get("day"), cleaned.get("at")
        if day is None or self.errors:
            return cleaned
        started = self.case.clock.started_at.astimezone(TZ)
        begins = datetime.combine(day, at or time(), TZ)
        # A day named without its time began before an application that came on it.
        if at is None and day == started.date():
            begins = started
        if begins > self.now:
            self.add_error(
                "day",
                say(
                    "এই সময় এখনো আসেনি। এখন বা আগের সময় লিখুন।",
                    "This has not come yet. Write now or earlier.",
                ),
            )
        elif begins < started:
            self.add_error(
                "day",
                say(
                    "আবেদন পাওয়ার আগের ঘটনা থেকে গোনা যায় না। পাওয়ার সময় {started}।",
                    "Nothing is counted from before the application came, {started}.",
                    started=started,
                ),
            )
        cleaned["on"] = begins
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "event": self.event,
            "on": data["on"],
            "words": data["words"],
            "is_day_alone": data["at"] is None,
        }
