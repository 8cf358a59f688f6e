"""Roots of the ledgers that a second party keeps come back once a day and are compared with the chains.

They are read from a text file or an http(s) address (`ONGIKAR_ROOTS_FROM`) in a thread of its own between
the worker's rounds, so that no clock and no message waits for a server. What was found is an entry of the
journal; the doctor and the administrator's page say the newest.
"""

import logging
import threading
import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.journal.actions import WORKER, record
from ongikar.journal.hash_chain import links_at
from ongikar.journal.models import Entry
from ongikar.journal.restores import OF_ALL, Restore, as_restore, restore_entries
from ongikar.journal.rules.hash_chain import NO_OFFICE, OF_NO_OFFICE, Root, read_roots
from ongikar.offices.models import Office
from ongikar.papers.signed_restores import is_signed_by_office
from ongikar.rules.bangla.text import grouped_number

log = logging.getLogger("ongikar.worker")

SUBJECT = ("returned_roots", OF_ALL)
AGREE, DIFFER, UNREAD = "roots.agree", "roots.differ", "roots.unread"
MOST_BYTES, MOST_SECONDS = 1_000_000, 10.0
# Of one comparison, the newest; two figures of each are handed to one statement.
MOST_ROOTS = 10_000
# How many roots that do not agree are named in the entry; the rest is counted.
MOST_ENTERED = 20
# When the next try follows where they could not be read.
AGAIN = timedelta(hours=1)
# After this long without a comparison, whatever compares is not working.
LONGEST_UNCOMPARED = timedelta(days=2)


class Compared(NamedTuple):
    """What a comparison found: roots that hold, those that do not, and lines that are no roots. Those of a
    time that a signed restore lost are in neither.
    """

    agree: int
    differ: list[Root]
    others: int


class NoRedirect(HTTPRedirectHandler):
    """The roots come from the address that was set, and from nowhere else."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any) -> None:
        return None


def read_returned(place: str) -> str:
    """The text at a path or an http(s) address. Raises OSError or ValueError where it cannot be read, is too
    large, or is of another scheme.
    """
    scheme = urlsplit(place).scheme
    if scheme in ("http", "https"):
        with build_opener(NoRedirect).open(Request(place), timeout=MOST_SECONDS) as answer:  # noqa: S310
            content = read_bounded(answer)
    elif "://" in place:
        raise ValueError("ONGIKAR_ROOTS_FROM must be a path or begin with http:// or https://")
    else:
        with Path(place).open("rb") as file:
            content = read_bounded(file)
    return content.decode("utf-8", "replace")


def read_bounded(file: Any) -> bytes:
    """All of it, no more than may be and no longer."""
    until, pieces, size = time.monotonic() + MOST_SECONDS, [], 0
    while piece := file.read1(65_536) if hasattr(file, "read1") else file.read(65_536):
        size += len(piece)
        if size > MOST_BYTES:
            raise ValueError(f"more than {MOST_BYTES:,} bytes")
        if time.monotonic() > until:
            raise TimeoutError(f"no end within {MOST_SECONDS:.0f} seconds")
        pieces.append(piece)
    return b"".join(pieces)


def compare_roots(text: str) -> Compared:
    """Each root of the text with the link of its number in its chain."""
    listed, others = read_roots(text)
    roots = sorted(listed, key=lambda root: root.day)[-MOST_ROOTS:]
    chains = {slug: key for key, slug in Office.objects.values_list("pk", "slug")} | {OF_NO_OFFICE: NO_OFFICE}
    links = links_at([(chains[root.office], root.number) for root in roots if root.office in chains])
    differ = [root for root in roots if links.get((chains.get(root.office, -1), root.number)) != root.link]
    restores = signed_restores({chains[root.office] for root in differ if root.office in chains})
    kept = [
        root
        for root in differ
        if not any(each.has_lost(root) for each in restores.get(chains.get(root.office, -1), ()))
    ]
    return Compared(len(roots) - len(differ), kept, others)


def signed_restores(chains: Iterable[int]) -> Mapping[int, list[Restore]]:
    """Only those that the office's key signed excuse a root that fits nowhere."""
    return {
        chain: [as_restore(entry) for entry in restore_entries(chain) if is_signed_by_office(entry)]
        for chain in chains
    }


class RootComparison:
    """One worker's: begins to read once a day, and compares in a later round what has come by then."""

    def __init__(self) -> None:
        self.next_at: datetime | None = None
        self.reading: ReadingThread | None = None

    def __call__(self, now: datetime) -> int:
        place = settings.ONGIKAR_ROOTS_FROM
        if not place:
            return 0
        if self.reading is None:
            if self.next_at is not None and now < self.next_at:
                return 0
            newest = last_comparison()
            if newest and newest.verb != UNREAD and is_same_day(newest.at, now):
                self.next_at = next_day(now)
                return 0
            self.reading = ReadingThread(place)
            self.reading.start()
        if not self.reading.is_over():
            return 0
        reading, self.reading = self.reading, None
        if reading.text is None:
            self.next_at = now + AGAIN
            return enter_comparison(UNREAD, now, fault=reading.fault or "TimeoutError")
        self.next_at = next_day(now)
        return enter_compared(compare_roots(reading.text), now)


