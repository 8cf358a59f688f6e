"""The table that cases, grievances and tasks share: what it and its conditions allow may follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules import case_transitions
from ongikar.rules.transitions import (
    STAY,
    Transition,
    TransitionFault,
    Transitions,
    is_last_said,
    negate,
    was_not_done,
)

BOTH = frozenset({"open", "shut"})
DOOR = Transitions(
    "door",
    ("build", "open"),
    (
        Transition("shut", frozenset({"open"}), "shut", "anybody"),
        Transition("open", frozenset({"shut"}), "open", "anybody"),
        Transition("paint", BOTH, STAY, "painter"),
        Transition("ask", BOTH, STAY, "anybody"),
        Transition("answer", BOTH, STAY, "anybody"),
    ),
    {
        "paint": was_not_done("paint"),
        "answer": is_last_said("ask", frozenset({"answer"})),
        "ask": negate(is_last_said("ask", frozenset({"answer"}))),
    },
)


@pytest.mark.parametrize(
    ("acts", "state"),
    [
        ([], ""),
        (["build"], "open"),
        (["build", "shut", "paint"], "shut"),  # what stays, stays
        (["build", "shut", "open", "shut"], "shut"),
        (["build", "ask", "answer", "ask"], "open"),
    ],
)
def test_acts_fold_to_a_state(acts, state):
    assert DOOR.state_after(acts) == state


@pytest.mark.parametrize(
    "acts",
    [
        ["shut"],  # begins with another act
        ["build", "build"],
        ["build", "open"],  # not from this state
        ["build", "lock"],  # no act of the table
        ["build", "paint", "paint"],  # done once
        ["build", "answer"],  # nothing was asked
        ["build", "ask", "ask"],  # asked and not yet answered
    ],
)
def test_what_the_table_or_a_condition_forbids_is_refused(acts):
    with pytest.raises(TransitionFault):
        DOOR.state_after(acts)
    assert not acts[:-1] or not DOOR.may_follow(DOOR.state_after(acts[:-1]), acts[-1], acts[:-1])


@given(st.lists(st.sampled_from(sorted(case_transitions.MOVES)), max_size=10))
def test_the_fold_goes_exactly_as_far_as_each_act_may_follow(acts):
    state, done = case_transitions.RECEIVED, ["receive"]
    for act in acts:
        if not case_transitions.may_follow(state, act, done):
            with pytest.raises(TransitionFault):
                case_transitions.state_after([*done, act])
            return
        state = case_transitions.TRANSITIONS.target(state, act)
        done.append(act)
        assert case_transitions.state_after(done) == state
