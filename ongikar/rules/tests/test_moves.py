"""The life of a case as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules import case_transitions


def test_a_case_lives_from_receipt_to_rating():
    acts = ["receive", "accept", "ask_for_papers", "answer", "keep", "rate"]
    assert case_transitions.state_after(acts) == case_transitions.KEPT


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        (["receive"], case_transitions.RECEIVED),
        (["receive", "keep"], case_transitions.KEPT),  # a walk-in served at once
        (["receive", "ask_for_papers"], case_transitions.WAITING),  # incomplete before acceptance
        (["receive", "ask_for_papers", "answer", "accept"], case_transitions.ACCEPTED),
        (["receive", "accept", "note"], case_transitions.ACCEPTED),  # a remark changes nothing
        (["receive", "redirect"], case_transitions.REDIRECTED),
        (["receive", "accept", "withdraw"], case_transitions.WITHDRAWN),
        (
            ["receive", "accept", "extend", "event_came", "keep_step"],
            case_transitions.ACCEPTED,
        ),  # the clock’s own acts
        (
            ["receive", "keep_step"],
            case_transitions.ACCEPTED,
        ),  # whoever finishes a step has taken the case on
        (["receive", "ask_for_papers", "answer", "keep_step"], case_transitions.ACCEPTED),
        (["receive", "keep_step", "accept"], case_transitions.ACCEPTED),  # an earlier day for the next step
        (["receive", "accept", "keep", "reopen"], case_transitions.RECEIVED),
        (
            ["receive", "accept", "keep", "reopen", "accept", "keep"],
            case_transitions.KEPT,
        ),  # accepted anew, once a round
        (["receive", "keep", "rate", "reopen", "refuse"], case_transitions.REFUSED),
        (
            ["receive", "ask_correction", "correct", "ask_correction", "refuse_correction"],
            case_transitions.RECEIVED,
        ),
        (["receive", "withdraw", "ask_correction", "correct"], case_transitions.WITHDRAWN),
    ],
)
def test_where_acts_lead(acts, state):
    assert case_transitions.state_after(acts) == state


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
        assert case_transitions.state_after(acts) == ""
        return
    with pytest.raises(case_transitions.TransitionFault):
        case_transitions.state_after(acts)


@given(st.lists(st.sampled_from(["receive", *case_transitions.MOVES]), min_size=1, max_size=12))
def test_nothing_but_reopening_opens_a_closed_case(acts):
    try:
        states = [case_transitions.state_after(acts[: n + 1]) for n in range(len(acts))]
    except case_transitions.TransitionFault:
        return
    for act, before, after in zip(acts[1:], states, states[1:], strict=False):
        if before in case_transitions.CLOSED and after not in case_transitions.CLOSED:
            assert act == "reopen"
