"""Serials: without gaps, begun with each year, given back where the act fails, and awaited where rows wait to be written."""

import pytest
from django.db import connection, transaction

from ongikar.frame.ready_rows import insert
from ongikar.frame.written_together import Awaited, in_one_transaction, numbered, written_together
from ongikar.offices.models import Office, Serial
from ongikar.offices.serials import next_number
from ongikar.people.models import Applicant
from ongikar.rules.numbers import Series, tracking_series

pytestmark = pytest.mark.django_db
in_one = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes each row as it comes")
CASES = tracking_series("8549", 2031, "08203")


def neighbour(office: Office) -> Office:
    return Office.objects.create(
        slug="neighbour", name_bn="পাশের কার্যালয়", name_en="The office next door", geocode=office.geocode
    )


def applicant(office: Office, name) -> Applicant:
    return Applicant(office=office, name=name, kind=Applicant.CITIZEN)


def test_a_book_counts_from_one_in_each_year(office):
    assert [next_number(office, "services", 2031) for _ in range(3)] == [1, 2, 3]
    assert next_number(office, "services", 2032) == 1
    assert next_number(office, "memos", 2031) == 1


def test_offices_of_one_town_share_the_numbers_that_begin_with_its_code_and_no_others(office):
    other = neighbour(office)
    assert [next_number(each, "tracking", 2031) for each in (office, other, office)] == [1, 2, 3]
    assert [next_number(each, "services", 2031) for each in (office, other, office)] == [1, 1, 2]


def test_a_number_is_given_back_with_the_act_that_failed(office):
    def fail():
        with transaction.atomic():
            next_number(office, "services", 2031)
            raise ZeroDivisionError

    next_number(office, "services", 2031)
    with pytest.raises(ZeroDivisionError):
        fail()
    assert next_number(office, "services", 2031) == 2


@pytest.mark.parametrize("given", [0, 3, 99_998, 99_999, 123_456])
def test_a_number_made_by_the_database_is_the_one_that_the_rule_makes(office, given):
    Serial.objects.create(office=office, book="tracking", year=2031, last=given)
    with written_together():
        row = insert(applicant(office, numbered(CASES, next_number(office, "tracking", 2031))))
    assert row.name == CASES.number(given + 1)
    assert Applicant.objects.get(pk=row.pk).name == row.name


@in_one
def test_a_number_is_awaited_with_the_rows_and_several_may_ask_for_it(office):
    with written_together():
        serial = next_number(office, "services", 2031)
        assert type(serial) is Awaited
        rows = [insert(applicant(office, numbered(Series(before, 1), serial))) for before in ("ক", "খ")]
        assert not Serial.objects.filter(book="services", year=2031).exists()
    assert [row.name for row in rows] == ["ক1", "খ1"]


def test_a_number_that_is_read_sooner_is_there_sooner(office):
    with written_together():
        text = numbered(CASES, next_number(office, "tracking", 2031))
        assert str(text) == "8549-31-00001-08203"
        row = insert(applicant(office, text))
    assert Applicant.objects.get(pk=row.pk).name == row.name == "8549-31-00001-08203"


def test_one_transaction_gives_its_number_back_too(office):
    def fail():
        with in_one_transaction():
            insert(applicant(office, numbered(CASES, next_number(office, "tracking", 2031))))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert next_number(office, "tracking", 2031) == 1
    assert not Applicant.objects.filter(name=CASES.number(1)).exists()
