"""What is done with an agreement beyond entering a row: it is drawn up with its table, and its measures are
read.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from ongikar.books.measures import MeasureReading, measure_named
from ongikar.core.forms.faults import require
from ongikar.journal.actions import Reference
from ongikar.records.actions import act_on, note, open_once
from ongikar.rules.agreement.quarters import QUARTERS, period_days
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Agreement, AgreementTable, Line, QuarterReading


def draw_up(agreement: Agreement, rows: Sequence[Line], *, actor: Reference, now: datetime) -> Agreement:
    """With its first table, under one entry. Sent twice it is drawn up once. Raises ActFault."""

    def write_table(made: Agreement) -> None:
        table = AgreementTable(agreement=made, number=1, submission=f"first-{made.pk}")
        table.rows_to_write = rows
        table.enter_who(actor, now)
        table.save(force_insert=True)
        table.follow_act(actor, now)

    return open_once(agreement, transitions.DRAW_UP, actor=actor, now=now, follow=write_table)


def read_measures(agreement: Agreement, *, actor: Reference, now: datetime) -> int:
    """Compute every indicator that has a measure, for each quarter that has begun, from the records of this
    moment; how many readings are new.
    """
    with act_on(agreement):
        is_signed = agreement.state == transitions.SIGNED
        require(is_signed, "", "স্বাক্ষরের পর হিসাব নেওয়া যায়।", "It can be computed once it is signed.")
        table = agreement.table
        today = now.astimezone(TZ).date()
        count = 0
        for line in table.lines.all() if table else ():
            measure = measure_named(line.measure)
            if measure is None:
                continue
            for quarter in QUARTERS:
                first, last = period_days(quarter, agreement.year)
                if first <= today:
                    measured = measure.read(agreement.office, first, min(last, today), now)
                    count += write_reading(line, quarter, measured, actor, now)
        if count:
            note(agreement, "read", actor, now)
    return count


def write_reading(
    line: Line, quarter: str, measured: MeasureReading, actor: Reference, now: datetime
) -> bool:
    """Whether it says something else than the newest; what says the same is not written again."""
    records = records_of(measured)
    newest = (
        QuarterReading.objects.filter(agreement=line.record, name_key=line.name_key, quarter=quarter)
        .order_by("-id")
        .first()
    )
    if newest and (newest.measure, newest.records) == (line.measure, records):
        return False
    QuarterReading.objects.create(
        agreement=line.record,
        line=line,
        name_key=line.name_key,
        quarter=quarter,
        value=value_read(measured),
        measure=line.measure,
        records=records,
        at=now,
        by_id=actor[1],
        submission=f"read-{line.pk}-{quarter}-{newest.pk if newest else 0}",
    )
    return True


def value_read(measured: MeasureReading) -> Decimal | None:
    """Per cent of the whole, or the number; None where the whole is nothing, of which there is no part."""
    if measured.denominator is None:
        return Decimal(measured.numerator)
    if not measured.denominator:
        return None
    return Decimal(measured.numerator * 100) / measured.denominator


def records_of(measured: MeasureReading) -> dict[str, Any]:
    records: dict[str, Any] = {"subject": measured.subject, "counted": list(measured.counted)}
    return records if measured.others is None else records | {"others": list(measured.others)}
