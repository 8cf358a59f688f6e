"""What whoever presides over a committee finds on Today: minutes to approve, what was decided and is not
done, and the meetings that come.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import add

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.safestring import SafeString

from ongikar.core.db.capped_count import CappedCount
from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import language, say
from ongikar.people.today_lines import (
    DECIDED,
    SHOWN,
    TO_APPROVE,
    AsideRow,
    TodayCountedFor,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.rules.bangla.text import day_month
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task
from ongikar.tasks.promise import short_standing_words

from .agenda import in_order, open_tasks, task_line
from .models import Meeting, Membership
from .transitions import APPROVED, CALLED, CIRCULATED, HELD, SITTING
from .wording import meeting_title

# As the index of just these says it, which SQLite otherwise does not use.
UNDER_WAY = [sql_literal(state) for state in (CALLED, SITTING, HELD, CIRCULATED, APPROVED)]
SOON = timedelta(days=14)
MOST = 6


def chairs_held(counted: TodayCountedFor) -> Combinable:
    """Whether a post has or had a chair."""
    seats = Membership.objects.filter(capacity=Membership.CHAIR).order_by()
    return reduce(add, (CappedCount(seats.filter(post=post), 1) for post in counted.posts), Value(0))


def today_of_chair(question: TodayQuestion) -> TodayShare:
    if not question.count("chairs_held"):
        return TodayShare()
    now = question.now
    seats = Membership.objects.on(now.astimezone(TZ).date()).order_by("committee")
    chairs = seats.filter(post__in=question.posts, capacity=Membership.CHAIR).select_related("committee")
    committees = [seat.committee for seat in chairs if seat.committee.office_id == question.office.pk]
    if not committees:
        return TodayShare()
    rows = Meeting.objects.select_related("committee", "case").filter(
        office=question.office, state__in=UNDER_WAY, starts_at__lt=now + SOON, committee__in=committees
    )
    meetings = list(rows.order_by("starts_at")[:SHOWN])
    decided = in_order([task for committee in committees for task in open_tasks(committee, now)], now)
    sections = [
        TodayLines(TO_APPROVE, [minutes_line(each) for each in meetings if each.state == CIRCULATED]),
        TodayLines(
            DECIDED, [decided_line(each, now) for each in decided[:SHOWN]], len(decided), reverse("meetings")
        ),
    ]
    return TodayShare(
        sections=[each for each in sections if each.lines],
        in_office=[coming_row(each) for each in meetings if each.state in (CALLED, SITTING)][:MOST],
    )


def minutes_line(meeting: Meeting) -> TodayLine:
    page = reverse("meeting", args=[meeting.pk])
    return TodayLine(
        due=meeting.starts_at,
        who=meeting_title(meeting),
        url=page,
        what=meeting.place,
        about=say("কার্যবিবরণী", "Minutes"),
        owner_and_number=meeting.number_words,
        bar=SafeString(""),
        words=say("সভা হয়েছে {day}", "Held on {day}", day=day_words(meeting.starts_at)),
        act_url=page,
        act_words=say("পড়ে অনুমোদন", "Read and approve"),
    )


def decided_line(task: Task, now: datetime) -> TodayLine:
    """Leads to the meeting that decided it: the task itself is the office's."""
    line = task_line(task, now)
    decision = getattr(task, "decision", None)
    page = reverse("meeting", args=[decision.meeting_id]) if decision else reverse("meetings")
    return TodayLine(
        due=task.clock.due_at,
        who=task.title,
        url=page,
        what=line.meeting,
        about=line.owner,
        owner_and_number=say("সিদ্ধান্ত {n}", "Decision {n}", n=line.number),
        bar=line.bar,
        words=short_standing_words(task, now),
        is_late=line.stands.is_late,
    )


def coming_row(meeting: Meeting) -> AsideRow:
    words = say("সভা: {title}", "Meeting: {title}", title=meeting_title(meeting))
    return AsideRow(words, reverse("meeting", args=[meeting.pk]), day_words(meeting.starts_at))


def day_words(moment: datetime) -> str:
    return day_month(moment.astimezone(TZ).date(), language())
