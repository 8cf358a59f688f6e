"""What stands of several answers: the same in any order, twice, and where phones differ both."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.inspection.rules import StatedAnswer, standing_of

NOON = datetime(2026, 12, 6, 12, tzinfo=UTC)


def said(uuid, value, source="", minutes=0, over=()):
    return StatedAnswer(uuid, value, source, NOON + timedelta(minutes=minutes), frozenset(over))


@st.composite
def queues(draw):
    """Answers of a few phones; some were given in knowledge of earlier ones."""
    made = []
    for number in range(draw(st.integers(0, 8))):
        over = draw(st.lists(st.sampled_from([each.uuid for each in made]), max_size=2)) if made else []
        made.append(
            said(
                f"u{number}",
                draw(st.sampled_from(["yes", "no", "na"])),
                draw(st.sampled_from(["", "a", "b"])),
                draw(st.integers(0, 5)),
                over,
            )
        )
    return made


@pytest.mark.fast
def test_two_phones_that_differ_are_both_kept_until_somebody_chooses():
    two = [said("1", "yes", "a"), said("2", "no", "b", 1)]
    standing = standing_of(two)
    assert standing.is_disputed
    assert [each.uuid for each in standing.answers] == ["2", "1"]
    chosen = standing_of([*two, said("3", "yes", "", 2, ["1", "2"])])
    assert (chosen.is_disputed, chosen.agreed_answer.uuid) == (False, "3")
    # One that comes from a phone afterwards, said before the choice, stands beside it again.
    assert standing_of([*two, said("3", "yes", "", 2, ["1", "2"]), said("4", "no", "c")]).is_disputed


def test_phones_that_agree_and_a_phone_that_changed_its_mind_dispute_nothing():
    assert standing_of([said("1", "yes", "a"), said("2", "yes", "b")]).agreed_answer.value == "yes"
    assert standing_of([said("1", "yes", "a"), said("2", "no", "a", 1)]).agreed_answer.value == "no"
    assert standing_of([]).agreed_answer is None


@given(queues(), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(queue, chance):
    again = [*queue, *chance.sample(queue, len(queue) // 2)]
    chance.shuffle(again)
    assert standing_of(again) == standing_of(queue)


@given(queues(), st.integers(0, 8))
def test_a_queue_that_was_cut_and_sent_again_ends_the_same(queue, cut):
    assert standing_of([*queue[:cut], *queue]) == standing_of(queue)
    # Nothing that was said is lost without an answer that stands over it or a later one of its phone.
    standing = {each.uuid for each in standing_of(queue).answers}
    for each in queue:
        later = [
            o for o in queue if o.source == each.source and (o.said_at, o.uuid) > (each.said_at, each.uuid)
        ]
        is_over = any(each.uuid in other.over for other in queue)
        same = any(s.value == each.value for s in standing_of(queue).answers)
        assert each.uuid in standing or later or is_over or same
