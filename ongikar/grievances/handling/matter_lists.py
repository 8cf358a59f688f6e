"""The hearings and the remedies before those who decide: what is to come or still owed, and what is over, a
page at a time. Nothing of what the person is in conflict with.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from ongikar.core.db.pages import page_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models import Task

from ..models import BookLine, Hearing, Remedy, Stage
from .stage_list import DeskStages

PAGE = 25
# How many decisions are looked through for what they led to, and how many hearings for those of a post.
DECISIONS_A_PAGE = LINES_A_PAGE = 100
ORIGIN = "remedy"
# More lines than this no register has in a year.
SERIALS_A_YEAR = 1_000_000
# Beyond this many open ones an office has other troubles than a list.
MOST_OPEN = 500
WITH_STAGE = ("stage__grievance__respondent", "stage__grievance__complainant", "stage__post")


@dataclass(frozen=True, slots=True)
class MatterPage[Row]:
    """`after`: the key from which the next page goes on; None on the last."""

    rows: list[Row]
    after: int | None = None


def those_to_check(desk_stages: DeskStages, rows: list[Remedy]) -> list[Remedy]:
    """Those that the person checks or whose stage they may decide: a check may have come to them from
    another post. What they are part of is not among them.
    """
    stages = Stage.objects.filter(pk__in={each.stage_id for each in rows})
    free = set(desk_stages.conflicts.leave_out_barred(stages).order_by().values_list("pk", flat=True))
    return [each for each in rows if each.stage_id in free]


def those_to_decide[Row: (Hearing, Remedy)](desk_stages: DeskStages, rows: list[Row]) -> list[Row]:
    """Those of them whose stage the person may decide."""
    stages = Stage.objects.filter(pk__in={each.stage_id for each in rows})
    allowed = set(desk_stages.of_person(stages).order_by().values_list("pk", flat=True))
    return [each for each in rows if each.stage_id in allowed]


def called_hearings(**of_stage: Any) -> QuerySet[Hearing]:
    """Those that are called at stages of which this is so, off the index of just these.

    Asked of each in its turn: a join may be read from its other end, which is all stages of a post.
    """
    rows = Hearing.objects.filter(recorded_at__isnull=True, ended_at__isnull=True)
    mine = Stage.objects.filter(pk=OuterRef("stage"), **of_stage).order_by().values("pk")[:1]
    return rows.alias(mine=Subquery(mine)).filter(mine__isnull=False).order_by("stage_id")


def coming_hearings(desk_stages: DeskStages) -> list[Hearing]:
    """Those that are called, the first to come first: few, however long the office has heard people."""
    rows = called_hearings(post__in=desk_stages.posts).select_related("gathering", "apart", *WITH_STAGE)
    called = those_to_decide(desk_stages, list(rows[:MOST_OPEN]))
    return sorted(called, key=lambda each: (each.gathering.starts_at, each.pk))


def is_today_or_before(hearing: Hearing, now: datetime) -> bool:
    return hearing.gathering.starts_at.astimezone(TZ).date() <= now.astimezone(TZ).date()


def lines_before(desk_stages: DeskStages, book: str, before: int | None) -> QuerySet[BookLine]:
    """The lines of a register, the newest first, from a mark on."""
    lines = BookLine.objects.filter(office=desk_stages.office, book=book)
    if before:
        year, serial = divmod(before, SERIALS_A_YEAR)
        lines = lines.filter(fiscal_year__lte=year).exclude(fiscal_year=year, book_serial__gte=serial)
    return lines.order_by("-fiscal_year", "-book_serial")


def past_hearings(desk_stages: DeskStages, before: int | None) -> MatterPage[Hearing]:
    """Those that were recorded or called off, the last called first, by the lines of their register.

    So many lines are looked through, whoever's they are: a post that heard nobody has not all of them read.
    """
    lines = lines_before(desk_stages, BookLine.HEARINGS, before)
    read = page_of(lines.values_list("fiscal_year", "book_serial", "hearing"), LINES_A_PAGE)
    marks = {key: year * SERIALS_A_YEAR + serial for year, serial, key in read.rows}
    looked_at = list(marks)
    rows = Hearing.objects.filter(pk__in=looked_at).exclude(recorded_at__isnull=True, ended_at__isnull=True)
    # Their posts first, told apart here: with a hundred whole rows PostgreSQL reads through all gatherings,
    # and asked for the stages of a post SQLite goes through all of them.
    posts = dict(rows.values_list("pk", "stage__post"))
    mine = [key for key in looked_at if posts.get(key) in desk_stages.posts]
    page = page_of(mine, PAGE)
    last = page.last or (looked_at[-1] if read.last else None)
    shown = Hearing.objects.filter(pk__in=page.rows).select_related("gathering", *WITH_STAGE)
    hearings = sorted(shown.prefetch_related("parties"), key=lambda each: looked_at.index(each.pk))
    return MatterPage(those_to_decide(desk_stages, hearings), marks[last] if last else None)


WITH_TASK = ("task__owner_post", "task__owner_contact", "task__clock", "task__check_clock")


def open_remedies(desk_stages: DeskStages) -> list[Remedy]:
    """What is owed because a complaint was right, what waits for the check first: found among the open tasks
    of their origin, which are few.
    """
    tasks = Task.objects.filter(office=desk_stages.office, origin=ORIGIN, ended_at__isnull=True)
    keys = list(tasks.order_by("clock_id").values_list("pk", flat=True)[:MOST_OPEN])
    rows = Remedy.objects.filter(task__in=keys).select_related(*WITH_TASK, *WITH_STAGE)
    # Told apart here: either post may be the person's, and an OR over two joins would read all stages.
    posts = set(desk_stages.posts)
    mine = [each for each in rows.prefetch_related("task__clock__facts") if checking_posts(each) & posts]
    owed = those_to_check(desk_stages, mine)
    return sorted(owed, key=lambda each: (not each.task.check_clock_id, each.task.clock.due_at, each.pk))


def checking_posts(remedy: Remedy) -> set[int | None]:
    """The posts one of which checks it: that of its decider, or where that one is in conflict, another."""
    return {remedy.stage.post_id, remedy.task.check_post_id}


def past_remedies(desk_stages: DeskStages, before: int | None) -> MatterPage[Remedy]:
    """Those of a page of decisions that were checked or dropped, the last decided first: found by the lines
    of the register, for a remedy itself knows no office.
    """
    lines = lines_before(desk_stages, BookLine.DECISIONS, before)
    read = page_of(lines.values_list("fiscal_year", "book_serial", "stage"), DECISIONS_A_PAGE)
    decided = [stage for _, _, stage in read.rows]
    # By their keys: of a hundred decisions few led to any, and for a hundred the tasks would be read through.
    keys = list(Remedy.objects.filter(stage__in=decided).values_list("pk", flat=True))
    rows = Remedy.objects.filter(pk__in=keys, task__ended_at__isnull=False)
    rows = rows.filter(stage__post__in=desk_stages.posts).select_related(*WITH_TASK, *WITH_STAGE)
    remedies = those_to_decide(desk_stages, list(rows.prefetch_related("task__clock__facts")))
    after = read.last[0] * SERIALS_A_YEAR + read.last[1] if read.last else None
    return MatterPage(sorted(remedies, key=lambda each: (decided.index(each.stage_id), each.pk)), after)
