"""The acts of purchases that are more than a row: the library of specifications, what each line is to be
like, and who quoted put right.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from ongikar.core.forms.faults import ActFault, require
from ongikar.delivery.procurement.rules.specification import (
    BRAND,
    NO_ATTRIBUTE,
    NO_NUMBER,
    TWICE,
    Clause,
    digest_of,
    faults_of,
)
from ongikar.journal.actions import WORKER, Reference
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.records.actions import change, perform
from ongikar.rules.calendar.office_calendar import TZ

from .library import MOST_CLAUSES, LibraryItem, brand_names, guess_item, library
from .models import (
    OF_BIDDER,
    BidderChange,
    Purchase,
    PurchaseLine,
    Quotation,
    QuotationLine,
    SpecItem,
    SpecVersion,
    standing_version,
)

CLAUSE_WORDS = {
    NO_ATTRIBUTE: ("কোন বিষয়ের শর্ত, লিখুন", "Write what the condition is about"),
    NO_NUMBER: ("সংখ্যায় লিখুন, যেমন ১৬", "Write a number, such as 16"),
    TWICE: ("এই বিষয়ের শর্ত আগেই আছে", "There is a condition on this already"),
}
NO_VALUE_WORDS = ("কী চাওয়া হচ্ছে, লিখুন", "Write what is asked")


class ClauseFaults(ActFault):
    """Clauses that make no specification: for each field at fault, such as `value-2`, its sentence."""

    def __init__(self, faults: dict[str, tuple[str, str]]) -> None:
        field, (bn, en) = next(iter(faults.items()))
        super().__init__(field, bn, en)
        self.faults = faults


def check_clauses(clauses: Sequence[Clause]) -> None:
    """Raises ClauseFaults."""
    if not clauses:
        raise ClauseFaults({"bn-0": ("অন্তত একটি শর্ত লিখুন", "Write at least one condition")})
    is_few = len(clauses) <= MOST_CLAUSES
    require(is_few, "", "২৪টির বেশি শর্ত দেওয়া যায় না।", "Give at most 24 conditions.")
    faults: dict[str, tuple[str, str]] = {}
    for fault in faults_of(clauses, brand_names()):
        words = CLAUSE_WORDS.get(fault.key, NO_VALUE_WORDS)
        if fault.key == BRAND:
            names = ", ".join(fault.names)
            words = (
                f"এখানে নির্মাতার নাম আছে ({names}), তাতে অন্যরা দর দিতে পারেন না। নামটি বাদ দিন, না হলে কারণ লিখুন।",
                f"This names a maker ({names}) and leaves others out. Take it out, or write the reason.",
            )
        faults.setdefault(f"{fault.field}-{fault.place}", words)
    if faults:
        raise ClauseFaults(faults)


def day_of(now: datetime) -> date:
    return now.astimezone(TZ).date()


def item_of(office: Office, key: str, *, now: datetime) -> SpecItem | None:
    """The office's row of an item, made of the library where it is first used; None of an unknown key."""
    known = SpecItem.objects.filter(office=office, key=key).first()
    shipped = library(office.slug).get(key)
    if known or shipped is None:
        return known
    made, _ = SpecItem.objects.get_or_create(
        office=office, key=key, defaults={"name_bn": shipped.bn, "name_en": shipped.en, "made_at": now}
    )
    return made


@transaction.atomic
def take_from_library(office: Office, key: str, *, now: datetime) -> SpecVersion | None:
    """The version of an item that holds now, as a row; None where there is none.

    What the program's library says newly becomes a version of its own, unless the office has written a later
    one: an update never takes the place of what an office decided.
    """
    item = item_of(office, key, now=now)
    if item is None:
        return None
    item.lock()
    known = standing_version(item, day_of(now))
    shipped = library(office.slug).get(key)
    offered = shipped.version_on(day_of(now)) if shipped else None
    if offered is None or (known and (known.sha256 == offered.sha256 or known.since >= offered.since)):
        return known
    version = SpecVersion.of(item, offered.clauses, source=SpecVersion.PROGRAM, since=offered.since)
    return perform(item, version, actor=WORKER, now=now)


def write_version(
    item: SpecItem,
    clauses: Sequence[Clause],
    *,
    note: str = "",
    purchase: Purchase | None = None,
    actor: Reference,
    now: datetime,
) -> SpecVersion:
    """The next version of an item from today on: of the library, or of one purchase alone. The same again is
    no new one.
    """
    check_clauses(clauses)
    version = SpecVersion.of(
        item, clauses, source=SpecVersion.OFFICE, since=day_of(now), note=note, purchase=purchase
    )
    return perform(item, version, actor=actor, now=now)


