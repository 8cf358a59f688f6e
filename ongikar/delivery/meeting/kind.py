"""Meeting: the committee meets every month, whoever asks or not; a month without a meeting is a broken
promise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from ongikar.cases.actions import calendar_in_force, receive_case
from ongikar.cases.kinds import Intake, Kind, Missing, Outcome, Result
from ongikar.cases.kinds.intake_forms import YES_NO
from ongikar.cases.kinds.outcome_rules import at_least, not_answered, since_receipt
from ongikar.cases.models import Case
from ongikar.charter.models import CharterVersion, Service
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER
from ongikar.offices.day_roots import day_roots
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, month_name, month_span
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.promise import Promise


class MeetingRequest(Intake):
    """A meeting beside the monthly ones."""

    ahead = rests_on = ("hold_by",)
    subject = TextField(
        label=say_lazy("সভার বিষয়", "Subject of the meeting"),
        missing=say_lazy("সভার বিষয় লিখুন", "Write the subject of the meeting"),
    )
    hold_by = DayField(
        label=say_lazy("যে দিনের মধ্যে সভা হবে", "To be held by"),
        missing=say_lazy("কোন দিনের মধ্যে সভা চান, লিখুন", "Write by which day you want the meeting"),
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


RULES = (
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
        missing=say_lazy("আলোচনার বিবরণ লিখুন", "Write the proceedings"),
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


MONTHLY = "monthly"


def open_due_meetings(word: str, *, now: datetime) -> Iterator[Case]:
    """Open this month's meeting of each monthly row in force, and any month missed since the last one opened.

    Each is received at the opening of its month's first working day, whenever this runs: after any downtime
    the result is the same. One statement for all offices when nothing is due.
    """
    today = now.astimezone(TZ).date()
    month, _ = month_span(today)
    for row in rows_without(word, month, today):
        if not is_monthly(row):
            continue
        # An office whose calendar is broken keeps no other office from its meeting.
        opened: list[Case] = []
        run_isolated(f"the monthly meeting of row {row.pk}", open_owed_months, word, row, month, now, opened)
        yield from opened


def is_monthly(row: Service) -> bool:
    return row.options.get("series", MONTHLY) == MONTHLY


def open_owed_months(word: str, row: Service, month: date, now: datetime, opened: list[Case]) -> int:
    """Open the months that one row owes by `now`, adding each to `opened`; returns how many."""
    office = row.version.office
    calendar = calendar_in_force(office).calendar
    for owed in owed_months(office, row, month):
        opens = first_opening(calendar, max(owed, row.version.effective_from))
        if opens <= now:
            opened.append(open_month(word, office, row, calendar, owed, opens))
    return len(opened)


def rows_without(word: str, month: date, today: date) -> QuerySet[Service]:
    """The rows of this kind in the charters in force for which the month's case has not been opened."""
    in_force = CharterVersion.objects.in_force_on(today).filter(office=OuterRef("version__office"))
    opened = Case.objects.filter(
        submission=Concat(
            Value(f"{word}-"),
            Cast(OuterRef("version__office"), CharField()),
            Value("-"),
            OuterRef("code"),
            Value(f"-{month:%Y-%m}"),
            output_field=CharField(),
        )
    )
    rows = Service.objects.filter(version=Subquery(in_force.order_by("-number").values("pk")[:1]), kind=word)
    return (
        rows.exclude(Exists(opened)).select_related("version__office").order_by("version__office", "position")
    )


def month_submission(word: str, office: Office, code: str, month: date) -> str:
    """The key that makes a month of a row one case, however often it is opened."""
    return f"{word}-{office.pk}-{code}-{month:%Y-%m}"


def owed_months(office: Office, row: Service, month: date) -> Iterator[date]:
    """The months after the last one opened, up to `month`; only `month` where none was."""
    last = (
        Case.objects.filter(
            office=office, channel=Case.PLANNED, service__code=row.code, answers__has_key="month"
        )
        .order_by("-id")
        .first()
    )
    owed = month_span(date.fromisoformat(last.answers["month"]))[1] if last else month
    while owed <= month:
        yield owed
        owed = month_span(owed)[1]


def first_opening(calendar: Calendar, day: date) -> datetime:
    """When the office opens on the first working day from `day` on."""
    return calendar.windows(calendar.next_open_day(day - timedelta(days=1)))[0][0]


def open_month(
    word: str, office: Office, row: Service, calendar: Calendar, month: date, opens: datetime
) -> Case:
    """Nobody applies; the post that answers for the row owes it by the month's last working day."""
    # In a month without any working day the promise rolls to the next one.
    hold_by = max(calendar.previous_open_day(month_span(month)[1]), month)
    return receive_case(
        service=row,
        person=None,
        answers={"month": month.isoformat(), "hold_by": hold_by.isoformat()},
        channel=Case.PLANNED,
        submission=month_submission(word, office, row.code, month),
        now=opens,
        actor=WORKER,
    )


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
    keep_words = say_lazy("কার্যবিবরণী জারি করুন", "Issue the minutes")
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

    def open_due_cases(self, *, now: datetime) -> Iterable[Case]:
        return open_due_meetings(self.name, now=now)

    def result(self, case: Case) -> Result | None:
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

    def facts(self, case: Case) -> list[tuple[str, str]]:
        month = case.answers.get("month")
        return (
            [(say("মাস", "Month"), month_words(date.fromisoformat(month)))] if month else []
        ) + super().facts(case)


def month_words(month: date) -> str:
    """নভেম্বর ২০২৬."""
    return f"{month_name(month.month, language())} {digits(month.year, language())}"


KIND = Meeting()
