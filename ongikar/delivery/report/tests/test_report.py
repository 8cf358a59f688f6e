"""A letter is answered by the date it names."""

from datetime import date

import pytest

from ongikar.cases.kinds import kind_of
from ongikar.rules.bangla.text import latin_digits

CODE = "institutional-1"
TODAY = date(2026, 11, 22)
LETTER = {
    "memo_number": "৫৬.০৪.৮৫০০.০০০.০১",
    "letter_date": "২০/১১/২০২৬",
    "due_date": "৩০-১১-২০২৬",
    "items": "চালু ল্যাবের তালিকা",
}


def letter(service, **changes):
    row = service(CODE)
    return kind_of(row).intake_form(LETTER | changes, service=row, today=TODAY)


def test_the_letters_own_date_is_the_promise(service, receive, now):
    form = letter(service)
    assert form.is_valid(), form.errors
    case = receive(CODE, answers=form.as_answers())
    assert case.clock.due_at.isoformat() == "2026-11-30T17:00:00+06:00"


def test_a_letter_that_names_no_date_is_answered_within_the_rows_limit(service, receive):
    form = letter(service, due_date="")
    assert form.is_valid(), form.errors
    assert (
        kind_of(service(CODE)).undertaking(form.as_answers(), service(CODE)).promise == service(CODE).promise
    )


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"letter_date": "2026-11-20", "due_date": "2026-11-19"}, "due_date", "পত্রের তারিখের আগে"),
        ({"letter_date": "2026-11-10", "due_date": "2026-11-19"}, "due_date", "পেরিয়ে গেছে"),
        ({"letter_date": "2026-11-23"}, "letter_date", "এখনো আসেনি"),
        ({"due_date": "2062-11-30"}, "due_date", "অনেক দূরে"),
        ({"due_date": "৩১/১১/২০২৬"}, "due_date", "নভেম্বর ৩০ দিনের মাস"),
    ],
)
def test_a_date_that_cannot_be_says_so_beside_itself(service, changes, field, word):
    form = letter(service, **changes)
    assert not form.is_valid()
    assert word in form.errors[field][0]


def test_a_letter_may_be_due_on_the_day_it_comes(service):
    assert letter(service, due_date="2026-11-22").is_valid()


def test_days_are_told_in_words(service, receive):
    form = letter(service)
    assert form.is_valid(), form.errors
    case = receive(CODE, answers=form.as_answers())
    facts = dict(kind_of(case.row).facts(case))
    assert latin_digits(facts["পত্রের তারিখ"]).replace("\u00a0", " ") == "শুক্রবার, 20 নভেম্বর 2026"
