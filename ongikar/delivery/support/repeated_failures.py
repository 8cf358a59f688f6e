"""Devices that fail again and again, of an office or of some devices at hand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import say
from ongikar.delivery.support.rules import FAULT, REPAIRED, SOON_AFTER, WITHIN, Repetition, repetition_of
from ongikar.offices.models import Office
from ongikar.places.models import Device, DeviceFact
from ongikar.rules.calendar.office_calendar import TZ

# How many stand on a page; an office with more has another trouble than devices.
SHOWN = 10
# How many of the newest faults are looked at.
AMONG = 500


@dataclass(frozen=True, slots=True)
class RepeatedFault:
    device: Device
    repetition: Repetition

    @property
    def words(self) -> str:
        if self.repetition.came_back:
            return say(
                "মেরামতের {days} দিনের মধ্যে আবার নষ্ট; ছয় মাসে {n} বার",
                "Faulty again within {days} [day|days] of a repair; {n} [fault|faults] in six months",
                days=SOON_AFTER.days,
                n=self.repetition.faults,
            )
        return say("ছয় মাসে {n} বার নষ্ট", "{n} [fault|faults] in six months", n=self.repetition.faults)


def repeated_devices(
    office: Office, now: datetime, devices: Iterable[Device] | None = None
) -> list[RepeatedFault]:
    """Those in use whose faults repeat, the worst first: among these devices, else among the office's newest
    faults.
    """
    today = now.astimezone(TZ).date()
    among = {each.pk: each for each in devices} if devices is not None else devices_with_faults(office, today)
    if not among:
        return []
    repeated = [
        RepeatedFault(among[device], repetition)
        for device, said in facts_of_devices(list(among), today).items()
        if among[device].is_in_use and (repetition := repetition_of(said, today))
    ]
    return sorted(repeated, key=lambda each: -each.repetition.faults)[:SHOWN]


def count_repeated(office: Office, now: datetime) -> int:
    """How many the page of such devices shows."""
    today = now.astimezone(TZ).date()
    keys = set(newest_faults(office, today))
    facts = facts_of_devices(list(keys), today) if keys else {}
    return min(sum(repetition_of(said, today) is not None for said in facts.values()), SHOWN)


def facts_of_devices(keys: list[int], today: date) -> dict[int, list[tuple[str, date]]]:
    """Faults and repairs in the order of their days: `{device: [(fact, day)]}`."""
    facts: dict[int, list[tuple[str, date]]] = defaultdict(list)
    rows = DeviceFact.objects.filter(
        device__in=keys, fact__in=(FAULT, REPAIRED), on__gte=today - WITHIN - SOON_AFTER
    )
    for device, fact, on in rows.order_by("device", "on", "id").values_list("device", "fact", "on"):
        facts[device].append((fact, on))
    return facts


def newest_faults(office: Office, today: date) -> list[int]:
    """The devices in use of which a job of the office entered a fault lately, one for each fault."""
    # Asked of each fault, the newest first: joined, PostgreSQL reads all devices beside all faults.
    ours = Device.objects.filter(pk=OuterRef("device"), office=office, state__in=("working", "faulty"))
    rows = DeviceFact.objects.filter(fact=sql_literal(FAULT), on__gte=today - WITHIN)
    rows = rows.alias(ours=Subquery(ours.values("pk")[:1])).filter(ours__isnull=False)
    return list(rows.order_by("-on", "-id").values_list("device", flat=True)[:AMONG])


def devices_with_faults(office: Office, today: date) -> dict[int, Device]:
    """Those of them whose faults may repeat."""
    keys = newest_faults(office, today)
    twice = {key for key in keys if keys.count(key) > 1} | repaired_lately(keys, today)
    return Device.objects.select_related("place").in_bulk(twice)


def repaired_lately(keys: list[int], today: date) -> set[int]:
    rows = DeviceFact.objects.filter(device__in=set(keys), fact=REPAIRED, on__gte=today - WITHIN - SOON_AFTER)
    return set(rows.values_list("device", flat=True))
