"""Trying them all: figures of a number, numbers of figures, forms without end; and pretending to come from
elsewhere.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse

from ongikar.cases.citizen.track.tracking import WRONG_TRIES, WRONG_TRIES_OF_ALL, WRONG_TRIES_OF_AN_ADDRESS
from ongikar.core.http.client_ip import client_ip, client_network
from tests.scene import NOW, QUESTIONS
from tests.sending import fault_sentences

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def knock(number, figures="9999", address="203.0.113.1", **headers):
    return Client().post(
        reverse("track"), {"number": number, "last_four": figures}, REMOTE_ADDR=address, headers=headers
    )


def test_one_number_is_tried_five_times_an_hour_from_one_place_and_opens_from_another(scene):
    number = scene.ours.received.number
    for attempt in range(WRONG_TRIES):
        assert knock(number, f"{attempt:04d}"[::-1]).status_code == 422
    # The right figures do not open it either, or the limit would tell that they are right.
    assert knock(number, "0001").status_code == 429
    assert knock(number, "0001", address="198.51.100.99").status_code == 302
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert knock(number, "0001").status_code == 302


def test_one_number_is_tried_so_often_a_day_wherever_the_tries_come_from(scene):
    number = scene.ours.received.number
    for attempt in range(WRONG_TRIES_OF_ALL):
        assert knock(number, f"{attempt:04d}"[::-1], address=f"198.51.100.{attempt}").status_code == 422
    right, wrong = (knock(number, figures, address="198.51.100.99") for figures in ("0001", "9999"))
    assert (right.status_code, fault_sentences(right)) == (429, fault_sentences(wrong))
    with time_machine.travel(NOW + timedelta(days=1, minutes=1), tick=False):
        assert knock(number, "0001", address="198.51.100.99").status_code == 302


def test_one_address_tries_so_often_an_hour_whatever_the_numbers(scene):
    for attempt in range(WRONG_TRIES_OF_AN_ADDRESS):
        assert knock(f"8549-26-7{attempt:04d}").status_code == 422
    assert knock(scene.ours.received.number, "0001").status_code == 429
    assert knock(scene.ours.received.number, "0001", address="198.51.100.7").status_code == 302


@pytest.mark.parametrize(
    "header",
    [
        "x-forwarded-for",
        "x-real-ip",
        "forwarded",
        "client-ip",
        "x-client-ip",
        "true-client-ip",
        "cf-connecting-ip",
        "via",
    ],
)
def test_an_address_of_ones_own_making_buys_no_more_tries(header, scene):
    for attempt in range(WRONG_TRIES_OF_AN_ADDRESS):
        knock(f"8549-26-7{attempt:04d}", **{header: f"198.51.100.{attempt}"})
    assert knock(scene.ours.received.number, "0001", **{header: "198.51.100.200"}).status_code == 429


def test_other_ways_to_write_a_number_buy_no_more_tries(scene):
    number = scene.ours.received.number
    for attempt, written in enumerate(
        (number, number.replace("-", " "), number.replace("-", ""), f" {number} ", number.replace("8", "৮"))
    ):
        assert knock(written).status_code == 422, attempt
    assert knock(number, "0001").status_code == 429


def test_unknown_and_known_numbers_answer_alike_down_to_the_limit(scene):
    expected = {}
    for which, number in (("known", scene.ours.received.number), ("unknown", "8549-26-77777")):
        answers = [
            knock(number, address=f"198.51.{100 + (which == 'known')}.1") for _ in range(WRONG_TRIES + 2)
        ]
        expected[which] = [
            (answer.status_code, fault_sentences(answer), sorted(answer.cookies)) for answer in answers
        ]
    assert expected["known"] == expected["unknown"]


def test_whoever_has_one_address_of_version_6_has_tries_of_one(scene):
    for attempt in range(WRONG_TRIES_OF_AN_ADDRESS):
        knock(f"8549-26-7{attempt:04d}", address=f"2001:db8:1:2::{attempt:x}")
    assert knock(scene.ours.received.number, "0001", address="2001:db8:1:2:ffff::1").status_code == 429
    assert knock(scene.ours.received.number, "0001", address="2001:db8:1:3::1").status_code == 302


@pytest.mark.parametrize(
    ("line", "expected", "address"),
    [
        ("203.0.113.1", "198.51.100.1", "203.0.113.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        # What the client wrote itself stands first; the proxy added the last.
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1, 127.0.0.2", "198.51.100.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "x" * 5000, "unknown"),
        ("127.0.0.1", "198.51.100.1, not an address", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_only_a_proxy_of_ours_is_believed_and_only_the_last_it_added(line, expected, address, settings):
    settings.ONGIKAR_PROXIES = frozenset({"127.0.0.1", "127.0.0.2"})
    assert (
        client_ip(RequestFactory().get("/", REMOTE_ADDR=line, headers={"x-forwarded-for": expected}))
        == address
    )


def test_a_house_is_the_address_or_its_network():
    assert client_network("::ffff:203.0.113.1") == "203.0.113.1"
    assert client_network("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64"


def test_forms_that_come_too_fast_are_turned_away_and_the_next_minute_is_another(
    scene, settings, monkeypatch
):
    settings.ONGIKAR_FORMS_A_MINUTE = 3
    minute = {"at": 600.0}
    monkeypatch.setattr("ongikar.core.http.request_limits.monotonic", lambda: minute["at"])
    browser = Client()

    def send(address="203.0.113.1", **headers):
        return browser.post(reverse("charter"), REMOTE_ADDR=address, headers=headers).status_code

    assert [send() for _ in range(4)] == [405, 405, 405, 429]
    assert send(**{"x-forwarded-for": "198.51.100.5"}) == 429
    assert send(address="203.0.113.2") == 405
    assert browser.get(reverse("charter"), REMOTE_ADDR="203.0.113.1").status_code == 200
    minute["at"] += 60
    assert send() == 405


def test_the_pace_is_kept_by_every_door_that_takes_a_form(scene, settings, monkeypatch):
    from .site_walk import every_form

    # In one minute, however long the walk takes.
    monkeypatch.setattr("ongikar.core.http.request_limits.monotonic", lambda: 600.0)
    settings.ONGIKAR_FORMS_A_MINUTE = 1
    hurried, doors = {"REMOTE_ADDR": "203.0.113.9"}, 0
    for name, address, client, sent in every_form(scene):
        # The one form of this minute; each browser of a test has limits of its own.
        assert client.post(reverse("charter"), **hurried).status_code in (405, 429), name
        assert client.post(address, sent, **hurried).status_code == 429, name
        doors += 1
    assert doors > 100


def test_what_opens_by_its_key_alone_has_a_key_too_long_to_be_tried(scene):
    """24 bytes by chance; no two drafts share so much as their beginning."""
    tokens = [
        Client().post(reverse("apply", args=["citizen-1"]), QUESTIONS)["Location"].split("/")[2]
        for _ in range(3)
    ]
    assert all(len(token) * 6 >= 128 for token in tokens)
    assert len({token[:4] for token in tokens}) == 3
