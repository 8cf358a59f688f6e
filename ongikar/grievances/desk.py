"""What waits on the desk of a deciding post, sorted by how near its day is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ongikar.cases.case_promise import promise_of
from ongikar.cases.drops import drops_allowed_by
from ongikar.frame.say import say
from ongikar.offices.models import Office, Post
from ongikar.people.desk import Desk
from ongikar.rules.promise_bar import Drawing
from ongikar.rules.tiers import conflicted

from .models import Stage
from .words import standing_words, what_words

SOON = timedelta(days=5)
MOST = 25


@dataclass(frozen=True, slots=True)
class Row:
    """One stage as a row of the desk."""

    stage: Stage
    what: str
    tag: tuple[str, str]
    drawing: Drawing


def row(stage: Stage, now: datetime) -> Row:
    return Row(stage, what_words(stage), standing_words(stage, now), promise_of(stage.clock, now).drawing)


def groups(desk: Desk, office: Office, now: datetime) -> list[tuple[str, str, list[Row]]]:
    """(key, heading, rows): late, due soon, open, decided. What the person is in conflict with is left out."""
    superiors = Post.objects.filter(office=office).superiors()
    mine = (
        Stage.objects.filter(post__in=desk.post_ids, grievance__office=office)
        .select_related("grievance__complainant", "grievance__respondent", "clock", "tier")
        .prefetch_related("clock__facts")
    )

    dropped = drops_allowed_by(desk.user.pk)

    def free(stages) -> list[Stage]:
        return [
            stage
            for stage in stages
            if not conflicted(superiors, stage.grievance.respondent_id, desk.post_ids)
            and stage.grievance.case_id not in dropped
        ]

    waiting = free(mine.filter(closed_at=None).order_by("clock__due_at"))
    late = [stage for stage in waiting if stage.clock.due_at < now]
    soon = [stage for stage in waiting if now <= stage.clock.due_at <= now + SOON]
    later = [stage for stage in waiting if stage.clock.due_at > now + SOON]
    decided = free(mine.exclude(closed_at=None).order_by("-closed_at")[:MOST])
    return [
        (key, heading, [row(stage, now) for stage in stages])
        for key, heading, stages in (
            ("late", say("দেরি হয়ে গেছে", "Late"), late),
            ("soon", say("শেষ দিন কাছে", "Due soon"), soon),
            ("open", say("চলছে", "Open"), later),
            ("decided", say("নিষ্পত্তি হয়েছে", "Settled"), decided),
        )
    ]
