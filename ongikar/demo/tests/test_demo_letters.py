"""The demonstration has nine letters out, one in each state, and the reminder of one without an answer."""

import pytest

from ongikar.letters.models import File, Letter, LetterAct, NoteParagraph
from ongikar.letters.outgoing.paper import is_as_signed
from ongikar.letters.rules.file_numbers import is_current_layout
from ongikar.letters.transitions import (
    ANSWERED,
    CANCELLED,
    DIARISED,
    DRAFT,
    FILED,
    INITIALLED,
    ISSUED,
    MARKED,
    REDIRECTED,
    SIGNED,
    SUPERSEDED,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("forty_cases")]


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
    # What an office above issues is counted in its own book.
    own = Letter.objects.filter(book_serial__isnull=False, direction="out", issued_by=None)
    issued = own.order_by("book_serial")
    assert [letter.book_serial for letter in issued] == list(range(1, len(issued) + 1))
    assert [letter.issued_at for letter in issued] == sorted(letter.issued_at for letter in issued)
    assert all(is_as_signed(letter) for letter in issued)


def test_twelve_letters_came_in_and_stand_in_every_state():
    letters = Letter.objects.filter(submission__startswith="demo-diary-").order_by("book_serial")
    assert [letter.book_serial for letter in letters] == list(range(1, 13))
    assert {letter.state for letter in letters} == {DIARISED, MARKED, ANSWERED, FILED, REDIRECTED}
    assert [letter.entered_at for letter in letters] == sorted(letter.entered_at for letter in letters)
    acts = set(LetterAct.objects.filter(letter__in=letters).values_list("name", flat=True))
    assert {"remind", "correct", "place"} <= acts


def test_their_files_bear_notes_and_one_bears_a_number_of_before():
    files = File.objects.order_by("number")
    assert [is_current_layout(file.number) for file in files].count(False) == 1
    assert NoteParagraph.objects.filter(put_up_at__isnull=False).count() == 3
