"""Thousands of devices written as one list says: in few statements, each row sealed with the act of the list.

What comes of it is what `register_device` and `record_device_fact` would write one by one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import batched
from typing import Any

from ongikar.core.db.bulk_sql import update_rows
from ongikar.journal.actions import Reference
from ongikar.offices.serials import next_block
from ongikar.places.models import Device, DeviceFact, DeviceImport, ImportRow
from ongikar.places.rules.device_state import (
    CORRECTED,
    FAULT,
    FAULTY,
    FOUND,
    LOST,
    MISSING,
    MOVED,
    REGISTERED,
    REPAIRED,
    WORKING,
    WRITTEN_OFF,
    DeviceState,
    SaidOfDevice,
    fold_device,
)
from ongikar.places.rules.serial_key import maker_key, serial_key
from ongikar.rules.calendar.office_calendar import TZ

BATCH = 500
# By which fact a device comes from any state to this one.
FACT_TO = {FAULTY: FAULT, MISSING: LOST, "condemned": WRITTEN_OFF}
FOLDED = ("place", "state", "state_since", "seen_on")


def register_devices(
    kept: DeviceImport, rows: Sequence[ImportRow], *, actor: Reference, now: datetime
) -> None:
    """A device of each row, in the order of the list, with its number and its first facts."""
    if not rows:
        return
    numbers = next_block(kept.office, "devices", 0, len(rows))
    devices = [new_device(kept, row, number, now) for row, number in zip(rows, numbers, strict=True)]
    for part in batched(zip(rows, devices, strict=True), BATCH):
        made = Device.objects.bulk_create([device for _, device in part])
        facts: list[DeviceFact] = []
        for (row, _), device in zip(part, made, strict=True):
            row.device_id = device.pk
            facts.append(new_fact(kept, device, REGISTERED, actor, now, place_id=device.place_id))
            if (state := row.listed.get("state", WORKING)) != WORKING:
                facts.append(new_fact(kept, device, FACT_TO[state], actor, now))
        DeviceFact.objects.bulk_create(facts)


def new_device(kept: DeviceImport, row: ImportRow, number: int, now: datetime) -> Device:
    facts, state = row.listed.get("facts", {}), row.listed.get("state") or WORKING
    device = Device(
        office_id=kept.office_id,
        number=number,
        place_id=row.listed["place"],
        state=state,
        state_since=kept.on,
        seen_on=kept.on if state == FAULTY else None,
        registered_at=now,
    )
    set_details(device, facts)
    return device


def set_details(device: Device, facts: Mapping[str, str]) -> None:
    for name, value in facts.items():
        setattr(device, name, date.fromisoformat(value) if name == "warranty_until" and value else value)
    device.maker_key, device.serial_key = maker_key(device.maker), serial_key(device.serial_no)


def new_fact(
    kept: DeviceImport, device: Device, fact: str, actor: Reference, now: datetime, **said: Any
) -> DeviceFact:
    subject_type, subject_id = kept.reference
    said.setdefault("on", kept.on)
    return DeviceFact(
        device=device,
        stood_at_id=device.place_id,
        fact=fact,
        subject_type=subject_type,
        subject_id=subject_id,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
        **said,
    )


def change_devices(
    kept: DeviceImport,
    rows: Sequence[ImportRow],
    devices: Mapping[int, Device],
    *,
    actor: Reference,
    now: datetime,
) -> None:
    """Write what each row says otherwise: a correction of the description, a move, a new state. `devices`:
    those of the rows, held by the caller.
    """
    said: dict[int, list[SaidOfDevice]] = defaultdict(list)
    keys = [row.device_id for row in rows]
    for fact in DeviceFact.objects.filter(device__in=keys).order_by("pk"):
        said[fact.device_id].append(fact.statement)
    for part in batched(rows, BATCH):
        facts: list[DeviceFact] = []
        described: list[Device] = []
        for row in part:
            device = devices[row.device_id or 0]
            changes = {name: new for name, _, new in row.changes}
            place, state = changes.pop("place", None), changes.pop("state", "")
            day = day_of(kept, row, now)
            own: list[DeviceFact] = []
            if changes:
                own.append(correction(kept, device, changes, actor, now))
                set_details(device, changes)
                described.append(device)
            if place is not None:
                own.append(new_fact(kept, device, MOVED, actor, now, on=day, place_id=place))
            if state:
                before = fold_device([*said[device.pk], *moves_among(own)])
                own += [new_fact(kept, device, fact, actor, now, on=day) for fact in facts_to(state, before)]
            facts += own
        for fact in DeviceFact.objects.bulk_create(facts):
            said[fact.device_id].append(fact.statement)
        write_details(described)
        write_folded([devices[row.device_id or 0] for row in part], said)


def day_of(kept: DeviceImport, row: ImportRow, now: datetime) -> date:
    """The day of the list; where somebody took its word against newer news, the day on which they did."""
    return now.astimezone(TZ).date() if row.is_taken else kept.on


# Later than whatever was entered on the same day.
LAST = 1 << 62


def moves_among(facts: Sequence[DeviceFact]) -> list[SaidOfDevice]:
    """A move finds what was missing: it counts before a state is said. These facts have no key yet."""
    return [SaidOfDevice(each.fact, each.on, LAST, each.place_id) for each in facts]


def correction(
    kept: DeviceImport, device: Device, changes: Mapping[str, str], actor: Reference, now: datetime
) -> DeviceFact:
    """What stood there before stays in the words of the fact."""
    before = "; ".join(f"{name}: {getattr(device, name) or '–'}" for name in changes)
    return new_fact(kept, device, CORRECTED, actor, now, words=before[: DeviceFact.MOST_WORDS])


def facts_to(state: str, before: DeviceState) -> list[str]:
    """By which facts a device comes to a state: what was lost and broken is found, then mended."""
    if state != WORKING:
        return [FACT_TO[state]]
    return [FOUND] * before.is_missing + [REPAIRED] * before.is_faulty


def write_details(devices: Sequence[Device]) -> None:
    names = (
        "kind",
        "name",
        "maker",
        "maker_key",
        "model",
        "serial_no",
        "serial_key",
        "source",
        "warranty_until",
    )
    update_rows(Device, [(each.pk, *(getattr(each, name) for name in names)) for each in devices], *names)


def write_folded(devices: Sequence[Device], said: Mapping[int, Sequence[SaidOfDevice]]) -> None:
    """Bring the cached place and state up to date."""
    rows = []
    for device in devices:
        folded = fold_device(said[device.pk])
        device.place_id = folded.place or device.place_id
        device.state, device.seen_on = folded.state, folded.seen_on
        device.state_since = folded.since or device.state_since
        rows.append((device.pk, device.place_id, device.state, device.state_since, device.seen_on))
    update_rows(Device, rows, *FOLDED)
