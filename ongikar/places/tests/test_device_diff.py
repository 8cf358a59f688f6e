"""A list of devices held against the register: law 12 (a list brought twice is brought once), an empty cell
erases nothing, and what is told apart.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ongikar.places.rules.device_diff import (
    CHANGED,
    CONFLICT,
    IS_CONDEMNED,
    NEW,
    NO_KIND,
    NO_PLACE,
    NO_SUCH_NUMBER,
    OTHER_KIND,
    OTHER_SERIAL,
    REFUSED,
    SAME,
    SERIAL_OF_ANOTHER,
    SINCE_CHANGED,
    SINCE_MOVED,
    TWICE_OTHERWISE,
    KnownDevice,
    ListedDevice,
    compare_list,
)

DAY, LATER = date(2026, 11, 1), date(2026, 11, 20)
LAPTOP = {"kind": "laptop", "maker": "Dell", "model": "3420"}


def device(key=1, **given):
    return KnownDevice(
        **{"key": key, "number": key, "facts": LAPTOP, "place": 1, "state": "working", **given}
    )


def listed(row=2, **given):
    facts = {"facts": LAPTOP, "place": 1, "identity": f"row {row}"}
    return ListedDevice(**{"row": row, **facts, **given})


def only(line, *known, **given):
    (found,) = compare_list([line], known, on=DAY, **given)
    return found


def test_an_empty_cell_erases_nothing():
    known = device(serial_key="AB1", facts={**LAPTOP, "source": "প্রকল্প", "serial_no": "AB-1"})
    found = only(listed(facts={"kind": "laptop"}, serial_key="AB1", place=None), known)
    assert (found.state, found.key) == (SAME, 1)


def test_the_serial_is_the_same_however_it_is_parted():
    known = device(serial_key="AB1", facts={**LAPTOP, "serial_no": "AB-1"})
    assert only(listed(facts={**LAPTOP, "serial_no": "ab 1"}, serial_key="AB1"), known).state == SAME


def test_what_differs_is_told_with_both_values():
    found = only(listed(number=1, facts={"model": "3520"}, place=2, state="faulty"), device())
    assert found.state == CHANGED
    assert found.changes == (("model", "3420", "3520"), ("place", 1, 2), ("state", "working", "faulty"))


@pytest.mark.parametrize(
    ("line", "known", "state", "why"),
    [
        (listed(number=9), device(), REFUSED, NO_SUCH_NUMBER),
        (listed(facts={}), device(place=7), REFUSED, NO_KIND),
        (listed(place=None, serial_key="N1"), device(), REFUSED, NO_PLACE),
        (listed(number=1, serial_key="B2"), device(serial_key="A1"), CONFLICT, OTHER_SERIAL),
        (
            listed(serial_key="A1", facts={"kind": "printer"}),
            device(serial_key="A1"),
            CONFLICT,
            OTHER_KIND,
        ),
        (
            listed(serial_key="A1", place=2),
            device(serial_key="A1", moved_on=LATER, since=LATER),
            CONFLICT,
            SINCE_MOVED,
        ),
        (listed(number=1, state="faulty"), device(since=LATER), CONFLICT, SINCE_CHANGED),
        (listed(number=1, state="working"), device(state="condemned"), CONFLICT, IS_CONDEMNED),
    ],
)
def test_what_cannot_be_taken_says_why(line, known, state, why):
    found = only(line, known)
    assert (found.state, found.why) == (state, why)


def test_somebody_may_take_the_word_of_a_list_that_is_older_than_the_news():
    known = device(moved_on=LATER, since=LATER)
    assert only(listed(number=1, place=2), known).may_be_taken
    assert only(listed(number=1, place=2), known, chosen=frozenset({"row 2"})).state == CHANGED


def test_a_device_in_two_places_is_a_conflict_until_one_is_chosen():
    lines = [listed(2, serial_key="A1"), listed(3, serial_key="A1", place=2, facts={"kind": "laptop"})]
    found = compare_list(lines, [], on=DAY)
    assert [(each.state, each.why) for each in found] == [(CONFLICT, TWICE_OTHERWISE)] * 2
    found = compare_list(lines, [], on=DAY, chosen=frozenset({"row 3"}))
    assert [each.state for each in found] == [CONFLICT, NEW]


def test_a_serial_given_to_a_device_by_its_number_is_no_other_devices():
    lines = [listed(2, number=1, serial_key="A1"), listed(3, serial_key="A1", place=2)]
    assert {each.state for each in compare_list(lines, [device()], on=DAY)} == {CONFLICT}


def test_a_row_brought_before_is_known_again_after_its_device_was_moved():
    moved = device(place=2, moved_on=LATER, since=LATER)
    found = only(listed(), moved, taken_rows={"row 2": 1})
    assert (found.state, found.key) == (CONFLICT, 1)
    # A row that nobody brought is another device.
    assert only(listed(), moved).state == NEW


def test_devices_without_a_number_are_told_from_their_like_one_by_one():
    known = [device(1), device(2), device(3, facts={**LAPTOP, "model": "else"})]
    found = compare_list([listed(row) for row in (2, 3, 4)], known, on=DAY)
    assert [(each.state, each.key) for each in found] == [(SAME, 1), (SAME, 2), (NEW, None)]
    # One that another row names by its number is not taken for another's like.
    found = compare_list([listed(2), listed(3, number=1)], known[:1], on=DAY)
    assert [(each.state, each.key) for each in found] == [(NEW, None), (SAME, 1)]


def take(verdicts, known):
    """What applying a list does to the register."""
    register = {each.key: each for each in known}
    taken = {}
    for verdict in verdicts:
        line = verdict.listed
        if verdict.state == NEW:
            key = len(register) + 1
            facts = {name: value for name, value in line.facts.items() if value}
            register[key] = KnownDevice(
                key, key, facts, line.place, line.state or "working", line.serial_key, since=DAY
            )
            taken[line.identity] = key
        elif verdict.state == CHANGED:
            old, changes = register[verdict.key], {name: new for name, _, new in verdict.changes}
            place, state = changes.pop("place", old.place), changes.pop("state", old.state)
            register[old.key] = replace(
                old,
                facts={**old.facts, **changes},
                place=place,
                state=state,
                serial_key=old.serial_key or line.serial_key,
            )
    return list(register.values()), taken


FACTS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["laptop", "ups", ""])},
    optional={name: st.sampled_from(["", "Dell", "dell", "HP"]) for name in ("maker", "source")},
)
LINES = st.lists(
    st.builds(
        ListedDevice,
        row=st.just(0),
        facts=FACTS,
        number=st.sampled_from([None, None, None, 1, 2, 9]),
        serial_key=st.sampled_from([None, None, "A1", "B2", "C3"]),
        place=st.sampled_from([None, 1, 1, 2]),
        state=st.sampled_from(["", "", "working", "faulty", "condemned"]),
    ),
    max_size=8,
).map(lambda lines: [replace(line, row=n, identity=f"row {n}") for n, line in enumerate(lines)])


def test_a_change_of_maker_makes_no_second_device_of_one_serial():
    known = [device(1, facts={"kind": "laptop", "maker": "HP"}, serial_key="A1")]
    renamed = listed(2, number=1, place=None, facts={"maker": "Dell"})
    assert only(renamed, known[0]).state == CHANGED
    theirs = device(2, facts={"kind": "laptop", "maker": "Dell"}, serial_key="A1")
    (found,) = compare_list([renamed], [*known, theirs], on=DAY)
    assert (found.state, found.why, found.may_be_taken) == (CONFLICT, SERIAL_OF_ANOTHER, False)
    # One that the same list adds.
    added = listed(3, serial_key="A1", facts={"kind": "laptop", "maker": "dell"})
    assert [each.state for each in compare_list([added, renamed], known, on=DAY)] == [NEW, CONFLICT]
    # Two that would both become it.
    other = device(2, facts={"kind": "laptop", "maker": "Acer"}, serial_key="A1")
    lines = [renamed, listed(3, number=2, place=None, facts={"maker": "Dell"})]
    assert [each.state for each in compare_list(lines, [*known, other], on=DAY)] == [CHANGED, CONFLICT]


@given(before=LINES, lines=LINES)
@settings(max_examples=200)
def test_a_list_brought_twice_is_brought_once(before, lines):
    known, _ = take(compare_list(before, [], on=DAY), [])
    once, taken = take(compare_list(lines, known, on=DAY), known)
    again = compare_list(lines, once, on=DAY, taken_rows=taken)
    twice, _ = take(again, once)
    assert twice == once, again
    # Nothing that was there is gone, and no two bear one serial of one maker.
    assert {each.key for each in known} <= {each.key for each in once}
    serials = [(each.facts.get("maker", "").casefold(), each.serial_key) for each in once if each.serial_key]
    assert len(serials) == len(set(serials))
