"""Nobody handles a complaint that they are part of, whoever holds which post by now."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ongikar.grievances.rules import conflicts
from ongikar.grievances.rules.conflicts import HeardBefore, Matter, Person, Tenure
from ongikar.rules.tiers import has_conflict_of_interest

# assistant → officer → district officer → director
SUPERIORS = {1: 2, 2: 3, 3: 4, 4: None}
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 20)
MATTER = Matter(2, FIRST, LAST)
DAY = timedelta(days=1)


def found(person: Person, matter: Matter = MATTER) -> list[str]:
    return conflicts.conflicts(person, matter, SUPERIORS)


def test_whoever_held_the_post_at_the_time_is_kept_out_wherever_they_sit_now():
    for since, until, expected in (
        (FIRST - 9 * DAY, FIRST, [conflicts.HELD_THEN]),
        (LAST, None, [conflicts.HELD_THEN]),
        (FIRST - 9 * DAY, FIRST - DAY, []),
        (LAST + DAY, None, []),
    ):
        assert found(Person(7, frozenset({4}), (Tenure(7, 2, since, until),))) == expected


def test_whoever_stands_below_the_holder_of_that_time_is_kept_out_too():
    moved_up = Tenure(9, 2, FIRST, LAST)
    assert found(Person(7, frozenset({3}), tenures_above=(moved_up,))) == [conflicts.BELOW_HOLDER]
    # And below whoever took the post over besides, and so answers for it.
    assert found(Person(7, frozenset({3}), held_above=frozenset({2, 4}))) == [conflicts.BELOW_HOLDER]


def test_who_answered_heard_or_filed_it_is_kept_out():
    person = Person(7, frozenset({4}), (Tenure(7, 3, FIRST),), mobile="+8801700000009")
    for changes, code in (
        ({"answered_by": frozenset({7})}, conflicts.ANSWERED),
        ({"heard": (HeardBefore(5, FIRST, LAST, 7),)}, conflicts.EARLIER_TIER),
        ({"heard": (HeardBefore(3, FIRST, None, None),)}, conflicts.EARLIER_TIER),
        ({"complainant": "+8801700000009"}, conflicts.OWN_COMPLAINT),
    ):
        assert found(person, replace(MATTER, **changes)) == [code]
    assert found(person) == []
    assert found(replace(person, mobile=""), replace(MATTER, complainant="")) == []


def test_the_holder_reads_one_reason():
    holds_and_held = Person(7, frozenset({1, 2}), (Tenure(7, 2, FIRST),))
    assert found(holds_and_held) == [conflicts.OWN_POST]
    assert found(Person(7, frozenset({1}))) == [conflicts.BELOW]


POSTS = st.integers(1, 8)


@given(
    st.dictionaries(POSTS, st.one_of(st.none(), POSTS), max_size=8), POSTS, st.frozensets(POSTS, max_size=3)
)
def test_what_the_posts_of_today_bar_is_always_barred(superiors, respondent, posts):
    codes = conflicts.conflicts(Person(1, posts), Matter(respondent, FIRST, LAST), superiors)
    assert bool(codes) == has_conflict_of_interest(superiors, respondent, posts)
    # The same, asked from the side of the person.
    over = posts | conflicts.posts_over(superiors, posts)
    assert (respondent in over) == bool(codes)
