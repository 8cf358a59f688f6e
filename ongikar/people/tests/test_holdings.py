"""Who may hold which post when: a clerk's table, and what holds for any two holdings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.people.rules import (
    ACTING,
    ADDITIONAL,
    CHARGES,
    COVER,
    OWN,
    AssignmentPeriod,
    assignment_faults,
    overlap,
)

KARIM, SHIRIN, SALMA = 1, 2, 3
DESK, ASSISTANT, TIER, AUDIT = (10, "officer"), (11, "assistant"), (12, "gro"), (13, "auditor")
APPEALS, CELL = (14, "appeal"), (15, "cell")


def day(text: str | None) -> date | None:
    return date.fromisoformat(f"2026-{text}") if text else None


def assignment(person, post, charge=OWN, since="01-01", until=None, office=1) -> AssignmentPeriod:
    return AssignmentPeriod(person, post[0], office, post[1], charge, day(since), day(until))


KNOWN = [assignment(KARIM, DESK), assignment(SHIRIN, ASSISTANT, until="11-30"), assignment(SALMA, TIER)]


@pytest.mark.parametrize(
    ("new", "at"),
    [
        (assignment(SHIRIN, DESK, COVER, "11-20", "11-25"), []),
        (assignment(SHIRIN, DESK, COVER, "11-20"), ["until"]),
        (assignment(SHIRIN, DESK, COVER, "11-25", "11-20"), ["until"]),
        (assignment(SHIRIN, DESK, ACTING, "11-20", "11-25"), ["charge"]),
        (assignment(SHIRIN, DESK, ADDITIONAL, "11-20"), ["charge"]),
        (assignment(KARIM, DESK, COVER, "11-20", "11-25"), ["person"]),
        # The day after the last one the post is free; on the last day itself it is not.
        (assignment(KARIM, ASSISTANT, ADDITIONAL, "12-01"), []),
        (assignment(KARIM, ASSISTANT, ADDITIONAL, "11-30"), ["charge"]),
        (assignment(SHIRIN, ASSISTANT, OWN, "12-01"), []),
        # Nobody audits what they do themselves.
        (assignment(KARIM, AUDIT, COVER, "11-20", "11-25"), ["person"]),
        (assignment(SHIRIN, AUDIT, OWN, "12-01"), []),
        (assignment(KARIM, AUDIT, OWN, "12-01", office=2), []),
        # Nor hears an appeal from their own decision.
        (assignment(SALMA, APPEALS, COVER, "11-20", "11-25"), ["person"]),
        (assignment(SALMA, CELL, ADDITIONAL, "11-20"), ["person"]),
        (assignment(SALMA, APPEALS, OWN, "12-01", office=2), []),
    ],
)
def test_a_clerks_table(new, at):
    assert [fault.at for fault in assignment_faults(new, KNOWN)] == at


days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
any_holding = st.builds(
    AssignmentPeriod,
    st.integers(1, 3),
    st.integers(10, 12),
    st.just(1),
    st.sampled_from(["officer", "auditor"]),
    st.sampled_from(CHARGES),
    days,
    st.none() | days,
)


@given(any_holding, any_holding)
def test_two_overlap_exactly_when_there_is_a_day_of_both(one, other):
    span = [date(2026, 1, 1) + timedelta(days=n) for n in range(70)]

    def days_of(holding):
        return {
            each
            for each in span
            if holding.since <= each and (holding.until is None or each <= holding.until)
        }

    if all(each.until is None or each.until >= each.since for each in (one, other)):
        assert overlap(one, other) == bool(days_of(one) & days_of(other))
        assert overlap(one, other) == overlap(other, one)


@given(st.lists(any_holding, max_size=6))
def test_what_is_taken_one_after_the_other_never_gives_a_post_two_holders_beside_cover(offered):
    known: list[AssignmentPeriod] = []
    for new in offered:
        if not assignment_faults(new, known):
            known.append(new)
    for n, one in enumerate(known):
        for other in known[n + 1 :]:
            if overlap(one, other) and one.post == other.post:
                assert COVER in (one.charge, other.charge)
                assert one.person != other.person


@given(any_holding, st.lists(any_holding, max_size=4))
def test_every_fault_is_told_in_both_languages(new, known):
    for fault in assignment_faults(new, known):
        assert fault.bn
        assert fault.en
        assert fault.bn != fault.en
