"""Letters that come in stand in the diary: each once, under serials without a gap."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter

pytestmark = pytest.mark.django_db
SHIRIN = ("user", 2)


@pytest.fixture
def enter(office, now):
    count = iter(range(1, 10_000))

    def do(subject_line="সাউন্ড ও প্রজেক্টরের তালিকা", *, submission=None, **options):
        return enter_letter(
            office=office,
            letter=ReceivedLetter(subject_line, date(2026, 11, 22)),
            submission=submission or f"letter {next(count)}",
            actor=SHIRIN,
            now=now,
            **options,
        )

    return do


def test_serials_of_a_fiscal_year_have_no_gap(enter):
    assert [enter().book_serial for _ in range(3)] == [1, 2, 3]
    with transaction.atomic():
        assert enter().book_serial == 4
        transaction.set_rollback(True)
    assert enter().book_serial == 4


def test_the_same_form_sent_twice_is_one_letter(enter):
    first = enter(submission="pressed twice")
    assert enter(submission="pressed twice").pk == first.pk
    assert enter().book_serial == 2


def test_no_letter_answers_itself(enter):
    letter = enter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(answers=letter)
