"""What each thing must be like: the next version of an item of the library, and the version of a line."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from ongikar.delivery.procurement.library import MOST_CLAUSES, LibraryItem, brand_names, library
from ongikar.delivery.procurement.models import Purchase, PurchaseLine, SpecItem, SpecVersion
from ongikar.delivery.procurement.words import PurchaseFault
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.specification import BRAND, NO_ATTRIBUTE, NO_NUMBER, TWICE, Clause, digest_of, faults_of

from .opening import lock_open, note, require_no_quotations

CLAUSE_WORDS = {
    NO_ATTRIBUTE: ("কোন বিষয়ের শর্ত, লিখুন", "Write what the condition is about"),
    NO_NUMBER: ("সংখ্যায় লিখুন, যেমন ১৬", "Write a number, such as 16"),
    TWICE: ("এই বিষয়ের শর্ত আগেই আছে", "There is a condition on this already"),
}
NO_VALUE_WORDS = ("কী চাওয়া হচ্ছে, লিখুন", "Write what is asked")


class ClauseFaults(PurchaseFault):
    """Clauses that make no specification: for each field at fault, such as `value-2`, its sentence."""

    def __init__(self, found: dict[str, tuple[str, str]]) -> None:
        field, (bn, en) = next(iter(found.items()))
        super().__init__(field, bn, en)
        self.found = found


def check_clauses(clauses: Sequence[Clause]) -> None:
    """Raises ClauseFaults."""
    if not clauses:
        raise ClauseFaults({"bn-0": ("অন্তত একটি শর্ত লিখুন", "Write at least one condition")})
    if len(clauses) > MOST_CLAUSES:
        raise PurchaseFault("", "২৪টির বেশি শর্ত দেওয়া যায় না।", "Give at most 24 conditions.")
    found: dict[str, tuple[str, str]] = {}
    for fault in faults_of(clauses, brand_names()):
        words = CLAUSE_WORDS.get(fault.key, NO_VALUE_WORDS)
        if fault.key == BRAND:
            names = ", ".join(fault.names)
            words = (
                f"এখানে নির্মাতার নাম আছে ({names}), তাতে অন্যরা দর দিতে পারেন না। নামটি বাদ দিন, না হলে কারণ লিখুন।",
                f"This names a maker ({names}) and leaves others out. Take it out, or write the reason.",
            )
        found.setdefault(f"{fault.field}-{fault.place}", words)
    if found:
        raise ClauseFaults(found)


def item_of(office: Office, key: str, *, now: datetime) -> SpecItem | None:
    """The office's row of an item, made of the library where it is first used; None of an unknown key."""
    known = SpecItem.objects.filter(office=office, key=key).first()
    found = library(office.slug).get(key)
    if known or found is None:
        return known
    made, _ = SpecItem.objects.get_or_create(
        office=office, key=key, defaults={"name_bn": found.bn, "name_en": found.en, "made_at": now}
    )
    return made


def standing_version(item: SpecItem, day: date) -> SpecVersion | None:
    """The newest version of the library that holds on a day."""
    held = item.versions.filter(purchase__isnull=True, since__lte=day)
    return held.order_by("since", "number").last()


@transaction.atomic
def take_from_library(office: Office, key: str, *, now: datetime) -> SpecVersion | None:
    """The version of an item that holds now, as a row; None where there is none.

    What the program's library says newly becomes a version of its own, unless the office has written a later
    one: an update never takes the place of what an office decided.
    """
    item = item_of(office, key, now=now)
    if item is None:
        return None
    item = SpecItem.objects.select_for_update().get(pk=item.pk)
    day = now.astimezone(TZ).date()
    known = standing_version(item, day)
    shipped = library(office.slug).get(key)
    offered = shipped.version_on(day) if shipped else None
    if offered is None or (known and (known.sha256 == offered.sha256 or known.since >= offered.since)):
        return known
    return add_version(
        item,
        offered.clauses,
        source=SpecVersion.PROGRAM,
        since=offered.since,
        actor=WORKER,
        now=now,
    )


