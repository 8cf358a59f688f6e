"""Registering a device, and saying something of it: each in one transaction with its journal entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference, SubjectReference, record
from ongikar.offices.models import Office, Place
from ongikar.offices.serials import next_number
from ongikar.places.models import Device, DeviceFact
from ongikar.places.rules.device_state import (
    CONDEMNED,
    CORRECTED,
    FACTS,
    MOVED,
    REGISTERED,
    STATES,
    fold_device,
)
from ongikar.places.rules.entered_values import maker_key, serial_key
from ongikar.places.words import DEVICE_KINDS, device_number
from ongikar.rules.calendar.office_calendar import TZ

# What of a device is entered and can be corrected.
DETAILS = ("kind", "name", "maker", "model", "serial_no", "source", "warranty_until")
LONGEST_WORDS = DeviceFact.MOST_WORDS


class DeviceFault(ActFault):
    """Why something cannot be done with a device."""


OTHER_PLACE = DeviceFault(
    "place",
    "জায়গাটি এই কার্যালয়ের তালিকায় নেই। তালিকা থেকে বেছে নিন।",
    "This place is not on the office’s list. Choose from the list.",
)


@transaction.atomic
def register_device(
    *,
    office: Office,
    place: Place,
    kind: str,
    maker: str = "",
    model: str = "",
    serial_no: str = "",
    name: str = "",
    source: str = "",
    warranty_until: date | None = None,
    on: date | None = None,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> Device:
    """A new device at a place, with its number and its first fact. The same `submission` twice is one device.

    `on`: since when it stands there; today where nothing is said. Raises DeviceFault for a sort that there is
    not, a place of another office or one that is closed, and a serial that another device bears.
    """
    if submission and (known := Device.objects.filter(submission=submission).first()):
        return known
    day = on or now.astimezone(TZ).date()
    require_kind(kind)
    require_place(office, place, day)
    serial = serial_key(serial_no)
    require_new_serial(office, maker, serial)
    device = Device(
        office=office,
        # The number is drawn as late as possible: others who register wait for it.
        number=0,
        kind=kind,
        name=name.strip(),
        maker=maker.strip(),
        maker_key=maker_key(maker),
        model=model.strip(),
        serial_no=serial_no.strip(),
        serial_key=serial,
        source=source.strip(),
        warranty_until=warranty_until,
        place=place,
        state_since=day,
        registered_at=now,
        submission=submission or None,
    )
    try:
        with transaction.atomic():
            device.number = next_number(office, "devices", 0)
            device.save(force_insert=True)
            write_fact(device, REGISTERED, on=day, place=place, actor=actor, now=now)
            record("device.registered", subject=device.reference, actor=actor, office_id=office.pk, now=now)
    except IntegrityError as fault:
        # The same press, or the same serial, arrived twice at once.
        if submission and violates(fault, Device, "submission"):
            return Device.objects.get(submission=submission)
        if violates(fault, Device, "office", "maker_key", "serial_key"):
            require_new_serial(office, maker, serial)
        raise
    return device


@transaction.atomic
def record_device_fact(
    device: Device,
    *,
    fact: str,
    on: date,
    place: Place | None = None,
    words: str = "",
    state: str = "",
    subject: SubjectReference | None = None,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> DeviceFact:
    """Something said of a device, about the day `on`, whenever it is brought; its state and place follow.

    `place`: where it was seen or went. `state`: of a correction, what is right. `subject`: what it came from.
    The same `submission` twice is one fact. Raises DeviceFault for a day to come, a place of another office,
    and for anything but a correction of a device that was condemned by that day.
    """
    if submission and (known := DeviceFact.objects.filter(submission=submission).first()):
        return known
    device = lock_device(device)
    require_fact(device, fact, on=on, place=place, words=words, state=state, now=now)
    try:
        with transaction.atomic():
            said = write_fact(
                device,
                fact,
                on=on,
                place=place,
                words=words,
                state=state,
                subject=subject,
                submission=submission,
                actor=actor,
                now=now,
            )
    except IntegrityError as fault:
        if submission and violates(fault, DeviceFact, "submission"):
            return DeviceFact.objects.get(submission=submission)
        raise
    refold(device)
    record(
        f"device.{fact}",
        subject=device.reference,
        actor=actor,
        office_id=device.office_id,
        now=now,
        day=on.isoformat(),
    )
    return said


@transaction.atomic
def correct_device(
    device: Device, *, details: Mapping[str, Any], words: str = "", actor: Reference, now: datetime
) -> list[str]:
    """Write what differs of its description, by DETAILS; the names of what was changed. What stood there
    before stays in the words of the fact.
    """
    device = lock_device(device)
    changed = [name for name in DETAILS if name in details and getattr(device, name) != details[name]]
    if not changed:
        return []
    before = "; ".join(f"{name}: {getattr(device, name) or '–'}" for name in changed)
    for name in changed:
        setattr(device, name, details[name])
    require_kind(device.kind)
    device.maker_key, device.serial_key = maker_key(device.maker), serial_key(device.serial_no)
    require_new_serial(device.office, device.maker, device.serial_key, own=device.pk)
    device.save(update_fields=[*changed, "maker_key", "serial_key"])
    day = now.astimezone(TZ).date()
    said = f"{words.strip()} ({before})" if words.strip() else before
    write_fact(device, CORRECTED, on=day, words=said[:LONGEST_WORDS], actor=actor, now=now)
    record(
        "device.corrected",
        subject=device.reference,
        actor=actor,
        office_id=device.office_id,
        now=now,
        fields=changed,
    )
    return changed


def lock_device(device: Device) -> Device:
    """Hold the device to the end of the transaction, so that two people act in turn; what the caller holds is
    brought up to date.
    """
    fresh = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    for field in Device._meta.concrete_fields:
        if getattr(device, field.attname) != (value := getattr(fresh, field.attname)):
            setattr(device, field.attname, value)
    return device


def write_fact(
    device: Device,
    fact: str,
    *,
    on: date,
    place: Place | None = None,
    words: str = "",
    state: str = "",
    subject: SubjectReference | None = None,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> DeviceFact:
    return DeviceFact.objects.create(
        device=device,
        fact=fact,
        on=on,
        place=place,
        stood_at_id=device.place_id,
        words=words.strip(),
        state=state,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        submission=submission or None,
    )


def refold(device: Device) -> None:
    """Bring the cached place and state up to date; only what changes is written, and so sealed anew."""
    folded = fold_device(each.statement for each in device.facts.all())
    after = {
        "place_id": folded.place or device.place_id,
        "state": folded.state,
        "state_since": folded.since or device.state_since,
        "seen_on": folded.seen_on,
    }
    changed = [name for name, value in after.items() if getattr(device, name) != value]
    for name in changed:
        setattr(device, name, after[name])
    if changed:
        device.save(update_fields=changed)


def require_kind(kind: str) -> None:
    if kind not in DEVICE_KINDS:
        raise DeviceFault("kind", "কী যন্ত্র, তালিকা থেকে বেছে নিন।", "Choose from the list what it is.")


def require_place(office: Office, place: Place, day: date) -> None:
    if place.office_id != office.pk:
        raise OTHER_PLACE
    require_open(place, day)


def require_open(place: Place, day: date) -> None:
    if place.closed_on and place.closed_on < day:
        raise DeviceFault(
            "place",
            "জায়গাটি এই দিনের আগে বন্ধ হয়েছে। খোলা কোনো জায়গা বেছে নিন।",
            "This place was closed before that day. Choose one that is open.",
        )


def require_new_serial(office: Office, maker: str, serial: str | None, own: int = 0) -> None:
    """One of the same maker, or of no known maker, with this serial is the same device."""
    if serial is None:
        return
    known = maker_key(maker)
    for other in Device.objects.filter(office=office, serial_key=serial).exclude(pk=own).order_by("pk"):
        if not known or other.maker_key in ("", known):
            raise DeviceFault(
                "serial_no",
                f"এই সিরিয়ালের যন্ত্র তালিকায় আছে: {device_number(other.number, 'bn')}। নম্বরটি মিলিয়ে দেখুন।",
                f"A device with this serial is on the list: {device_number(other.number)}. Check the number.",
            )


def require_fact(
    device: Device, fact: str, *, on: date, place: Place | None, words: str, state: str, now: datetime
) -> None:
    if fact not in FACTS or fact == REGISTERED or (state and (fact != CORRECTED or state not in STATES)):
        raise ValueError(f"{fact} {state}")
    if on > now.astimezone(TZ).date():
        raise DeviceFault("on", "দিনটি এখনো আসেনি।", "This day has not come yet.")
    if len(words.strip()) > LONGEST_WORDS:
        raise DeviceFault("words", "কথাটি ছোট করুন।", "Shorten the words.")
    if fact == CORRECTED and not words.strip():
        raise DeviceFault("words", "কী ভুল ছিল লিখুন।", "Write what was wrong.")
    if place is not None and place.office_id != device.office_id:
        raise OTHER_PLACE
    if place is not None and fact == MOVED:
        # A device can be seen in a closed place, too.
        require_open(place, on)
    if device.state == CONDEMNED and fact != CORRECTED and on >= device.state_since:
        raise DeviceFault(
            "",
            "যন্ত্রটি বাতিল ঘোষণা করা হয়েছে। ভুল হলে আগে সংশোধন লিখুন।",
            "This device was condemned. If that was a mistake, enter a correction first.",
        )
