"""Laws of a fair selection: the same for everybody, a claim never harms, a withdrawal unseats nobody."""

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ongikar.rules.selection import (
    Candidate,
    Rule,
    RuleFault,
    draw_lot,
    list_text,
    make_seed,
    parse_list,
    rank,
    select,
)
from ongikar.rules.selection.explain import Reason, explain_all, why
from ongikar.rules.selection.reserve import OPEN_SEAT, SET_ASIDE, match_groups
from ongikar.rules.selection.rule import sha256

DOCS = Path(__file__).parents[3] / "docs" / "how-to" / "recompute-a-draw.md"
NAMES = ("women", "disabled", "ethnic")
SEED = "5f97c07e8e6e92bcfd21adcc8cb18a50185cf172ab2966cdbbaa33cf35075a2e"
POINTS = [{"from": "education", "ssc": 10, "hsc": 20, "degree": 25}, {"from": "test", "most": 60}]


def rule_of(seats, minimum=(), set_aside=(), **more):
    def quotas(pairs):
        return [{"group": group, "seats": count} for group, count in pairs]

    data = {"seats": seats, "minimum": quotas(minimum), "set_aside": quotas(set_aside), **more}
    return Rule.from_data({"points": POINTS, "tie": ["test", "older", "lot"], **data})


@st.composite
def rules(draw):
    seats = draw(st.integers(1, 8))
    left, groups = seats, ([], [])
    for quotas in groups:
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=3)):
            count = draw(st.integers(0, min(left, 3)))
            if count:
                quotas.append((name, count))
                left -= count
    return rule_of(seats, *groups)


groups = st.frozensets(st.sampled_from(NAMES), max_size=3)
candidates = st.lists(
    st.builds(
        Candidate,
        st.integers(1001, 1060),
        st.integers(0, 4),
        st.tuples(st.integers(0, 1), st.integers(0, 1)),
        groups,
    ),
    max_size=20,
    unique_by=lambda each: each.roll,
)


@given(candidates, st.randoms())
def test_the_order_of_the_rows_never_matters(pool, random):
    shuffled = list(pool)
    random.shuffle(shuffled)
    assert list_text(pool) == list_text(shuffled)
    assert rank(pool, SEED) == rank(shuffled, SEED)
    assert parse_list(list_text(pool)) == sorted(pool, key=lambda each: each.roll)


@given(rules(), candidates)
def test_as_many_are_chosen_as_there_are_seats_or_people(rule, pool):
    assert len(select(rule, rank(pool, SEED)).rolls) == min(rule.seats, len(pool))


@given(rules(), candidates, st.data())
def test_a_withdrawal_unseats_nobody_else(rule, pool, data):
    ranked = rank(pool, SEED)
    gone = data.draw(st.sets(st.sampled_from([each.roll for each in pool])) if pool else st.just(set()))
    before = select(rule, ranked).rolls
    after = select(rule, [each for each in ranked if each.roll not in gone]).rolls
    assert before - gone <= after


@given(rules(), candidates, st.data())
def test_a_claim_never_harms_whoever_makes_it(rule, pool, data):
    if not pool:
        return
    ranked = rank(pool, SEED)
    place = data.draw(st.integers(0, len(ranked) - 1))
    plain = ranked[place]
    claims = data.draw(groups)
    with_claim = list(ranked)
    with_claim[place] = Candidate(plain.roll, plain.points, plain.ties, plain.groups | claims)
    if plain.roll in select(rule, ranked):
        assert plain.roll in select(rule, with_claim)


