"""The share of objections in Today: lists whose objections wait for an answer, which keeps them undrawn."""

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.safestring import SafeString

from ongikar.core.db.index_conditions import literal
from ongikar.core.i18n.say import say
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.today_lines import (
    LATE,
    SHOWN,
    TO_VERIFY,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)

from . import words
from .models import Batch
from .states import CLOSED, FROZEN

# Where a list may still be corrected.
STATES = [literal(FROZEN), literal(CLOSED)]


def today_of_objections(question: TodayQuestion) -> TodayShare:
    """They lie with the whole office, as the batch does."""
    office, now = question.office, question.now
    if not question.desk.has(office.pk, STAFF_ROLES):
        return TodayShare()
    waiting = Count(
        "freezes__objections",
        filter=Q(freezes__objections__isnull=False, freezes__objections__answer__isnull=True),
    )
    rows = Batch.objects.filter(office=office, state__in=STATES, call__isnull=False)
    found = list(
        rows.select_related("course", "call")
        .annotate(waiting=waiting)
        .filter(waiting__gt=0)
        .order_by("call__draw_at", "id")[:SHOWN]
    )
    late = [each for each in found if each.call.draw_at <= now]
    sections = [
        TodayLines(LATE, [objections_line(each, now) for each in late]),
        TodayLines(TO_VERIFY, [objections_line(each, now) for each in found if each not in late]),
    ]
    return TodayShare(sections=[each for each in sections if each.lines])


def objections_line(batch: Batch, now: datetime) -> TodayLine:
    n: int = batch.waiting  # type: ignore[attr-defined]  # annotated above
    url = reverse("batch_objections", args=[batch.number])
    return TodayLine(
        due=batch.call.draw_at,
        who=words.batch_title(batch),
        url=url,
        what=say("তালিকায় {n}টি আপত্তি", "{n} [objection|objections] to the list", n=n),
        about=say("আপত্তি", "Objections"),
        owner_and_number=words.batch_number(batch),
        bar=SafeString(""),
        words=say("লটারি {day}", "Draw on {day}", day=words.short_day(batch.call.draw_at)),
        act_url=url,
        act_words=say("উত্তর দিন", "Answer"),
        is_late=batch.call.draw_at <= now,
    )
