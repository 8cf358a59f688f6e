"""The answer that a letter wants, as a task: due by the letter's own day, ended by whatever ends the
letter.
"""

from datetime import date, datetime

from ongikar.core.i18n.say import override_language, say
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Post
from ongikar.tasks.actions import drop_task, give_task, report_task, transfer_task
from ongikar.tasks.models import Task
from ongikar.tasks.models.task import MOST_TITLE

from ..models import Letter

ORIGIN = "reply"


def open_reply_tasks(letter: Letter) -> list[Task]:
    tasks = Task.objects.of_subject(letter.reference).filter(origin=ORIGIN, ended_at__isnull=True)
    return list(tasks.with_related())


def give_reply_task(
    letter: Letter, *, to: Post, by: Post, due: date, actor: Reference, now: datetime
) -> None:
    """The task of the post that the letter is marked to; one that is open already goes over to it."""
    for task in open_reply_tasks(letter):
        if task.owner_post_id != to.pk:
            reason = say("চিঠিটি অন্য পদে চিহ্নিত", "The letter was marked to another post")
            transfer_task(task, owner=to, reason=reason, actor=actor, now=now)
        return
    marks = letter.acts.filter(name="mark").count()
    with override_language("bn"):
        title = say("উত্তর: {subject}", "Answer: {subject}", subject=letter.subject_line)
    give_task(
        office=letter.office,
        title=title[:MOST_TITLE],
        owner=to,
        given_by=by,
        due=due,
        subject=letter.reference,
        origin=ORIGIN,
        submission=f"letter {letter.pk} mark {marks}",
        actor=actor,
        now=now,
    )


def report_reply_task(
    letter: Letter, *, words: str, proof: SubjectReference | None, actor: Reference, now: datetime
) -> None:
    for task in open_reply_tasks(letter):
        report_task(task, words=words, records=[proof] if proof else [], actor=actor, now=now)


def drop_reply_task(letter: Letter, *, reason: str, actor: Reference, now: datetime) -> None:
    for task in open_reply_tasks(letter):
        drop_task(task, reason=reason, actor=actor, now=now)
