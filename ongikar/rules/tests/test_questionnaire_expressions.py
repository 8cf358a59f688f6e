"""Expressions of a questionnaire: what they come to, what is refused, and that XPath agrees."""

import math
from datetime import date, time
from decimal import Decimal

import pytest
from elementpath import XPathContext
from elementpath.xpath1 import XPath1Parser
from hypothesis import example, given
from hypothesis import strategies as st

from ongikar.rules.questionnaire.evaluate import Surroundings, evaluate
from ongikar.rules.questionnaire.expression import MOST_DEPTH, ExpressionFault, names_in, parse
from ongikar.rules.questionnaire.values import Value, to_text

TODAY = date(2026, 11, 27)


def result(text: str, own: Value = "", **answers: Value) -> Value:
    return evaluate(text, Surroundings(lambda name: answers.get(name, ""), TODAY, own, 2))


@pytest.mark.parametrize(
    ("text", "comes_to"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("-2 - -3", 1.0),
        ("7 div 2", 3.5),
        ("7 mod 4", 3.0),
        ("-7 mod 4", -3.0),
        ("7 mod -4", 3.0),
        ("0.125 mod -1", 0.125),
        ("1 div 0", math.inf),
        ("2 < 10 and '2' < '10'", True),
        ("'a' = 'a' or 1 = 2", True),
        ("1 = 1 = true()", True),
        ("${age} >= 18", True),
        ("${nobody} >= 18", False),
        ("${nobody} = ''", True),
        ("selected(${skills}, 'repair')", True),
        ("selected(${skills}, 'rep')", False),
        ("count-selected(${skills})", 2.0),
        ("selected-at(${skills}, 1)", "typing"),
        ("if(${age} > 20, 'old', 'young')", "young"),
        ("coalesce(${nobody}, 5)", 5.0),
        ("sum(${ages})", 30.0),
        ("count(${ages})", 2.0),
        ("max(${ages})", 20.0),
        ("min(${ages}, 3)", 3.0),
        ("join(', ', ${ages})", "10, 20"),
        ("concat('a', 1, true())", "a1true"),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -2.0),
        ("round(1.25, 1)", 1.3),
        ("int(-2.7)", -2.0),
        ("pow(2, 10)", 1024.0),
        ("substring('12345', 2, 3)", "234"),
        ("substr('12345', 1, 3)", "23"),
        ("substring-before('a-b', '-')", "a"),
        ("substring-after('a-b', '-')", "b"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("normalize-space('  a   b ')", "a b"),
        ("string-length('বাংলা')", 5.0),
        ("contains('বাংলা', 'লা')", True),
        ("starts-with('abc', 'ab') and ends-with('abc', 'bc')", True),
        ("regex('01712345678', '01[3-9][0-9]{8}')", True),
        ("regex('x01712345678', '01[3-9][0-9]{8}')", False),
        ("today() - ${born}", 7000.0),
        ("${born} < today()", True),
        ("date('2026-11-27') = today()", True),
        ("format-date(today(), '%d/%m/%Y')", "27/11/2026"),
        ("${at} < '10:31' and ${at} > '10:29'", True),
        ("position(..)", 2.0),
        ("boolean('false')", True),
        ("not(${told})", True),
        ("string(${told})", "false"),
    ],
)
def test_an_expression_comes_to_what_a_clerk_says(text: str, comes_to: Value):
    answers = {
        "age": 18.0,
        "skills": "repair typing",
        "ages": [10.0, 20.0],
        "born": date.fromordinal(TODAY.toordinal() - 7000),
        "at": time(10, 30),
        "told": False,
    }
    assert result(text, **answers) == comes_to


def test_the_answer_that_is_checked_is_a_dot():
    assert result(". > 3 and . <= 5", own=4.0) is True
    assert result("regex(., '[০-৯]+')", own="১২৩") is True


def test_what_was_computed_as_false_is_never_the_text_false():
    assert result("${told} or false()", told=False) is False
    assert result("if(${told}, 1, 2)", told=result("1 = 2")) == 2.0


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("1 +", 3, "ends too soon"),
        ("(1 + 2", 0, "not closed"),
        ("1 + 2)", 5, "never opened"),
        ("concat('a'", 6, "not closed"),
        ("'abc", 0, "not closed"),
        ("${a} = “yes”", 7, "curly"),
        ("$a = 1", 0, "${name}"),
        ("age > 1", 0, "means nothing"),
        ("1 2", 2, "cannot stand here"),
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("1 ; 2", 2, "cannot stand here"),
        ("concat(,)", 7, "cannot stand here"),
        ("(" * 5_000 + "1", None, "longer"),
        ("(" * 60 + "1" + ")" * 60, MOST_DEPTH, "nested too deeply"),
        ("-" * 60 + "1", MOST_DEPTH, "nested too deeply"),
    ],
)
def test_what_is_no_expression_says_where_and_why(text: str, at: int | None, says: str):
    with pytest.raises(ExpressionFault) as caught:
        parse(text)
    assert says in caught.value.en
    assert caught.value.bn
    assert at is None or caught.value.at == at


