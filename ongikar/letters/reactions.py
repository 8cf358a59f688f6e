"""What ends a letter that came in without anybody touching it: the case that it became has ended, or the task
of its answer was done.
"""

from datetime import datetime

from ongikar.core.i18n.say import override_language, say
from ongikar.journal.models import Entry, OutboxEntry
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks.models import Task

from .incoming.actions import answer_letter, redirect_letter
from .incoming.reply_tasks import ORIGIN
from .models import Letter
from .transitions import IN, ISSUED, OPEN_IN, OUT

REDIRECTED = "case.redirected"


def close_letters_of_case(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """When a case ends: its letter in the diary is answered by the letter that the case ended with."""
    entry = outbox_entry.entry
    of_case = Letter.objects.of_subject((entry.subject_type, entry.subject_id))
    issued = of_case.filter(direction=OUT, state=ISSUED).last()
    for letter in of_case.filter(direction=IN, state__in=OPEN_IN):
        with override_language("bn"):
            words = say("আবেদনের সঙ্গে নিষ্পত্তি হয়েছে", "Settled with its case")
        close(letter, entry, words=words, by_letter=issued, now=now)


def close_letter_of_task(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """When the task of an answer is done at the owner's desk: the letter is answered with the same words."""
    task = Task.objects.filter(pk=outbox_entry.entry.subject_id, origin=ORIGIN).first()
    if task is None or task.subject_type != Letter.SUBJECT or task.subject_id is None:
        return
    done = task.acts.order_by("-id").first()
    for letter in Letter.objects.filter(pk=task.subject_id, state__in=OPEN_IN):
        close(letter, outbox_entry.entry, words=done.words if done else "", by_letter=None, now=now)


def close(letter: Letter, entry: Entry, *, words: str, by_letter: Letter | None, now: datetime) -> None:
    """In the name of whoever did what it follows from. Where somebody was quicker nothing is to be done."""
    actor = (entry.actor_type, entry.actor_id)
    try:
        if entry.verb == REDIRECTED:
            redirect_letter(letter, words=words, actor=actor, now=now)
        else:
            words = "" if by_letter else words
            answer_letter(letter, words=words, by_letter=by_letter, actor=actor, now=now)
    except TransitionFault:
        return
