"""Spare parts: entered, received, used, written off, counted; each in one transaction with its journal entry
and its line of the stock book.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, SubjectReference, record
from ongikar.offices.models import Office, Place
from ongikar.offices.serials import next_number
from ongikar.places.models import Device, Part, PartMovement
from ongikar.places.rules import part_stock
from ongikar.places.rules.part_stock import StockFault, StockMove
from ongikar.places.words import quantity_words
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .devices import DeviceFault

# How far back a movement may be entered.
OLDEST_DAYS = 400


@transaction.atomic
def add_part(
    *,
    office: Office,
    name_bn: str,
    name_en: str = "",
    unit_bn: str = "টি",
    unit_en: str = "pcs",
    least: int = 0,
    actor: Reference,
    now: datetime,
) -> Part:
    """A new sort of part, of which there is none yet. Raises DeviceFault where one bears the name already."""
    name_bn, name_en = name_bn.strip() or name_en.strip(), name_en.strip() or name_bn.strip()
    part = Part(
        office=office,
        name_bn=name_bn,
        name_en=name_en,
        name_key=fold(name_bn)[:120],
        unit_bn=unit_bn,
        unit_en=unit_en,
        least=least,
    )
    try:
        with transaction.atomic():
            part.save(force_insert=True)
            record("part.added", subject=part.reference, actor=actor, office_id=office.pk, now=now)
    except IntegrityError as fault:
        if not violates(fault, Part, "office", "name_key"):
            raise
        raise DeviceFault(
            "name_bn", "এই নামের জিনিস তালিকায় আগে থেকেই আছে।", "A part of this name is on the list already."
        ) from fault
    return part


@transaction.atomic
def change_part(part: Part, *, least: int, is_kept: bool, actor: Reference, now: datetime) -> None:
    """How many the office wants to have, and whether it keeps the part at all."""
    part = lock_part(part)
    ended_on = None if is_kept else part.ended_on or now.astimezone(TZ).date()
    if (part.least, part.ended_on) != (least, ended_on):
        part.least, part.ended_on = least, ended_on
        part.save(update_fields=["least", "ended_on"])
        record("part.changed", subject=part.reference, actor=actor, office_id=part.office_id, now=now)


def receive_part(
    *,
    part: Part,
    quantity: int,
    source: str = "",
    price: Decimal | None = None,
    on: date | None = None,
    words: str = "",
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> PartMovement:
    """So many came. `source`: from whom, or by which order; `price`: what each cost."""
    if price is not None and price < 0:
        raise DeviceFault("price", "দাম শূন্যের কম হয় না।", "A price is not below nought.")
    return write_movement(
        part,
        part_stock.RECEIVED,
        quantity,
        facts={"source": source.strip(), "price": price, "words": words.strip()},
        on=on,
        submission=submission,
        actor=actor,
        now=now,
    )


def use_part(
    *,
    office: Office,
    part: Part,
    quantity: int,
    subject: SubjectReference | None,
    place: Place | None = None,
    device: Device | None = None,
    on: date | None = None,
    words: str = "",
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> PartMovement:
    """So many were used for something. The same `submission` twice is used once. Raises DeviceFault where
    fewer are there, and for a part, place or device of another office.
    """
    if any(each is not None and each.office_id != office.pk for each in (part, place, device)):
        raise DeviceFault("part", "এটি এই কার্যালয়ের নয়।", "This is not of this office.")
    where = place or (device.place if device else None)
    return write_movement(
        part,
        part_stock.USED,
        quantity,
        facts={"place": where, "device": device, "words": words.strip()},
        subject=subject,
        on=on,
        submission=submission,
        actor=actor,
        now=now,
    )


def write_off_part(
    *,
    part: Part,
    quantity: int,
    words: str,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> PartMovement:
    """So many are of no use any more, and why."""
    if not words.strip():
        raise DeviceFault("words", "কেন বাতিল, লিখুন।", "Write why it is written off.")
    return write_movement(
        part,
        part_stock.WRITTEN_OFF,
        quantity,
        facts={"words": words.strip()},
        submission=submission,
        actor=actor,
        now=now,
    )


def return_part(
    *,
    part: Part,
    quantity: int,
    subject: SubjectReference | None = None,
    words: str = "",
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> PartMovement:
    """So many came back unused."""
    return write_movement(
        part,
        part_stock.RETURNED,
        quantity,
        facts={"words": words.strip()},
        subject=subject,
        submission=submission,
        actor=actor,
        now=now,
    )


@transaction.atomic
def count_part(
    *, part: Part, counted: int, words: str = "", actor: Reference, now: datetime
) -> PartMovement | None:
    """So many lie on the shelf; the book is brought to it. None where they are as many as the book says."""
    part = lock_part(part)
    try:
        moved = part_stock.count(part.balance, counted)
    except StockFault as fault:
        if fault.reason == part_stock.NO_DIFFERENCE:
            return None
        raise as_device_fault(fault, part) from fault
    return add_movement(
        part, part_stock.COUNTED, moved, facts={"words": words.strip()}, on=None, actor=actor, now=now
    )


@transaction.atomic
def take_back_movement(
    movement: PartMovement, *, words: str, actor: Reference, now: datetime
) -> PartMovement:
    """Enter the opposite of what was entered by mistake; pressed twice, it is taken back once. Raises
    DeviceFault where what came is used already.
    """
    if not words.strip():
        raise DeviceFault("words", "কী ভুল ছিল লিখুন।", "Write what was wrong.")
    part = lock_part(movement.part)
    if known := PartMovement.objects.filter(takes_back=movement).first():
        return known
    if movement.takes_back_id is not None:
        raise DeviceFault(
            "", "ফেরানো সারি আর ফেরানো যায় না।", "A line that takes another back is not taken back itself."
        )
    try:
        moved = part_stock.take_back(part.balance, movement.change)
    except StockFault as fault:
        raise as_device_fault(fault, part) from fault
    return add_movement(
        part,
        part_stock.TAKEN_BACK,
        moved,
        facts={"words": words.strip(), "takes_back": movement},
        subject=(movement.subject_type, movement.subject_id) if movement.subject_id is not None else None,
        on=None,
        actor=actor,
        now=now,
    )


@transaction.atomic
def write_movement(
    part: Part,
    movement: str,
    quantity: int,
    *,
    facts: dict[str, object],
    subject: SubjectReference | None = None,
    on: date | None = None,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> PartMovement:
    part = lock_part(part)
    if submission and (known := PartMovement.objects.filter(submission=submission).first()):
        return known
    require_day(on, now)
    if part.ended_on is not None and movement == part_stock.RECEIVED:
        raise DeviceFault("part", "জিনিসটি আর রাখা হয় না।", "This part is not kept any more.")
    try:
        moved = part_stock.move(part.balance, movement, quantity)
    except StockFault as fault:
        raise as_device_fault(fault, part) from fault
    return add_movement(
        part,
        movement,
        moved,
        facts=facts,
        subject=subject,
        on=on,
        submission=submission,
        actor=actor,
        now=now,
    )


def add_movement(
    part: Part,
    movement: str,
    moved: StockMove,
    *,
    facts: dict[str, object],
    subject: SubjectReference | None = None,
    on: date | None,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> PartMovement:
    """Of a locked part: the line of the book, and how many there are then."""
    today = now.astimezone(TZ).date()
    year = fiscal_year(today)
    part.balance = moved.balance
    part.save(update_fields=["balance"])
    line = PartMovement.objects.create(
        part=part,
        office_id=part.office_id,
        fiscal_year=year,
        # The serial is drawn as late as possible: others who write in the book wait for it.
        book_serial=next_number(part.office, "stock", year),
        movement=movement,
        change=moved.change,
        balance=moved.balance,
        on=on or today,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        submission=submission or None,
        **facts,
    )
    record(f"part.{movement}", subject=part.reference, actor=actor, office_id=part.office_id, now=now)
    return line


def lock_part(part: Part) -> Part:
    """Hold the part to the end of the transaction; what the caller holds is brought up to date."""
    fresh = Part.objects.select_for_update(of=("self",)).get(pk=part.pk)
    part.balance, part.least, part.ended_on = fresh.balance, fresh.least, fresh.ended_on
    return part


def require_day(on: date | None, now: datetime) -> None:
    today = now.astimezone(TZ).date()
    if on is None:
        return
    if on > today:
        raise DeviceFault("on", "দিনটি এখনো আসেনি।", "This day has not come yet.")
    if (today - on).days > OLDEST_DAYS:
        raise DeviceFault(
            "on", "দিনটি মিলিয়ে দেখুন; এক বছরের বেশি পুরোনো।", "Check the day: it is over a year ago."
        )


def as_device_fault(fault: StockFault, part: Part) -> DeviceFault:
    """Said beside the quantity, in the unit of the part."""
    if fault.reason == part_stock.TOO_FEW:
        return DeviceFault(
            "quantity",
            f"এত নেই; আছে {quantity_words(fault.left, part.unit_bn, 'bn')}।",
            f"There are not so many: only {quantity_words(fault.left, part.unit_en)}.",
        )
    if fault.reason == part_stock.TOO_MANY:
        return DeviceFault("quantity", "সংখ্যাটি মিলিয়ে দেখুন; খুব বড়।", "Check the quantity; it is too large.")
    return DeviceFault("quantity", "সংখ্যাটি ১ বা তার বেশি লিখুন।", "Enter a quantity of 1 or more.")
