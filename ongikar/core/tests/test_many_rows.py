"""Many rows written by one statement are the rows that one after another would have been."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ongikar.cases.models import Draft
from ongikar.core.db.bulk_sql import fetch_by_keys, rows_as_select, update_rows
from ongikar.journal.models import Seal

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)
TOKENS = "SELECT id, token FROM cases_draft WHERE id {keys} ORDER BY id"


@pytest.fixture
def drafts(office):
    return [
        Draft.objects.create(token=f"t{n}", office=office, service_code="citizen-1", begun_at=NOW)
        for n in range(4)
    ]


def test_each_row_gets_its_own_values_and_the_others_keep_theirs(drafts):
    later = NOW + timedelta(days=1)
    update_rows(
        Draft,
        [(drafts[0].pk, later, "citizen-2", {"ক": ["১"]}), (drafts[2].pk, None, "citizen-3", {})],
        "sent_at",
        "service_code",
        "steps",
    )
    rows = list(Draft.objects.order_by("pk").values_list("sent_at", "service_code", "steps"))
    assert rows == [
        (later, "citizen-2", {"ক": ["১"]}),
        (None, "citizen-1", {}),
        (None, "citizen-3", {}),
        (None, "citizen-1", {}),
    ]


def test_a_column_of_nothing_is_written_as_nothing(drafts):
    Draft.objects.update(sent_at=NOW)
    update_rows(Draft, [(draft.pk, None) for draft in drafts], "sent_at")
    assert set(Draft.objects.values_list("sent_at", flat=True)) == {None}


def test_no_rows_are_no_statement(drafts, django_assert_num_queries):
    with django_assert_num_queries(0):
        update_rows(Draft, [], "sent_at")


def test_what_is_asked_about_some_keys_is_of_those_only(drafts):
    wanted = [drafts[1].pk, drafts[3].pk]
    assert fetch_by_keys(TOKENS, wanted) == [(wanted[0], "t1"), (wanted[1], "t3")]


def test_thousands_are_one_statement(drafts, django_assert_num_queries):
    with django_assert_num_queries(1):
        update_rows(Draft, [(key, NOW) for key in range(1, 3000)], "sent_at")


def test_moments_to_the_microsecond_and_bytes_are_what_they_were(office):
    written = [
        (1_000_001, 77, 1, NOW, bytes(range(256))),
        (1_000_002, 77, 2, NOW + timedelta(microseconds=1), b""),
    ]
    names = ("entry_id", "chain", "number", "sealed_at", "link")
    table, values = rows_as_select([Seal._meta.get_field(name) for name in names], written)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO journal_seal ({', '.join(names)}) {table}", values)
    found = Seal.objects.filter(chain=77).order_by("number").values_list(*names)
    assert [(*row, bytes(link)) for *row, link in found] == written


def test_text_comes_back_sign_by_sign(drafts):
    said = {"ক্ষ": 'র‍্যাব "এক" \\ দুই\n৩', "n": [1, None, True, 0.5]}
    update_rows(Draft, [(drafts[0].pk, said)], "steps")
    assert Draft.objects.get(pk=drafts[0].pk).steps == said
