"""How long for whom: by desk and hour, each time apart, and what no clock measured left out."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ongikar.people.models import Holding
from ongikar.visits import actions, transitions
from ongikar.visits.figures import figures_of_day, figures_of_days, figures_of_offices
from ongikar.visits.models import Visit, VisitCall
from tests.query_plans import plan

from .conftest import SHIRIN, SUNDAY, minutes

pytestmark = pytest.mark.django_db
PAGE = reverse("visit_figures")
MANY = 100_000


def minutes_of(span):
    return span and span.total_seconds() / 60


@pytest.fixture
def served(arrive, call_next, finish, keys):
    """`served(0, 7, 9, 14)`: came, called, at the desk, done."""

    def do(came, called, begun, done, **more):
        arrive(came)
        visit = call_next(called, **more)
        actions.begin(visit, actor=SHIRIN, now=minutes(begun), submission=keys())
        finish(visit, minute=done)
        return visit

    return do


def test_each_desk_and_hour_has_its_own_times(served, office, officer_post, assistant_post):
    served(0, 7, 9, 14)
    served(61, 64, 65, 85, desk=officer_post)
    figures = figures_of_day(office, SUNDAY.date())
    first, second = figures.desks[assistant_post.pk], figures.desks[officer_post.pk]
    assert [minutes_of(each) for each in (first.waited, first.way, first.service)] == [7, 2, 5]
    assert [minutes_of(each) for each in (second.waited, second.way, second.service)] == [3, 1, 20]
    assert [(hour, each.came) for hour, each in figures.hours.items()] == [(10, 1), (11, 1)]


def test_a_week_is_the_sum_of_its_days_and_other_days_are_left_out(served, office):
    served(0, 1, 2, 3)
    day = SUNDAY.date()
    assert figures_of_days(office, day - timedelta(days=6), day).whole.came == 1
    assert figures_of_days(office, day - timedelta(days=6), day - timedelta(days=1)).whole.came == 0
    assert figures_of_offices([office], day, day)[office.pk].served == 1
    assert figures_of_offices([office], day + timedelta(days=1), day + timedelta(days=1)) == {}


def test_a_wait_that_was_written_on_paper_is_not_counted_as_measured(arrive, call_next, finish, office):
    arrive(0, printed=3, now=minutes(30), arrived_at=minutes(2))
    finish(call_next(31), minute=36)
    whole = figures_of_day(office, SUNDAY.date()).whole
    assert (whole.came, whole.served, whole.of_paper, whole.waited) == (1, 1, 1, None)
    # From the call on the clock of the program was there.
    assert minutes_of(whole.service) == 5


@pytest.mark.fast
def test_the_page_tells_them_apart_and_names_nobody(served, signed_in, shirin, assistant_post):
    served(0, 7, 9, 14)
    with time_machine.travel(minutes(60), tick=False):
        page = signed_in(shirin).get(PAGE)
        week = signed_in(shirin).get(PAGE, {"span": "week"})
    assert page.status_code == week.status_code == 200
    assert assistant_post.title in page.text
    for words in ("৭ মিনিট", "২ মিনিট", "৫ মিনিট", "সকাল ১০টা থেকে সকাল ১১টা"):
        assert words in page.text


@pytest.mark.parametrize(("asked", "status"), [("2099-01-01", 404), ("গতকাল", 404), ("1999-01-01", 404)])
def test_a_day_that_has_no_figures_is_no_page(signed_in, shirin, asked, status):
    assert signed_in(shirin).get(PAGE, {"on": asked}).status_code == status


def test_the_superior_sees_how_long_people_waited_beside_each_office(served, signed_in, office):
    served(0, 7, 9, 14)
    gro = Holding.objects.filter(post__office=office, post__role="gro").first()
    with time_machine.travel(minutes(60), tick=False):
        page = signed_in(gro.user).get(reverse("desk_offices"))
    assert "৭ মিনিট" in page.text
    assert f"{PAGE}?span=week" in page.text


def test_a_month_is_read_by_an_index_among_100_000_visits(office, assistant_post):
    days = 1000
    by_day = [
        Visit(
            office=office,
            day=(SUNDAY - timedelta(days=number // (MANY // days))).date(),
            token=number % (MANY // days) + 1,
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
    last = SUNDAY.date()
    with CaptureQueriesContext(connection) as statements:
        figures = figures_of_days(office, last - timedelta(days=29), last)
    assert figures.whole.came == 30 * MANY // days
    assert len(statements) == 2
    for each in statements:
        read = plan(each["sql"])
        assert not re.search(r"SCAN visits_\w+(?! USING)|Seq Scan on visits_", read), (each["sql"], read)
