"""A number on somebody's receipt is never given again, and a book tells what it left out."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from ongikar.offices.rules.serial_gaps import Gap, count_lines, jump_past, lines_between, segments

hours = st.integers(0, 24 * 400).map(lambda n: timedelta(hours=n))


@given(st.integers(0, 100_000), hours, hours)
def test_the_count_goes_on_at_a_whole_hundred_well_past_the_last(last, counted_for, missing):
    after = jump_past(last, counted_for=counted_for, missing=missing)
    assert after % 100 == 0
    assert after >= last + 100


@given(st.integers(0, 100_000), hours, hours, hours)
def test_the_longer_the_time_the_wider_the_gap(last, counted_for, missing, more):
    assert jump_past(last, counted_for=counted_for, missing=missing + more) >= jump_past(
        last, counted_for=counted_for, missing=missing
    )


def test_an_office_of_forty_a_day_is_three_days_behind_by_four_hundred():
    assert jump_past(4_000, counted_for=timedelta(days=100), missing=timedelta(days=3)) == 4_400


@st.composite
def books(draw):
    """The last number, and gaps as restores leave them: one after the other, apart."""
    at, gaps = 0, []
    for _ in range(draw(st.integers(0, 4))):
        first = at + draw(st.integers(1, 40))
        at = first + draw(st.integers(0, 200))
        gaps.append(Gap(first, at))
    return at + draw(st.integers(0, 40)), gaps


@given(books())
def test_every_number_stands_once_and_every_gap_on_one_line(book):
    last, gaps = book
    found = segments(last, gaps)
    numbers = [n for part in found for n in range(part.first, part.last + 1)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [Gap(part.first, part.last) for part in found if part.is_gap] == gaps


@given(books(), st.integers(1, 30))
def test_pages_put_together_are_the_whole_book(book, size):
    found = segments(*book)
    paged = [
        part
        for first in range(0, count_lines(found), size)
        for part in lines_between(found, first, first + size)
    ]
    assert [n for part in paged for n in range(part.first, part.last + 1)] == [
        n for part in found for n in range(part.first, part.last + 1)
    ]
    assert sum(part.is_gap for part in paged) == len(book[1])


def test_a_gap_behind_the_last_number_is_told_too():
    assert [part.is_gap for part in segments(10, [Gap(11, 200)])] == [False, True]


@given(st.integers(0, 100_000), st.integers(0, 100_000), hours, hours)
def test_nothing_that_is_known_to_have_been_given_is_given_again(last, known, counted_for, missing):
    after = jump_past(last, counted_for=counted_for, missing=missing, known=known)
    assert after >= known
    assert after >= jump_past(last, counted_for=counted_for, missing=missing)
    assert after % 100 == 0