def add_version(
    item: SpecItem,
    clauses: Iterable[Clause],
    *,
    source: str,
    since: date,
    actor: Reference,
    now: datetime,
    note: str = "",
    purchase: Purchase | None = None,
) -> SpecVersion:
    told = tuple(clauses)
    last = item.versions.aggregate(last=Max("number"))["last"] or 0
    version = SpecVersion.objects.create(
        item=item,
        number=last + 1,
        source=source,
        purchase=purchase,
        since=since,
        clauses=[clause.as_data() for clause in told],
        note=note.strip(),
        sha256=digest_of(told),
        at=now,
        by_id=actor[1] if actor[0] == "user" else None,
    )
    record(
        "specification.written",
        subject=("spec_item", item.pk),
        actor=actor,
        office_id=item.office_id,
        now=now,
        version=version.number,
    )
    return version


@transaction.atomic
def write_version(
    item: SpecItem, *, clauses: Sequence[Clause], note: str = "", actor: Reference, now: datetime
) -> SpecVersion:
    """The next version of an item of the library, from today on. The same again is no new one."""
    check_clauses(clauses)
    locked = SpecItem.objects.select_for_update().get(pk=item.pk)
    day = now.astimezone(TZ).date()
    known = standing_version(locked, day)
    if known and known.sha256 == digest_of(clauses):
        return known
    return add_version(locked, clauses, source=SpecVersion.OFFICE, since=day, actor=actor, now=now, note=note)


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
        raise PurchaseFault("", "ভান্ডারে এই পণ্য নেই।", "The library has no such item.")
    return write_version(held.item, clauses=clauses, note=note, actor=actor, now=now)


@transaction.atomic
def add_item(
    office: Office, *, name_bn: str, name_en: str, clauses: Sequence[Clause], actor: Reference, now: datetime
) -> SpecItem:
    """A sort of thing that the program's library lacks, with its first version."""
    check_clauses(clauses)
    Office.objects.select_for_update().get(pk=office.pk)
    name_bn, name_en = name_bn.strip(), name_en.strip()
    twin = SpecItem.objects.filter(office=office, name_bn=name_bn).first()
    if twin or any(each.bn == name_bn for each in library(office.slug).values()):
        raise PurchaseFault("name_bn", "এই নামের পণ্য ভান্ডারে আছে।", "The library has an item of this name.")
    serial = next_number(office, "specifications", 0)
    item = SpecItem.objects.create(
        office=office, key=f"own-{serial}", name_bn=name_bn, name_en=name_en or name_bn, made_at=now
    )
    write_version(item, clauses=clauses, actor=actor, now=now)
    return item


@transaction.atomic
def specify_line(line: PurchaseLine, *, key: str, actor: Reference, now: datetime) -> SpecVersion:
    """The line is to be like the library's item of this key, as it holds now."""
    lock_open(line.purchase)
    require_no_quotations(line.purchase)
    version = take_from_library(line.purchase.office, key, now=now)
    if version is None:
        raise PurchaseFault("item", "ভান্ডার থেকে একটি বেছে নিন।", "Choose one of the library.")
    set_version(line, version, actor=actor, now=now)
    return version


@transaction.atomic
def adapt_line(
    line: PurchaseLine, *, clauses: Sequence[Clause], note: str = "", actor: Reference, now: datetime
) -> SpecVersion:
    """Other clauses for this purchase alone; the library stays as it is. The same again is no new version."""
    lock_open(line.purchase)
    require_no_quotations(line.purchase)
    check_clauses(clauses)
    before = line.version
    if before is None:
        raise PurchaseFault("item", "আগে ভান্ডার থেকে একটি বেছে নিন।", "First choose one of the library.")
    if before.sha256 == digest_of(clauses):
        return before
    SpecItem.objects.select_for_update().get(pk=before.item_id)
    version = add_version(
        before.item,
        clauses,
        source=SpecVersion.OFFICE,
        since=now.astimezone(TZ).date(),
        actor=actor,
        now=now,
        note=note,
        purchase=line.purchase,
    )
    set_version(line, version, actor=actor, now=now)
    return version


def set_version(line: PurchaseLine, version: SpecVersion, *, actor: Reference, now: datetime) -> None:
    if line.version_id == version.pk:
        return
    line.version = version
    line.save(update_fields=["version"])
    note(
        "line_specified",
        line.purchase,
        actor,
        now,
        of="purchase_line",
        of_id=line.pk,
        version=version.number,
    )


@transaction.atomic
def specify_all(
    purchase: Purchase, *, chosen: Sequence[tuple[PurchaseLine, LibraryItem]], actor: Reference, now: datetime
) -> int:
    """One press for the lines whose words name an item of the library; how many were specified."""
    for line, item in chosen:
        specify_line(line, key=item.key, actor=actor, now=now)
    return len(chosen)
