"""Ordering an export: the same order ten times is one export, two hundred people's is one file, and nobody
orders more than the worker can make for everybody.
"""

import hashlib
import json
from datetime import datetime, timedelta

from django.db import transaction

from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office
from ongikar.people.models import User

from .makers import Arguments, ExportMaker
from .models import READY, Export
from .sharing import STILL_FRESH, find_same_file, hand_over

# Of one person: at once, and within a day.
MOST_UNFINISHED = 3
MOST_A_DAY = 20
DAY = timedelta(days=1)

TOO_MANY_AT_ONCE = (
    "আপনার আগের ফাইলগুলো এখনো তৈরি হচ্ছে। একটি শেষ হলে আবার চান।",
    "Your earlier files are still being made. Ask again when one of them is ready.",
)
TOO_MANY_TODAY = (
    "এক দিনে যত ফাইল চাওয়া যায়, তা হয়ে গেছে। কাল আবার চান।",
    "You have asked for as many files as one may within a day. Ask again tomorrow.",
)


MOST_TITLE = 300


class TooManyExports(Exception):
    """Why no more is taken from this person now, in both languages."""

    def __init__(self, words: tuple[str, str]) -> None:
        super().__init__(words[1])
        self.words = words

    @property
    def sentence(self) -> str:
        return say(*self.words)


def order_digest(maker: ExportMaker, arguments: Arguments, tongue: str) -> str:
    said = json.dumps([maker.name, dict(arguments), tongue], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def order_export(
    *,
    maker: ExportMaker,
    arguments: Arguments,
    title: tuple[str, str],
    lines: int,
    office: Office,
    user: User,
    now: datetime,
) -> Export:
    """The export of this order in the language at hand: the one that is being made or was made just now, or a
    new one, which is ready at once where somebody else's same order was. Raises TooManyExports.
    """
    digest = order_digest(maker, arguments, language())
    with transaction.atomic():
        # One order of a person at a time: two presses at once find the same export.
        User.objects.select_for_update().get(pk=user.pk)
        same = find_same_order(office, user, digest)
        if same and not same.failed_at and is_still_fresh(same, now):
            return same
        # Over all offices: a person who holds posts in several does not have as many quotas.
        everywhere = Export.objects.filter(asked_by=user)
        if everywhere.unfinished().count() >= MOST_UNFINISHED:
            raise TooManyExports(TOO_MANY_AT_ONCE)
        if everywhere.filter(asked_at__gt=now - DAY).count() >= MOST_A_DAY:
            raise TooManyExports(TOO_MANY_TODAY)
        made = Export.objects.create(
            office=office,
            asked_by=user,
            asked_at=now,
            maker=maker.name,
            arguments=dict(arguments),
            title_bn=title[0][:MOST_TITLE],
            title_en=title[1][:MOST_TITLE],
            language=language(),
            order_digest=digest,
            lines=lines,
        )
        record(
            "export.asked",
            subject=made.reference,
            actor=("user", user.pk),
            office_id=office.pk,
            now=now,
            what=maker.name,
            count=lines,
        )
        if (same := find_same_file(made, now)) and hand_over(made, same, now):
            made.refresh_from_db()
    return made


def find_same_order(office: Office, user: User, digest: str) -> Export | None:
    """The newest of those that ordered the same."""
    own = Export.objects.filter(office=office, asked_by=user, order_digest=digest)
    return own.order_by("-id").first()


def is_still_fresh(export: Export, now: datetime) -> bool:
    """Whether it is what a second order would make: not finished, or finished within some minutes."""
    if export.ready_at is None:
        return True
    return export.state(now) == READY and now - export.ready_at < STILL_FRESH and export.path.is_file()


def enter_reading(export: Export, *, actor: Reference, now: datetime) -> None:
    """Each fetching of the file stands in the journal."""
    with transaction.atomic():
        record(
            "export.read",
            subject=export.reference,
            actor=actor,
            office_id=export.office_id,
            now=now,
            what=export.maker,
        )
