"""What a clock starts with survives the journey into a fact and back, and refuses what makes no sense."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.promise import Promise, PromiseFault
from ongikar.rules.promise.undertaking import TRIGGERS, Stage, Undertaking

from .any_calendar import promises

names = st.text(max_size=8)
later = st.builds(Stage, st.sampled_from(sorted(set(TRIGGERS) - {"receipt"})), promises, names, names)
first = st.builds(Stage, st.sampled_from(sorted(set(TRIGGERS) - {"stage_end"})), promises, names, names)
stages = st.one_of(st.just(()), st.tuples(first), st.tuples(first, later), st.tuples(first, later, later))
undertakings = st.builds(Undertaking, promises, stages, st.integers(0, 60), names)


@given(undertakings)
def test_an_undertaking_comes_back_from_plain_data_as_it_went(undertaking):
    assert Undertaking.from_data(undertaking.as_data()) == undertaking


def test_a_clock_started_before_there_were_steps_reads_as_one_promise():
    assert Undertaking.from_data({"promise": {"unit": "immediate"}}) == Undertaking(Promise("immediate"))


def test_plain_data_leaves_out_what_is_not_said():
    stage = Stage("meeting", Promise("weeks", 1))
    assert Undertaking(Promise("accept"), (stage,)).as_data() == {
        "promise": {"unit": "accept"},
        "stages": [{"trigger": "meeting", "promise": {"unit": "weeks", "amount": 1}}],
    }


def test_an_application_and_its_receipt_are_one_event():
    assert Stage.from_data({"trigger": "application", "promise": {"unit": "immediate"}}).trigger == "receipt"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Stage("moonrise", Promise("immediate")),
        lambda: Stage.from_data({"promise": {"unit": "immediate"}}),
        lambda: Undertaking(Promise("accept"), (Stage("stage_end", Promise("immediate")),)),
        lambda: Undertaking(
            Promise("accept"),
            (Stage("meeting", Promise("immediate")), Stage("receipt", Promise("immediate"))),
        ),
        lambda: Undertaking(Promise("accept"), may_extend=-1),
        lambda: Undertaking(Promise("accept"), may_extend=2_501),
        lambda: Undertaking(Promise("accept"), may_extend=True),
    ],
)
def test_an_undertaking_that_makes_no_sense_is_refused_in_both_languages(make):
    with pytest.raises(PromiseFault) as fault:
        make()
    assert fault.value.bn
    assert fault.value.en
