"""The share of gatherings in Today: what takes place today, and what is over and not recorded yet."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString

from ongikar.core.db.index_conditions import literal
from ongikar.core.i18n.say import say
from ongikar.people.desk import STAFF_ROLES
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Gathering
from .rights import shown_to_staff
from .words import clock_words, sort_words, time_words

# What was left open longer ago is no work of a day any more: it stands in the list of what was.
LOOKED_BACK = timedelta(days=30)
# As the index of just these says it, which SQLite otherwise does not use.
COMING_STATES = [literal(state) for state in sorted(transitions.COMING)]


def today_of_gatherings(question: TodayQuestion) -> TodayShare:
    """They lie with the whole office: whoever is there opens the door."""
    office, now = question.office, question.now
    if not question.desk.has(office.pk, STAFF_ROLES):
        return TodayShare()
    tonight = datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), datetime.min.time(), TZ)
    rows = list(
        shown_to_staff(Gathering.objects.filter(office=office))
        .filter(starts_at__gte=now - LOOKED_BACK, starts_at__lt=tonight, state__in=COMING_STATES)
        .select_related("place")
        .order_by("office_id", "starts_at", "id")[: SHOWN + 1]
    )
    over = [each for each in rows if each.ends_at < now]
    today = [each for each in rows if each.ends_at >= now]
    sections = [
        TodayLines(LATE, [gathering_line(each, is_over=True) for each in over[:SHOWN]]),
        TodayLines(DUE_TODAY, [gathering_line(each, is_over=False) for each in today[:SHOWN]]),
    ]
    return TodayShare(sections=[each for each in sections if each.lines])


def gathering_line(gathering: Gathering, *, is_over: bool) -> TodayLine:
    if is_over:
        words = say("{when}: উপস্থিতি লেখা বাকি", "{when}: not recorded", when=time_words(gathering.starts_at))
        act, act_words = "record", say("লিখে শেষ করুন", "Record")
    else:
        words = f"{clock_words(gathering.starts_at)}–{clock_words(gathering.ends_at)}"
        act, act_words = "", say("উপস্থিতি", "Attendance")
    url = reverse("gathering", args=[gathering.pk])
    return TodayLine(
        due=gathering.ends_at,
        who=gathering.title,
        url=url,
        what=gathering.where,
        about=sort_words(gathering.sort),
        owner_and_number="",
        bar=SafeString(""),
        words=words,
        act_url=reverse("gathering_act", args=[gathering.pk, act]) if act else url,
        act_words=act_words,
        is_late=is_over,
    )
