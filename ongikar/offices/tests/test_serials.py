"""Serials: without gaps, begun with each year, given back where the act fails."""

from contextlib import nullcontext

import pytest
from django.db import transaction

from ongikar.core.db.batched_statements import batch_statements, draw_keys
from ongikar.core.db.bulk_sql import insert_row
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number, next_numbers
from ongikar.people.models import Applicant

pytestmark = pytest.mark.django_db


def neighbour(office: Office) -> Office:
    return Office.objects.create(
        slug="neighbour", name_bn="পাশের কার্যালয়", name_en="The office next door", geocode=office.geocode
    )


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


def test_several_are_taken_at_once_each_from_its_book(office):
    next_number(office, "services", 2031)
    taken = next_numbers(office, ("tracking", 2031), ("services", 2031), ("services", 2032))
    assert taken == [1, 2, 1]


@pytest.mark.parametrize("is_few", [False, True])
def test_numbers_taken_in_few_trips_are_given_back_too(office, is_few):
    def fail():
        with batch_statements() if is_few else nullcontext(), transaction.atomic():
            draw_keys(Applicant)
            insert_row(Applicant(office=office, name="কেউ", kind=Applicant.CITIZEN))
            assert next_numbers(office, ("tracking", 2031)) == [1]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert next_number(office, "tracking", 2031) == 1
    assert not Applicant.objects.filter(name="কেউ").exists()