class ReadingThread(threading.Thread):
    """Reads the place; it is over once it has read, failed, or taken longer than anybody waits for it."""

    def __init__(self, place: str) -> None:
        super().__init__(name="roots that come back", daemon=True)
        self.place, self.began = place, time.monotonic()
        self.text: str | None = None
        self.fault = ""

    def run(self) -> None:
        try:
            self.text = read_returned(self.place)
        except Exception as fault:
            # The address may hold what opens it: of the fault only its kind is entered.
            self.fault = type(fault).__name__
            log.warning("the roots that come back cannot be read: %s", self.fault)

    def is_over(self) -> bool:
        return not self.is_alive() or time.monotonic() - self.began > MOST_SECONDS


def enter_compared(compared: Compared, now: datetime) -> int:
    if compared.differ:
        log.error("%d roots kept elsewhere do not agree with the ledger", len(compared.differ))
        lines = [root.line() for root in compared.differ[:MOST_ENTERED]]
        return enter_comparison(DIFFER, now, count=compared.agree, open=len(compared.differ), roots=lines)
    if not compared.agree:
        return enter_comparison(UNREAD, now, fault="no roots")
    return enter_comparison(AGREE, now, count=compared.agree, open=0)


@transaction.atomic
def enter_comparison(verb: str, now: datetime, **facts: Any) -> int:
    """Once a day what was found, and once what could not be read; of two workers at once the second sees
    what the first has entered.
    """
    list(Office.objects.select_for_update(no_key=True).order_by("pk").values_list("pk")[:1])
    newest = last_comparison()
    if newest and is_same_day(newest.at, now) and (newest.verb != UNREAD or verb == UNREAD):
        return 0
    record(verb, subject=SUBJECT, actor=WORKER, office_id=None, now=now, **facts)
    return 1


def last_comparison() -> Entry | None:
    return Entry.objects.filter(subject_type=SUBJECT[0], subject_id=SUBJECT[1]).order_by("-id").first()


def is_same_day(one: datetime, other: datetime) -> bool:
    return timezone.localdate(one) == timezone.localdate(other)


def next_day(now: datetime) -> datetime:
    day = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=1)


class RootsStatus(NamedTuple):
    """`is_fine`, and the sentence in the language at hand. `plain`: for a page, without what is of no
    language; `differs`: the first root that no longer holds, as printed; "" where all do, or none was read.
    """

    is_fine: bool
    sentence: str
    plain: str
    differs: str = ""


def returned_roots_status(now: datetime) -> RootsStatus | None:
    """What the newest comparison found; None where no roots come back."""
    if not settings.ONGIKAR_ROOTS_FROM:
        return None
    newest = last_comparison()
    if newest is None:
        none = say("এখনো মেলানো হয়নি", "not compared yet")
        return RootsStatus(True, none, none)
    when = timezone.localtime(newest.at)
    if newest.verb == UNREAD:
        why = newest.facts["fault"]
        return RootsStatus(
            False,
            say(
                "ফেরত আসা শেষ সিল পড়া যায়নি ({why}), {at}",
                "those that come back could not be read ({why}), {at}",
                why=why,
                at=when,
            ),
            say(
                "ফেরত আসা শেষ সিল পড়া যায়নি, {at}। এক ঘণ্টা পরে আবার চেষ্টা হয়।",
                "The roots that come back could not be read, {at}. It is tried again in an hour.",
                at=when,
            ),
        )
    count = grouped_number(newest.facts["count"], language())
    if newest.verb == DIFFER:
        return RootsStatus(
            False,
            say(
                "{n}টি আর খতিয়ানের সঙ্গে মেলে না: {which}; {count}টি মেলে, মেলানো {at}",
                "{n} no longer [agrees|agree] with the ledger: {which}; {count} agree, compared {at}",
                n=newest.facts["open"],
                which="; ".join(newest.facts["roots"][:3]),
                count=count,
                at=when,
            ),
            say(
                "অন্যের কাছে রাখা {n}টি শেষ সিল আর খতিয়ানের সঙ্গে মেলে না, {count}টি মেলে; মেলানো {at}। দেখতে:",
                "{n} [root|roots] kept elsewhere no longer [agrees|agree] with the ledger, {count} agree;"
                " compared {at}. To look:",
                n=newest.facts["open"],
                count=count,
                at=when,
            ),
            next(iter(newest.facts["roots"]), ""),
        )
    if now - newest.at > LONGEST_UNCOMPARED:
        late = say(
            "শেষ মেলানো {at}; কর্মী-প্রোগ্রাম চলছে কি?", "last compared {at}; is the worker running?", at=when
        )
        plain = say(
            "অন্যের কাছে রাখা শেষ সিল দুই দিন মেলানো হয়নি, শেষ মেলানো {at}।",
            "Roots kept elsewhere were not compared for two days, last {at}.",
            at=when,
        )
        return RootsStatus(False, late, plain)
    agree = newest.facts["count"]
    return RootsStatus(
        True,
        say(
            "অন্যের কাছে রাখা {n}টি শেষ সিল মেলে, শেষ মেলানো {at}",
            "{n} [root|roots] kept elsewhere [agrees|agree], last compared {at}",
            n=agree,
            at=when,
        ),
        say("{n}টি মেলে, শেষ মেলানো {at}", "{n} [agrees|agree], last compared {at}", n=agree, at=when),
    )
