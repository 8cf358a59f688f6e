"""How changes of settings are found among 100,000: by an index, never by reading all of them."""

import re
from datetime import date
from itertools import batched

import pytest
from django.db import connection

from ongikar.offices.models import Post, SettingChange
from ongikar.offices.setting_changes import changes_of_group
from ongikar.website.office_settings.registry import GROUPS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 100_000
READ_THROUGH = {
    "sqlite": re.compile(r"SCAN offices_settingchange\b(?! USING)|USE TEMP B-TREE"),
    "postgresql": re.compile(r"Seq Scan on offices_settingchange\b|\bSort\b"),
}


@pytest.fixture
def filled(office, karim, now):
    """Changes of every group by turns. Without seals: nothing of this is an act."""
    post, names = office.posts.get(role=Post.OFFICER), list(GROUPS)
    for batch in batched(range(MANY), 5_000):
        SettingChange._base_manager.bulk_create(
            SettingChange(
                office=office,
                group=names[n % len(names)],
                item=str(n % 40),
                since=date(2026, 12, 6),
                data={},
                reason="আদেশ",
                entered_at=now,
                entered_by=karim.pk,
                post=post,
                key=f"filled {n}",
            )
            for n in batch
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield office
    rows = SettingChange._base_manager.all()
    rows._raw_delete(rows.db)


def test_the_last_changes_of_a_group_are_found_by_their_index(filled):
    asked = {
        "the last changes, as the page lists them": changes_of_group(filled, "rates").select_related("post")[
            :10
        ],
        "the newest one, by which a press is judged": changes_of_group(filled, "rates").values("pk")[:1],
        "those of one press": SettingChange.objects.filter(office=filled, key="filled 77").order_by(),
    }
    read = {name: READ_THROUGH[connection.vendor].search(rows.explain()) for name, rows in asked.items()}
    assert not [name for name, found in read.items() if found]


def test_a_query_without_its_index_is_found(filled):
    slow = SettingChange.objects.filter(reason="আদেশ").order_by("-entered_at")[:10]
    assert READ_THROUGH[connection.vendor].search(slow.explain())
