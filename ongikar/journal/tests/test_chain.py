"""A chain of seals holds what was sealed: nothing in it changes, goes, comes or moves unseen."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ongikar.journal.rules.hash_chain import (
    HOUR,
    ChainLine,
    ChainWalk,
    Root,
    canonical_bytes,
    compute_link,
    extend_chain,
    first_link,
    read_root,
    unmatched_roots,
)

WHOLE = st.integers(min_value=0, max_value=2**63 - 1)
FACTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ENTRIES = st.tuples(
    WHOLE,
    st.integers(0, 2 * HOUR),
    st.text(max_size=12),
    st.none() | WHOLE,
    st.sampled_from(["user", "worker"]),
    st.none() | WHOLE,
    st.sampled_from(["case", "grievance"]),
    WHOLE,
    st.dictionaries(st.text(max_size=5), FACTS, max_size=3),
)
CHAINS = st.lists(ENTRIES, min_size=2, max_size=8, unique_by=lambda entry: entry[0])


def sealed(entries, *, chain=1, at=HOUR):
    """The lines of a chain in which these entries were sealed, a moment apart."""
    lines, before = [], first_link(chain)
    for number, entry in enumerate(entries, 1):
        [(_, before, _)] = extend_chain(before, number - 1, at + number, [entry])
        lines.append(ChainLine(number, at + number, before, entry[0], entry))
    return lines


def faults(lines, *, chain=1, wanted=()):
    return list(ChainWalk(chain, wanted).faults(lines))


def places(lines):
    return [(fault.what, fault.number, fault.until) for fault in faults(lines)]


def text_of(value):
    """What a value is, told apart as Python itself does not: 1, 1.0 and True are three things."""
    return json.dumps(value, sort_keys=True)


@given(ENTRIES, WHOLE, WHOLE)
def test_the_canonical_text_can_be_read_back_so_no_two_entries_have_the_same(entry, number, at):
    data = json.loads(canonical_bytes(number, at, entry).decode("utf-8", "surrogatepass"))
    assert text_of(data) == text_of([number, at, *entry])


@given(st.tuples(ENTRIES, WHOLE), st.tuples(ENTRIES, WHOLE))
def test_different_entries_have_different_texts(one, other):
    same = text_of(one) == text_of(other)
    assert (canonical_bytes(one[1], 0, one[0]) == canonical_bytes(other[1], 0, other[0])) == same


def test_the_canonical_text_is_the_one_that_is_documented():
    entry = (7, 1_000_000, "case.received", 3, "citizen", None, "case", 41, {"stars": 4, "খ": "গ"})
    assert (
        canonical_bytes(1, 2_000_000, entry).decode()
        == '[1,2000000,7,1000000,"case.received",3,"citizen",null,"case",41,{"stars":4,"খ":"গ"}]'
    )
    assert first_link(3).hex() == "957ae6842d6bacc7a6b1638cf7fd82bf81d194fc806424b309044e2bfcd292ba"


@given(CHAINS)
def test_what_was_sealed_and_left_alone_is_sound(entries):
    lines = sealed(entries)
    walk = ChainWalk(1, [lines[-1].link])
    assert list(walk.faults(lines)) == []
    assert walk.found == {lines[-1].link: (len(lines), lines[-1].at)}


@given(CHAINS, st.data())
def test_a_changed_entry_is_found_at_its_place_and_nowhere_else(entries, data):
    lines = sealed(entries)
    at = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(ENTRIES.filter(lambda each: text_of(each) != text_of(lines[at].entry)))
    lines[at] = lines[at]._replace(entry=other)
    assert places(lines) == [("changed", at + 1, at + 1)]


@given(CHAINS, st.data())
def test_a_changed_link_or_moment_of_sealing_is_found_at_its_place_and_nowhere_else(entries, data):
    lines = sealed(entries)
    at = data.draw(st.integers(0, len(lines) - 1))
    changed = data.draw(
        st.sampled_from([{"link": bytes(32)}, {"at": lines[at].at + 1}, {"at": lines[at].at - HOUR}])
    )
    lines[at] = lines[at]._replace(**changed)
    assert places(lines) == [("changed", at + 1, at + 1)]


@given(CHAINS, st.data())
def test_an_entry_taken_away_is_found_by_its_seal(entries, data):
    lines = sealed(entries)
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = lines[at]._replace(entry=None)
    assert places(lines) == [("deleted", at + 1, at + 1)]


@given(CHAINS, st.data())
def test_an_entry_taken_away_with_its_seal_leaves_its_number(entries, data):
    lines = sealed(entries)
    at = data.draw(st.integers(0, len(lines) - 2))
    del lines[at]
    assert places(lines) == [("missing", at + 1, at + 1)]


@given(CHAINS, ENTRIES, st.data())
def test_an_entry_put_in_is_found_whatever_number_it_is_given(entries, new, data):
    lines = sealed(entries)
    at = data.draw(st.integers(0, len(lines) - 1))
    before = lines[at]
    lines.insert(
        at + 1,
        ChainLine(before.number, before.at, compute_link(before.link, before.number, before.at, new), 9, new),
    )
    assert places(lines) == [("repeated", at + 1, at + 1)]
    pushed = [
        line if i <= at else line._replace(number=line.number + 1) for i, line in enumerate(sealed(entries))
    ]
    pushed.insert(
        at + 1, ChainLine(at + 2, before.at, compute_link(before.link, at + 2, before.at, new), new[0], new)
    )
    if at + 1 < len(entries):
        assert [what for what, *_ in places(pushed)] == ["changed"] * (len(entries) - at - 1)


@given(CHAINS, st.data())
def test_two_entries_that_changed_places_are_found_at_both(entries, data):
    lines = sealed(entries)
    one, other = sorted(data.draw(st.sets(st.integers(0, len(lines) - 1), min_size=2, max_size=2)))
    first, second = lines[one], lines[other]
    lines[one] = first._replace(entry=second.entry, entry_id=second.entry_id)
    lines[other] = second._replace(entry=first.entry, entry_id=first.entry_id)
    assert places(lines) == [("changed", one + 1, one + 1), ("changed", other + 1, other + 1)]


@given(CHAINS, st.data())
def test_a_whole_rewriting_is_sound_in_itself_and_found_by_the_root_of_any_later_day(entries, data):
    true = sealed(entries)
    at = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(ENTRIES.filter(lambda each: text_of(each) != text_of(entries[at])))
    false = sealed([*entries[:at], other, *entries[at + 1 :]])
    assert faults(false) == []
    for day, line in enumerate(true):
        walk = ChainWalk(1, [line.link])
        list(walk.faults(false))
        assert (line.link in walk.found) == (day < at)


@given(CHAINS)
def test_the_chain_of_one_office_is_not_anothers(entries):
    assert places(sealed(entries, chain=2))[0] == ("changed", 1, 1)


def test_a_chain_cut_off_at_its_end_is_found_by_its_root():
    lines = sealed([(n, 0, "case.received", 1, "user", 1, "case", n, {}) for n in range(1, 6)])
    walk = ChainWalk(1, [lines[-1].link])
    assert list(walk.faults(lines[:3])) == []
    root = Root("2026-11-24", "rangpur-sadar-ict", 5, lines[-1].link)
    assert (unmatched_roots([root], walk.found), walk.number) == ([root], 3)


def test_an_entry_that_tells_of_a_time_long_before_its_seal_is_counted():
    entries = [
        (1, 0, "case.received", 1, "user", 1, "case", 1, {}),
        (2, HOUR, "x", 1, "user", 1, "case", 1, {}),
    ]
    walk = ChainWalk(1)
    assert list(walk.faults(sealed(entries))) == []
    assert (walk.late, walk.first_late.entry_id) == (1, 1)


def test_a_root_is_read_as_it_was_printed():
    root = Root("2026-11-24", "rangpur-sadar-ict", 1234, bytes(range(32)))
    assert (
        read_root(root.line())
        == read_root(root.line().upper().replace("RANGPUR-SADAR-ICT", root.office))
        == root
    )
    assert (
        root.line() == "2026-11-24 rangpur-sadar-ict 1234 0001020304050607 08090a0b0c0d0e0f 1011121314151617"
        " 18191a1b1c1d1e1f"
    )
    alone = Root("", "", 0, root.link)
    figures = root.link.hex()
    assert read_root(figures.upper()) == alone
    assert read_root(" ".join(figures[i : i + 8] for i in range(0, 64, 8))) == alone
    assert read_root("-".join(figures[i : i + 4] for i in range(0, 64, 4))) == alone
    for wrong in (
        "",
        "12",
        figures[1:],
        figures + "0",
        "2026-11-24 office x " + figures,
        "2026-13-24 o 1 " + figures,
        "আমি",
    ):
        assert read_root(wrong) is None
