"""The states of batches and applications, as tables that a clerk can check."""

import pytest

from ongikar.delivery.training import states
from ongikar.rules.transitions import TransitionFault

pytestmark = pytest.mark.fast


def test_a_batch_goes_from_the_plan_to_the_certificate():
    acts = [
        "plan",
        "publish_call",
        "extend",
        "close",
        "freeze",
        "draw",
        "publish_result",
        "begin",
        "finish",
        "certify",
    ]
    assert states.BATCH.state_after(acts) == states.CERTIFIED


@pytest.mark.parametrize("act", ["draw", "freeze", "publish_result", "begin", "close"])
def test_nothing_is_skipped(act):
    with pytest.raises(TransitionFault):
        states.BATCH.state_after(["plan", "publish_call", act, "close"] if act != "close" else ["plan", act])


def test_a_list_is_drawn_once_and_opened_again_only_from_above():
    drawn = ["plan", "publish_call", "close", "freeze", "draw"]
    with pytest.raises(TransitionFault):
        states.BATCH.state_after([*drawn, "draw"])
    assert states.BATCH.moves["reopen"].by == states.SUPERIOR
    assert states.BATCH.state_after([*drawn, "reopen", "freeze", "draw"]) == states.RANKED


def test_what_has_begun_to_be_offered_is_not_drawn_anew():
    offering = ["plan", "publish_call", "close", "freeze", "draw", "publish_result"]
    with pytest.raises(TransitionFault):
        states.BATCH.state_after([*offering, "reopen"])


def test_an_application_that_was_left_out_is_offered_nothing():
    with pytest.raises(TransitionFault):
        states.APPLICATION.state_after(["apply", "admit", "rank", "leave_out", "offer"])


def test_an_offer_that_expired_is_never_accepted():
    with pytest.raises(TransitionFault):
        states.APPLICATION.state_after(["apply", "admit", "rank", "offer", "expire", "accept"])


def test_a_seat_that_was_given_back_ends_the_application():
    acts = ["apply", "admit", "sit", "rank", "offer", "accept", "give_back"]
    assert states.APPLICATION.state_after(acts) == states.WITHDRAWN
