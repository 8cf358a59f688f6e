"""How contacts are found among 100,000: by an index, never by reading a growing table through."""

import re
import time
from datetime import date

import pytest
from django.db import connection

from ongikar.people.contact_words import ContactWord, find_contacts, keys_bearing, words_of
from ongikar.people.models import Contact
from ongikar.website.contacts.views import contact_page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 100_000
DAY = date(2026, 11, 22)
THROUGH = {
    "sqlite": re.compile(r"SCAN (people_contact|U0)"),
    "postgresql": re.compile(r"Seq Scan on people_contact"),
}
# A hundred times what it takes, on a machine that does nothing else.
LONGEST = 1.0


@pytest.fixture
def filled(office):
    rows = Contact.objects.bulk_create(
        [
            Contact(
                office=office,
                organisation=f"দপ্তর {n % 5_000}",
                post=f"কর্মকর্তা {n}",
                name=f"রহিমা {n}" if n % 1_000 == 0 else f"করিম {n}",
                since=DAY,
            )
            for n in range(MANY)
        ],
        batch_size=2_000,
    )
    ContactWord.objects.bulk_create(
        (ContactWord(contact=row, office=office, word=word) for row in rows for word in words_of(row)),
        batch_size=5_000,
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return office


def test_a_search_and_the_list_are_read_off_their_indexes(filled):
    # In one test: to fill the book takes longer than all that is asked of it.
    search_is_read_off_its_index(filled)
    list_goes_on_by_its_index(filled)


def search_is_read_off_its_index(filled):
    for typed in (["রহি"], ["রহিম", "99000"], ["দপ্তর"], ["zzz"]):
        for by_sound in (False, True):
            plan = keys_bearing(filled, typed, DAY, 8, by_sound=by_sound)
            told = plan.explain()
            assert not THROUGH[connection.vendor].search(told), told
        begun = time.perf_counter()
        find_contacts(filled, " ".join(typed), DAY)
        assert time.perf_counter() - begun < LONGEST, typed
    assert "contacts_by_word" in keys_bearing(filled, ["রহি"], DAY, 8).explain()


def list_goes_on_by_its_index(filled):
    middle = Contact.objects.filter(office=filled, organisation="দপ্তর 2500").first()
    for after in ("", str(middle.pk)):
        begun = time.perf_counter()
        page = contact_page(filled, DAY, after, with_ended=False)
        assert time.perf_counter() - begun < LONGEST
        assert len(page.rows) == 50
        assert page.last
