"""The order of visiting: union by union, short, the same for the same places."""

import itertools
import random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ongikar.delivery.inspection.rules import Stop, distance_km, length_km, route_of

OFFICE = (25.74, 89.25)


def known(key, union, lat, lon):
    return Stop(key, union, f"ল্যাব {key}", (lat, lon))


@pytest.mark.fast
def test_unions_follow_one_another_by_nearness_and_by_name_where_nothing_is_known():
    stops = [known(1, "দূর", 25.90, 89.25), known(2, "কাছে", 25.75, 89.25), known(3, "দূর", 25.89, 89.25)]
    assert [stop.key for stop in route_of(stops, OFFICE)] == [2, 3, 1]
    nameless = [Stop(1, "মমিনপুর", "খ"), Stop(2, "চন্দনপাট", "ক"), Stop(3, "মমিনপুর", "ক")]
    assert [stop.key for stop in route_of(nameless)] == [2, 3, 1]


def test_two_ways_that_cross_are_exchanged():
    corners = [known(1, "", 0, 0), known(2, "", 0, 3), known(3, "", 3, 0), known(4, "", 3, 3)]
    found = route_of(corners, (0.0, -1.0))
    crossed = [(stop, stop.at) for stop in corners]
    assert length_km([(s, s.at) for s in found], (0.0, -1.0)) < length_km(crossed, (0.0, -1.0))
    assert round(distance_km((25.74, 89.25), (25.84, 89.25)), 1) == 11.1


points = st.one_of(st.none(), st.tuples(st.floats(25.6, 25.9), st.floats(89.1, 89.4)))
stops = st.lists(st.tuples(st.sampled_from(["ক", "খ", "গ", ""]), points), max_size=9)


@given(stops, st.randoms(use_true_random=False))
def test_each_is_visited_once_and_its_union_together(found, chance):
    each = [Stop(key, union, str(key), at) for key, (union, at) in enumerate(found)]
    route = route_of(each, OFFICE)
    assert sorted(stop.key for stop in route) == [stop.key for stop in each]
    unions = [stop.union for stop in route]
    assert sum(a != b for a, b in itertools.pairwise(unions)) == max(len(set(unions)) - 1, 0)
    shuffled = chance.sample(each, len(each))
    assert route_of(shuffled, OFFICE) == route


def test_twenty_labs_are_put_in_order_within_a_second():
    chance = random.Random(7)
    labs = [
        known(key, f"ইউ {key % 5}", 25.6 + chance.random() / 3, 89.1 + chance.random() / 3)
        for key in range(20)
    ]
    began = process_time()
    assert len(route_of(labs, OFFICE)) == 20
    one_union = [Stop(stop.key, "", stop.name, stop.at) for stop in labs]
    assert len(route_of(one_union, OFFICE)) == 20
    assert process_time() - began < 1
