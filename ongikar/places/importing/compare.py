"""The rows of a list held against what the database knows; the rule itself is places/rules/device_diff.py."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Max, Q

from ongikar.offices.models import Office
from ongikar.places.models import Device, DeviceFact, ImportRow
from ongikar.places.rules.device_diff import KnownDevice, ListedDevice, Verdict, compare_list

# What of a device a list may say, besides its place and state.
FACTS: Final = ("kind", "name", "maker", "model", "serial_no", "source", "warranty_until")


def verdicts_of(
    office: Office, listed: Sequence[ListedDevice], *, on: date, chosen: frozenset[str] = frozenset()
) -> list[Verdict]:
    taken = taken_rows(office, (line.identity for line in listed if not line.refused))
    known = known_devices(office, listed, taken.values())
    return compare_list(listed, known, on=on, taken_rows=taken, chosen=chosen)


def taken_rows(office: Office, identities: Iterable[str]) -> dict[str, int]:
    """By identity the device that a row of an earlier list made or met; of several the newest list's."""
    rows = ImportRow.objects.filter(
        list__office=office,
        list__applied_at__isnull=False,
        identity__in=list(dict.fromkeys(identities)),
        device__isnull=False,
    )
    return dict(rows.order_by("id").values_list("identity", "device_id"))


def known_devices(office: Office, listed: Sequence[ListedDevice], taken: Iterable[int]) -> list[KnownDevice]:
    """Those of the office that the list may mean, in three statements however long it is."""
    about = Q(pk__in=list(taken))
    about |= Q(number__in=[line.number for line in listed if line.number is not None])
    about |= Q(serial_key__in={line.serial_key for line in listed if line.serial_key})
    about |= Q(place__in={line.place for line in listed if isinstance(line.place, int)})
    found = list(
        Device.objects.filter(about, office=office).values(
            "pk", "number", "place_id", "state", "serial_key", "state_since", *FACTS
        )
    )
    moved = dict(
        DeviceFact.objects.filter(device__in=[row["pk"] for row in found], place__isnull=False)
        .values_list("device")
        .annotate(last=Max("on"))
    )
    return [as_known(row, moved.get(row["pk"])) for row in found]


def as_known(row: Mapping[str, Any], moved_on: date | None) -> KnownDevice:
    return KnownDevice(
        key=row["pk"],
        number=row["number"],
        facts={name: fact_text(row[name]) for name in FACTS},
        place=row["place_id"],
        state=row["state"],
        serial_key=row["serial_key"],
        since=max(filter(None, (row["state_since"], moved_on)), default=None),
        moved_on=moved_on,
    )


def fact_text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def listed_data(line: ListedDevice) -> dict[str, Any]:
    """A row as it is kept until the list is applied."""
    said = {
        "facts": dict(line.facts),
        "number": line.number,
        "serial_key": line.serial_key,
        "place": line.place,
        "state": line.state,
        "refused": list(line.refused) if line.refused else None,
        "wanted": list(line.wanted) if line.wanted else None,
    }
    return {name: value for name, value in said.items() if value}


def as_listed(row: ImportRow) -> ListedDevice:
    said = row.listed
    refused = said.get("refused")
    return ListedDevice(
        row=row.number,
        facts=said.get("facts", {}),
        number=said.get("number"),
        serial_key=said.get("serial_key"),
        place=said.get("place"),
        state=said.get("state", ""),
        identity=row.identity,
        refused=(refused[0], refused[1]) if refused else None,
    )
