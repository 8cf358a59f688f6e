"""What is asked of whom, what is kept, and the score."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.rules.questionnaire.definition import Definition, digest
from ongikar.rules.questionnaire.flow import MOST_INSTANCES, Evaluation, Flow
from ongikar.rules.questionnaire.order import CycleFault
from ongikar.rules.questionnaire.pages import MOST_ON_A_PAGE, is_asked, pages_of
from ongikar.rules.questionnaire.score import Points, points_of, score_of

from .questionnaire_sheets import CHOICES, LEARNER, form, read

TODAY = date(2026, 11, 27)
DEFINITION = form(LEARNER, CHOICES)
FLOW = Flow(DEFINITION)


def asked(**answers: Any) -> Evaluation:
    return FLOW.ask(answers, TODAY)


def test_a_question_is_asked_when_its_condition_holds():
    assert not asked(age=17).relevant["works", 0]
    assert asked(age=18).relevant["works", 0]


def test_what_is_not_relevant_is_empty_in_every_expression():
    # Under 18 nobody is asked of work; what was said before has no effect, and is not kept.
    there = asked(age=17, works="yes", post="clerk", pay=900)
    assert not there.relevant["job", 0]
    assert not there.relevant["post", 0]
    assert there.kept_answers() == {"age": 17, "youth": 0}
    grown = asked(age=18, works="yes", post="clerk")
    assert grown.kept_answers() == {"age": 18, "works": "yes", "post": "clerk", "youth": 0}


def test_sums_over_a_repeat_leave_out_what_is_not_asked_or_not_answered():
    children = [{"cname": "Mina", "cage": 4}, {"cname": "Raju"}, {"cname": "Mithu", "cage": 6}]
    assert asked(age=30, child=children).values["youth", 0] == 10.0
    assert asked(age=17, child=children).values["youth", 0] == 0.0
    assert asked(age=30, child=children).kept_answers()["child"] == children
    assert "child" not in asked(age=17, child=children).kept_answers()


def test_a_computed_boolean_stays_one_when_it_is_kept():
    flow = Flow(form("type|name|label|calculation\ninteger|a|A|\ncalculate|big||${a} > 5\n"))
    assert flow.ask({"a": 3}, TODAY).kept_answers() == {"a": 3, "big": False}


def test_a_repeat_that_counts_itself_has_as_many_as_it_counts():
    flow = Flow(
        form(
            "type|name|label|repeat_count\ninteger|n|How many?|\nbegin repeat|r|One|${n}\n"
            "text|x|X|\nend repeat|||"
        )
    )
    assert flow.ask({"n": 3}, TODAY).sizes["r"] == 3
    assert flow.ask({"n": 10_000}, TODAY).sizes["r"] == MOST_INSTANCES
    assert flow.ask({"n": -1}, TODAY).sizes["r"] == flow.ask({}, TODAY).sizes["r"] == 0


def test_a_choice_filter_lets_through_what_fits():
    definition = form(
        "type|name|label|choice_filter\nselect_one d|district|District|\n"
        "select_one u|upazila|Upazila|district = ${district}",
        "list_name|name|label|district\nd|rangpur|Rangpur|\nd|nilphamari|Nilphamari|\n"
        "u|sadar|Sadar|rangpur\nu|saidpur|Saidpur|nilphamari",
    )
    there = Flow(definition).ask({"district": "rangpur"}, TODAY)
    offered = there.offered_choices(definition.by_name["upazila"], 0)
    assert [choice.name for choice in offered] == ["sadar"]


# ---- score ----


def of(name: str, **answers: Any) -> Points | None:
    return points_of(asked(age=30, **answers), DEFINITION.by_name[name])


@pytest.mark.parametrize(
    ("name", "answers", "points", "most"),
    [
        ("q1", {"q1": "dhaka"}, 2, 2),
        ("q1", {"q1": "sylhet"}, 0, 2),
        ("q1", {}, 0, 2),
        ("q2", {"q2": ["one", "three"]}, 2, 2),
        ("q2", {"q2": ["one", "two"]}, 0, 2),
        ("q2", {"q2": ["two"]}, 0, 2),
        ("q3", {"q3": 42}, 1, 1),
        ("q3", {"q3": 41}, 0, 1),
        ("q3", {}, 0, 1),
    ],
)
def test_the_points_of_a_question(name: str, answers: dict[str, Any], points: int, most: int):
    assert of(name, **answers) == Points(Decimal(points), Decimal(most))


def test_not_applicable_leaves_the_denominator():
    assert of("q1", q1="na") is None
    assert score_of(asked(age=30, q1="na", q3=42)) == Points(Decimal(1), Decimal(3))


def test_a_questionnaire_without_points_has_no_score():
    assert score_of(Flow(form("type|name|label\ntext|a|A")).ask({"a": "x"}, TODAY)) is None


# ---- pages ----


def test_a_group_is_one_page_and_a_question_alone_another():
    assert [(page.group, [q.name for q in page.questions]) for page in pages_of(DEFINITION)] == [
        ("", ["name"]),
        ("", ["age"]),
        ("", ["works"]),
        ("job", ["post", "pay"]),
        ("child", ["cname", "cage"]),
        ("", ["q1"]),
        ("", ["q2"]),
        ("", ["q3"]),
    ]


def test_a_page_of_which_nothing_is_relevant_is_passed_over():
    there = asked(age=17)
    assert [page.number for page in pages_of(DEFINITION) if is_asked(there, page)] == [1, 2, 6, 7, 8]


def test_a_long_group_goes_on_on_a_further_page():
    rows = "\n".join(f"text|t{number}|T" for number in range(MOST_ON_A_PAGE + 5))
    pages = pages_of(form(f"type|name|label\nbegin group|g|G\n{rows}\nend group||"))
    assert [len(page.questions) for page in pages] == [MOST_ON_A_PAGE, 5]


def test_a_circle_of_conditions_is_named_and_never_asked():
    _, faults = read("type|name|label|relevant\ntext|a|A|${c} = 1\ntext|b|B|${a} = 1\ntext|c|C|${b} = 1")
    assert len(faults) == 1
    assert "a → c → b → a" in faults[0].en
    assert faults[0].row == 2


def test_a_circle_that_was_never_checked_is_not_walked():
    data = form("type|name|label\ntext|a|A\ntext|b|B").to_data()
    data["questions"][0]["relevant"], data["questions"][1]["relevant"] = "${b} = 1", "${a} = 1"
    flow = Flow(Definition.from_data(data))
    with pytest.raises(CycleFault):
        flow.ask({}, TODAY)


def test_a_definition_is_the_same_through_its_data():
    assert Definition.from_data(DEFINITION.to_data()) == DEFINITION
    assert digest(Definition.from_data(DEFINITION.to_data()).to_data()) == digest(DEFINITION.to_data())


# ---- laws ----

kept_answers = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text(max_size=5),
        "age": st.integers(0, 80),
        "works": st.sampled_from(["yes", "no", "nonsense", ""]),
        "post": st.text(max_size=5),
        "pay": st.integers(0, 10**6),
        "child": st.lists(
            st.fixed_dictionaries({}, optional={"cname": st.text(max_size=3), "cage": st.integers(0, 40)}),
            max_size=4,
        ),
        "q1": st.sampled_from(["dhaka", "sylhet", "na", "gone"]),
        "q2": st.lists(st.sampled_from(["one", "two", "three", "gone"]), unique=True),
        "q3": st.integers(-5, 50),
    },
)


@given(kept_answers, kept_answers)
def test_what_is_hidden_influences_nothing(answers: dict[str, Any], others: dict[str, Any]):
    first = FLOW.ask(answers, TODAY)
    hidden = [name for name in DEFINITION.by_name if not first.relevant.get((name, 0), True)]
    # Whatever else a draft held for the questions that are not asked, nothing that is kept or counted moves.
    changed = {**answers, **{name: others[name] for name in hidden if name in others}}
    second = FLOW.ask(changed, TODAY)
    assert second.kept_answers() == first.kept_answers()
    assert score_of(second) == score_of(first)
    assert second.relevant == first.relevant


@given(kept_answers)
def test_what_is_kept_asks_the_same_again(answers: dict[str, Any]):
    first = FLOW.ask(answers, TODAY)
    again = FLOW.ask(first.kept_answers(), TODAY)
    assert again.kept_answers() == first.kept_answers()
    assert score_of(again) == score_of(first)


@given(kept_answers)
def test_the_score_lies_between_nothing_and_the_most(answers: dict[str, Any]):
    score = score_of(FLOW.ask(answers, TODAY))
    assert score is not None
    assert 0 <= score.points <= score.most


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A sheet whose conditions look anywhere: many of them in a circle."""
    count = draw(st.integers(1, 8))
    rows = []
    for number in range(count):
        other = draw(st.none() | st.integers(0, count - 1))
        condition = "" if other is None else f"${{q{other}}} = 1"
        rows.append(f"integer|q{number}|Q|{condition}")
    return "type|name|label|relevant\n" + "\n".join(rows)


@given(sheets(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), st.integers(0, 2)))
def test_the_flow_ends_or_the_circle_is_refused(sheet: str, answers: dict[str, int]):
    definition, faults = read(sheet)
    if faults:
        assert all("circle" in fault.en for fault in faults)
        return
    there = Flow(definition).ask(answers, TODAY)
    assert len(there.relevant) == len(definition.questions)