def test_the_names_of_an_expression_are_all_it_reads():
    assert names_in("if(${a} > 1, sum(${b}), -${ c })") == {"a", "b", "c"}


def test_a_pattern_that_takes_for_ever_fits_nothing():
    assert result("regex(., '(a+)+$')", own="a" * 40 + "b") is False
    assert result("regex(., '(')", own="a") is False


# ---- what XPath says ----

# Where elementpath is not XPath 1.0 the two share nothing: it refuses to count a text that is no number, and
# writes minus nought as -0. So a number is made of a text by number(), and only whole ones become texts.

MOST = 1_000
numbers = st.integers(-MOST, MOST).map(float) | st.integers(-MOST, MOST).map(lambda n: n / 8)
words = st.text(st.sampled_from("ab c012.-"), max_size=6)
texts = words | st.sampled_from(["12", "-3.5", " 7 ", "true", ""])


def shaped(shapes: list[str], *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda shape, *of: shape.format(*of), st.sampled_from(shapes), *parts)


def deeper(
    below: tuple[st.SearchStrategy[str], ...],
) -> tuple[st.SearchStrategy[str], st.SearchStrategy[str], st.SearchStrategy[str]]:
    """Numbers, texts and booleans made of those below them."""
    number, text, truth = below
    made_numbers = number | st.one_of(
        # `mod` is not compared: theirs fails at zero, and with a divisor below zero takes its sign.
        shaped(["({} + {})", "({} - {})", "({} * {})", "({} div {})"], number, number),
        shaped(["-({})", "floor({})", "ceiling({})", "round({})", "number({})"], number),
        shaped(["number({})", "string-length({})"], text),
        shaped(["number({})"], truth),
    )
    made_texts = text | st.one_of(
        shaped(["concat({}, {})", "substring-before({}, {})", "substring-after({}, {})"], text, text),
        shaped(["normalize-space({})", "translate({}, 'ab', 'x')", "string({})"], text),
        shaped(["substring({}, {})"], text, number),
        shaped(["substring({}, {}, {})"], text, number, number),
        shaped(["string({})"], truth),
        st.integers(0, MOST).map("string({})".format),
    )
    order = ["({} < {})", "({} <= {})", "({} > {})", "({} >= {})", "({} = {})", "({} != {})"]
    made_truths = truth | st.one_of(
        shaped(order, number, number),
        shaped(["({} = {})", "({} != {})", "contains({}, {})", "starts-with({}, {})"], text, text),
        shaped(["({} and {})", "({} or {})", "({} = {})", "({} != {})"], truth, truth),
        shaped(["({} = {})", "({} != {})"], truth, number),
        shaped(["({} = {})", "({} != {})"], text, truth),
        shaped(["not({})", "boolean({})"], truth),
        shaped(["boolean({})", "not({})"], number),
        shaped(["boolean({})", "not({})"], text),
    )
    return made_numbers, made_texts, made_truths


simple = (
    st.sampled_from(["${n}", "${m}"]) | numbers.filter(lambda n: n >= 0).map(to_text),
    st.sampled_from(["${s}", "${t}"]) | words.map("'{}'".format),
    st.sampled_from(["${b}", "true()", "false()"]),
)
expressions = st.one_of(*deeper(deeper(deeper(simple))))
NAMES = {"n": numbers, "m": numbers, "s": texts, "t": texts, "b": st.booleans()}


@given(expressions, st.fixed_dictionaries(NAMES))
@example("(number(${s}) < ${n})", {"n": 1.0, "m": 0.0, "s": "", "t": "", "b": True})
@example("substring('12345', 0)", {"n": 1.0, "m": 0.0, "s": "", "t": "", "b": True})
def test_xpath_comes_to_the_same_on_what_both_know(text: str, answers: dict[str, Value]):
    ours = evaluate(text, Surroundings(answers.__getitem__, TODAY))
    tree = XPath1Parser().parse(text.replace("${", "$").replace("}", ""))
    theirs = tree.evaluate(XPathContext(item="", variables=dict(answers)))
    if isinstance(ours, float):
        assert isinstance(theirs, int | float | Decimal)
        assert not isinstance(theirs, bool)
        assert math.isclose(ours, theirs) or (math.isnan(ours) and math.isnan(theirs)), text
    else:
        assert (ours, type(ours)) == (theirs, type(theirs)), text
