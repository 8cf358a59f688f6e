"""The load of the next ten working days: counted by day, closed days left out, drawn with its table."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.offices.models import CalendarVersion, calendar_of
from ongikar.website.day_load import BASE, DAYS, due_moments, held_moments, load_of_days, working_days

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-24T10:00:00+06:00")


@pytest.fixture
def calendar(office):
    return calendar_of(CalendarVersion.objects.filter(office=office).latest("number").pk)


def test_closed_days_have_no_column(calendar):
    days = working_days(calendar, date(2026, 12, 10))
    assert len(days) == DAYS
    # Friday, Saturday and Victory Day.
    assert not {date(2026, 12, 11), date(2026, 12, 12), date(2026, 12, 16)} & set(days)
    assert days[0] == date(2026, 12, 10)
    assert working_days(calendar, date(2026, 12, 11))[0] == date(2026, 12, 13)


def test_a_column_is_as_high_as_its_day_is_full():
    days = [date(2026, 11, 24), date(2026, 11, 25)]
    first, second = load_of_days(days, [NOW, NOW, NOW + timedelta(days=1)], [NOW])
    assert (first.due, first.held, first.count) == (2, 1, 3)
    assert (second.due, second.held) == (1, 0)
    assert first.due_height == 2 * second.due_height
    assert first.due_top == pytest.approx(BASE - first.due_height)
    assert second.held_top == second.due_top


@pytest.mark.parametrize("root", ["", "/en"])
def test_today_shows_it_with_its_table(signed_in, karim, receive, root):
    case = receive("citizen-1", now=NOW)
    with time_machine.travel(NOW, tick=False):
        page = HTMLParser(signed_in(karim).get(f"{root}/desk/today/").text)
    section = page.css_first("section[aria-labelledby=load]")
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in section.css("tbody tr")]
    assert len(rows) == DAYS
    full = [row for row in rows if row[1] not in ("0", "০")]
    assert len(full) == 1
    due = case.clock.due_at.astimezone(NOW.tzinfo)
    assert str(due.day) in full[0][0] or root == ""
    assert section.css_first("svg[role=img]").attributes["aria-label"]
    assert len(section.css("rect.ok")) == 1


def test_without_anything_to_come_nothing_is_drawn(signed_in, karim):
    with time_machine.travel(NOW, tick=False):
        assert 'aria-labelledby="load"' not in signed_in(karim).get("/desk/today/").text


def test_it_is_read_off_the_index_of_what_is_due(office):
    until = timezone.now() + timedelta(days=14)
    with CaptureQueriesContext(connection) as asked:
        due_moments(office, timezone.now(), until)
        held_moments(office, timezone.now(), until)
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        for each in asked:
            cursor.execute(explain + each["sql"].replace("%", "%%"))
            plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
            if connection.vendor == "sqlite":
                assert "SCAN clock" not in plan
                assert "SCAN gatherings" not in plan
