"""What the officer writes down when the clock of a case is to count something else. Each shows the day that follows."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.clock.actions import foreseen, foreseen_anew
from ongikar.frame.forms import Choice, Day, Field, Text
from ongikar.frame.say import language, say, say_later
from ongikar.rules import bangla, ledger
from ongikar.rules.calendar import TZ
from ongikar.rules.day_strip import TIME_UNITS
from ongikar.rules.undertaking import TRIGGERS

from .forms import ActForm, Sentence


class TimeOfDay(Field, forms.Field):
    """A time as a clock shows it, 14:30, in either script."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return time.fromisoformat(bangla.latin_digits(str(value)).strip().replace(".", ":").zfill(5))
        except ValueError:
            raise ValidationError(
                say("সময়টি ঠিক নয়। এভাবে লিখুন: ১৪:৩০", "This time is not right. Write it like 14:30")
            ) from None


class Extend(ActForm):
    until = Choice(
        label=say_later("নতুন শেষ দিন", "New last day"), missing=say_later("নতুন শেষ দিন বেছে নিন", "Choose the new last day"), many=True
    )  # fmt: skip
    reason = Sentence(
        label=say_later("কেন আরও সময় লাগছে", "Why more time is needed"),
        help_text=say_later("আবেদনকারী এই লেখাটি নতুন তারিখের সঙ্গে পাবেন।", "The applicant receives these words with the new date."),
        missing=say_later("কারণ লিখুন। কারণ ছাড়া সময় বাড়ানো যায় না।", "Write the reason. No time is extended without one."),
        lines=4, max_length=2000,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        running, calendar = self.case.clock.running, self.case.clock.calendar
        # Named by its day, so that what is confirmed is the day that was shown, whatever changed meanwhile.
        self.days = {
            replace(running, extended_by=n).due(calendar, self.now).date().isoformat(): n
            for n in range(1, running.undertaking.may_extend + 1)
        }
        self.fields["until"].choices = [
            (day, say("{day} ({n} কার্যদিবস)", "{day} ({n} more)", n=n, day=day_in_words(day)))
            for day, n in self.days.items()
        ]
        due = self.case.clock.due(self.now).date()
        once = say(
            "এখন শেষ দিন {due}। সময় একবারই বাড়ানো যায়।", "Due {due} now. It can be extended only once.", due=due
        )
        self.hint("until", once)

    @property
    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"working_days": self.days[told["until"]], "reason": told["reason"]}


def day_in_words(iso: str) -> str:
    return bangla.date_words(datetime.fromisoformat(iso).date(), language(), year=False)


class EventCame(ActForm):
    day = Day(
        label=say_later("কোন দিন", "On which day"),
        missing=say_later("কোন দিন ঘটেছে, লিখুন", "Write on which day it was"),
    )
    at = TimeOfDay(
        label=say_later("কয়টায়", "At what time"), required=False, width="w5",
        help_text=say_later("না জানলে খালি রাখুন; তখন দিনের শুরু থেকে ধরা হবে।", "Left empty, the day counts from its beginning."),
    )  # fmt: skip
    words = Text(
        label=say_later("আবেদনকারীকে যা জানাবেন", "What the applicant is told"),
        required=False,
        lines=3,
        max_length=1000,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.event = self.case.clock.running.awaited
        following = self.case.clock.running.next_stage
        bn, en = TRIGGERS[self.event]
        self.hint("day", say("ঘটনা: {event}", "Event: {event}", event=say(bn, en)))
        # Hours and minutes run from a moment: a day does not name one.
        self.needs_time = following.promise.unit in TIME_UNITS
        if self.needs_time:
            self.hint("at", say("এখান থেকেই সময় গোনা হবে।", "The time runs from here."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, at = cleaned.get("day"), cleaned.get("at")
        if self.needs_time and at is None and "at" not in self.errors:
            self.add_error("at", say("কয়টায় ঘটেছে, লিখুন", "Write at what time it was"))
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
                    "এই সময় এখনো আসেনি। এখন বা আগের সময় লিখুন।", "This has not come yet. Write now or earlier."
                ),
            )
        elif begins < started:
            self.add_error(
                "day",
                say(
                    "আবেদন পাওয়ার আগের ঘটনা থেকে গোনা যায় না। পাওয়ার সময় {started}।",
                    "Nothing is counted from before the application came, {started}.", started=started,
                ),
            )  # fmt: skip
        cleaned["on"] = begins
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"event": self.event, "on": told["on"], "words": told["words"]}


class KeepStep(ActForm):
    words = Text(
        label=say_later("এই ধাপে কী করা হলো", "What was done in this step"),
        help_text=say_later("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        missing=say_later("কী করা হলো লিখুন", "Write what was done"),
        lines=4, max_length=2000,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        due = foreseen(self.case.clock, ledger.STAGE_KEPT, now=self.now).date()
        told = say(
            "এখন শেষ করলে পরের শেষ দিন {due}।", "If it is done now, the next last day is {due}.", due=due
        )
        self.hint("words", f"{self.fields['words'].help_text} {told}")


class Reopen(ActForm):
    reason = Sentence(
        label=say_later("কেন আবার খোলা হচ্ছে", "Why it is reopened"),
        missing=say_later("কারণ লিখুন। কারণ ছাড়া আবার খোলা যায় না।", "Write the reason. Nothing is reopened without one."),
        lines=4, max_length=2000,
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        due = foreseen_anew(
            self.case.clock, calendar=self.case.office.calendar_version().calendar, now=self.now
        )
        told = say(
            "নতুন ঘড়ি শুরু হবে; নতুন শেষ দিন {due}। আগের ঘড়ি ও তার দেরি হিসাবে থেকে যাবে। আবেদনকারী কারণটি পাবেন।",
            "A new clock starts, due {due}. The old clock and its lateness stay in the account. The applicant receives the reason.",
            due=due.date(),
        )  # fmt: skip
        self.hint("reason", told)
