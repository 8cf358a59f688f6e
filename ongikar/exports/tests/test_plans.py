"""How orders are found among 100,000: by an index, never by reading the table through."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from ongikar.exports.models import KEPT, Export
from ongikar.exports.order_list import SHOWN
from ongikar.exports.orders import DAY, find_same_order
from ongikar.exports.retention import exports

pytestmark = pytest.mark.django_db
MANY = 100_000
NUMBERS = {
    "sqlite": "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < %s)",
    "postgresql": "WITH many(n) AS (SELECT generate_series(1, %s))",
}
READ_THROUGH = {
    "sqlite": re.compile(
        r"SCAN exports_export\b(?! USING (COVERING )?INDEX (exports_to_make|export_files_oldest))"
    ),
    "postgresql": re.compile(r"Seq Scan on exports_export"),
}


@pytest.fixture
def filled(order, office, shirin):
    """As many of Shirin's over a month, deleted all of them, and one of Karim's that waits."""
    made, now = order(), timezone.now()
    columns = [field.column for field in Export._meta.concrete_fields if field.column != "id"]
    changed = {
        "asked_by_id": str(shirin.pk),
        "order_digest": "CAST(n AS text)",
        "asked_at": "%s",
        "ready_at": "%s",
        "removed_at": "%s",
    }
    values = ", ".join(changed.get(column, column) for column in columns)
    old = connection.ops.adapt_datetimefield_value(now - timedelta(days=10))
    moments = [old] * 3
    if connection.vendor == "postgresql":
        values = values.replace("%s", "CAST(%s AS timestamptz)")
    with connection.cursor() as cursor:
        cursor.execute(
            f"{NUMBERS[connection.vendor]} INSERT INTO exports_export ({', '.join(columns)})"
            f" SELECT {values} FROM many, exports_export WHERE exports_export.id = %s",
            [MANY, *moments, made.pk],
        )
        cursor.execute("ANALYZE")
    assert Export.objects.count() == MANY + 1
    return made


def test_no_look_up_reads_all_orders(filled, office, karim, shirin):
    now = timezone.now()
    own = Export.objects.filter(office=office, asked_by=shirin)
    looked_up = {
        "the list of a person": own.order_by("-id")[:SHOWN],
        "the next to make": Export.objects.in_nobodys_hands(now)[:1],
        "files of a day": Export.objects.with_file().filter(ready_at__lte=now - KEPT).order_by("ready_at"),
        "unfinished of a person": Export.objects.filter(asked_by=karim).unfinished(),
        "of a person within a day": Export.objects.filter(asked_by=karim, asked_at__gt=now - DAY),
        "kept for a month": exports(office, now - timedelta(days=30)).order_by("pk")[:200],
        "files that are named": Export.objects.with_file(),
    }
    plans = {name: rows.explain() for name, rows in looked_up.items()}
    assert {name: plan for name, plan in plans.items() if READ_THROUGH[connection.vendor].search(plan)} == {}
    assert find_same_order(office, karim, filled.order_digest) == filled
