"""Who decides next, and who may not."""

from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules import tiers
from ongikar.rules.tiers import LadderStep

LADDER = [LadderStep(2, 20), LadderStep(1, 10), LadderStep(3, 30)]
# assistant → officer → district officer → director
SUPERIORS = {1: 2, 2: 3, 3: 4, 4: None}


def test_a_complaint_becomes_an_appeal_on_the_second_tier():
    assert [tiers.tier_kind(n) for n in (1, 2, 3)] == ["complaint", "appeal", "appeal"]


def test_the_ladder_is_climbed_one_tier_at_a_time_and_ends():
    assert tiers.next_step(LADDER, 0) == LadderStep(1, 10)
    assert tiers.next_step(LADDER, 1) == LadderStep(2, 20)
    assert tiers.next_step(LADDER, 3) is None


def test_the_one_complained_of_and_everyone_below_are_barred():
    assert tiers.has_conflict_of_interest(SUPERIORS, 2, [2])
    assert tiers.has_conflict_of_interest(SUPERIORS, 2, [1])
    assert not tiers.has_conflict_of_interest(SUPERIORS, 2, [3])


def test_one_barred_post_bars_a_person_of_many_posts():
    assert tiers.has_conflict_of_interest(SUPERIORS, 2, [4, 1])


@given(
    st.dictionaries(st.integers(1, 12), st.one_of(st.none(), st.integers(1, 12)), max_size=12),
    st.integers(1, 12),
)
def test_circles_of_superiors_end(superiors, post):
    assert post not in tiers.posts_below(superiors, post)
