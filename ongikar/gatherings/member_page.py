"""What a member sees of a roster: timetable, answers, attendance so far and the ticket.

Kinds put the same on the citizen's page with the template gatherings/parts/member.html.
"""

from datetime import datetime
from typing import Any

from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.offices.sites import site_of
from ongikar.papers.pdf import square_code
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.calendar.timed_events import TimedEvent, timed_events_file

from . import transitions
from .attendance import attendance_of_member
from .models import Gathering, Mark, Member, Reply
from .replies import last_replies
from .tickets import shown_ticket
from .words import mark_words, span_words


def member_context(member: Member, *, now: datetime, with_code: bool = True) -> dict[str, Any]:
    """`member.roster.office` must be at hand. Without the code where the page may be seen by others."""
    gatherings = list(
        Gathering.objects.filter(roster=member.roster)
        .exclude(state=transitions.MOVED)
        .select_related("place")
        .order_by("starts_at", "id")
    )
    marks = {
        mark.gathering_id: mark
        for mark in Mark.objects.that_stand().filter(member=member, gathering__in=gatherings)
    }
    replies = last_replies(gatherings, member)
    ticket = member.read_ticket() or "" if with_code else ""
    site = site_of(member.roster.office)
    rows = [
        timetable_row(each, marks.get(each.pk), replies.get(each.pk), now)
        for each in gatherings
        if member.is_member_on(each.day)
    ]
    return {
        "member": member,
        "roster": member.roster,
        "rows": rows,
        "totals": attendance_of_member(member, now=now),
        "next": next((row for row in rows if row["is_coming"]), None),
        "ticket": shown_ticket(ticket),
        "code": square_code(f"{site}{reverse('ticket', args=[ticket])}") if ticket else "",
        "calendar": reverse("ticket_calendar", args=[ticket]) if ticket else "",
    }


def timetable_row(
    gathering: Gathering, mark: Mark | None, reply: Reply | None, now: datetime
) -> dict[str, Any]:
    is_coming = gathering.state in transitions.COMING and gathering.ends_at > now
    day = now.astimezone(TZ).date()
    return {
        "gathering": gathering,
        "when": span_words(gathering),
        "state": gathering.get_state_display(),
        "is_cancelled": gathering.state in transitions.GONE,
        "is_coming": is_coming,
        "is_open": gathering.is_open(now),
        "mark": own_mark_words(mark) if mark else "",
        "is_absent": bool(mark and mark.value == Mark.ABSENT),
        "reply": reply,
        "reply_words": reply.in_words if reply else "",
        "may_reply": is_coming
        and gathering.state != transitions.OPENED
        and (gathering.reply_by is None or day <= gathering.reply_by),
    }


def own_mark_words(mark: Mark) -> str:
    """What stands of them; of what a mobile number said, that it does not count by itself."""
    if mark.is_without_ticket:
        return say(
            "মোবাইল নম্বরে জানানো হয়েছে, প্রশিক্ষক মিলিয়ে দেখবেন", "Said by mobile number; the trainer checks it"
        )
    return mark_words(mark.value)


def gathering_event(gathering: Gathering, words: str, url: str = "") -> TimedEvent:
    """A gathering as a calendar program takes it."""
    return TimedEvent(
        uid=gathering.uid,
        sequence=gathering.sequence,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        words=words,
        where=gathering.where,
        url=url,
        is_cancelled=gathering.state in transitions.GONE,
        is_tentative=gathering.state == transitions.PLANNED,
    )


def calendar_host(office: Office) -> str:
    """What the identities of the office's calendar entries end in, the same wherever they are given out."""
    return site_of(office).partition("://")[2] or office.slug


def member_calendar(member: Member, *, host: str, url: str, language: str, now: datetime) -> str:
    """The timetable of a member as a calendar file."""
    rows = Gathering.objects.filter(roster=member.roster).exclude(state=transitions.MOVED)
    events = [
        gathering_event(each, f"{each.title} · {member.roster.title}", url)
        for each in rows.select_related("place").order_by("starts_at", "id")
        if member.is_member_on(each.day)
    ]
    return timed_events_file(events, name=member.roster.title, language=language, host=host, stamp=now)
