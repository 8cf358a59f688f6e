"""The table of triage in force in an office: the program's usual one, or what the office ordered."""

import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office
from ongikar.rules.triage import (
    CAN_WAIT,
    EFFECTS,
    MANY,
    ONE,
    PARTLY,
    SOME,
    STOPPED,
    URGENCIES,
    TriageTable,
    checked_table,
    table_on,
)

from .models import TriageOrder

FILE = Path(__file__).with_name("triage.toml")
URGENCY_WORDS = {
    STOPPED: ("কাজ পুরো বন্ধ", "All work has stopped"),
    PARTLY: ("কিছু কাজ আটকে আছে", "Some work is affected"),
    CAN_WAIT: ("অপেক্ষা করা যাবে", "It can wait"),
}
EFFECT_WORDS = {
    MANY: ("পুরো প্রতিষ্ঠান বা অনেক মানুষ", "A whole institution or many people"),
    SOME: ("একটি কক্ষ বা একটি দল", "A room or a group"),
    ONE: ("একটি যন্ত্র বা একজন", "One device or person"),
}


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


@transaction.atomic
def order_table(
    *, office: Office, since: date, days: Any, submission: str, actor: Reference, now: datetime
) -> TriageOrder:
    """From a day on the office looks in this order. Raises TriageFault. Jobs that were judged before keep
    theirs.
    """
    table = checked_table(since, days)
    known = TriageOrder.objects.filter(submission=submission).first()
    if known:
        return known
    plain = {urgency: dict(row) for urgency, row in table.days.items()}
    order = TriageOrder.objects.create(
        office=office, since=since, days=plain, made_at=now, by_id=actor[1], submission=submission
    )
    record(
        "job.triage_ordered", subject=("triage_order", order.pk), actor=actor, office_id=office.pk, now=now
    )
    return order


def urgency_words(urgency: str) -> str:
    return say(*URGENCY_WORDS[urgency]) if urgency in URGENCY_WORDS else ""


def effect_words(effect: str) -> str:
    return say(*EFFECT_WORDS[effect]) if effect in EFFECT_WORDS else ""


def table_rows(table: TriageTable) -> list[tuple[str, list[int]]]:
    """The table as a page shows it: each urgency with its days, in the order of the effects."""
    return [
        (urgency_words(urgency), [table.days_for(urgency, effect) for effect in EFFECTS])
        for urgency in URGENCIES
    ]
