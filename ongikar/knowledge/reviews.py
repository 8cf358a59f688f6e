"""Notes whose day has come to be read again: each gives one task, however often the worker looks."""

from datetime import datetime, timedelta

from django.db.models import F, Q

from ongikar.core.i18n.say import override_language, say
from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Post
from ongikar.records.actions import act_on
from ongikar.records.actions import note as note_act
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions import give_task
from ongikar.tasks.models import Task
from ongikar.tasks.models.task import MOST_TITLE

from . import transitions
from .models import Note

# How many are given in one round of the worker, and by when each is to be read.
A_ROUND = 50
TIME_TO_READ = timedelta(days=14)
ORIGIN = "upkeep"


def give_review_tasks(now: datetime) -> int:
    """How many were given. Safe to run twice, after any downtime."""
    due = Note.objects.filter(
        Q(review_given_for__isnull=True) | Q(review_given_for__lt=F("review_on")),
        review_on__lte=now.astimezone(TZ).date(),
        state__in=sorted(transitions.SHARED),
    )
    keys = list(due.order_by("review_on", "id").values_list("pk", flat=True)[:A_ROUND])
    return sum(run_isolated(f"giving note {key} to be read", give_if_due, key, now) for key in keys)


def give_if_due(key: int, now: datetime) -> int:
    """One of them, locked: of two workers the second finds that it was given."""
    note, today = Note.objects.select_related("office").get(pk=key), now.astimezone(TZ).date()
    with act_on(note):
        is_due = note.state in transitions.SHARED and note.review_on and note.review_on <= today
        if not is_due or note.review_given_for == note.review_on:
            return 0
        if not give_review_task(note, now):
            return 0
        note.review_given_for = note.review_on
        note.save(update_fields=["review_given_for"])
        note_act(note, "review_given", WORKER, now)
    return 1


def give_review_task(note: Note, now: datetime) -> Task | None:
    """To the officer; None where the office has none."""
    officer = Post.objects.filter(office=note.office, role=Post.OFFICER).order_by("pk").first()
    if officer is None:
        return None
    with override_language("bn"):
        title = say("জানা উত্তর আবার দেখা: {question}", "Read a note again: {question}", question=note.question)
        words = say(
            "কথাগুলো এখনো ঠিক কি না দেখুন, দরকার হলে বদলান, আর পরের দেখার দিন লিখুন।",
            "See whether the words still hold, change them where they do not, and set the next day.",
        )
    return give_task(
        office=note.office,
        title=title[:MOST_TITLE],
        words=words,
        owner=officer,
        given_by=officer,
        due=now.astimezone(TZ).date() + TIME_TO_READ,
        subject=note.reference,
        origin=ORIGIN,
        submission=f"note-{note.pk}-{note.review_on}",
        actor=WORKER,
        now=now,
    )
