"""How the visitor book is read among 100,000 lines: a page of it reads what it shows, on either database."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection, models

from ongikar.books.registry import book_named
from ongikar.offices.models import Post
from ongikar.people.models import GONE
from ongikar.records.filters import MOST_SEARCHED
from ongikar.records.registry import DESKS
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visitors.models import Visitor
from ongikar.visitors.retention import visitors
from tests.rows_read import watched_rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 12, 6, 11, 0, tzinfo=TZ)
MANY, BATCH = 100_000, 2_000
# Twenty of them a day, the last one now. Whoever came more than three years ago has no name any more.
BETWEEN, KEPT_FOR = timedelta(minutes=72), timedelta(days=1095)
A_PAGE, LEAST = 50, 400


@pytest.fixture
def filled(office, time_machine):
    """Most came to the officer, every thousandth to the assistant."""
    time_machine.move_to(NOW, tick=False)
    serials: Counter[int] = Counter()
    posts = [Post.objects.get(office=office, role=role) for role in (Post.OFFICER, Post.ASSISTANT)]

    def line(number: int) -> Visitor:
        came = NOW - BETWEEN * (MANY - number)
        year = fiscal_year(came.date())
        serials[year] += 1
        return Visitor(
            office=office,
            post=posts[number % 1000 == 0],
            name=GONE if came < NOW - KEPT_FOR else f"নমুনা ব্যক্তি {number}",
            origin="তামপাট ইউনিয়ন",
            purpose="service",
            came_at=came,
            entered_at=came,
            fiscal_year=year,
            book_serial=serials[year],
            submission=f"line {number}",
        )

    for first in range(1, MANY + 1, BATCH):
        # Past the seals: nobody's act is told of.
        models.QuerySet(Visitor).bulk_create(line(number) for number in range(first, first + BATCH))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office, posts


def test_a_page_of_the_book_reads_what_it_shows(filled):
    office, (officer, assistant) = filled
    desk = DESKS["visitor"]

    def page(**asked: str):
        narrowed = desk.narrow_rows(office, asked)
        first = desk.read_page(narrowed, "", A_PAGE)
        # As far as there is one, the next page too.
        second = desk.read_page(narrowed, first.after, A_PAGE) if first.after else None
        return [*first.records, *(second.records if second else ())]

    look_ups = {
        "all": lambda: page(),
        **{f"when {name}": lambda name=name: page(when=name) for name in ("today", "month", "last", "2024")},
        "to the officer": lambda: page(whom=str(officer.pk)),
        "to the assistant": lambda: page(whom=str(assistant.pk)),
        "a line of the book": lambda: book_named("visitors").rows(office, 2024)[:A_PAGE],
        "whoever is to be forgotten": lambda: list(visitors(office, NOW - KEPT_FOR).order_by("came_at")[:9]),
    }
    beyond = []
    for name, ask in look_ups.items():
        with watched_rows() as found:
            assert ask() or name == "whoever is to be forgotten", name
        beyond += [f"{name}: {one.read} read: {one.sql[:600]}\n{one.plan}" for one in found.beyond(4, LEAST)]
    with watched_rows() as found:
        assert page(q="byekti 99990")
    beyond += [f"a search: {one.read} read" for one in found.beyond(4, 2 * MOST_SEARCHED)]
    assert not beyond, "\n".join(beyond)
