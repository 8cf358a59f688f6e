"""What was known of devices on a day, folded from their facts: for books that are read years later."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count

from ongikar.offices.models import Office
from ongikar.places.rules.device_state import CONDEMNED, DeviceState, fold_device

from .models import Device, DeviceFact

BATCH = 500
# By place, sort and state how many devices.
Counts = Mapping[int, Counter[tuple[str, str]]]


def facts_until(keys: Collection[int], day: date) -> dict[int, list[DeviceFact]]:
    """What was said of these devices about that day or an earlier one, in order; one statement."""
    facts: dict[int, list[DeviceFact]] = defaultdict(list)
    for fact in DeviceFact.objects.filter(device__in=keys, on__lte=day).order_by("on", "id"):
        facts[fact.device_id].append(fact)
    return facts


def state_of(facts: Collection[DeviceFact]) -> DeviceState:
    return fold_device(fact.statement for fact in facts)


def counts_now(office: Office) -> Counts:
    """As the devices stand, in one statement: those in use alone."""
    counts: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    rows = Device.objects.filter(office=office).in_use().order_by()
    for place, kind, state, count in rows.values_list("place", "kind", "state").annotate(n=Count("pk")):
        counts[place][kind, state] += count
    return counts


def counts_on(office: Office, day: date) -> Counts:
    """As they stood on a day that has passed: some hundred devices at a time."""
    counts: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    last = 0
    rows = Device.objects.filter(office=office).order_by("number")
    while devices := list(rows.filter(number__gt=last).values_list("pk", "kind", "number")[:BATCH]):
        facts = facts_until([key for key, _, _ in devices], day)
        for key, kind, _ in devices:
            state = state_of(facts.get(key, ()))
            if state.place is not None and state.state != CONDEMNED:
                counts[state.place][kind, state.state] += 1
        last = devices[-1][2]
    return counts