@given(rules(), candidates)
@example(
    rule_of(3, [("women", 2)]),
    [
        Candidate(1001, 9, (0, 0)),
        Candidate(1002, 8, (0, 0)),
        Candidate(1003, 7, (0, 0), frozenset({"women"})),
        Candidate(1004, 6, (0, 0), frozenset({"women"})),
    ],
)
def test_whoever_is_passed_by_is_told_which_number_of_the_rule_did_it(rule, pool):
    """Each who was chosen though they stand lower is accounted for by a reserved number, or by rank where
    such a number displaced somebody else; and nobody is held against a "last chosen" who stands lower.
    """
    pool = [Candidate(each.roll, each.points, (0, 0), each.groups) for each in pool]
    ranked = rank(pool, SEED)
    chosen = select(rule, ranked)
    by_rank = select(rule_of(rule.seats), ranked)
    reasons = explain_all(rule, ranked, chosen)
    for place, (each, reason) in enumerate(zip(ranked, reasons, strict=True)):
        assert Reason.from_data(json.loads(json.dumps(reason.as_data()))) == reason
        if each.roll in chosen:
            assert (reason.passed_by, reason.is_displaced) == ((), False)
            continue
        sorts = [chosen.sorts[low.roll] for low in ranked[place + 1 :] if low.roll in chosen]
        assert bool(sorts) == bool(reason.passed_by)
        assert {sort: n for sort, _, n in reason.passed_by} == Counter(s for s in sorts if s != OPEN_SEAT)
        assert reason.is_displaced == (each.roll in by_rank)
        words = why(reason, "en")
        assert ("last chosen by rank stands" in words) == (
            reason.last_position > 0 and not reason.is_displaced
        )
        assert not (reason.is_displaced and not reason.passed_by)


@given(rules(), candidates)
@example(
    rule_of(2, (), [("ethnic", 1)]),
    [
        Candidate(1001, 9, (0, 0), frozenset({"ethnic"})),
        Candidate(1002, 8),
        Candidate(1003, 7, (), frozenset({"ethnic"})),
    ],
)
def test_a_jump_over_a_higher_rank_is_needed_by_a_stated_number(rule, pool):
    """Left out though higher: the one who was taken has a group that the other lacks, and the swap would
    break a number of the rule.
    """
    if any(len(each.ties) != 2 for each in pool):
        pool = [Candidate(each.roll, each.points, (0, 0), each.groups) for each in pool]
    ranked = rank(pool, SEED)
    sorts = select(rule, ranked).sorts
    stated = {quota.group for quota in (*rule.minimum, *rule.set_aside)}
    aside = [each for each in ranked if sorts.get(each.roll, "").startswith(SET_ASIDE)]
    inside = [each for each in ranked if each.roll in sorts and each not in aside]
    for place, left_out in enumerate(ranked):
        if left_out.roll in sorts:
            continue
        for taken in ranked[place + 1 :]:
            if taken.roll not in sorts:
                continue
            assert (taken.groups & stated) - left_out.groups
            part, quotas = (aside, rule.set_aside) if taken in aside else (inside, rule.minimum)
            swapped = [left_out if each is taken else each for each in part]
            assert len(match_groups(quotas, swapped)) < len(match_groups(quotas, part))


@given(st.lists(groups, max_size=6), st.lists(st.sampled_from(NAMES), unique=True, max_size=3), st.data())
def test_as_many_reserved_seats_are_filled_as_can_be(of_each, names, data):
    """Against every way of seating them."""
    rule = rule_of(9, [(name, data.draw(st.integers(1, 3))) for name in names])
    pool = [Candidate(1001 + place, 0, (0, 0), of_one) for place, of_one in enumerate(of_each)]
    slots = [quota.group for quota in rule.minimum for _ in range(quota.seats)]
    best = max(
        (
            sum(group in each.groups for group, each in zip(slots, order, strict=False))
            for order in permutations(
                [*pool, *[Candidate(1, 0)] * max(0, len(slots) - len(pool))], len(slots)
            )
        )
        if len(pool) + len(slots) <= 8
        else [len(match_groups(rule.minimum, pool))],
        default=0,
    )
    assert len(match_groups(rule.minimum, pool)) == best


