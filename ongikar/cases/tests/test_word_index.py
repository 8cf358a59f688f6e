"""Cases found by any part of a word, and the index of their words that the database itself keeps in step."""

import pytest
from django.core.management.base import CommandError
from django.db import connection, transaction

from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.cases.officer.queue.filters import search
from ongikar.cases.word_index import CASE_WORDS, keep_word_index, newest_with_words
from ongikar.core.db import word_index
from ongikar.core.db.postgresql.extensions import NeededExtension
from ongikar.core.db.word_grams import sign_of
from ongikar.core.db.word_index import WordFiller
from ongikar.people.models import GONE
from tests.scene import second_office

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


def test_what_the_index_finds_for_a_name_is_of_the_office_alone_however_many_others_bear_it(
    karima, receive, office, office_files, now
):
    other = second_office(office_files())
    begum = Person(name="সালমা বেগম", mobile="+8801711111112", address="মমিনপুর")
    theirs = [receive(person=begum).pk for _ in range(20)]
    Case.objects.filter(pk__in=theirs).update(office=other)
    assert found_by(office, "বেগম", now) == [karima.pk]
    assert newest_with_words(other.pk, ["বেগম"], before=None, most=30) == theirs[::-1]
    assert rows_that_bear(office.pk, "বেগ") == rows_that_bear(office.pk, "রিম") == 1
    assert rows_that_bear(other.pk, "বেগ") == 20


def rows_that_bear(office_id: int, three: str) -> int:
    """How many rows the index itself gives for three letters of an office."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            gram = f"{office_id}:{three}"
            asked = "office_grams(office_id::text || ':', search) @> %s"
            cursor.execute(f"SELECT count(*) FROM {CASE_WORDS.words.name} WHERE {asked}", [[gram]])
        else:
            vocabulary = (
                f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', '{CASE_WORDS.words.name}', 'row')"
            )
            cursor.execute("DROP TABLE IF EXISTS temp.terms")
            cursor.execute(vocabulary)
            cursor.execute("SELECT doc FROM temp.terms WHERE term = %s", [sign_of(office_id) + three])
        row = cursor.fetchone()
    return row[0] if row else 0


def go_back_to_the_index_of_before():
    """As a database stood before the offices were put into the words."""
    index, earlier = CASE_WORDS.words, CASE_WORDS.earlier
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"DROP TABLE {index.name}")
            for name in ("in", "changed", "emptied"):
                cursor.execute(f"DROP TRIGGER {index.name}_{name} ON cases_case")
            cursor.execute(
                f"CREATE INDEX {earlier.index} ON cases_case USING gin (office_id, search gin_trgm_ops)"
            )
        else:
            for name in index.triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"DROP TABLE {index.name}")
            for statement in OF_BEFORE:
                cursor.execute(statement)
    CASE_WORDS.whole_in.clear()


MARK = "char(57344 + {0}.office_id % 6400, 57344 + {0}.office_id / 6400 % 6400, 57344)"
WORDS = f"{MARK} || '  ' || replace({{0}}.search, ' ', '  ')"
TAKE_OUT = "DELETE FROM cases_words WHERE rowid = OLD.id;"
PUT_IN = f"INSERT INTO cases_words (rowid, words) VALUES (NEW.id, {WORDS.format('NEW')});"
OF_BEFORE = (
    "CREATE VIRTUAL TABLE cases_words USING fts5"
    " (words, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1')",
    f"INSERT INTO cases_words (rowid, words) SELECT id, {WORDS.format('cases_case')} FROM cases_case",
    f"CREATE TRIGGER cases_words_in AFTER INSERT ON cases_case BEGIN {PUT_IN} END",
    "CREATE TRIGGER cases_words_changed AFTER UPDATE OF search, office_id ON cases_case"
    f" BEGIN {TAKE_OUT} {PUT_IN} END",
    f"CREATE TRIGGER cases_words_out AFTER DELETE ON cases_case BEGIN {TAKE_OUT} END",
)


def test_a_database_that_was_there_before_is_put_under_its_offices_in_pieces_and_finds_all_meanwhile(
    karima, receive, office, now, monkeypatch
):
    monkeypatch.setattr(word_index, "PIECE", 2)
    rahima = [receive().pk for _ in range(5)]
    go_back_to_the_index_of_before()
    keep_word_index(sender=None, using="default")
    filler = WordFiller()
    filler.left = [CASE_WORDS]
    # One piece in each round; what comes, is changed or forgotten meanwhile is found as it then is.
    monkeypatch.setattr(word_index, "A_ROUND", -1.0)
    for piece in range(8):
        assert found_by(office, "রহিমা", now) == rahima[::-1]
        assert found_by(office, "করিমা", now) == ([karima.pk] if piece < 2 else [])
        if piece == 1:
            Case.objects.filter(pk=karima.pk).update(search="সালমা বেগম")
        if piece == 2:
            rahima.append(receive().pk)
        if piece == 3:
            Case.objects.filter(pk=rahima[0]).update(search=GONE)
            rahima.pop(0)
        filler(now)
    assert (filler.left, filler(now)) == ([], 0)
    assert CASE_WORDS.is_whole()
    assert found_by(office, "রহিমা", now) == rahima[::-1]
    assert found_by(office, "সালমা", now) == [karima.pk]
    assert found_by(office, "করিমা", now) == []


def test_a_small_database_has_its_words_under_its_offices_before_it_is_opened(karima, office, now):
    go_back_to_the_index_of_before()
    keep_word_index(sender=None, using="default")
    assert CASE_WORDS.is_whole()
    assert found_by(office, "করিমা", now) == [karima.pk]


def test_a_table_that_was_made_anew_has_its_triggers_again(karima, receive, office, now):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps an index with its table")
    with connection.cursor() as cursor:
        for name in CASE_WORDS.words.triggers:
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
