"""The stages before those who decide: a page of what waits in the order of due days, and how many stand in
each part of it.

Found as the queue finds its cases (decision 038): few by their own index and put in order, many by walking
the open clocks in their order until a page is full.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from ongikar.cases.officer.queue.pages import due_mark, read_mark
from ongikar.cases.officer.queue.selection import COUNTED_UP_TO
from ongikar.clock.models import Clock
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import page_of, read_key
from ongikar.offices.models import Office
from ongikar.people.post_holders import PostHolder
from ongikar.records.filters import search_rows
from ongikar.rules.bangla.text import latin_digits

from ..ladder.conflict_lists import StageConflicts
from ..ladder.conflicts import office_superiors
from ..models import Grievance, Hearing, Stage

PAGE = 25
DUE_SOON = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class StagePage:
    """One page of stages; `after` leads to the next, "" where there is none."""

    stages: list[Stage]
    after: str


class DeskStages:
    """The stages of one office before the posts of a person, without those the person may not decide."""

    def __init__(self, holder: PostHolder, office: Office):
        self.office = office
        superiors = office_superiors(holder, office.pk)
        self.posts = [post_id for post_id in holder.post_ids if post_id in superiors]
        self.conflicts = StageConflicts(holder, office.pk)

    def of_person(self, stages: QuerySet[Stage]) -> QuerySet[Stage]:
        """Those of them that the person may decide."""
        return self.conflicts.leave_out(stages.filter(post__in=self.posts))

    def each_asked(self, stages: QuerySet[Stage]) -> QuerySet[Stage]:
        """Those that the person may decide, each asked in its turn: joined with all that keeps a person from
        a stage, PostgreSQL reads every stage of the post first, to give a page of them.
        """
        mine = self.of_person(Stage.objects.filter(pk=OuterRef("pk"))).order_by().values("pk")[:1]
        return stages.alias(mine=Subquery(mine)).filter(mine__isnull=False)

    @cached_property
    def few(self) -> list[tuple[datetime, int]] | None:
        """The due moments of what waits and the keys of its clocks, in order; None where it is much."""
        clocks: list[int] = []
        for post_id in self.posts:
            own = Stage.objects.filter(**equal_by_range(post_id=post_id), closed_at__isnull=True)
            own = own.order_by("post_id", "clock_id")
            page = page_of(own.values_list("clock_id", flat=True), COUNTED_UP_TO)
            clocks += page.rows
            if page.last is not None or len(clocks) > COUNTED_UP_TO:
                return None
        mine = self.each_asked(Stage.objects.filter(clock__in=clocks))
        return sorted(mine.order_by().values_list("clock__due_at", "clock_id"))

    @cached_property
    def first_due(self) -> list[datetime]:
        """The due moments of the first stages that wait, up to as many as are counted."""
        first = (self.open_clocks() if self.few is None else self.few)[:COUNTED_UP_TO]
        return [due_at for due_at, _ in first]

    @property
    def is_counted_so_far(self) -> bool:
        """Whether those counted are not all: the part of the desk in which they end may hold more."""
        return self.few is None and len(self.first_due) == COUNTED_UP_TO

    def open_clocks(self, due_at: datetime | None = None, key: int | None = None) -> QuerySet[Any, Any]:
        """Of the open clocks after one, the first due first: due moment and key."""
        running = Clock.objects.filter(office=self.office, topic=Grievance.SUBJECT, stopped_at__isnull=True)
        # Asked of each clock in its turn: a join may be read from its other end, which is all stages.
        mine = self.of_person(Stage.objects.filter(clock=OuterRef("pk"))).order_by().values("pk")[:1]
        clocks = running.alias(mine=Subquery(mine)).filter(mine__isnull=False)
        if due_at is not None:
            clocks = clocks.filter(due_at__gte=due_at).exclude(due_at=due_at, id__lte=key)
        return clocks.order_by("due_at", "id").values_list("due_at", "id")

    def waiting(
        self,
        after: str,
        begin: datetime | None = None,
        end: datetime | None = None,
        most: int | None = None,
    ) -> StagePage:
        """A page of what waits and is due from `begin` on, before `end`: the first due first."""
        due_at, key = read_mark(after, True)
        if due_at is None and begin is not None:
            due_at, key = begin, 0
        few = self.few
        if few is None:
            clocks = self.open_clocks(due_at, key)
            rows: Any = clocks.filter(due_at__lt=end) if end else clocks
        else:
            start = (due_at, key) if due_at is not None and key is not None else None
            rows = [each for each in few if (not start or each > start) and (not end or each[0] < end)]
        page = page_of(rows, most or PAGE)
        shown = with_row_facts(Stage.objects.filter(clock__in=[pk for _, pk in page.rows]))
        stages = sorted(shown, key=lambda stage: (stage.clock.due_at, stage.clock_id))
        return StagePage(stages, due_mark(stages[-1].clock) if page.last else "")

    def page_of_settled(self, mark: str, most: int) -> StagePage:
        """Those that closed last, before the one of this mark."""
        last = Stage.objects.filter(pk=key).first() if (key := read_key(mark)) else None
        keys: list[tuple[Any, int]] = []
        for post_id in self.posts:
            closed = Stage.objects.filter(**equal_by_range(post_id=post_id), closed_at__isnull=False)
            if last is not None and last.closed_at:
                closed = closed.filter(closed_at__lte=last.closed_at).exclude(
                    closed_at=last.closed_at, pk__gte=last.pk
                )
            newest = self.each_asked(closed).order_by("post_id", "-closed_at", "-pk")
            keys += newest.values_list("closed_at", "pk")[: most + 1]
        page = page_of(sorted(keys, reverse=True), most)
        return StagePage(self.stages_of([pk for _, pk in page.rows]), str(page.last[1]) if page.last else "")

    def with_words(self, typed: str, most: int) -> list[Stage]:
        """Those of the newest in whose complaint or number each typed word stands, the newest first."""
        keys: list[int] = []
        for post_id in self.posts:
            rows = Stage.objects.filter(**equal_by_range(post_id=post_id)).order_by("post_id", "-id")
            sought = search_rows(rows, ("grievance__number", "grievance__text"), typed).order_by()
            keys += self.each_asked(sought).values_list("pk", flat=True)
        return self.stages_of(sorted(keys, reverse=True)[:most])

    def number_opened(self, typed: str) -> str:
        """The number of the one complaint that was typed whole; "" for none that is before the person."""
        number = latin_digits(typed)
        stages = self.of_person(Stage.objects.filter(grievance__number=number))
        return number if stages.exists() else ""

    def stages_of(self, keys: list[int]) -> list[Stage]:
        """The stages of these keys, in their order."""
        stages = with_row_facts(Stage.objects.filter(pk__in=keys))
        return sorted(stages, key=lambda stage: keys.index(stage.pk))


def with_row_facts(stages: QuerySet[Stage]) -> QuerySet[Stage]:
    """With what a row of the desk shows."""
    hearings = Hearing.objects.select_related("gathering", "apart")
    return stages.select_related(
        "grievance__complainant", "grievance__respondent", "clock", "tier"
    ).prefetch_related("clock__facts", "inquiries", Prefetch("hearings", queryset=hearings))
