"""The hearings and the remedies before those who decide: what is to come or still owed, and what is over, a page
at a time. Nothing of what the person is in conflict with.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ongikar.tasks.models import Task

from .desk_list import DeskStages
from .models import BookLine, Grievance, Hearing, Remedy

PAGE = 25
ORIGIN = "remedy"


@dataclass(frozen=True, slots=True)
class MatterPage[Row]:
    """`after`: the key from which the next page goes on; None on the last."""

    rows: list[Row]
    after: int | None = None


WITH_STAGE = ("stage__grievance__respondent", "stage__grievance__complainant", "stage__post")


def coming_hearings(desk_stages: DeskStages) -> list[Hearing]:
    """Those that are called, the first to come first: few, however long the office has heard people."""
    rows = Hearing.objects.filter(recorded_at__isnull=True, ended_at__isnull=True)
    rows = rows.filter(stage__post__in=desk_stages.posts).select_related("gathering", *WITH_STAGE)
    found = [each for each in rows if not is_barred(desk_stages, each.stage.grievance)]
    return sorted(found, key=lambda each: (each.gathering.starts_at, each.pk))


def is_barred(desk_stages: DeskStages, grievance: Grievance) -> bool:
    return grievance.respondent_id in desk_stages.barred or grievance.case_id in desk_stages.dropped


def past_hearings(desk_stages: DeskStages, before: int | None) -> MatterPage[Hearing]:
    """Those that were recorded or called off, the last called first, by the lines of their register."""
    lines = BookLine.objects.filter(office=desk_stages.office, book=BookLine.HEARINGS)
    lines = lines.exclude(hearing__recorded_at__isnull=True, hearing__ended_at__isnull=True)
    lines = lines.filter(hearing__stage__post__in=desk_stages.posts)
    if before:
        year, serial = divmod(before, SERIALS_A_YEAR)
        lines = lines.filter(fiscal_year__lte=year).exclude(fiscal_year=year, book_serial__gte=serial)
    related = [f"hearing__{name}" for name in ("gathering", *WITH_STAGE)]
    lines = lines.select_related(*related).prefetch_related("hearing__parties")
    if desk_stages.barred:
        lines = lines.exclude(hearing__stage__grievance__respondent__in=desk_stages.barred)
    if desk_stages.dropped:
        lines = lines.exclude(hearing__stage__grievance__case__in=desk_stages.dropped)
    found = list(lines.order_by("-fiscal_year", "-book_serial")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    after = last.fiscal_year * SERIALS_A_YEAR + last.book_serial if last else None
    return MatterPage([line.hearing for line in found[:PAGE] if line.hearing], after)


# More lines than this no register has in a year.
SERIALS_A_YEAR = 1_000_000


def open_remedies(desk_stages: DeskStages, now: datetime) -> list[Remedy]:
    """What is owed because a complaint was right, the first due first: found among the open tasks of their
    origin, which are few.
    """
    tasks = Task.objects.filter(office=desk_stages.office, origin=ORIGIN, ended_at__isnull=True)
    keys = list(tasks.order_by("clock_id").values_list("pk", flat=True)[:MOST_OPEN])
    rows = remedies_of(desk_stages).filter(task__in=keys)
    return sorted(rows, key=lambda each: (not each.task.check_clock_id, each.task.clock.due_at, each.pk))


# Beyond so many open ones an office has other troubles than a list.
MOST_OPEN = 500


def remedies_of(desk_stages: DeskStages) -> QuerySet[Remedy]:
    """With what a row shows, without those the person is in conflict with."""
    related = ("task__owner_post", "task__owner_contact", "task__clock", "task__check_clock", *WITH_STAGE)
    rows = Remedy.objects.filter(stage__post__in=desk_stages.posts).select_related(*related)
    if desk_stages.barred:
        rows = rows.exclude(stage__grievance__respondent__in=desk_stages.barred)
    if desk_stages.dropped:
        rows = rows.exclude(stage__grievance__case__in=desk_stages.dropped)
    return rows.prefetch_related("task__clock__facts")


def past_remedies(desk_stages: DeskStages, before: int | None) -> MatterPage[Remedy]:
    """Those that were checked or dropped, the last asked for first."""
    rows = remedies_of(desk_stages).filter(task__ended_at__isnull=False)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return MatterPage(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)
