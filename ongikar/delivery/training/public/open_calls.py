"""The calls that are open now: on the public home page with the days that are left and the way to apply."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from ongikar.cases.slots import HOME
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.i18n.say import language, say
from ongikar.core.slots import Answer
from ongikar.delivery.training import states, words
from ongikar.delivery.training.models import Batch, Call
from ongikar.delivery.training.result import takes_applications
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import time_words
from ongikar.rules.calendar.office_calendar import TZ

# So many are shown; all stand on the page of trainings.
SHOWN = 3
# Those that begin first are read. A call that is over leaves the state within a round of the worker.
MOST_READ = 20


@dataclass(frozen=True, slots=True)
class OpenCall:
    """`apply_url`: the form, with this batch chosen, or the list of whoever nominates."""

    title: str
    line: str
    url: str
    until: str
    days_left: str
    is_last_day: bool
    apply_url: str
    apply_words: str


def open_calls_of(office: Office, now: datetime) -> list[Call]:
    """The one that closes first in front."""
    batches = Batch.objects.filter(**equal_by_range(office_id=office.pk), state=states.CALLED)
    # By the index of the states: of an office and a state in the order of the first class.
    rows = batches.order_by("office_id", "state", "starts_on").select_related(
        "course", "place", "call__service"
    )
    calls = []
    for batch in rows[:MOST_READ]:
        call = batch.call
        call.batch = batch
        if takes_applications(batch, call, now):
            calls.append(call)
    return sorted(calls, key=lambda call: (call.closes_at, call.pk))


def apply_url(call: Call) -> str:
    if call.audience == Call.PUBLIC:
        return f"{reverse('apply', args=[call.service.code])}?call={call.pk}"
    return reverse("training_nominate", args=[call.batch.number])


def apply_words(call: Call) -> str:
    if call.audience == Call.PUBLIC:
        return say("আবেদন করুন", "Apply")
    return say("মনোনয়ন পাঠান", "Send a nomination")


def days_left(call: Call, now: datetime) -> int:
    """Days of the calendar: whoever applies online need not find the office open."""
    return (call.closes_at.astimezone(TZ).date() - now.astimezone(TZ).date()).days


def days_left_words(days: int) -> str:
    if days <= 0:
        return say("আজই শেষ দিন", "Last day")
    return say("আর {n} দিন", "{n} [day|days] left", n=days)


def until_words(call: Call) -> str:
    """Its last day and moment."""
    at = call.closes_at.astimezone(TZ)
    return say(
        "আবেদন {day}, {time} পর্যন্ত",
        "Apply by {day}, {time}",
        day=words.long_day(at),
        time=time_words(at, language()),
    )


def lines_of(calls: list[Call], now: datetime) -> Iterator[OpenCall]:
    for call in calls:
        left = days_left(call, now)
        yield OpenCall(
            words.batch_title(call.batch),
            words.batch_line(call.batch),
            reverse("training_call", args=[call.batch.number]),
            until_words(call),
            days_left_words(left),
            left <= 0,
            apply_url(call),
            apply_words(call),
        )


def open_calls_part(*, request: OfficeRequest, now: datetime) -> Answer | None:
    calls = open_calls_of(request.office, now)
    if not calls:
        return None
    context = {
        "calls": list(lines_of(calls[:SHOWN], now)),
        "more": len(calls) - SHOWN,
        "until": calls[0].closes_at,
    }
    return "training/public/open_calls.html", context


HOME.add(open_calls_part, order=10)
