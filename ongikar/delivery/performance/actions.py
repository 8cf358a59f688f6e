"""What is done with a plan beyond entering a row: its measures are read, an indicator is removed."""

from datetime import datetime
from decimal import Decimal

from ongikar.books.measures import measure_named
from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference
from ongikar.records.actions import act_on, note

from .models import Indicator, Plan, Reading
from .readings import records_of


def remove_indicator(indicator: Indicator, *, actor: Reference, now: datetime) -> None:
    """It stays among the rows and counts no more; pressed twice it is removed once."""
    with act_on(plan := indicator.plan):
        plan.require_open()
        fresh = Indicator.objects.get(pk=indicator.pk)
        if fresh.removed_at is None:
            fresh.removed_at = now
            fresh.save(update_fields=["removed_at"])
            note(plan, "indicator_removed", actor, now)


def read_measures(plan: Plan, *, actor: Reference, now: datetime) -> int:
    """Compute every indicator that has a measure, from the records of this moment; gives how many."""
    count = 0
    with act_on(plan):
        plan.require_open()
        days = plan.days_so_far(now)
        if days is None:
            raise ActFault(
                "",
                "সময়টি এখনো শুরু হয়নি; শুরু হয় {day}।",
                "This time has not begun; it begins on {day}.",
                day=plan.days[0],
            )
        for indicator in plan.living_indicators():
            measure = measure_named(indicator.measure)
            if measure is None:
                continue
            measured = measure.read(plan.office, *days, now)
            whole = measured.denominator
            reading = Reading(
                indicator=indicator,
                measure=indicator.measure,
                first=days[0],
                last=days[1],
                numerator=Decimal(measured.numerator),
                denominator=None if whole is None else Decimal(whole),
                records=records_of(measured),
                at=now,
                by_id=actor[1],
            )
            write_reading(reading)
            count += 1
        note(plan, "read", actor, now)
    return count


def write_reading(reading: Reading) -> None:
    """What says the same as the newest is not written again."""
    reading.sha256 = reading.digest()
    newest = reading.indicator.readings.order_by("-id").first()
    if newest is None or newest.sha256 != reading.sha256:
        reading.submission = f"read-{reading.indicator_id}-{newest.pk if newest else 0}"
        reading.save(force_insert=True)
