"""The week of the office: entries in their places, closed days, and what falls due."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases import actions
from ongikar.cases.actions import agreed_days
from ongikar.gatherings.actions import cancel_gathering, open_roster, plan_gathering, record_gathering
from ongikar.gatherings.models import Gathering
from ongikar.people.post_holders import holder_of
from ongikar.website.week.days import first_of_week, week_of
from ongikar.website.week.layout import MOST_BESIDE, hours_drawn, minutes_filled, spots_of
from tests.query_plans import plan

NOW = datetime.fromisoformat("2026-12-13T10:00:00+06:00")
SUNDAY = date(2026, 12, 13)
# Minutes of a day.
NINE, TEN, ELEVEN, ONE = 540, 600, 660, 780


# ---- where entries stand ----


def test_what_is_held_at_one_time_stands_side_by_side():
    first, second, third = spots_of([(TEN, ELEVEN), (TEN + 30, ONE), (ONE, ONE + 60)])
    assert (first.place, first.beside) == (0, 2)
    assert (second.place, second.beside) == (1, 2)
    # It begins as the one before ends: beside nothing.
    assert (third.place, third.beside) == (0, 1)


def test_one_that_finds_no_room_beside_others_has_no_place():
    spots = spots_of([(TEN, ELEVEN)] * (MOST_BESIDE + 1))
    assert [spot.place for spot in spots[:-1]] == list(range(MOST_BESIDE))
    assert spots[-1] is None


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 600)), max_size=12))
def test_no_two_entries_lie_over_each_other(lengths):
    spans = sorted((starts, min(starts + length, 1440)) for starts, length in lengths)
    spots = spots_of(spans)
    assert len(spots) == len(spans)
    drawn = [spot for spot in spots if spot]
    for at, one in enumerate(drawn):
        assert one.place < one.beside <= MOST_BESIDE
        assert 300 <= one.starts < one.ends <= 1440
        for other in drawn[at + 1 :]:
            apart = one.ends <= other.starts or other.ends <= one.starts
            assert apart or (one.place != other.place and one.beside == other.beside)


def test_hours_of_two_at_once_are_taken_once():
    assert minutes_filled([(TEN, ELEVEN), (TEN + 30, ELEVEN + 30), (ONE, ONE + 15)]) == 105


def test_the_drawing_reaches_from_the_first_hour_that_is_needed_to_the_last():
    assert hours_drawn([], NINE, 1020) == range(9, 17)
    assert hours_drawn([(460, 500), (1010, 1110)], NINE, 1020) == range(7, 19)


# ---- the page ----

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_one(office, karim):
    """Plans something of a day: plan_one("সভা", "2026-12-14T11:00", 120)."""
    actor = ("user", karim.pk)
    before = NOW - timedelta(days=20)
    roster = open_roster(office=office, subject=None, title="সবাই", actor=actor, now=before)

    def do(title, at, minutes, sort=Gathering.SESSION):
        starts_at = datetime.fromisoformat(f"{at}:00+06:00")
        return plan_gathering(
            office=office,
            sort=sort,
            title=title,
            place="সভাকক্ষ",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            roster=roster,
            is_public=False,
            actor=actor,
            now=before,
        )

    do.actor = actor
    return do


@pytest.fixture
def browser(signed_in, karim):
    with time_machine.travel(NOW, tick=False):
        return signed_in(karim)


def page_of(browser, root="", query=""):
    with time_machine.travel(NOW, tick=False):
        answer = browser.get(f"{root}/desk/week/{query}")
    assert answer.status_code == 200
    return HTMLParser(answer.text)


def text_of(node) -> str:
    return " ".join(node.text(separator=" ").replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("root", "title", "words", "closed"),
    [
        ("", "১৩ – ১৯ ডিসেম্বর ২০২৬", "সকাল ১১টা – দুপুর ১টা · সভাকক্ষ", "বন্ধ: মহান বিজয় দিবস"),
        ("/en", "13 – 19 December 2026", "11:00 am – 1:00 pm · সভাকক্ষ", "Closed: Victory Day"),
    ],
)
def test_a_class_stands_on_its_day_and_in_its_hours(browser, plan_one, root, title, words, closed):
    plan_one("ক্লাস ১৩", "2026-12-14T11:00", 120)
    page = page_of(browser, root)
    assert text_of(page.css_first("h1")) == title
    days = page.css(".week section")
    # Five days of the week; Victory Day is one of them, Friday and Saturday are not shown.
    assert len(days) == 5
    entry = days[1].css_first(".timed li")
    assert entry.attributes["class"] == "e session s11 sm0 u13 um0 n0 of1"
    assert words in text_of(entry)
    assert closed.partition(":")[0] in text_of(days[3])
    assert "Victory" in text_of(days[3]) or "বিজয়" in text_of(days[3])
    # The same as a table, a line for each.
    lines = [text_of(line) for line in page.css("details tbody tr")]
    assert len(lines) == 5
    assert any("ক্লাস ১৩" in line for line in lines)


def test_what_does_not_stand_is_left_out_and_what_was_held_says_so(browser, plan_one):
    cancelled = plan_one("বাতিল সভা", "2026-12-15T11:00", 60, Gathering.MEETING)
    cancel_gathering(cancelled, reason="বন্যা", actor=plan_one.actor, now=NOW - timedelta(days=1))
    over = plan_one("হওয়া ক্লাস", "2026-12-13T08:00", 60)
    record_gathering(over, rest="", held_minutes=60, actor=plan_one.actor, now=NOW)
    shown = text_of(page_of(browser).css_first(".week"))
    assert "বাতিল সভা" not in shown
    assert "হওয়া ক্লাস" in shown
    assert "হয়ে গেছে" in shown


def test_a_closed_day_is_shown_where_something_is_held_on_it(browser, plan_one):
    plan_one("শুক্রবারের অনুষ্ঠান", "2026-12-18T16:00", 90, Gathering.EVENT)
    page = page_of(browser)
    assert "বন্ধ:" in text_of(page.css(".week section")[5])
    assert "শনিবার অফিস বন্ধ।" in text_of(page.css_first("main"))


def test_what_is_over_before_the_first_hour_drawn_stands_above_the_hours(browser, plan_one):
    plan_one("সেহরির আগের সভা", "2026-12-14T01:00", 180, Gathering.MEETING)
    page = page_of(browser)
    assert "রাত ১টা – ভোর ৪টা" in text_of(page.css(".week section")[1].css_first(".whole"))
    assert text_of(page.css_first(".hours")).split()[0] == "৯টা"


def test_what_falls_due_stands_in_the_head_of_its_day(browser, receive):
    case = receive("citizen-1", now=NOW)
    due = case.clock.due_at.astimezone(NOW.tzinfo).date()
    page = page_of(browser, "", f"?on={due}")
    heads = [text_of(each) for each in page.css(".week header")]
    assert len([each for each in heads if "শেষ দিন ১টি" in each]) == 1


VISITED = datetime.fromisoformat("2026-12-15T14:00:00+06:00")


def test_a_repair_visit_stands_there_once_its_day_is_agreed_on(browser, receive, karim):
    case = receive(
        "citizen-3", answers={"device": "printer", "fault": "কাগজ আটকে যায়", "urgency": "partly"}, now=NOW
    )
    assert "যাওয়া:" not in text_of(page_of(browser).css_first(".week"))
    agreed_days.propose_day(case, begins=VISITED, words="", actor=("user", karim.pk), now=NOW)
    agreed_days.take_day(case, begins=VISITED, now=NOW)
    entry = page_of(browser).css(".week section")[2].css_first(".timed li")
    # Nobody says how long it takes: its beginning, and no more.
    assert text_of(entry).endswith("দুপুর ২টা")
    assert entry.css_first("a").attributes["href"] == f"/desk/cases/{case.number}/"
    actions.refuse(case, reason="যন্ত্রটি আর নেই।", actor=("user", karim.pk), now=NOW)
    assert "যাওয়া:" not in text_of(page_of(browser).css_first(".week"))


@pytest.mark.parametrize("query", ["?on=", "?on=31/02", "?on=2026-02-31", "?on=<script>", "?on=%00"])
def test_what_is_no_day_shows_this_week(browser, query):
    assert text_of(page_of(browser, "", query).css_first("h1")) == "১৩ – ১৯ ডিসেম্বর ২০২৬"


@pytest.mark.parametrize("query", ["?on=0001-01-01", "?on=9999-12-31", "?on=1500-01-01"])
def test_days_of_which_no_calendar_knows_are_not_found(browser, query):
    with time_machine.travel(NOW, tick=False):
        assert browser.get(f"/desk/week/{query}").status_code == 404


def test_a_week_begins_on_sunday():
    assert {first_of_week(SUNDAY + timedelta(days=n)) for n in range(7)} == {SUNDAY}


def test_it_is_read_off_the_index_of_time(office, karim):
    with CaptureQueriesContext(connection) as asked:
        week_of(office, office.calendar, SUNDAY, holder_of(karim, SUNDAY), NOW)
    plans = [plan(each["sql"].replace("%", "%%")) for each in asked if "SELECT" in each["sql"]]
    if connection.vendor == "sqlite":
        scanned = ("SCAN gatherings", "SCAN clock", "SCAN cases")
        assert not [told for told in plans if any(each in told for each in scanned)]
        assert any("cases_by_their_day" in told for told in plans)
