"""Who passes a course: a table that a clerk can check, and what holds for whatever course."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.training.rules import CompletionRule, judge

EIGHTY, WITH_TEST = CompletionRule(80), CompletionRule(80, 50)


@pytest.mark.parametrize(
    ("rule", "attended", "held", "post", "reasons"),
    [
        (EIGHTY, 80, 100, None, ()),
        (EIGHTY, 796, 1000, None, ("too_little",)),
        (EIGHTY, 0, 100, None, ("nothing_attended",)),
        (EIGHTY, 0, 0, None, ("nothing_attended",)),
        (WITH_TEST, 90, 100, 50, ()),
        (WITH_TEST, 90, 100, 49, ("test_failed",)),
        (WITH_TEST, 90, 100, None, ("no_test",)),
        (WITH_TEST, 10, 100, None, ("too_little", "no_test")),
        (CompletionRule(0), 1, 100, None, ()),
        (CompletionRule(0), 0, 100, None, ("nothing_attended",)),
    ],
)
def test_a_clerk_agrees(rule, attended, held, post, reasons):
    assert judge(rule, attended=attended, held=held, post_percent=post).reasons == reasons


@given(
    st.builds(CompletionRule, st.integers(0, 100), st.integers(0, 100)),
    st.integers(0, 5000),
    st.none() | st.integers(0, 100),
)
def test_nobody_passes_unattended_and_more_never_harms(rule, held, post):
    assert not judge(rule, attended=0, held=held, post_percent=post).has_passed
    passed = [
        judge(rule, attended=n, held=held, post_percent=post).has_passed for n in range(0, held + 1, 97)
    ]
    assert passed == sorted(passed)
