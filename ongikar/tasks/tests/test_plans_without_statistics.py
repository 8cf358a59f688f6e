"""What a post owes and checks is read by its own index in an office whose database has counted no rows: on
SQLite nobody ever does.
"""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from ongikar.tasks.lists import TaskSelection, few_keys, few_of_posts

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts its rows by itself"),
]


def plan_of(read) -> str:
    """How SQLite goes about the one statement that this reads by."""
    with CaptureQueriesContext(
        connection,
    ) as caught:
        read()
    (asked,) = caught.captured_queries
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        assert cursor.fetchone() == (0,)
        cursor.execute(f"EXPLAIN QUERY PLAN {asked['sql']}")
        return "\n".join(step[3] for step in cursor.fetchall())


@pytest.mark.parametrize(
    ("post", "clock", "open_ones", "index"),
    [
        ("owner_post_id", "clock_id", Q(ended_at__isnull=True), "open_tasks_of_a_post"),
        ("check_post_id", "check_clock_id", Q(check_clock__isnull=False), "tasks_to_check"),
        (
            "given_by_id",
            "clock_id",
            Q(ended_at__isnull=True, owner_contact__isnull=False),
            "open_tasks_given_outside",
        ),
    ],
)
def test_what_a_post_has_is_read_by_its_index(office, officer_post, post, clock, open_ones, index):
    plan = plan_of(lambda: few_of_posts(office, post, clock, [officer_post.pk], open_ones))
    assert f"USING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({"owner": "post-1"}, "open_tasks_of_a_post"),
        ({"owner": "contact-1"}, "open_tasks_of_a_contact"),
        ({"subject": ("case", 1)}, "tasks_of_a_subject"),
        ({"origin": "decision"}, "open_tasks_by_origin"),
    ],
)
def test_a_narrowed_list_is_read_by_the_index_of_what_narrows_it(office, asked, index):
    plan = plan_of(lambda: few_keys(office, TaskSelection(**asked), []))
    assert f"INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan
