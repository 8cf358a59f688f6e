"""Whoever hands over charge sees what lies on a post: each list and its count is found by an index, however
much the office has done before.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.people.charge import CHARGE_SOURCES
from tests.rows_read import GROWING

pytestmark = pytest.mark.django_db
TABLES = "|".join(sorted(GROWING))
# What either calls a walk through a table, in SQLite also under the name that a subquery has for it.
THROUGH = {
    "sqlite": re.compile(rf"SCAN ({TABLES}|[A-Z]\d+)\b(?! USING)"),
    "postgresql": re.compile(rf"Seq Scan on ({TABLES})\b"),
}


def plan_of(sql: str) -> str:
    """How it would be read if the tables were long: what is left of walks through them has no index."""
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(explain + sql)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_no_list_of_a_post_that_is_handed_over_is_looked_for_through_a_table(office):
    post = office.posts.get(role="officer")
    assert {
        "cases",
        "tasks",
        "tasks_given",
        "series",
        "letters",
        "letters_out",
        "files",
    } <= CHARGE_SOURCES.keys()
    through = []
    for name, source in CHARGE_SOURCES.items():
        with CaptureQueriesContext(connection) as asked:
            source.lines(post, 50)
            source.count(post)
        statements = [each["sql"] for each in asked.captured_queries if each["sql"].startswith("SELECT")]
        assert statements, name
        for sql in statements:
            if THROUGH[connection.vendor].search(plan := plan_of(sql)):
                through.append(f"{name}: {sql[:900]}\n{plan}")
    assert not through, "\n\n".join(through)
