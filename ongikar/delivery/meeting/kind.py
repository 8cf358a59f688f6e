"""Meeting: the committee meets every month, whoever asks or not; a month without a meeting is a broken
promise. It is kept by its minutes: of a sitting with a quorum, approved by the chair, issued by the
secretary.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from ongikar.cases.kinds import Intake, Kind, Missing, Outcome, Result
from ongikar.cases.kinds.intake_forms import YES_NO
from ongikar.cases.kinds.kind import Panel
from ongikar.cases.kinds.outcome_rules import at_least, not_answered, since_receipt
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.charter.undertakings import undertaking_of
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.day_roots import day_roots
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, month_name
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import AT_RECEIPT, STAGE_END, Stage, Undertaking

from .committees import adopt_meeting
from .minutes_text import minutes_parts
from .models import Meeting as MeetingRow
from .models import Minutes as MinutesVersion
from .series import is_monthly, open_due_meetings
from .transitions import ISSUED, VOID


class MeetingRequest(Intake):
    """A meeting beside the monthly ones."""

    ahead = rests_on = ("hold_by",)
    subject = TextField(
        label=say_lazy("সভার বিষয়", "Subject of the meeting"),
    )
    hold_by = DayField(
        label=say_lazy("যে দিনের মধ্যে সভা হবে", "To be held by"),
    )
    agenda = TextField(
        label=say_lazy("আলোচ্যসূচি", "Agenda"),
        help_text=say_lazy("প্রতি লাইনে একটি", "One item on each line"),
        missing=say_lazy("অন্তত একটি আলোচ্য বিষয় লিখুন", "Write at least one item"),
        lines=4,
        max_length=3000,
    )


def is_held_for_one_month(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """One meeting is not two months' meeting."""
    same = Case.objects.filter(
        office=case.office_id,
        service__code=case.row.code,
        state=case_transitions.KEPT,
        outcome__held_on=outcome.get("held_on"),
    ).exclude(pk=case.pk)
    if (
        case.answers.get("month")
        and outcome.get("held_on")
        and same.filter(answers__has_key="month").exists()
    ):
        yield Missing(
            "held_on",
            say(
                "এই দিনের সভায় আগেই অন্য মাসের কথা রাখা হয়েছে। এই মাসের সভার দিন লিখুন।",
                "The meeting of this day already kept another month’s promise. Write the day of this month’s"
                " meeting.",
            ),
        )


