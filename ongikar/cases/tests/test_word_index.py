"""Cases found by any part of a word, and the index of their words that the database itself keeps in step."""

import pytest
from django.core.management.base import CommandError
from django.db import connection, transaction

from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.cases.officer.queue.filters import search
from ongikar.cases.word_index import CASE_WORDS, keep_word_index, newest_with_words
from ongikar.core.db.postgresql.extensions import NeededExtension
from ongikar.people.models import GONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def karima(receive):
    return receive(person=Person(name="করিমা বেগম", mobile="+8801711111111", address="মমিনপুর"))


def found_by(office, typed, now) -> list[int]:
    return [case.pk for case in search(office, typed, now=now).cases]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("করিমা", True),
        ("রিম", True),
        ("বেগম করিমা", True),
        # One letter or two: where a word begins with them.
        ("ক", True),
        ("কর", True),
        ("বে", True),
        ("রি", False),
        ("গ", False),
        ("করিমা রহিমা", False),
        # In Banglish nothing is found, and nothing breaks.
        ("karima", False),
        ("k", False),
        ("ক" * 2000, False),
        ("কর%", True),
        ("ক_ম", False),
        ('"করিমা" OR রহিমা', False),
    ],
)
def test_any_part_of_a_word_finds_it_and_a_short_one_its_beginning(karima, office, now, typed, is_found):
    assert found_by(office, typed, now) == ([karima.pk] if is_found else [])


def test_what_is_changed_or_forgotten_is_no_longer_found(karima, office, now):
    Case.objects.filter(pk=karima.pk).update(search="সালমা বেগম")
    assert found_by(office, "করিমা", now) == []
    assert found_by(office, "সালমা", now) == [karima.pk]
    Case.objects.filter(pk=karima.pk).update(search=GONE)
    assert found_by(office, "সালমা", now) == []


def test_the_newest_come_first_a_page_at_a_time_and_of_this_office_alone(receive, office, now):
    keys = [receive().pk for _ in range(30)]
    first = search(office, "রহিমা", now=now)
    assert [case.pk for case in first.cases] == keys[:4:-1]
    rest = search(office, "রহিমা", after=first.after, now=now)
    assert [case.pk for case in rest.cases] == keys[4::-1]
    assert rest.after == ""
    assert newest_with_words(office.pk + 1, ["রহিমা"], before=None, most=5) == []
    assert newest_with_words(office.pk + 6_400, ["নেই"], before=None, most=5) == []


def test_a_table_that_was_made_anew_has_its_triggers_again(karima, receive, office, now):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps an index with its table")
    with connection.cursor() as cursor:
        for name in CASE_WORDS.triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    rahima = receive()
    assert found_by(office, "রহিমা", now) == []
    keep_word_index(sender=None, using="default")
    assert found_by(office, "রহিমা", now) == [rahima.pk]
    assert found_by(office, "করিমা", now) == [karima.pk]
    another = receive()
    assert found_by(office, "রহিমা", now) == [another.pk, rahima.pk]


def test_a_role_that_may_not_create_an_extension_is_told_what_to_run():
    extension = NeededExtension("citext")
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has extensions")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE ROLE no_owner")
        cursor.execute("SET LOCAL ROLE no_owner")
        told = pytest.raises(CommandError, match="CREATE EXTENSION citext")
        with told, transaction.atomic(), connection.schema_editor(atomic=False) as editor:
            extension.database_forwards("cases", editor, None, None)
        transaction.set_rollback(True)
