"""Where everybody who could decide is part of the matter by now: the stage goes to the alternate of its tier,
or up to the next, by itself.

A stage keeps the post it was opened at, and posts change hands. A complaint that only the accused could
decide would lie until its time is over; and neither they nor those below them can be asked to pass it on.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from ongikar.clock import actions as clocks
from ongikar.grievances.ladder.conflict_lists import StageConflicts
from ongikar.grievances.ladder.conflicts import desks_at, matter_of
from ongikar.grievances.ladder.tiers import free_post_id, next_tier
from ongikar.grievances.models import Grievance, Stage
from ongikar.grievances.upward.stage_counts import count_ending, count_moving
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Post
from ongikar.rules import case_transitions as case_moves
from ongikar.rules.calendar.office_calendar import TZ

from ..act_log import add_act, lock_grievance, record_act
from ..citizen.filing import open_stage
from ..inquiry.open_matters import end_open_matters
from ..remedy.handing_checks import move_stuck_checks

HAND_ON, HAND_UP = "hand_on", "hand_up"
# Posts change hands at the turn of a day, and not every second.
PAUSE = timedelta(minutes=10)
# How many are moved in one round; the rest in the next.
MOST = 50


class StuckStages:
    """The worker's duty: looks every ten minutes, and moves what nobody at its post may decide or check."""

    def __init__(self) -> None:
        self.looked_at: datetime | None = None

    def __call__(self, now: datetime) -> int:
        if self.looked_at and timedelta(0) <= now - self.looked_at < PAUSE:
            return 0
        self.looked_at = now
        return move_stuck_stages(now) + move_stuck_checks(now, now.astimezone(TZ).date())


def move_stuck_stages(now: datetime) -> int:
    """How many were moved. Of what nobody above may decide either, nothing is moved: its time goes on."""
    return sum(move_stage(pk, now) for pk in stuck_stages(now))


def stuck_stages(now: datetime) -> Iterator[int]:
    """The open stages whose post is held, and by nobody who may decide them."""
    day = now.astimezone(TZ).date()
    held = Stage.objects.filter(closed_at__isnull=True).order_by().values("post").distinct()
    for post in Post.objects.filter(pk__in=held).order_by("pk"):
        desks = desks_at(post.pk, day)
        stuck = Stage.objects.filter(post=post, closed_at__isnull=True)
        free = [
            StageConflicts(desk, post.office_id).leave_out(stuck).order_by().values("pk") for desk in desks
        ]
        for each in free:
            stuck = stuck.exclude(pk__in=each)
        if desks:
            yield from stuck.order_by("pk").values_list("pk", flat=True)[:MOST]


@transaction.atomic
def move_stage(pk: int, now: datetime) -> bool:
    """Move one, unless it was decided meanwhile; whether it was moved."""
    rows = Stage.objects.select_related("tier__version", "clock")
    stage = rows.get(pk=pk)
    lock_grievance(Grievance.objects.get(pk=stage.grievance_id))
    grievance = (
        Grievance.objects.with_related().select_related("office", "respondent").get(pk=stage.grievance_id)
    )
    stage = rows.get(pk=pk)
    if not stage.is_open:
        return False
    stage.grievance = grievance
    return hand_on(stage, now) or hand_up(stage, now)


def hand_on(stage: Stage, now: datetime) -> bool:
    """To the other post of the same tier, whose clock goes on."""
    grievance, day = stage.grievance, now.astimezone(TZ).date()
    free = free_post_id(stage.tier, matter_of(grievance, stage.number), grievance.office_id, day)
    if free is None or free == stage.post_id:
        return False
    add_act(grievance, HAND_ON, actor=WORKER, now=now, data={"tier": stage.number})
    before, stage.post_id = stage.post_id, free
    stage.save(update_fields=["post"])
    count_moving(stage, before)
    record_act("handed_on", grievance, actor=WORKER, now=now, tier=stage.number, to_post=free)
    return True


def hand_up(stage: Stage, now: datetime) -> bool:
    """To the next tier that may decide, with a clock of its own; what was late here stays so."""
    grievance, matter = stage.grievance, matter_of(stage.grievance, stage.number + 1)
    tiers = list(stage.tier.version.tiers.select_related("post", "alternate"))
    tier = next_tier(tiers, matter=matter, office_id=grievance.office_id, above=stage.number, now=now)
    day = now.astimezone(TZ).date()
    if tier is None or free_post_id(tier, matter, grievance.office_id, day) is None:
        return False
    add_act(grievance, HAND_UP, actor=WORKER, now=now, data={"tier": tier.number})
    was_late = stage.clock.is_late(now)
    stage.closed_at, stage.outcome = now, Stage.HANDED_UP
    stage.save(update_fields=["closed_at", "outcome"])
    end_open_matters(stage, now)
    clocks.stop(stage.clock, outcome=Stage.PASSED_UP if was_late else case_moves.REDIRECTED, now=now)
    count_ending(stage)
    open_stage(
        grievance,
        tier,
        words=stage.words,
        now=now,
        brought_by=stage.brought_by,
        late_reason=stage.late_reason,
    )
    record_act("handed_up", grievance, actor=WORKER, now=now, tier=tier.number)
    return True
