"""The demonstration has nine letters out, one in each state, and the reminder of one without an answer."""

import pytest

from ongikar.letters.models import Letter
from ongikar.letters.outgoing.paper import is_as_signed
from ongikar.letters.states import CANCELLED, DRAFT, INITIALLED, ISSUED, SIGNED, SUPERSEDED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forty_cases")]


def test_they_stand_in_every_state():
    letters = Letter.objects.filter(submission__startswith="demo-letter-")
    assert letters.count() == 9
    assert set(letters.values_list("state", flat=True)) == {
        *(DRAFT, INITIALLED, SIGNED, ISSUED, SUPERSEDED, CANCELLED)
    }
    assert letters.filter(state=ISSUED, dispatched_at__isnull=True).count() == 1
    reminder = Letter.objects.get(reminder_of__isnull=False)
    assert (reminder.state, reminder.texts.get().by) == (DRAFT, None)


def test_the_issue_book_has_no_gap_and_stands_in_the_order_of_its_days():
    issued = Letter.objects.filter(book_serial__isnull=False, direction="out").order_by("book_serial")
    assert [letter.book_serial for letter in issued] == list(range(1, len(issued) + 1))
    assert [letter.issued_at for letter in issued] == sorted(letter.issued_at for letter in issued)
    assert all(is_as_signed(letter) for letter in issued)
