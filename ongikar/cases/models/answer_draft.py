"""Answers that an officer has begun and not sent: what was typed and the files that go with it, for that
officer and case alone.

The text is encrypted, since it tells of a person before the office has told them. Nothing of a draft is on
a citizen's page: its files belong to the draft until the answer takes them over (attachments.py).
"""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.db import models, transaction

from ongikar.journal.actions import WORKER, SubjectReference, record
from ongikar.papers.actions import delete_papers, keep_paper, papers_of
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.records.drafts import Typed, TypedDraft
from ongikar.rules import case_transitions

from .case import Case

log = logging.getLogger("ongikar.worker")

# What the files of a draft belong to.
SUBJECT = "answer_draft"
OFFICE = "office"
# Removed in one go; the rest in the next.
MOST = 200


class AnswerDraft(TypedDraft):
    """One form of one case as one officer left it. A person who holds two posts has one draft, on whatever
    machine.
    """

    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, related_name="answer_drafts", db_index=False
    )
    # The act that the form is for.
    act = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user", "act"], name="one_draft_an_act_and_officer")
        ]
        indexes = [models.Index(fields=["saved_at"], name="answer_drafts_oldest")]

    def __str__(self) -> str:
        return f"answer draft {self.pk}"

    @property
    def reference(self) -> SubjectReference:
        return (SUBJECT, self.pk)

    @cached_property
    def papers(self) -> list[Paper]:
        """The files saved with it, in that order."""
        return papers_of(self.reference)

    def lock(self) -> None:
        """Within a transaction: nobody takes a file out of it while the answer takes its files over."""
        list(AnswerDraft.objects.select_for_update().filter(pk=self.pk))
        self.__dict__.pop("papers", None)


def save_draft(
    case: Case, *, user_id: int, act: str, typed: Typed, papers: Iterable[tuple[str, Clean]], now: datetime
) -> AnswerDraft:
    """Keep what was typed, in place of what was kept before, and add the files. A file sent twice is kept
    once.
    """
    with transaction.atomic():
        draft, _ = AnswerDraft.objects.select_for_update().get_or_create(
            case_id=case.pk, user_id=user_id, act=act, defaults={"saved_at": now}
        )
        draft.write(typed, now)
    known = {(paper.title, paper.sha256) for paper in draft.papers}
    for title, content in papers:
        if (title, content.sha256) not in known:
            keep_paper(
                office=case.office,
                subject=draft.reference,
                title=title,
                content=content,
                now=now,
                brought_by=OFFICE,
            )
    draft.__dict__.pop("papers", None)
    return draft


def remove_draft_file(draft: AnswerDraft, key: str) -> str:
    """Remove one file of the draft; returns its title, or "" where the key is of no file of it."""
    with transaction.atomic():
        # The answer may be on its way from another window: it takes the files over under the same lock.
        draft.lock()
        taken_out = [paper for paper in papers_of(draft.reference) if str(paper.pk) == key]
        delete_papers(taken_out)
    draft.__dict__.pop("papers", None)
    return taken_out[0].title if taken_out else ""


def remove_draft(draft: AnswerDraft) -> None:
    """For good, the files before the row that knows of them."""
    delete_papers(papers_of(draft.reference))
    draft.delete()


def clear_answer_drafts(now: datetime) -> int:
    """Remove what was begun for a case that ended otherwise; returns how many. What is only old, retention
    lets go.
    """
    over = AnswerDraft.objects.exclude(case__state__in=case_transitions.OPEN)
    gone: dict[int, list[int]] = {}
    for draft in over.select_related("case").order_by("pk")[:MOST]:
        if has_deleted_papers(draft):
            gone.setdefault(draft.case.office_id, []).append(draft.pk)
    for office_id, keys in gone.items():
        with transaction.atomic():
            AnswerDraft.objects.filter(pk__in=keys).delete()
            record(
                "answer_drafts.removed",
                subject=("office", office_id),
                actor=WORKER,
                office_id=office_id,
                now=now,
                count=len(keys),
            )
    return sum(map(len, gone.values()))


def has_deleted_papers(draft: AnswerDraft) -> bool:
    """Whether its files are gone. Where the disk refuses, the draft stays and is tried again."""
    try:
        delete_papers(papers_of(draft.reference))
    except OSError:
        log.exception("the files of %s could not be removed", draft)
        return False
    return True
