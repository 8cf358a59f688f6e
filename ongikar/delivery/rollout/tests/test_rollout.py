"""A system goes live step by step, in the order of the steps."""

from datetime import date

import pytest

from ongikar.cases.kinds import kind_of

STEPS = {
    "surveyed_on": "2026-11-02",
    "accounts_on": "2026-11-05",
    "trained_on": "2026-11-05",
    "live_on": "2026-11-16",
}


def note(service, **changes):
    row = service("institutional-8")
    data = STEPS | {"users": "9", "words": "ই-নথি চালু"} | changes
    return kind_of(row).outcome_form(data, service=row, today=date(2026, 11, 22))


def test_two_steps_may_fall_on_one_day(service):
    assert note(service).is_valid()


@pytest.mark.parametrize(
    ("step", "day"), [("accounts_on", "2026-11-01"), ("trained_on", "2026-11-04"), ("live_on", "2026-11-03")]
)
def test_no_step_comes_before_the_one_above_it(service, step, day):
    assert "আগের ধাপের আগে" in note(service, **{step: day}).errors[step][0]


def test_a_step_left_out_does_not_hide_the_next_from_the_one_before(service):
    errors = note(service, accounts_on="", trained_on="2026-11-01").errors
    assert set(errors) == {"accounts_on", "trained_on"}