@transaction.atomic
def write_next_version(
    office: Office, *, key: str, clauses: Sequence[Clause], note: str = "", actor: Reference, now: datetime
) -> SpecVersion:
    """As `write_version`, of an item that may never have been used: what the program ships is then its
    first.
    """
    check_clauses(clauses)
    held = take_from_library(office, key, now=now)
    if held is None:
        raise ActFault("", "ভান্ডারে এই পণ্য নেই।", "The library has no such item.")
    return write_version(held.item, clauses, note=note, actor=actor, now=now)


@transaction.atomic
def add_item(
    office: Office, *, name_bn: str, name_en: str, clauses: Sequence[Clause], actor: Reference, now: datetime
) -> SpecItem:
    """A sort of thing that the program's library lacks, with its first version."""
    check_clauses(clauses)
    # The book of its keys stays locked: two who add an item of one name do it in turn.
    serial = next_number(office, "specifications", 0)
    is_new = not SpecItem.objects.filter(office=office, name_bn=name_bn).exists() and all(
        each.bn != name_bn for each in library(office.slug).values()
    )
    require(is_new, "name_bn", "এই নামের পণ্য ভান্ডারে আছে।", "The library has an item of this name.")
    item = SpecItem.objects.create(
        office=office, key=f"own-{serial}", name_bn=name_bn, name_en=name_en or name_bn, made_at=now
    )
    write_version(item, clauses, actor=actor, now=now)
    return item


@transaction.atomic
def specify_line(line: PurchaseLine, *, key: str, actor: Reference, now: datetime) -> SpecVersion:
    """The line is to be like the library's item of this key, as it holds now."""
    line.purchase.lock()
    line.purchase.require_unquoted()
    version = take_from_library(line.purchase.office, key, now=now)
    if version is None:
        raise ActFault("item", "ভান্ডার থেকে একটি বেছে নিন।", "Choose one of the library.")
    change(line, "line_specified", actor=actor, now=now, version=version)
    return version


@transaction.atomic
def adapt_line(
    line: PurchaseLine, clauses: Sequence[Clause], *, note: str = "", actor: Reference, now: datetime
) -> SpecVersion:
    """Other clauses for this purchase alone; the library stays as it is. The same again is no new version."""
    line.purchase.lock()
    line.purchase.require_unquoted()
    check_clauses(clauses)
    before = line.version
    if before is None:
        raise ActFault("item", "আগে ভান্ডার থেকে একটি বেছে নিন।", "First choose one of the library.")
    if before.sha256 == digest_of(clauses):
        return before
    version = write_version(before.item, clauses, note=note, purchase=line.purchase, actor=actor, now=now)
    change(line, "line_specified", actor=actor, now=now, version=version)
    return version


def suggestions(purchase: Purchase, lines: Iterable[PurchaseLine]) -> list[tuple[PurchaseLine, LibraryItem]]:
    """The lines without a specification whose words name an item of the library, each with that item."""
    items = library(purchase.office.slug)
    open_lines = (line for line in lines if line.version_id is None and not line.is_struck)
    named = ((line, guess_item(line.name, items)) for line in open_lines)
    return [(line, item) for line, item in named if item]


@transaction.atomic
def specify_all(purchase: Purchase, actor: Reference, now: datetime) -> None:
    """One press for the lines whose words name an item of the library."""
    purchase.lock()
    for line, item in suggestions(purchase, PurchaseLine.objects.filter(purchase=purchase)):
        line.purchase = purchase
        specify_line(line, key=item.key, actor=actor, now=now)


@transaction.atomic
def correct_bidder(
    quotation: Quotation, *, said: Mapping[str, str], words: str, actor: Reference, now: datetime
) -> None:
    """Each value with what stood there before. Where nothing differs, nothing is written."""
    quotation.purchase.lock()
    for name in OF_BIDDER:
        new = " ".join(said[name].split())
        if new != getattr(quotation, name):
            put_right = BidderChange(quotation=quotation, field=name, new=new, words=words)
            perform(quotation.purchase, put_right, actor=actor, now=now)


def judge_offer(
    offer: QuotationLine, *, answers: Mapping[str, str], words: str = "", actor: Reference, now: datetime
) -> None:
    """What an offer says of each clause of its line."""
    told = offer.known_answers(answers)
    change(offer, "offer_judged", actor=actor, now=now, answers=told, words=words)
