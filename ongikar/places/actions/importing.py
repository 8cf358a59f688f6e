"""A list of devices kept to be looked at, and applied: all of it in one transaction, and once. Thousands are
written in few statements, each row sealed with the act of the list.

What comes of it is what `register_device` and `record_device_fact` would write one by one.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.core.db.bulk_sql import update_rows
from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Place
from ongikar.offices.serials import next_block
from ongikar.people.models import User
from ongikar.people.place_actions import add_place
from ongikar.places.importing.compare import as_listed, listed_data, verdicts_of
from ongikar.places.importing.new_places import place_waiting_rows, wanted_places
from ongikar.places.importing.rows import PlaceFinder, ReadRow, read_rows
from ongikar.places.importing.sheet import read_list
from ongikar.places.models import Device, DeviceFact, DeviceImport, ImportRow
from ongikar.places.rules.device_diff import CHANGED, NEW, Verdict
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
from ongikar.places.rules.entered_values import maker_key, serial_key
from ongikar.rules.calendar.office_calendar import TZ

from .devices import DeviceFault

# Older than that, a list says little of what stands there now.
OLDEST_DAYS = 730
# How many rows of a list, and how many devices, go into one statement.
ROWS, DEVICES = 1_000, 500


class SeenOtherwise(Exception):
    """Meanwhile something was entered or changed: what would be written is not what was seen."""


def keep_list(
    *,
    office: Office,
    upload: Any,
    on: date,
    default_place: Place | None = None,
    user: User,
    now: datetime,
) -> DeviceImport:
    """Read a workbook and keep what it would do; nothing of the register is changed. Raises DocumentFault
    for the file, DeviceFault for the day.
    """
    today = now.astimezone(TZ).date()
    if on > today:
        raise DeviceFault("on", "দিনটি এখনো আসেনি।", "This day has not come yet.")
    if (today - on).days > OLDEST_DAYS:
        raise DeviceFault("on", "তালিকাটি দুই বছরের বেশি পুরোনো।", "The list is more than two years old.")
    rows = read_list(upload)
    upload.seek(0)
    digest = hashlib.sha256(upload.read()).hexdigest()
    finder = PlaceFinder(office, on)
    read = list(read_rows(rows, finder, default_place=default_place.pk if default_place else None))
    verdicts = verdicts_of(office, [each.listed for each in read], on=on)
    with transaction.atomic():
        kept = DeviceImport.objects.create(
            office=office,
            file_name=str(upload.name)[-120:],
            sha256=digest,
            on=on,
            default_place=default_place,
            brought_at=now,
            brought_by=user,
        )
        made = [row_of(kept, each, verdict) for each, verdict in zip(read, verdicts, strict=True)]
        ImportRow.objects.bulk_create(made, batch_size=ROWS)
        record(
            "devices.list_brought",
            subject=kept.reference,
            actor=("user", user.pk),
            office_id=office.pk,
            now=now,
            rows=len(made),
        )
    return kept


def row_of(kept: DeviceImport, read: ReadRow, verdict: Verdict) -> ImportRow:
    return ImportRow(
        list=kept,
        sheet=read.row.sheet,
        number=read.row.number,
        part=read.part,
        listed=listed_data(read.listed),
        identity=read.listed.identity,
        **verdict_fields(verdict),
    )


def verdict_fields(verdict: Verdict) -> dict[str, Any]:
    return {
        "state": verdict.state,
        "device_id": verdict.key,
        "changes": [list(change) for change in verdict.changes],
        "why": list(verdict.why) if verdict.why else None,
        "may_be_taken": verdict.may_be_taken,
    }


def judge_again(kept: DeviceImport, rows: list[ImportRow]) -> list[Verdict]:
    chosen = frozenset(row.identity for row in rows if row.is_taken)
    return verdicts_of(kept.office, [as_listed(row) for row in rows], on=kept.on, chosen=chosen)


def differing(rows: Iterable[ImportRow], verdicts: Iterable[Verdict]) -> list[ImportRow]:
    """The rows of which something else is true now; they are brought up to date."""
    new_rows = []
    for row, verdict in zip(rows, verdicts, strict=True):
        fields = verdict_fields(verdict)
        if any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            new_rows.append(row)
    return new_rows


VERDICT_FIELDS = ("state", "device_id", "changes", "why", "may_be_taken")


def write_verdicts(rows: Iterable[ImportRow], *more: str) -> None:
    names = (*VERDICT_FIELDS, *more)
    for part in batched(rows, ROWS):
        values = [(row.pk, *(getattr(row, name) for name in names)) for row in part]
        update_rows(ImportRow, values, *(name.removesuffix("_id") for name in names))


@transaction.atomic
def refresh_list(kept: DeviceImport, *, taken: frozenset[int] | None = None) -> None:
    """Hold a list that is not applied against the register as it is now: rows whose place was added meanwhile
    are read as if it had been there. `taken`: the keys of the rows in conflict whose word somebody takes;
    without it those that were chosen stay.
    """
    kept = DeviceImport.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.applied_at is not None:
        return
    rows = list(kept.rows.order_by("id"))
    for row in rows if taken is not None else ():
        row.is_taken = row.pk in (taken or ())
    placed = place_waiting_rows(kept.office, rows, kept.on)
    differing(rows, judge_again(kept, rows))
    write_verdicts(rows, "is_taken", *(("listed", "identity") if placed else ()))


@transaction.atomic
def add_places_of_list(
    kept: DeviceImport, *, kinds: Mapping[str, str], user: User, now: datetime
) -> list[str]:
    """Add those places that the list names and the office has not: `kinds`, by the mark of each, says of what
    sort it is. The rows that waited for them are read anew; the names of what was added. Pressed twice, the
    second press finds nothing to add. Raises PlaceFault, and nothing is written.
    """
    Office.objects.select_for_update(no_key=True).get(pk=kept.office_id)
    kept = DeviceImport.objects.select_for_update(of=("self",)).select_related("office").get(pk=kept.pk)
    if kept.applied_at is not None:
        return []
    # Somebody may have added one on the screen meanwhile.
    refresh_list(kept)
    added = []
    for wanted in wanted_places(kept):
        if kind := kinds.get(wanted.mark):
            facts = {"kind": kind, "name_bn": wanted.name, "eiin": wanted.eiin}
            add_place(office=kept.office, facts=facts, actor=("user", user.pk), now=now)
            added.append(wanted.name)
    if added:
        refresh_list(kept)
    return added


@transaction.atomic
def apply_list(kept: DeviceImport, *, user: User, now: datetime) -> dict[str, int]:
    """Write what is new and what changed; how many of each. Pressed twice, it is written once. What was
    refused, and what is in conflict, stays out, as it was shown. Raises SeenOtherwise where something changed
    since it was looked at: then nothing is written.
    """
    # Two lists at once: the second is compared with what the first has written.
    Office.objects.select_for_update(no_key=True).get(pk=kept.office_id)
    kept = DeviceImport.objects.select_for_update(of=("self",)).select_related("office").get(pk=kept.pk)
    if kept.applied_at is not None:
        return {}
    rows = list(kept.rows.order_by("id"))
    if not rows:
        # Nobody applied it in time, and they were removed while its page was open.
        raise SeenOtherwise
    known = [row.device_id for row in rows if row.device_id is not None and row.state == CHANGED]
    devices = {
        device.pk: device
        for device in Device.objects.filter(pk__in=known).select_for_update(of=("self",)).order_by("pk")
    }
    if differing(rows, judge_again(kept, rows)):
        raise SeenOtherwise
    actor = ("user", user.pk)
    new = [row for row in rows if row.state == NEW]
    changed = [row for row in rows if row.state == CHANGED]
    try:
        with transaction.atomic():
            register_devices(kept, new, actor=actor, now=now)
            change_devices(kept, changed, devices, actor=actor, now=now)
    except IntegrityError as fault:
        # A device of this serial was registered on the screen in this very moment.
        if not violates(fault, Device, "office", "maker_key", "serial_key"):
            raise
        raise SeenOtherwise from fault
    kept.applied_at, kept.applied_by = now, user
    kept.save(update_fields=["applied_at", "applied_by"])
    write_verdicts(new)
    counts = Counter(row.state for row in rows)
    record(
        "devices.list_applied",
        subject=kept.reference,
        actor=actor,
        office_id=kept.office_id,
        now=now,
        new=counts[NEW],
        count=counts[CHANGED],
    )
    return dict(counts)


def remove_rows(kept: DeviceImport) -> None:
    """Of a list that nobody applied: what it said goes, that it was brought stays."""
    kept.rows.all().delete()


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
    for part in batched(zip(rows, devices, strict=True), DEVICES):
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
    for part in batched(rows, DEVICES):
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
