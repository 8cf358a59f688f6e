"""The lowest of those that meet what must be met, by tables that a clerk can check, and by law 13."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.procurement.rules.comparison import (
    ANSWERS,
    FAILS,
    MEETS,
    NO,
    NOT_QUOTED,
    OPEN,
    UNCLEAR,
    YES,
    Comparison,
    Offer,
    WantedLine,
    standing_of,
)

MUST = frozenset({"memory", "warranty"})
ALL = {"memory": YES, "warranty": YES}


@pytest.mark.parametrize(
    ("price", "answers", "standing"),
    [
        (100, ALL, MEETS),
        (100, ALL | {"camera": NO}, MEETS),
        (100, {"memory": YES}, OPEN),
        (100, ALL | {"warranty": UNCLEAR}, OPEN),
        (100, {"memory": NO}, FAILS),
        (100, ALL | {"memory": NO}, FAILS),
        (None, ALL, NOT_QUOTED),
    ],
)
def test_an_offer_comes_to_what_its_mandatory_clauses_say(price, answers, standing):
    assert standing_of(Offer(price, answers), MUST) == standing


def compare(*rows, quantity=1):
    """One line; for each bidder 1, 2, … its price and answers."""
    offers = {(7, bidder): Offer(price, answers) for bidder, (price, answers) in enumerate(rows, 1)}
    return Comparison([WantedLine(7, quantity, MUST)], list(range(1, len(rows) + 1)), offers)


def test_the_cheapest_that_fails_is_not_the_lowest():
    result = compare((80, ALL | {"warranty": NO}), (100, ALL), (90, ALL)).results[7]
    assert (result.lowest, result.price, result.is_settled) == ((3,), 90, True)


def test_two_that_ask_the_same_are_both_lowest():
    assert compare((90, ALL), (90, ALL)).results[7].lowest == (1, 2)


def test_a_cheaper_offer_that_is_not_judged_keeps_the_result_open():
    result = compare((100, ALL), (90, {}), (110, {})).results[7]
    assert (result.lowest, result.waits_for, result.is_settled) == ((1,), (2,), False)
    nobody = compare((90, {}), (80, {"memory": NO})).results[7]
    assert (nobody.lowest, nobody.price, nobody.waits_for) == ((), None, (1,))


def test_whoever_leaves_out_a_line_offers_no_package():
    lines = [WantedLine(1, 2, MUST), WantedLine(2, 1, MUST)]
    offers = {
        (1, 10): Offer(100, ALL),
        (2, 10): Offer(50, ALL),
        (1, 20): Offer(90, ALL),
        (2, 20): Offer(None, {}),
        (1, 30): Offer(95, ALL),
        (2, 30): Offer(70, ALL),
    }
    found = Comparison(lines, [10, 20, 30], offers)
    assert found.package.totals == {10: 250, 30: 260}
    assert (found.package.lowest, found.package.total) == ((10,), 250)
    assert found.package.standings[20] == NOT_QUOTED
    assert found.split_total == 2 * 90 + 50


def test_without_lines_or_bidders_nobody_is_lowest():
    assert Comparison([], [1], {}).package.lowest == ()
    assert Comparison([WantedLine(1, 1, MUST)], [], {}).split_total is None


PRICES = st.one_of(st.none(), st.integers(1, 30))
SAID = st.dictionaries(st.sampled_from(sorted(MUST)), st.sampled_from(ANSWERS))


@st.composite
def tables(draw):
    lines = [WantedLine(key, draw(st.integers(1, 5)), MUST) for key in range(draw(st.integers(1, 4)))]
    bidders = list(range(1, draw(st.integers(1, 5)) + 1))
    offers = {(line.key, bidder): Offer(draw(PRICES), draw(SAID)) for line in lines for bidder in bidders}
    return lines, bidders, offers


def verdicts(comparison):
    return (
        {key: (each.lowest, each.price, each.waits_for) for key, each in comparison.results.items()},
        comparison.split_total,
    )


@given(tables(), st.integers(1, 40), st.data())
def test_law_13_an_offer_that_fails_changes_no_winner_whatever_it_asks(table, price, data):
    lines, bidders, offers = table
    before = Comparison(lines, bidders, offers)
    failing = [key for key, offer in offers.items() if standing_of(offer, MUST) == FAILS]
    changed = dict(offers)
    for key in failing:
        if data.draw(st.booleans()):
            del changed[key]
        else:
            changed[key] = Offer(price, offers[key].answers)
    assert verdicts(Comparison(lines, bidders, changed)) == verdicts(before)
    # Nor does a bidder that fails a line of the package, whatever its total.
    failers = {bidder for _, bidder in failing}
    left = [bidder for bidder in bidders if bidder not in failers]
    package = Comparison(lines, left, offers).package
    assert (package.lowest, package.total) == (before.package.lowest, before.package.total)


@given(tables())
def test_the_lowest_meets_all_and_nobody_that_meets_all_asks_less(table):
    lines, bidders, offers = table
    for key, result in Comparison(lines, bidders, offers).results.items():
        meeting = [offers[key, bidder].price for bidder in bidders if result.standings[bidder] == MEETS]
        assert result.price == min(meeting, default=None)
        assert all(offers[key, bidder].price == result.price for bidder in result.lowest)
        assert bool(result.lowest) == bool(meeting)
