"""The share of complaints and appeals in Today and in the menu's counts: for those who decide, what is late
or due today, what nobody has taken on yet, the hearings of the day, and remedies that are owed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from operator import add

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.text import capfirst

from ongikar.cases.case_promise import display_promise
from ongikar.clock.bar_svg import BAR_FORMS, draw_svg
from ongikar.core.db.capped_count import COUNTED_UP_TO, CappedCount
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import page_of
from ongikar.core.i18n.say import language, say
from ongikar.people.post_holders import TIER_ROLES
from ongikar.people.section_counts import CountedFor, SectionCount, count_words
from ongikar.people.today_lines import (
    DUE_TODAY,
    LATE,
    SHOWN,
    TO_BEGIN,
    AsideRow,
    TodayCountedFor,
    TodayLine,
    TodayLines,
    TodayQuestion,
    TodayShare,
)
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task

from .handling.matter_lists import ORIGIN, called_hearings, coming_hearings, is_today_or_before, open_remedies
from .handling.stage_list import DeskStages, with_row_facts
from .handling.steps import likely_act
from .house_rules import house_rules
from .models import Inquiry, Stage
from .transitions import FILED
from .upward.yearly import meeting_owed
from .words import filed_as, stage_status, stage_title


def today_of_grievances(question: TodayQuestion) -> TodayShare:
    """Nothing of what the person is in conflict with."""
    desk_stages, now = DeskStages(question.holder, question.office), question.now
    if not desk_stages.posts:
        return TodayShare()
    tonight = datetime.combine(now.astimezone(TZ).date() + timedelta(days=1), datetime.min.time(), TZ)
    stages = first_stages(desk_stages, tonight)
    late = [stage for stage in stages if stage.clock.due_at < now]
    due_today = [stage for stage in stages if stage.clock.due_at >= now]
    sections = [section(LATE, late, now), section(DUE_TODAY, due_today, now)]
    sections.append(section(TO_BEGIN, waiting_for_screening(desk_stages, now), now))
    soon = [due for due in desk_stages.first_due if tonight <= due < tonight + WEEK]
    return TodayShare(
        sections=[each for each in sections if each.lines],
        in_office=hearing_rows(desk_stages, now),
        for_others=remedy_rows(desk_stages, now),
        soon=len(soon),
    )


WEEK = timedelta(days=7)
# One more than a section shows, to know of others; those read may all fall into one section.
READ = SHOWN + 1


def first_stages(desk_stages: DeskStages, until: datetime) -> list[Stage]:
    """Those due before a moment, the first due first."""
    known = desk_stages.open_clocks()[:READ] if desk_stages.few is None else desk_stages.few
    keys = [key for due, key in known if due < until][:READ]
    stages = with_row_facts(Stage.objects.filter(clock__in=keys))
    return sorted(stages, key=lambda stage: (stage.clock.due_at, stage.clock_id))


def waiting_for_screening(desk_stages: DeskStages, now: datetime) -> list[Stage]:
    """What nobody has taken on though the days for it are over, the oldest first, of those due first."""
    keys = [key for due, key in (desk_stages.few or ()) if due >= now]
    rows = with_row_facts(
        Stage.objects.filter(clock__in=keys, accepted_at__isnull=True, grievance__state=FILED)
    )
    days = house_rules(desk_stages.office.slug).screening_days
    late = [stage for stage in rows if is_screening_late(stage, days, now)]
    return sorted(late, key=lambda stage: stage.pk)[:READ]


def is_screening_late(stage: Stage, days: int, now: datetime) -> bool:
    filed = stage.filed_at.astimezone(TZ).date()
    return now.astimezone(TZ).date() > stage.clock.calendar.add_working_days(filed, days)


def section(name: str, stages: Sequence[Stage], now: datetime) -> TodayLines:
    page = page_of(stages, SHOWN)
    lines = [today_line(stage, name, now) for stage in page.rows]
    return TodayLines(name, lines, COUNTED_UP_TO if page.last else None, reverse("desk_grievances"))


def today_line(stage: Stage, name: str, now: datetime) -> TodayLine:
    grievance = stage.grievance
    url = reverse("desk_grievance", args=[grievance.number])
    act = likely_act(stage, now)
    return TodayLine(
        due=stage.clock.due_at,
        who=f"{capfirst(stage_title(stage))} · {filed_as(grievance)}",
        url=url,
        what=grievance.get_about_display(),
        about=grievance.respondent.title,
        owner_and_number=digits(grievance.number, language()),
        bar=draw_svg(display_promise(stage.clock, now).drawing, BAR_FORMS["mini"], f"stage-bar-{stage.pk}"),
        words=say("গ্রহণ করা বাকি", "not taken on yet") if name == TO_BEGIN else stage_status(stage, now)[1],
        act_url=act.url,
        act_words=act.words,
        is_late=name == LATE,
    )


def hearing_rows(desk_stages: DeskStages, now: datetime) -> list[AsideRow]:
    """The hearings of today, and those that were held and are not written down."""
    due = [each for each in coming_hearings(desk_stages) if is_today_or_before(each, now)]
    words = say("শুনানি: আজ, আর যা লেখা বাকি", "Hearings of today, or to be written down")
    return [AsideRow(words, reverse("desk_hearings"), count_words(len(due)))] if due else []


def remedy_rows(desk_stages: DeskStages, now: datetime) -> list[AsideRow]:
    owed, url = open_remedies(desk_stages), reverse("desk_remedies")
    check = sum(bool(each.task.check_clock_id) for each in owed)
    late = sum(not each.task.check_clock_id and each.task.clock.is_late(now) for each in owed)
    lines = (
        (check, say("প্রতিকার: আপনার যাচাই বাকি", "Remedies that wait for your check")),
        (late, say("প্রতিকার: সময় পেরিয়েছে", "Remedies past their day")),
    )
    return [AsideRow(words, url, count_words(count)) for count, words in lines if count]


def today_of_meeting(question: TodayQuestion) -> TodayShare:
    """That a year without complaints needs a meeting, until it is planned."""
    if not meeting_owed(question.office, question.now):
        return TodayShare()
    words = say("অভিযোগহীন বছর: অংশীজন সভা ঠিক করুন", "A year without complaints: plan the stakeholder meeting")
    return TodayShare(in_office=[AsideRow(words, reverse("desk_stakeholder_meeting"), "")])


def count_of_stages(wanted: CountedFor) -> Combinable:
    """What waits for the posts to decide, by the index of what is open."""
    rows = [
        Stage.objects.filter(**equal_by_range(post_id=post), closed_at__isnull=True) for post in wanted.posts
    ]
    return reduce(add, [CappedCount(each.order_by("post_id", "clock_id")) for each in rows])


def count_of_hearings(wanted: CountedFor) -> Combinable:
    """Those that are called, by the index of what is to come."""
    return reduce(add, [CappedCount(called_hearings(post=post)) for post in wanted.posts])


def count_of_remedies(wanted: CountedFor) -> Combinable:
    """What is owed to those who complained and was right, by the index of open tasks of an origin."""
    rows = Task.objects.filter(office=wanted.office, origin=ORIGIN, ended_at__isnull=True).order_by(
        "clock_id"
    )
    return reduce(add, [CappedCount(rows.filter(check_post=post)) for post in wanted.posts])


COUNTS = (
    SectionCount("grievances", TIER_ROLES, count_of_stages),
    SectionCount("hearings", TIER_ROLES, count_of_hearings),
    SectionCount("remedies", TIER_ROLES, count_of_remedies),
)


def open_inquiries(counted: TodayCountedFor) -> Combinable:
    rows = Inquiry.objects.filter(ended_at=None).order_by()
    return sum((CappedCount(rows.filter(post=post)) for post in counted.posts), Value(0))


def today_of_handling(question: TodayQuestion) -> TodayShare:
    rows = []
    if count := question.count("inquiries"):
        words = say("তদন্ত প্রতিবেদন দিতে হবে", "Inquiries to report")
        rows.append(AsideRow(words, reverse("desk_inquiries"), count_words(count)))
    return TodayShare(in_office=rows)
