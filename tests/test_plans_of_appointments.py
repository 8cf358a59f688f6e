"""How appointments are found among 100,000: by an index, never by reading the table through."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ongikar.appointments.actions import begin_hours, coming_of, held_of
from ongikar.appointments.at_counter import calls_of, visits_of
from ongikar.appointments.day_sheet import day_rows, day_tabs, to_move
from ongikar.appointments.free_times import free_time_at, free_times
from ongikar.appointments.models import Availability, Booking
from ongikar.appointments.watch import watch_appointments
from ongikar.books.appointment_figures import appointments_of_month
from ongikar.offices.models import Post
from ongikar.people.models import Applicant
from ongikar.people.post_holders import holder_of
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.models import CounterDay, Visit, VisitCall

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SUNDAY = datetime.fromisoformat("2026-11-22T09:00:00+06:00")
MANY, A_DAY, BATCH, PEOPLE = 100_000, 40, 2_000, 50_000
GROWING = "appointments_booking|appointments_bookingact|visits_visit|visits_visitcall|people_applicant"
THROUGH = {
    # A walk along an index of the few that are watched is none.
    "sqlite": re.compile(rf"SCAN ({GROWING})\b(?! USING (COVERING )?INDEX appointments_watched)"),
    "postgresql": re.compile(rf"Seq Scan on ({GROWING})\b"),
}
DAY = timedelta(days=1)


@pytest.fixture
def filled(office):
    """Ten years of forty a day, each with its visit and call; of the last days some are still to come."""
    post = Post.objects.select_related("office").get(office=office, role=Post.OFFICER)
    hours = Availability(
        office=office,
        post=post,
        weekdays="06",
        begins="10:00",
        ends="12:00",
        first_on=date(2026, 1, 4),
        submission="hours",
    )
    begin_hours(hours, actor=("user", 1), now=SUNDAY)
    people = Applicant.objects.bulk_create(Applicant(office=office, name=f"নমুনা {n}") for n in range(PEOPLE))
    first = SUNDAY.date() - (MANY // A_DAY - 3) * DAY
    for begin in range(0, MANY, BATCH):
        rows = [booking(office, post, people[n % PEOPLE], first, n) for n in range(begin, begin + BATCH)]
        made = Booking.objects.bulk_create(rows)
        past = [each for each in made if each.state != "booked"]
        visits = Visit.objects.bulk_create(visit(office, each, n) for n, each in enumerate(past))
        VisitCall.objects.bulk_create(
            VisitCall(
                office=office,
                visit=each,
                day=each.day,
                desk=post,
                called_at=each.arrived_at,
                last_called_at=each.arrived_at,
                ended_at=each.arrived_at,
                ended_by="serve",
            )
            for each in visits
        )
    CounterDay.objects.create(office=office, day=SUNDAY.date(), last=A_DAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return post


def booking(office, post, person, first, n):
    day = first + n // A_DAY * DAY
    starts_at = datetime.combine(day, time(10), TZ) + n % A_DAY * timedelta(minutes=5)
    has_subject = n % 4 == 0
    return Booking(
        office=office,
        post=post,
        applicant=person,
        subject_type="case" if has_subject else "",
        subject_id=n + 1 if has_subject else None,
        starts_at=starts_at,
        minutes=5,
        seat=1,
        uid=f"uid-{n}",
        state="booked" if starts_at > SUNDAY else ("unserved", "missed", "served", "served")[n % 4],
        held_until=starts_at,
        made_at=starts_at - DAY,
        submission=f"booking-{n}",
    )


def visit(office, of, n):
    return Visit(
        office=office,
        day=of.day,
        token=int(of.uid.removeprefix("uid-")) + 1,
        subject_type=Booking.SUBJECT,
        subject_id=of.pk,
        arrived_at=of.starts_at,
        entered_at=of.starts_at,
        appointment_at=of.starts_at,
        state="served",
        submission=f"visit-{of.pk}",
    )


def questions(post, karim):
    """Everything that is asked of appointments, by name."""
    office, today = post.office, SUNDAY.date()
    holder = holder_of(karim, today)
    at = datetime.combine(today, time(10), TZ)
    some = list(Booking.objects.filter(office=office).order_by("-starts_at", "-id")[:A_DAY])
    yield "the sheet of a day", lambda: day_rows(office, today, holder, SUNDAY, may_change=True)
    yield "the tabs of a week", lambda: day_tabs(office, today)
    yield "what is to be moved", lambda: to_move(office, SUNDAY)
    yield (
        "the free times of three weeks",
        lambda: list(free_times(office, [post], today, today + 21 * DAY, SUNDAY, for_citizen=True)),
    )
    yield "one time", lambda: free_time_at(post, at, SUNDAY, for_citizen=True)
    yield "the appointment of a case", lambda: coming_of(("case", 401))
    yield "what is held for a case", lambda: held_of(("case", 401), SUNDAY)
    yield "the visits of a sheet", lambda: visits_of(some)
    yield "the calls of those who came", lambda: calls_of(some)
    yield "the public account", lambda: appointments_of_month(office, date(2026, 10, 1))
    yield "the round of the worker", lambda: watch_appointments(SUNDAY)


def test_no_question_reads_a_growing_table_through(filled, karim):
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    for about, ask in questions(filled, karim):
        with CaptureQueriesContext(connection) as asked:
            ask()
        for query in asked.captured_queries:
            sql = query["sql"].removeprefix("QUERY = '")
            if sql.startswith("SELECT"):
                with connection.cursor() as cursor:
                    cursor.execute(explain + sql)
                    plan = "\n".join(str(row) for row in cursor.fetchall())
                assert not THROUGH[connection.vendor].search(plan), f"{about}\n{sql}\n{plan}"
