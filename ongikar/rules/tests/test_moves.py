"""The life of a case as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules import moves


def test_a_case_lives_from_receipt_to_rating():
    acts = ["receive", "accept", "ask_for_papers", "answer", "keep", "rate"]
    assert moves.state_after(acts) == moves.KEPT


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        (["receive"], moves.RECEIVED),
        (["receive", "keep"], moves.KEPT),  # a walk-in served at once
        (["receive", "ask_for_papers"], moves.WAITING),  # incomplete before acceptance
        (["receive", "ask_for_papers", "answer", "accept"], moves.ACCEPTED),
        (["receive", "accept", "note"], moves.ACCEPTED),  # a remark changes nothing
        (["receive", "redirect"], moves.REDIRECTED),
        (["receive", "accept", "withdraw"], moves.WITHDRAWN),
        (["receive", "accept", "extend", "event_came", "keep_step"], moves.ACCEPTED),  # the clock’s own acts
        (["receive", "keep_step"], moves.ACCEPTED),  # whoever finishes a step has taken the case on
        (["receive", "ask_for_papers", "answer", "keep_step"], moves.ACCEPTED),
        (["receive", "keep_step", "accept"], moves.ACCEPTED),  # an earlier day for the next step
        (["receive", "accept", "keep", "reopen"], moves.RECEIVED),
        (
            ["receive", "accept", "keep", "reopen", "accept", "keep"],
            moves.KEPT,
        ),  # accepted anew, once a round
        (["receive", "keep", "rate", "reopen", "refuse"], moves.REFUSED),
        (["receive", "ask_correction", "correct", "ask_correction", "refuse_correction"], moves.RECEIVED),
        (["receive", "withdraw", "ask_correction", "correct"], moves.WITHDRAWN),
    ],
)
def test_where_acts_lead(acts, state):
    assert moves.state_after(acts) == state


@pytest.mark.parametrize(
    "acts",
    [
        [],
        ["accept"],
        ["receive", "receive"],
        ["receive", "accept", "accept"],
        ["receive", "answer"],
        ["receive", "keep", "refuse"],
        ["receive", "accept", "redirect"],
        ["receive", "keep_step", "redirect"],
        ["receive", "keep_step", "accept", "accept"],
        ["receive", "keep", "rate", "rate"],
        ["receive", "withdraw", "rate"],
        ["receive", "withdraw", "reopen"],
        ["receive", "reopen"],
        ["receive", "keep", "reopen", "accept", "accept"],
        ["receive", "keep", "rate", "reopen", "keep", "rate"],
        ["receive", "ask_for_papers", "extend"],
        ["receive", "correct"],
        ["receive", "ask_correction", "ask_correction"],
        ["receive", "ask_correction", "correct", "refuse_correction"],
    ],
)
def test_what_may_not_follow_is_refused(acts):
    if not acts:
        assert moves.state_after(acts) == ""
        return
    with pytest.raises(moves.MoveFault):
        moves.state_after(acts)


@given(st.lists(st.sampled_from(["receive", *moves.MOVES]), min_size=1, max_size=12))
def test_nothing_but_reopening_opens_a_closed_case(acts):
    try:
        states = [moves.state_after(acts[: n + 1]) for n in range(len(acts))]
    except moves.MoveFault:
        return
    for act, before, after in zip(acts[1:], states, states[1:], strict=False):
        if before in moves.CLOSED and after not in moves.CLOSED:
            assert act == "reopen"
