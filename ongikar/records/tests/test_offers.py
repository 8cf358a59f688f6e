"""What a Desk says of itself stands where the whole office looks for it: Today, handing over charge, and
the one search. Its door is tried with all others (tests/test_every_desk.py).
"""

from dataclasses import replace
from typing import Any

import pytest

from ongikar.delivery.lecture.desk import LectureDesk
from ongikar.delivery.lecture.models import Lecture
from ongikar.offices.models import Office, Post
from ongikar.people.charge import CHARGE_SOURCES, ChargeLine
from ongikar.people.post_holders import STAFF_ROLES, holder_of
from ongikar.people.search_sources import SEARCH_SOURCES, SearchQuestion
from ongikar.people.subjects import SUBJECT_TYPES
from ongikar.people.today_lines import TODAY_COUNTS, TODAY_SOURCES, TodayShare
from ongikar.records.offers import Charge, Today
from ongikar.records.registry import DESKS, LISTS, register
from ongikar.records.search import SOUGHT, search_source

pytestmark = pytest.mark.django_db
TOPIC = "আবহাওয়ার খবর 25"


@pytest.fixture
def lecture(receive):
    answers = {"programme": "মাঠ স্কুল", "topic": TOPIC, "held_on": "2026-11-25", "hours": 2, "place": "কৃষি"}
    return Lecture.objects.get(case=receive("institutional-4", answers=answers))


@pytest.fixture
def ask(office, now):
    """`ask(karim, "words")`: what somebody types into the one search."""
    return lambda user, typed, most=9: SearchQuestion(typed, holder_of(user, now.date()), office, now, most)


def found(question, desk=None):
    return search_source(desk or LectureDesk()).find(question)


@pytest.mark.fast
@pytest.mark.parametrize("typed", ["আবহাওয়ার", "খবর 25", "খবর ২৫ মাঠ", "রহিমা"])
def test_the_one_search_finds_what_the_list_finds(lecture, ask, karim, typed):
    (result,) = found(ask(karim, typed))
    assert (result.url, result.title) == (LectureDesk().url_of(lecture), TOPIC)
    assert "মাঠ স্কুল" in result.text
    assert (result.look, result.state) == ("wait", "ডাকা হয়েছে")


@pytest.mark.parametrize("typed", ["খবর কৃষক", "%", "_", "ক" * 5_000])
def test_words_that_stand_nowhere_find_nothing(lecture, ask, karim, typed):
    assert found(ask(karim, typed)) == []


def test_no_more_are_read_than_are_asked_for_and_the_rest_stands_in_the_list(lecture, receive, ask, karim):
    receive("institutional-4", answers=lecture.case.answers)
    (newest,) = found(question := ask(karim, "আবহাওয়ার", most=1))
    assert newest.url != LectureDesk().url_of(lecture)
    more = SEARCH_SOURCES["lectures"].more(question)
    assert more.startswith("/desk/lectures/?q=%E0%A6%86")


def test_who_may_not_read_a_record_finds_nothing_of_it(lecture, ask, karim, office):
    """Neither where the list leaves it out nor where its page would be refused, and in no other office."""

    def is_salmas(self, asker, record):
        return asker.holder.user.username == "salma"

    listed = type("Listed", (LectureDesk,), {"rows_for": lambda self, asker, rows: rows.none()})
    opened = type("Opened", (LectureDesk,), {"may_read": is_salmas})
    question = ask(karim, "আবহাওয়ার")
    assert (len(found(question)), found(question, listed()), found(question, opened())) == (1, [], [])
    assert found(replace(question, office=Office(pk=office.pk + 1))) == []


def test_only_whose_post_reads_the_records_is_asked_to_look_there():
    assert SEARCH_SOURCES["lectures"].roles == STAFF_ROLES | {Post.AUDITOR}


@pytest.fixture
def told_desk():
    """A desk that has something for every page, registered as one of its own."""

    class ToldDesk(LectureDesk):
        # Where there is a page already.
        name, names, path = "talk", "own_work", "talks"
        has_papers = False
        today = (
            Today(lambda question: TodayShare(soon=7), 40, counts={"talks_open": lambda counted: 1}),
            Today(lambda question: TodayShare(soon=8), 41, name="told", roles=frozenset({Post.CHAIR})),
        )
        charges = (Charge("talks", ("আলাপ", "Talks"), lambda post: Lecture.objects.none(), ChargeLine, 5),)

    registries: tuple[dict[str, Any], ...] = (
        *(DESKS, LISTS, SUBJECT_TYPES, SOUGHT, SEARCH_SOURCES),
        *(TODAY_SOURCES, TODAY_COUNTS, CHARGE_SOURCES),
    )
    kept = [(each, dict(each)) for each in registries]
    yield register(ToldDesk)
    for registry, before in kept:
        registry.clear()
        registry.update(before)


def test_what_a_desk_says_stands_where_each_page_looks(told_desk):
    order, source, roles = TODAY_SOURCES["own_work"]
    assert (order, source(None).soon, roles) == (40, 7, STAFF_ROLES)
    assert TODAY_COUNTS["talks_open"][0] == STAFF_ROLES
    order, source, roles = TODAY_SOURCES["told"]
    assert (order, source(None).soon, roles) == (41, 8, {Post.CHAIR})
    assert CHARGE_SOURCES["talks"].transfer is None
    assert "own_work" in SEARCH_SOURCES
