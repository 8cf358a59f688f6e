"""The board of the waiting room: what it shows and keeps back, how little it weighs, and how it is asked for
all day.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ongikar.visits import actions, transitions
from ongikar.visits.board import SHOWN, board_of
from ongikar.visits.models import Visit, VisitCall
from tests.query_plans import plan

from .conftest import SHIRIN, SUNDAY, minutes

pytestmark = pytest.mark.django_db
BOARD = reverse("visit_board")
STATIC = Path(__file__).parents[1] / "static" / "visits"
MANY = 100_000


def open_board(minute=0, address=BOARD, **headers):
    with time_machine.travel(minutes(minute), tick=False):
        return Client(**headers).get(address)


@pytest.fixture
def call_again(keys):
    def do(visit, minute):
        actions.call_again(visit, actor=SHIRIN, now=minutes(minute), submission=keys())

    return do


@pytest.mark.fast
def test_anybody_sees_whom_which_desk_called_last(arrive, call_next, officer_post, assistant_post):
    arrive(), arrive(1), arrive(2)
    call_next(3)
    call_next(4, desk=officer_post)
    page = open_board(5)
    assert page.status_code == 200
    newest, earlier = page.text.split("এর আগে")
    assert "<b>২</b>" in newest
    assert officer_post.title in newest
    assert "১০:০৪" in newest
    assert " ১</b>" in earlier
    assert assistant_post.title in earlier
    assert "অপেক্ষায় ১ জন" in earlier
    assert "Token" in open_board(5, "/en" + BOARD).text


def test_the_wait_is_a_span_and_unknown_before_the_day_begins(arrive, office):
    assert "আজ এখনো কাউকে ডাকা হয়নি।" in open_board().text
    assert board_of(office, SUNDAY).span is None
    for minute in range(4):
        arrive(minute)
    span = board_of(office, minutes(5)).span
    assert span.least < span.most
    assert "এখন এলে অপেক্ষা ৩০ থেকে ৫০ মিনিট" in open_board(5).text


def test_nothing_tells_who_somebody_is(receive, arrive, call_next):
    case = receive()
    arrive(subject=case.reference, priority="aged", purpose="citizen-1")
    call_next(1)
    page = open_board(2).text.split("<details>")[0]
    for kept_back in (case.number, case.applicant.name, "বয়স্ক", "citizen-1"):
        assert kept_back not in page


def test_whoever_is_called_again_stands_first_once_more_under_another_key(
    arrive, call_next, call_again, officer_post, office
):
    first, _ = arrive(), arrive()
    call_next(1)
    call_next(2, desk=officer_post)
    before = board_of(office, minutes(3)).calls
    call_again(first, 4)
    after = board_of(office, minutes(5)).calls
    assert [each.visit.token for each in before] == [2, 1]
    assert [each.visit.token for each in after] == [1, 2]
    assert not {each.key for each in before} & {after[0].key}


def test_whoever_two_desks_called_in_turn_stands_there_once(arrive, call_next, finish, officer_post, office):
    arrive()
    visit = call_next(1)
    finish(visit, transitions.WAIT_AGAIN, 2)
    call_next(3, desk=officer_post)
    assert [each.desk for each in board_of(office, minutes(4)).calls] == [officer_post.title]


def test_whoever_is_taken_up_again_is_called_by_nobody(arrive, call_next, finish, assistant_post, keys):
    arrive(), arrive()
    parked = call_next(1)
    finish(parked, transitions.PARK, 2)
    finish(call_next(3), transitions.SERVE, 4)
    actions.take_up(parked, desk=assistant_post, actor=SHIRIN, now=minutes(5), submission=keys())
    assert [each.visit.token for each in board_of(assistant_post.office, minutes(6)).calls] == [2, 1]


def test_calls_of_yesterday_are_no_longer_there(arrive, call_next, office):
    arrive()
    call_next(1)
    assert board_of(office, SUNDAY + timedelta(days=1)).calls == []


def test_without_script_it_comes_anew_by_itself_and_may_be_stopped():
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in open_board().text
    assert "http-equiv" not in open_board(0, f"{BOARD}?still").text


def test_a_screen_that_has_the_page_is_sent_nothing(arrive, call_next):
    arrive()
    page = open_board(1)
    had = {"headers": {"If-None-Match": page["ETag"]}}
    again = open_board(1, **had)
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, max-age=0, must-revalidate"
    call_next(1)
    assert open_board(1, **had).status_code == 200


def test_it_sets_no_cookie():
    assert not open_board().cookies


@pytest.mark.parametrize("root", ["", "/en"])
def test_on_a_full_day_all_of_it_weighs_at_most_15_kb(arrive, call_next, finish, root):
    for minute in range(30):
        arrive(minute)
        finish(call_next(minute), transitions.SERVE, minute)
    page = open_board(31, root + BOARD)
    files = [(STATIC / name).stat().st_size for name in ("board.css", "board.js")]
    assert len(re.findall("data-call", page.text)) == 6
    assert len(page.content) + sum(files) <= 15 * 1024


def test_it_is_found_by_an_index_among_100_000_calls(office, assistant_post):
    by_day = [
        Visit(
            office=office,
            day=(SUNDAY - timedelta(days=number // 100)).date(),
            token=number % 100 + 1,
            arrived_at=SUNDAY,
            entered_at=SUNDAY,
            state=transitions.SERVED,
            submission=f"many-{number}",
        )
        for number in range(MANY)
    ]
    models.QuerySet(Visit).bulk_create(by_day, batch_size=2000)
    models.QuerySet(VisitCall).bulk_create(
        [
            VisitCall(
                office=office,
                visit=visit,
                day=visit.day,
                desk=assistant_post,
                called_at=SUNDAY,
                last_called_at=SUNDAY,
                ended_at=SUNDAY,
                ended_by=transitions.SERVE,
            )
            for visit in by_day
        ],
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with CaptureQueriesContext(connection) as statements:
        board = board_of(office, SUNDAY)
    assert len(board.calls) == SHOWN
    assert len(statements) <= 6
    for each in statements:
        read = plan(each["sql"])
        assert not re.search(r"SCAN visits_\w+(?! USING)|Seq Scan on visits_", read), (each["sql"], read)
