"""The document of a handing over of charge: written from what lies on the post, and signed by both."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.core.i18n.say import language
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ

from .charge import ChargeList, charge_lists
from .charge_documents import ChargeDocument
from .models import Holding, User

HAND, TAKE = "hand", "take"


class ChargeFault(Exception):
    """It cannot be signed so; the reason in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def frozen_lists(lists: Iterable[ChargeList]) -> list[dict[str, Any]]:
    """As the document keeps them. Names of those outside stand on the pages that the numbers lead to."""
    return [
        {
            "name": each.name,
            "title": each.title,
            "secret": each.is_secret,
            "count": each.count,
            "lines": [
                [line.number, line.on_document or line.title, line.due, line.is_late] for line in each.lines
            ],
        }
        for each in lists
    ]


def digest_of_charge(document: ChargeDocument) -> str:
    """Of everything that is signed. Who comes is not part of it: that may be known only when they sign."""
    day = document.made_at.astimezone(TZ).date().isoformat()
    people = [document.post_id, document.to_post_id, document.leaves_id]
    said = json.dumps(
        [people, day, document.language, document.lists],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def write_charge_document(
    post: Post,
    *,
    leaves: User | None,
    comes: User | None,
    to_post: Post | None = None,
    actor: Reference,
    now: datetime,
) -> ChargeDocument:
    """What lies on the post now. Written again of the same state on the same day, it is the same document."""
    # Two presses at once write one.
    Post.objects.select_for_update(no_key=True).get(pk=post.pk)
    document = ChargeDocument(
        office_id=post.office_id,
        post=post,
        to_post=to_post,
        leaves=leaves,
        comes=comes,
        language=language(),
        # Whoever takes over a desk but not the post is not told what is for the one on the post alone.
        lists=frozen_lists(charge_lists(post, secret=to_post is None)),
        made_at=now,
        made_by_id=actor[1] if actor[0] == "user" else None,
    )
    document.sha256 = digest_of_charge(document)
    if known := ChargeDocument.objects.filter(post=post, sha256=document.sha256).first():
        if comes and known.comes_id != comes.pk and known.taken_at is None:
            known.comes = comes
            known.save(update_fields=["comes"])
            record_charge("charge.named", known, actor, now)
        return known
    document.save(force_insert=True)
    record_charge("charge.written", document, actor, now)
    return document


def sides_to_sign(document: ChargeDocument, user: User, now: datetime) -> list[str]:
    """As whom this person may sign it now: whoever leaves, whoever is named to come; and where nobody is
    named, whoever holds the post by then.
    """
    sides = []
    if document.handed_at is None and document.leaves_id == user.pk:
        sides.append(HAND)
    if document.taken_at is None and user.pk != document.leaves_id:
        is_named = document.comes_id == user.pk
        if is_named or (document.comes_id is None and holds_it(document, user, now)):
            sides.append(TAKE)
    return sides


def holds_it(document: ChargeDocument, user: User, now: datetime) -> bool:
    post = document.to_post_id or document.post_id
    return Holding.objects.on(now.astimezone(TZ).date()).filter(post=post, user=user).exists()


@transaction.atomic
def sign_charge(document: ChargeDocument, *, side: str, user: User, now: datetime) -> None:
    """One of the two stands by the lists. The page has made sure of a second factor. Signed twice it is
    signed once; raises ChargeFault for whoever is neither, and where the document is not as it was written.
    """
    locked = ChargeDocument.objects.select_for_update().get(pk=document.pk)
    column = "handed_at" if side == HAND else "taken_at"
    signer = locked.leaves_id if side == HAND else locked.comes_id
    if getattr(locked, column) is not None and signer == user.pk:
        return
    if side not in sides_to_sign(locked, user, now):
        raise ChargeFault(
            "এই কাগজে এই স্বাক্ষর আপনার নয়, বা আগেই হয়েছে।",
            "This signature is not yours to give, or it was given before.",
        )
    if not is_as_written(locked):
        raise ChargeFault(
            "কাগজটি লেখার সময়ের মতো নেই, তাই স্বাক্ষর করা যায় না। নতুন করে তৈরি করুন।",
            "The document is not as it was written and cannot be signed. Make a new one.",
        )
    setattr(locked, column, now)
    changed = [column]
    if side == TAKE and locked.comes_id is None:
        locked.comes = user
        changed.append("comes")
    locked.save(update_fields=changed)
    record_charge("charge.signed", locked, ("user", user.pk), now, what=side)


def is_as_written(document: ChargeDocument) -> bool:
    return digest_of_charge(document) == document.sha256


def record_charge(
    verb: str, document: ChargeDocument, actor: Reference, now: datetime, **facts: object
) -> None:
    record(
        verb,
        subject=document.reference,
        actor=actor,
        office_id=document.office_id,
        now=now,
        **facts,  # type: ignore[arg-type]  # by the keys of EntryFacts, as each caller names them
    )