def is_kept_by_its_minutes(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """A meeting that was called is told by its own sitting: nobody types that it had a quorum."""
    sittings = MeetingRow.objects.filter(case=case)
    if sittings.exists() and not sittings.filter(state=ISSUED).exists():
        yield Missing(
            "held_on",
            say(
                "কার্যবিবরণী অনুমোদিত হয়ে জারি না হলে সভার কথা রাখা হয় না।",
                "A meeting is kept when its minutes were approved and issued, not before.",
            ),
        )


RULES = (
    is_kept_by_its_minutes,
    since_receipt("held_on"),
    at_least(
        "present",
        2,
        ("একজনে সভা হয় না। উপস্থিতি মিলিয়ে দেখুন।", "One person is no meeting. Check who was present."),
    ),
    not_answered(
        "quorum",
        {
            "no": (
                "কোরাম না হলে সভা হয়নি, তাই কথাও রাখা হয়নি। কোরামসহ সভা করে লিখুন।",
                (
                    "Without a quorum there was no meeting, so the promise is not kept. Hold one with a"
                    " quorum, then write its minutes."
                ),
            )
        },
    ),
    is_held_for_one_month,
)


class Minutes(Outcome):
    behind = ("held_on",)
    field_order = ("held_on", "present", "quorum", "words", "decisions", "copy_to")
    held_on = DayField(
        label=say_lazy("সভার দিন", "Held on"),
        missing=say_lazy("সভা কোন দিন হয়েছে, লিখুন", "Write the day of the meeting"),
    )
    present = WholeNumberField(
        label=say_lazy("উপস্থিত", "Present"),
        missing=say_lazy("কতজন উপস্থিত ছিলেন, লিখুন", "Write how many were present"),
        least=1,
        most=500,
    )
    quorum = ChoiceField(
        label=say_lazy("কোরাম পূর্ণ হয়েছে?", "Was there a quorum?"),
        missing=say_lazy("কোরাম পূর্ণ হয়েছে কি না, বেছে নিন", "Choose whether there was a quorum"),
        choices=YES_NO,
    )
    words = TextField(
        label=say_lazy("আলোচনা", "Proceedings"),
        help_text=say_lazy(
            "আগের সভার সিদ্ধান্তের অগ্রগতি আগে লিখুন", "Begin with what became of the last decisions"
        ),
        lines=6,
        max_length=8000,
    )
    decisions = TextField(
        label=say_lazy("সিদ্ধান্ত", "Decisions"),
        help_text=say_lazy(
            "প্রতি লাইনে একটি: সিদ্ধান্ত, কে করবেন, কবের মধ্যে", "One on each line: decision, who, by when"
        ),
        missing=say_lazy(
            "সিদ্ধান্ত লিখুন, না থাকলে লিখুন “কোনো সিদ্ধান্ত হয়নি”", "Write the decisions, or “none taken”"
        ),
        lines=5,
        max_length=5000,
    )
    copy_to = TextField(
        label=say_lazy("অনুলিপি", "Copies to"),
        help_text=say_lazy("প্রতি লাইনে একজন", "One on each line"),
        required=False,
        lines=3,
        max_length=1500,
    )


# The option of a row of the charter: within this many working days after the meeting its minutes are issued.
MINUTES_DAYS = "minutes_days"


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
    task_lines = ("decisions", "decision")
    # Since the second it is kept by what its sitting recorded, and its decisions are tasks.
    form_version = 2
    keep_words = say_lazy("সভা ও কার্যবিবরণী", "Meeting and minutes")
    is_kept_by_form = False
    result_words = say_lazy("সভার কার্যবিবরণী", "Minutes of the meeting")

    def own_duty(self, row: Service) -> str:
        """The month of the series opens by itself; a meeting beside it the charter promises to nobody."""
        if not is_monthly(row):
            return ""
        return say(
            "কেউ না চাইলেও কার্যালয় প্রতি মাসে এই সভা ডাকে; মাসের শেষ কার্যদিবসের মধ্যে না হলে কথা ভাঙে।",
            "The office holds this meeting every month, whoever asks or not; a month that ends without one is"
            " a broken promise.",
        )

    def promise(self, answers: Mapping[str, Any], row: Service) -> Promise | None:
        """Held by the day named. For the monthly series that is the month's last working day, and no
        ceiling of the row stands against it: what is promised is a meeting in every month, not one so many
        days after its notice.
        """
        hold_by = answers.get("hold_by")
        return Promise("by_date", until=date.fromisoformat(hold_by)) if hold_by else None

    def undertaking(self, answers: Mapping[str, Any], row: Service) -> Undertaking:
        """Where the row says within how many working days the minutes follow, that is a step of its own."""
        own, days = self.promise(answers, row), row.options.get(MINUTES_DAYS)
        if own is None or not isinstance(days, int):
            return undertaking_of(answers, row, own)
        held = Stage(AT_RECEIPT, own, "সভা", "meeting")
        minutes = Stage(STAGE_END, Promise("working_days", days), "কার্যবিবরণী", "minutes")
        return Undertaking(own, (held, minutes), row.may_extend)

    def make_rows(self, case: Case, *, now: datetime) -> None:
        adopt_meeting(case, now=now)

    def closing_page(self, case: Case) -> str:
        """The promise is kept on the page of its meeting; of one that nobody has called yet, where that is
        done.
        """
        sitting = sitting_of(case)
        return reverse("meeting", args=[sitting]) if sitting else reverse("call_for_case", args=[case.number])

    def panel(self, case: Case) -> Panel | None:
        rows = MEETINGS_OF_CASE(case.pk)
        return ("meeting/panel.html", {"meetings": rows}) if rows else None

    def open_due_cases(self, *, now: datetime) -> Iterable[Case]:
        return open_due_meetings(self.name, now=now)

    def result(self, case: Case) -> Result | None:
        """The minutes, and the last seal of the day before they were issued: many keep a copy, so nobody can
        rewrite it.
        """
        result = super().result(case)
        if result is None or case.state != case_transitions.KEPT:
            return result
        if parts := parts_of_minutes(case):
            result = replace(result, parts=parts)
        day = timezone.localdate(case.closed_at) - timedelta(days=1)
        seals = [
            (say("খতিয়ানের শেষ সিল", "Last seal of the ledger"), root.line())
            for root in day_roots(case.office, [day])
        ]
        return replace(result, parts=(*result.parts, *seals))

    def facts(self, case: Case) -> list[tuple[str, str]]:
        month = case.answers.get("month")
        return (
            [(say("মাস", "Month"), month_words(date.fromisoformat(month)))] if month else []
        ) + super().facts(case)


# Asked at each look at such a case: a row with six others along, which takes long to compose.
MEETINGS_OF_CASE = CompiledQuery(
    lambda: MeetingRow.objects.with_related().filter(case=CompiledQuery.parameter(0)).order_by("number")
)


def sitting_of(case: Case) -> int | None:
    """The key of the meeting that is to keep a case: neither adjourned nor cancelled."""
    rows = MeetingRow.objects.filter(case=case).exclude(state__in=VOID)
    return rows.values_list("pk", flat=True).first()


def parts_of_minutes(case: Case) -> tuple[tuple[str, str], ...]:
    """The issued version in words; nothing of a meeting from before there were sittings."""
    if not (key := case.outcome.get("meeting")):
        return ()
    newest = MinutesVersion.objects.filter(meeting=key).order_by("-version").first()
    return tuple(minutes_parts(newest.data)) if newest and newest.data else ()


def month_words(month: date) -> str:
    """নভেম্বর ২০২৬."""
    return f"{month_name(month.month, language())} {digits(month.year, language())}"


KIND = Meeting()
