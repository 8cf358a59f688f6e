"""The table of triage in force in an office: the program's usual one, or what the office ordered."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from ongikar.delivery.support.rules import EFFECTS, TriageTable, checked_table, table_on
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.records.actions import open_once

from .models import Job, TriageOrder

FILE = Path(__file__).with_name("triage.toml")


@cache
def usual_tables() -> tuple[TriageTable, ...]:
    rows: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))["tables"]
    return tuple(checked_table(row["since"], row) for row in rows)


def office_table(office: Office, day: date) -> TriageTable:
    """What the office ordered goes before the usual table from its day on."""
    ordered = [
        TriageTable(order.since, order.days)
        for order in TriageOrder.objects.filter(office=office, since__lte=day).order_by("pk")
    ]
    return table_on(ordered or usual_tables(), day)


def order_table(
    *, office: Office, since: date, days: Any, submission: str, actor: Reference, now: datetime
) -> TriageOrder:
    """From a day on the office looks in this order. Raises TriageFault. Jobs that were judged before keep
    theirs.
    """
    table = checked_table(since, days)
    plain = {urgency: dict(row) for urgency, row in table.days.items()}
    order = TriageOrder(office=office, since=since, days=plain, submission=submission)
    return open_once(order, "triage_ordered", actor=actor, now=now)


def table_rows(table: TriageTable) -> list[tuple[str, list[int]]]:
    """The table as a page shows it: each urgency with its days, in the order of the effects."""
    return [
        (urgency.label, [table.days_for(urgency, effect) for effect in EFFECTS]) for urgency in Job.Urgency
    ]
