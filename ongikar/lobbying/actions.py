"""Writing down an attempt of influence, and what follows where the pressure is repeated."""

from datetime import datetime, timedelta

from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Post
from ongikar.people.post_holders import PostHolder
from ongikar.records.actions import open_once
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import give_task

from .models import Influence
from .rights import decide_readers
from .rules import WITHIN, who_is_asked

# Under which the journal tells of it.
RECORDED = "recorded"
# Whoever reads it has a week to say what is done.
DAYS = timedelta(days=7)
# It names nobody, and is the same for the post above and for the auditor.
TASK_TITLE = ("গোপন তালিকায় নতুন লেখা পড়ুন", "Read what is new on your confidential list")
TASK_WORDS = (
    "“তদবিরের লেখা” পাতাটি খুলে পড়ুন, কী করবেন ঠিক করুন। এখানে কারও নাম লিখবেন না।",
    "Open the page “Attempts of influence”, read it and decide what to do. Write nobody’s name here.",
)


def record_influence(
    attempt: Influence, *, holder: PostHolder, is_for_auditor_alone: bool, now: datetime
) -> Influence:
    """Once, however often its form is sent. Who reads it is decided now. Raises ActFault."""
    day = now.astimezone(TZ).date()
    decide_readers(attempt, holder, is_for_auditor_alone=is_for_auditor_alone, day=day)
    return open_once(attempt, RECORDED, actor=holder.actor, now=now)


def raise_pressure(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """A task for whoever reads it, where somebody tries it again and again. Safe to run twice."""
    newest = Influence.objects.select_related("office", "reader_post").get(pk=outbox_entry.entry.subject_id)
    rows = Influence.objects.filter(
        office=newest.office_id,
        happened_on__gte=newest.happened_on - WITHIN,
        happened_on__lte=newest.happened_on,
        pk__lt=newest.pk,
    )
    asked = who_is_asked(newest.as_tried(), [each.as_tried() for each in rows])
    if (owner := owner_of_task(newest, asked)) is None:
        return
    with override_language("bn"):
        give_task(
            office=newest.office,
            title=say(*TASK_TITLE),
            words=say(*TASK_WORDS),
            owner=owner,
            given_by=owner,
            due=(now + DAYS).astimezone(TZ).date(),
            origin="step",
            submission=f"influence-{newest.code}",
            actor=WORKER,
            now=now,
        )


def owner_of_task(attempt: Influence, asked: str) -> Post | None:
    if asked == "above":
        return attempt.reader_post
    if not asked:
        return None
    return Post.objects.filter(office=attempt.office_id, role=Post.AUDITOR).order_by("pk").first()
