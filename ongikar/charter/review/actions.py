"""Opening a review, deciding on its cells, and dropping it: each entered in the journal with its act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Unpack

from django.db import transaction

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import Office, Post
from ongikar.rules.charter.review import Decision

from .ingest import IngestedDocument, mark_reviewed
from .models import ReviewDecision, Upload
from .previous_decisions import kept_as_before, previous_decisions_of

if TYPE_CHECKING:
    from ongikar.charter.models import CharterVersion

__all__ = [
    "Officer",
    "Overtaken",
    "drop_review",
    "keep_as_before",
    "mark_reviewed",
    "open_review",
    "record_decisions",
]


@dataclass(frozen=True, slots=True)
class Officer:
    """Who acts: the person as the journal knows them, the post they act for, and their name in both
    languages.
    """

    actor: Reference
    post: Post
    by: dict[str, str]


class Overtaken(Exception):
    """Somebody decided in the meantime, or the review is closed: what was sent was judged by
    another state.
    """


@transaction.atomic
def open_review(
    *, office: Office, document: IngestedDocument, key: str, officer: Officer, now: datetime
) -> tuple[Upload, bool]:
    """The upload under review, and whether it is new: the same form sent twice leads to the same one."""
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if known := Upload.objects.filter(office=office, key=key).first():
        return known, False
    upload = Upload.objects.create(
        office=office,
        key=key,
        name=document.name,
        sha256=document.sha256,
        shown=document.shown,
        reading=document.reading,
        post=officer.post,
        by=officer.by,
        opened_at=now,
    )
    record_review_event(
        upload, "charter.review_opened", officer, now, services=len(document.reading["services"])
    )
    return upload, True


@transaction.atomic
def record_decisions(
    upload: Upload, decisions: Sequence[Decision], *, part: str, seen: int, officer: Officer, now: datetime
) -> int:
    """Add what differs from what holds; how many that were. `seen`: the newest decision on the part that the
    form showed.

    Raises Overtaken where another came after it, so that nobody's decision is written over unseen.
    """
    locked = lock_upload(upload)
    held = locked.review_state.newest_decisions
    if all(held.get(each.where) == each for each in decisions):
        return 0  # Pressed twice.
    if locked.seen_of(part) != seen:
        raise Overtaken
    return append_decisions(locked, decisions, officer, now)


@transaction.atomic
def keep_as_before(
    upload: Upload, version: "CharterVersion | None", *, officer: Officer, now: datetime
) -> int:
    """Decide as in the version before on every part that is printed as it was then; how many
    parts that were.
    """
    locked = lock_upload(upload)
    decisions = kept_as_before(locked, previous_decisions_of(locked, version))
    append_decisions(locked, decisions, officer, now)
    return len({each.part for each in decisions})


def lock_upload(upload: Upload) -> Upload:
    locked = Upload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if not locked.is_open:
        raise Overtaken
    return locked


def append_decisions(upload: Upload, decisions: Sequence[Decision], officer: Officer, now: datetime) -> int:
    held = upload.review_state.newest_decisions
    new = [each for each in decisions if held.get(each.where) != each]
    ReviewDecision.objects.bulk_create(
        ReviewDecision(
            upload=upload,
            where=each.where,
            choice=each.choice,
            text=each.text,
            reason=each.reason,
            until=each.until,
            post=officer.post,
            by=officer.by,
            at=now,
        )
        for each in new
    )
    if new:
        record_review_event(upload, "charter.decided", officer, now, cells=len(new))
    return len(new)


@transaction.atomic
def drop_review(upload: Upload, *, officer: Officer, now: datetime) -> None:
    """The review ends without a version. Raises Overtaken where it has ended already."""
    locked = lock_upload(upload)
    locked.state = Upload.DROPPED
    locked.save(update_fields=["state"])
    record_review_event(locked, "charter.review_dropped", officer, now)


def record_review_event(
    upload: Upload, verb: str, officer: Officer, now: datetime, **more: Unpack[EntryFacts]
) -> None:
    facts: EntryFacts = {"post": officer.post.pk, **more}
    record(
        verb,
        subject=("charter_upload", upload.pk),
        actor=officer.actor,
        office_id=upload.office_id,
        now=now,
        **facts,
    )
