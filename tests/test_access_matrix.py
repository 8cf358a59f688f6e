"""Every address of the site, requested by everybody: what the program answers is what the table in
access_matrix.py says.
"""

from itertools import product

import pytest
from django.db import connection
from django.urls import reverse

from ongikar.core.http.page_cache import MARK
from ongikar.core.i18n.say import override_language
from ongikar.grievances.actions import file_appeal
from ongikar.grievances.models import Grievance
from ongikar.people.models import User

from .access_matrix import ACCESS_MATRIX, PEOPLE
from .endpoint_requests import (
    SENT,
    THINGS,
    address_of,
    answer_name,
    send_request,
    url_name_of_row,
    url_patterns,
)
from .page_checks import LOOKS_AT_ALL
from .quick_among import quick_among
from .scene import NOW, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_acts")]


def test_every_address_has_its_rows_and_every_row_its_address():
    names = {pattern.name for pattern in url_patterns()}
    assert None not in names
    assert {(name, how) for name in names for how in ("GET", "POST")} == {
        (url_name_of_row(name), how) for name, how in ACCESS_MATRIX
    }


def test_every_thing_an_address_leads_to_is_on_the_scene():
    assert {pattern.name for pattern in url_patterns() if pattern.pattern.converters} == set(
        map(url_name_of_row, THINGS)
    )


# Whom most doors are open to; whom else a door is shut to says the same on either database.
ON_BOTH = {"officer"}
# On PostgreSQL, where nobody else asks, the officer opens all; on SQLite they take turns.
OPENS_ALL = ON_BOTH if LOOKS_AT_ALL or connection.vendor == "postgresql" else set()
# No answer depends on the language; that is tried with those who meet every kind of answer.
IN_BOTH_LANGUAGES = {"nobody", "officer", "gro"} if LOOKS_AT_ALL else {"nobody"}


# One after another of those whom an address is open to. They are given the same page, which takes most of the
# time: each is made for one of them, while whoever is refused is refused at every address.
def opens_for(place: int, answers: dict[str, str]) -> set[str]:
    opened = [person for person in PEOPLE if answers[person] == "open"]
    return set(opened if LOOKS_AT_ALL else opened[place % len(opened) :][:1]) if opened else set()


MADE_FOR = {row: opens_for(place, answers) for place, (row, answers) in enumerate(ACCESS_MATRIX.items())}


@pytest.mark.parametrize(
    "person", [each if each in ON_BOTH else pytest.param(each, marks=pytest.mark.once) for each in PEOPLE]
)
def test_every_address_answers_as_the_table_says_and_a_refusal_writes_nothing(person, scene):
    surprises = {}
    client = scene.browser(person)
    cookies, before = client.cookies.copy(), row_counts()
    tongues = ("bn", "en") if person in IN_BOTH_LANGUAGES else ("bn",)
    for tongue, ((name, how), answers) in product(tongues, ACCESS_MATRIX.items()):
        if answers[person] == "open" and person not in MADE_FOR[name, how] | OPENS_ALL:
            continue
        client.cookies = cookies.copy()
        with override_language(tongue):
            response = send_request(client, name, how, scene.ours, is_kept=answers[person] != "open")
        if (answer := answer_name(response, how)) != answers[person]:
            surprises[f"{how} {name} {tongue}"] = f"{answer}, not {answers[person]}"
        # What is not open to all is never kept by the page cache.
        if how == "GET" and set(answers.values()) != {"open"} and MARK in response:
            surprises[f"{how} {name} {tongue}"] = "kept for everybody"
    assert surprises == {}
    assert row_counts() == before


def test_nobody_files_a_complaint_under_the_key_of_an_offer_and_so_sees_it(scene):
    """The keys the office makes itself can be guessed; a form may bring only its own."""
    scene.browser("citizen").post(reverse("offer_file", args=[scene.ours.offer.pk]), {"text": "উত্তর পাইনি।"})
    filed = Grievance.objects.get(case=scene.ours.broken)
    known = list(Grievance.objects.values_list("pk", flat=True))
    stranger = scene.browser("nobody")
    sent = SENT["grievance_new"](scene.ours) | {"submission": filed.submission}
    stranger.post(reverse("grievance_new"), sent)
    assert answer_name(stranger.get(reverse("grievance", args=[filed.number])), "GET") == "track"
    assert Grievance.objects.exclude(pk__in=known).get().case is None


def test_a_tier_that_has_been_passed_may_still_read_but_no_longer_decide(scene):
    decided = scene.ours.decided
    file_appeal(grievance=decided, words="সিদ্ধান্তটি মানি না।", now=NOW)
    gro, appeal = scene.browser("gro"), scene.browser("appeal")
    for name, args in (
        ("desk_grievance", [decided.number]),
        ("desk_grievance_act", [decided.number, "decide"]),
    ):
        answers = [answer_name(client.get(reverse(name, args=args)), "GET") for client in (gro, appeal)]
        # The form stands on the page of the complaint, and its own address leads there.
        assert answers == (["open", "open"] if name == "desk_grievance" else ["shut", "away"])


def test_a_person_switched_off_by_the_administrator_is_asked_to_sign_in(scene):
    client = scene.browser("officer")
    User.objects.filter(username="karim").update(is_active=False)
    assert answer_name(client.get(reverse("queue")), "GET") == "sign"


@pytest.mark.once
@pytest.mark.parametrize("person", quick_among(("nobody", "citizen", "officer"), {"officer"}))
def test_other_ways_of_asking_change_nothing_and_never_fail(person, scene):
    client = scene.browser(person)
    before = row_counts()
    ways = ("put", "patch", "delete", "options", "trace")
    for name, how in product({name for name, _ in ACCESS_MATRIX}, ways):
        answer = getattr(client, how)(address_of(name, scene.ours))
        assert answer.status_code < 500, f"{how} {name}"
    assert row_counts() == before