def test_equal_in_all_the_lot_decides_and_each_has_a_place():
    pool = [Candidate(roll, 40, (10, 0)) for roll in range(1001, 1031)]
    ranked = rank(pool, SEED)
    assert [draw_lot(SEED, each.roll) for each in ranked] == sorted(
        draw_lot(SEED, roll) for roll in range(1001, 1031)
    )
    assert len(select(rule_of(20), ranked).rolls) == 20


def test_nobody_eligible_is_nobody_chosen():
    assert select(rule_of(20, [("women", 8)]), []).rolls == frozenset()


def test_a_lot_is_one_line_of_shell():
    told = subprocess.run(
        ["sha256sum"], input=f"{SEED}|1017", capture_output=True, text=True, timeout=60, check=True
    ).stdout
    assert told.split()[0] == draw_lot(SEED, 1017)


def test_a_leaving_moves_nobodys_lot():
    pool = [Candidate(roll, 1) for roll in range(1001, 1011)]
    without = [each.roll for each in rank(pool[:3] + pool[4:], SEED)]
    assert without == [each.roll for each in rank(pool, SEED) if each.roll != 1004]


@pytest.mark.parametrize(
    ("data", "bn"),
    [
        (
            {"minimum": [{"group": "women", "seats": 15}], "set_aside": [{"group": "ethnic", "seats": 6}]},
            "কোটায় ২১টি",
        ),
        ({"minimum": [{"group": "women", "seats": 0}]}, "অন্তত একটি আসন"),
        ({"minimum": [{"group": "women", "seats": 1}, {"group": "women", "seats": 2}]}, "দুবার"),
        ({"minimum": [{"group": "friends", "seats": 1}]}, "দল নয়"),
        ({"tie": ["viva", "lot"]}, "সমান নম্বরে"),
        ({"points": [{"from": "test", "most": 60}, {"from": "test", "most": 50}]}, "একবার"),
        ({"points": [{"from": "test", "most": -1}]}, "পূর্ণ সংখ্যা"),
        ({"seats": 0}, "আসন ১ থেকে"),
    ],
)
def test_a_rule_that_cannot_be_meant_says_why(data, bn):
    with pytest.raises(RuleFault) as fault:
        Rule.from_data({"seats": 20, "points": POINTS, **data})
    assert bn in fault.value.bn


@given(rules())
def test_a_rule_is_the_same_after_it_was_written_down(rule):
    again = Rule.from_data(json.loads(rule.canonical()))
    assert again == rule
    assert again.canonical() == rule.canonical()


@given(st.tuples(rules(), candidates))
@example((rule_of(5, [("women", 2)], [("ethnic", 1)]), [Candidate(1001 + n, 5, (1, 1)) for n in range(9)]))
def test_the_independent_program_of_the_docs_says_the_same(tmp_path_factory, drawn):
    rule, pool = drawn
    values = ["b9f9a3f4", "17"]
    lines = run_docs_program(tmp_path_factory.mktemp("draw"), list_text(pool), rule.canonical(), values)
    ranked = rank(pool, make_seed(sha256(list_text(pool)), sha256(rule.canonical()), values))
    chosen = select(rule, ranked)
    ours = [
        f"{place} {each.roll} {'chosen' if each.roll in chosen else 'waiting'}"
        for place, each in enumerate(ranked, 1)
    ]
    assert lines == ours


def docs_program() -> str:
    return re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[0]


def run_docs_program(folder, listed, ruled, values):
    (folder / "recompute.py").write_text(docs_program(), "utf-8")
    (folder / "list.txt").write_text(listed, "utf-8")
    (folder / "rule.json").write_text(ruled, "utf-8")
    done = subprocess.run(
        [sys.executable, "recompute.py", "list.txt", "rule.json", *values],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout.splitlines()


def test_the_program_of_the_docs_is_short():
    assert len([line for line in docs_program().splitlines() if line.strip()]) <= 32
