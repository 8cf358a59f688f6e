"""The share of meetings in Today: what the secretary has to do next, and minutes that wait for the chair."""

from datetime import timedelta

from django.urls import reverse

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import say
from ongikar.people.today_lines import AsideRow, TodayQuestion, TodayShare

from .models import Meeting
from .transitions import APPROVED, CALLED, CIRCULATED, HELD, SITTING
from .wording import meeting_title

# As the index of just these says it, which SQLite otherwise does not use.
UNDER_WAY = [sql_literal(state) for state in (CALLED, SITTING, HELD, CIRCULATED, APPROVED)]
# Rows of the right column; more stand on the page of meetings.
MOST = 6
SOON = timedelta(days=14)
NEXT = {
    SITTING: ("সভা চলছে: {title}", "Sitting now: {title}"),
    HELD: ("কার্যবিবরণী পাঠানো বাকি: {title}", "Minutes to put to the chair: {title}"),
    CIRCULATED: ("সভাপতির অনুমোদন বাকি: {title}", "Waiting for the chair: {title}"),
    APPROVED: ("কার্যবিবরণী জারি বাকি: {title}", "Minutes to be issued: {title}"),
}


def today_of_meetings(question: TodayQuestion) -> TodayShare:
    """One statement: the meetings of the office that are under way, in the order of their days."""
    rows = Meeting.objects.select_related("committee", "case").filter(
        office=question.office, state__in=UNDER_WAY, starts_at__lt=question.now + SOON
    )
    found = list(rows.order_by("starts_at")[:MOST])
    ours = [row for row in found if row.state != CIRCULATED]
    theirs = [row for row in found if row.state == CIRCULATED]
    return TodayShare(in_office=list(map(aside_row, ours)), for_others=list(map(aside_row, theirs)))


def aside_row(meeting: Meeting) -> AsideRow:
    title = meeting_title(meeting)
    if meeting.state != CALLED:
        words = say(*NEXT[meeting.state], title=title)
    elif meeting.notice_id is None:
        words = say("নোটিশ পাঠানো বাকি: {title}", "Notice to be sent: {title}", title=title)
    else:
        words = say("সভা: {title}", "Meeting: {title}", title=title)
    day = say("{day}", "{day}", day=meeting.starts_at.date())
    return AsideRow(words, reverse("meeting", args=[meeting.pk]), day)
