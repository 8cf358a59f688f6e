"""A list of devices kept to be looked at, and applied: all of it in one transaction, and once."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import batched
from typing import Any

from django.db import IntegrityError, transaction

from ongikar.core.db.bulk_sql import update_rows
from ongikar.core.db.violations import violates
from ongikar.journal.actions import record
from ongikar.offices.models import Office, Place
from ongikar.people.models import User
from ongikar.people.place_actions import add_place
from ongikar.places.importing.bulk import change_devices, register_devices
from ongikar.places.importing.compare import as_listed, listed_data, verdicts_of
from ongikar.places.importing.new_places import place_waiting_rows, wanted_places
from ongikar.places.importing.rows import PlaceFinder, ReadRow, read_rows
from ongikar.places.importing.sheet import read_list
from ongikar.places.models import Device, DeviceImport, ImportRow
from ongikar.places.rules.device_diff import CHANGED, NEW, Verdict
from ongikar.rules.calendar.office_calendar import TZ

from .devices import DeviceFault

# Older than that, a list says little of what stands there now.
OLDEST_DAYS = 730
BATCH = 1_000


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
        ImportRow.objects.bulk_create(made, batch_size=BATCH)
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
    found = []
    for row, verdict in zip(rows, verdicts, strict=True):
        fields = verdict_fields(verdict)
        if any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            found.append(row)
    return found


VERDICT_FIELDS = ("state", "device_id", "changes", "why", "may_be_taken")


def write_verdicts(rows: Iterable[ImportRow], *more: str) -> None:
    names = (*VERDICT_FIELDS, *more)
    for part in batched(rows, BATCH):
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
    # Two lists at once: the second is held against what the first has written.
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
