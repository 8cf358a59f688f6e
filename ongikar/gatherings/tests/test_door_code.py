"""The code on the wall against the vectors of RFC 6238, and how long one is taken."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.gatherings.rules.door_code import (
    code_at,
    code_of_step,
    is_accepted,
    new_secret,
    seconds_left,
    step_of,
)

# Appendix B of RFC 6238, SHA-256, of eight figures: the last six are those of six figures.
SEED = b"12345678901234567890123456789012".hex()
VECTORS = [
    (59, "46119246"),
    (1111111109, "68084774"),
    (1111111111, "67062674"),
    (1234567890, "91819424"),
    (2000000000, "90698825"),
    (20000000000, "77737706"),
]
NOON = datetime.fromisoformat("2026-11-22T12:00:00+06:00")


@pytest.mark.parametrize(("seconds", "figures"), VECTORS)
def test_the_vectors_of_the_standard(seconds, figures):
    moment = datetime.fromtimestamp(seconds, UTC)
    assert code_at(SEED, moment) == figures[-6:]


@given(st.integers(0, 200))
def test_a_code_is_taken_for_half_a_minute_to_a_minute(seconds):
    secret = SEED
    code = code_at(secret, NOON)
    later = NOON + timedelta(seconds=seconds)
    is_same = code in (code_of_step(secret, step_of(later)), code_of_step(secret, step_of(later) - 1))
    assert is_accepted(secret, code, later) == is_same
    assert is_accepted(secret, code, NOON + timedelta(seconds=59))
    assert 1 <= seconds_left(later) <= 30


def test_other_secrets_and_other_signs_are_refused():
    assert not is_accepted(new_secret(), code_at(SEED, NOON), NOON)
    for typed in ("", "12345", "1234567", "abcdef", "১২৩৪৫৬", "\0" * 6):
        assert not is_accepted(SEED, typed, NOON)
