"""The share of requests for information in Today: what is late, due today, and soon to be refused or not."""

from datetime import datetime

from django.urls import reverse

from ongikar.cases.case_promise import display_promise
from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.core.i18n.say import language, say
from ongikar.people.section_counts import count_words
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    AsideRow,
    TodayCount,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from .desk_list import count_open_appeals, count_to_answer, to_answer
from .models import InformationRequest
from .words import state_tag


def today_of_rti(question: TodayQuestion) -> TodayShare:
    """What the person's posts owe: late requests and those of today as lines, the rest in a row."""
    if not question.posts:
        return TodayShare()
    now, today = question.now, question.now.astimezone(TZ).date()
    waiting = to_answer(question.desk, question.office) if question.count("rti_to_answer") else []
    late = [asked for asked in waiting if asked.open_clock.is_overdue(now)]
    due = [asked for asked in waiting if asked.open_clock.due_at.astimezone(TZ).date() == today]
    due = [asked for asked in due if asked not in late]
    parts = ((LATE, late), (DUE_TODAY, due))
    others = len(waiting) - len(late) - len(due) + question.count("rti_appeals")
    rows = [
        AsideRow(say("তথ্যের আবেদন", "Requests for information"), reverse("desk_rti"), count_words(others))
    ]
    return TodayShare(
        sections=[
            TodayLines(name, [line(asked, now) for asked in found[:SHOWN]], more=reverse("desk_rti"))
            for name, found in parts
            if found
        ],
        in_office=rows if others else [],
    )


def line(asked: InformationRequest, now: datetime) -> TodayLine:
    clock = asked.open_clock
    url = reverse("desk_rti_request", args=[asked.number])
    return TodayLine(
        due=clock.due_at,
        who=asked.applicant.shown_name,
        url=url,
        what=asked.text.splitlines()[0] if asked.text else "",
        about=say("তথ্যের আবেদন", "Request for information"),
        owner_and_number=digits(asked.number, language()),
        bar=draw_svg(display_promise(clock, now).drawing, BAR_FORMS["mini"], f"rti-bar-{asked.pk}"),
        words=state_tag(asked, now)[1],
        act_url=reverse("desk_rti_act", args=[asked.number, "provide"]),
        act_words=say("উত্তর দিন", "Answer"),
        is_late=clock.is_overdue(now),
    )


TODAY_COUNTS: dict[str, TodayCount] = {
    "rti_appeals": lambda counted: count_open_appeals(counted.posts, counted.office),
    "rti_to_answer": lambda counted: count_to_answer(counted.posts, counted.office),
}
