"""A drawn signature is lines of points inside the board, enough of them and not too many."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.support.rules import HEIGHT, WIDTH, StrokesFault, read_strokes

NAME = [[[20 + 5 * step, 100 + (step % 3) * 4] for step in range(20)]]


def test_a_name_is_read_as_it_was_drawn():
    assert read_strokes(json.dumps(NAME)) == [[tuple(point) for point in NAME[0]]]


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "a signature",
        "{}",
        "[1]",
        "[[1, 2]]",
        "[[[1]]]",
        '[[["1", "2"]]]',
        "[[[1.5, 2]]]",
        "[[[true, false]]]",
        json.dumps([[[WIDTH + 1, 5]] * 20]),
        json.dumps([[[-1, 5]] * 20]),
        # A dot, a scratch, one point many times.
        json.dumps([[[5, 5]]]),
        json.dumps([[[5 + step, 5] for step in range(20)]]),
        json.dumps([[[100, 100]] * 50]),
        json.dumps([[]] * 10),
        json.dumps([[[1, 2]]] * 61),
        json.dumps([[[1, 2]] * 3_001]),
        "[" * 30_000,
        "[" + " " * 60_000 + "]",
        "NaN",
    ],
)
def test_what_is_no_signature_is_refused_in_words(sent):
    with pytest.raises(StrokesFault) as fault:
        read_strokes(sent)
    assert fault.value.bn
    assert fault.value.en


@given(
    st.text(max_size=200)
    | st.lists(st.lists(st.lists(st.integers(-5, 700), max_size=3), max_size=9)).map(json.dumps)
)
def test_whatever_is_sent_nothing_outside_the_board_is_taken(sent):
    try:
        strokes = read_strokes(sent)
    except StrokesFault:
        return
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for stroke in strokes for x, y in stroke)
