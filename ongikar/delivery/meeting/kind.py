"""Meeting: the committee meets every month, whoever asks or not; a month without a meeting is a broken
promise.
"""

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from ongikar.cases.kinds import Kind
from ongikar.charter.service_presets import Preset
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.day_roots import day_roots
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, month_name
from ongikar.rules.promise import Promise

from . import series
from .minutes import RULES, MeetingRequest, Minutes


class Meeting(Kind):
    sorts = (
        Preset(
            say_lazy("মাসিক সভা", "Monthly meeting"),
            {"মাসিক সভা": 8, "কমিটি": 2, "সমন্বয় সভা": 5, "monthly meeting": 8},
            {"series": "monthly"},
        ),
        Preset(
            say_lazy("সভা, চাইলে", "A meeting when asked for"),
            {"সভা": 5, "সভা আয়োজন": 1, "meeting": 5},
            {"series": "asked"},
        ),
    )
    intake_form = MeetingRequest
    outcome_form = Minutes
    rules = RULES
    headline = "subject"
    keep_words = say_lazy("কার্যবিবরণী জারি করুন", "Issue the minutes")
    result_words = say_lazy("সভার কার্যবিবরণী", "Minutes of the meeting")

    def own_duty(self, row):
        """The month of the series opens by itself; a meeting beside it the charter promises to nobody."""
        if not series.is_monthly(row):
            return ""
        return say(
            "কেউ না চাইলেও কার্যালয় প্রতি মাসে এই সভা ডাকে; মাসের শেষ কার্যদিবসের মধ্যে না হলে কথা ভাঙে।",
            "The office holds this meeting every month, whoever asks or not; a month that ends without one is"
            " a broken promise.",
        )

    def promise(self, answers, row):
        """Held by the day named. For the monthly series that is the month's last working day, and no ceiling
        of the
        row stands against it: what is promised is a meeting in every month, not one so many days after its
        notice.
        """
        hold_by = answers.get("hold_by")
        return Promise("by_date", until=date.fromisoformat(hold_by)) if hold_by else None

    def raise_due(self, *, now):
        return series.open_due_meetings(self.name, now=now)

    def result(self, case):
        """The minutes, and the last seal of the day before they were issued: many keep a copy, so nobody can
        rewrite it.
        """
        result = super().result(case)
        if result is None or case.state != case_transitions.KEPT:
            return result
        day = timezone.localdate(case.closed_at) - timedelta(days=1)
        seals = [
            (say("খতিয়ানের শেষ সিল", "Last seal of the ledger"), root.line())
            for root in day_roots(case.office, [day])
        ]
        return replace(result, parts=(*result.parts, *seals))

    def facts(self, case):
        month = case.answers.get("month")
        return (
            [(say("মাস", "Month"), month_words(date.fromisoformat(month)))] if month else []
        ) + super().facts(case)


def month_words(month: date) -> str:
    """নভেম্বর ২০২৬."""
    return f"{month_name(month.month, language())} {digits(month.year, language())}"


KIND = Meeting()
