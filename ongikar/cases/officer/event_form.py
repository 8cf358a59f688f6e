"""What the officer writes down when the event came with which the next step begins: its day, and its time where it counts."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ongikar.charter.limit_words import from_event
from ongikar.frame.fields import Day, Field, Text
from ongikar.frame.say import say, say_later
from ongikar.rules import bangla
from ongikar.rules.calendar import TZ

from .forms import ActForm


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


class EventCame(ActForm):
    day = Day(
        label=say_later("কোন দিন", "On which day"),
        missing=say_later("কোন দিন ঘটেছে, লিখুন", "Write on which day it was"),
    )
    at = TimeOfDay(
        label=say_later("কয়টায়", "At what time"), required=False, width="w5",
        missing=say_later("কয়টায় ঘটেছে, লিখুন", "Write at what time it was"),
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
        limit = from_event(following.promise, following.trigger)
        told = say("এই দিন থেকে গোনা হবে: {limit}।", "Counted from this day: {limit}.", limit=limit)
        self.hint("day", told)
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
        return {
            "event": self.event,
            "on": told["on"],
            "words": told["words"],
            "is_day_alone": told["at"] is None,
        }
