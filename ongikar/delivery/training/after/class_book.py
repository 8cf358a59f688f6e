"""The class book of a batch: the classes that were held and written down, and the hours they come to.

Every place that says how long somebody was taught reads it here. What was planned, called off, moved or
struck is no class that was held.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ongikar.certificates.models import Certificate
from ongikar.core.i18n.say import language, say_in
from ongikar.delivery.training.models import Batch
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Member
from ongikar.journal.models import OutboxEntry
from ongikar.records.actions import act_on
from ongikar.rules.bangla.text import date_words, latin_digits

from .sessions import members_by_applicant, roster_of, sessions_of

MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class ClassHours:
    """What a number of held classes comes to. `first`, `last`: None where none was held."""

    classes: int
    days: int
    minutes: int
    first: date | None
    last: date | None


def held_classes(batch: Batch) -> list[Gathering]:
    """The lines of the book, the first class in front."""
    return [each for each in sessions_of(batch) if each.state == transitions.RECORDED]


def hours_of(classes: Iterable[Gathering]) -> ClassHours:
    held = list(classes)
    days = sorted({each.day for each in held})
    return ClassHours(
        len(held),
        len(days),
        sum(each.minutes for each in held),
        days[0] if days else None,
        days[-1] if days else None,
    )


class ClassBook:
    """The book of one batch with its roster, read once for as many people as are asked for."""

    def __init__(self, batch: Batch) -> None:
        self.classes = held_classes(batch)
        roster = roster_of(batch)
        self.members: dict[int, Member] = members_by_applicant(roster) if roster else {}

    @property
    def whole(self) -> ClassHours:
        return hours_of(self.classes)

    def hours_for(self, applicant: int) -> ClassHours:
        """Of the classes that were held while somebody was a member: those that their percent is of."""
        member = self.members.get(applicant)
        return hours_of(each for each in self.classes if member and member.is_member_on(each.day))


def duration_words(minutes: int, tongue: str = "") -> str:
    """৭ ঘণ্টা ৩০ মিনিট, 7 hours 30 minutes."""
    tongue = tongue or language()
    hours, rest = divmod(minutes, MINUTES_AN_HOUR)
    parts = []
    if hours or not rest:
        parts.append(say_in(tongue, "{n} ঘণ্টা", "{n} [hour|hours]", n=hours))
    if rest:
        parts.append(say_in(tongue, "{n} মিনিট", "{n} [minute|minutes]", n=rest))
    return " ".join(parts)


def class_hours_words(hours: ClassHours, tongue: str) -> str:
    """From when to when, on how many days, and how long: as a certificate prints it."""
    if hours.first is None or hours.last is None:
        return ""
    first, last = (date_words(day, tongue, weekday=False) for day in (hours.first, hours.last))
    return say_in(
        tongue,
        "{first} – {last}, {days} দিন, {duration}",
        "{first} – {last}, {days} [day|days], {duration}",
        first=first,
        last=last,
        days=hours.days,
        duration=duration_words(hours.minutes, tongue),
    )


# The last hours of a text, and minutes beside them: what was typed by hand or printed by an earlier release
# is read, too.
HOURS_PRINTED = re.compile(r"([\d,]*\d)\s*(?:hours?|ঘণ্টা|ঘন্টা)(?:\s*(\d+)\s*(?:minutes?|মিনিট))?", re.ASCII)
MINUTES_PRINTED = re.compile(r"(\d+)\s*(?:minutes?|মিনিট)\s*$", re.ASCII)


def printed_minutes(certificate: Certificate) -> int | None:
    """How long the person was taught, as the signed certificate itself says; None where it says nothing of
    it, or says nothing any more.
    """
    bn, en = certificate.words_of("time")
    for words in (latin_digits(en), latin_digits(bn)):
        if printed := HOURS_PRINTED.findall(words):
            hours, minutes = printed[-1]
            return int(hours.replace(",", "")) * MINUTES_AN_HOUR + int(minutes or 0)
        if only := MINUTES_PRINTED.search(words):
            return int(only[1])
    return None


@dataclass(frozen=True, slots=True)
class Overstatement:
    """One certificate that says more than the book, and what the book says."""

    certificate: Certificate
    name: str
    printed: str
    book: str
    # What its field "time" would say by the book, in both languages: for whoever replaces it by hand.
    by_book: tuple[str, str]


def overstatements(batch: Batch) -> list[Overstatement]:
    """The certificates of a batch that hold and say more hours than its book, in the order of issue."""
    certificates = Certificate.objects.of_subject(batch.reference).holding().with_related()
    book: ClassBook | None = None
    overstated = []
    for each in certificates:
        printed = printed_minutes(each)
        if printed is None or each.holder_id is None:
            continue
        book = book or ClassBook(batch)
        by_book = book.hours_for(each.holder_id)
        if printed > by_book.minutes:
            overstated.append(
                Overstatement(
                    each,
                    each.holder_name,
                    duration_words(printed),
                    duration_words(by_book.minutes),
                    (class_hours_words(by_book, "bn"), class_hours_words(by_book, "en")),
                )
            )
    return overstated


def compare_batch(key: int, now: datetime) -> None:
    """Keep on the batch whether certificates of it say more than its book, for Today. Nothing is issued,
    replaced or revoked by this. Done twice it is done once.
    """
    batch = Batch(pk=key)
    with act_on(batch):
        since = (batch.overstated_since or now) if overstatements(batch) else None
        if since != batch.overstated_since:
            batch.overstated_since = since
            batch.save(update_fields=["overstated_since"])


def compare_issued(certificate: Certificate, now: datetime) -> None:
    """A class was struck between the order of a certificate and its issue: seen as it is issued, each by
    itself, so that a batch of hundreds is not read anew with every one.
    """
    batch = Batch.objects.select_related("office", "course").get(pk=certificate.subject_id)
    printed = printed_minutes(certificate)
    if printed is None or certificate.holder_id is None or batch.overstated_since:
        return
    if printed > ClassBook(batch).hours_for(certificate.holder_id).minutes:
        compare_batch(batch.pk, now)


def compare_after_strike(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Called after a class was struck from its book."""
    gathering = Gathering.objects.get(pk=outbox_entry.entry.subject_id)
    if gathering.subject_type == Batch.SUBJECT and gathering.subject_id is not None:
        compare_batch(gathering.subject_id, now)


def compare_after_change(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Called after a certificate was replaced or revoked by hand."""
    certificate = Certificate.objects.get(pk=outbox_entry.entry.subject_id)
    if certificate.subject_type == Batch.SUBJECT:
        compare_batch(certificate.subject_id, now)
