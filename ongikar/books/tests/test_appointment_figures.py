"""The public account tells of each month how its appointments were kept, and whom the office did not see."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from ongikar.appointments import actions
from ongikar.appointments.models import Availability
from ongikar.appointments.watch import watch_appointments
from ongikar.books.appointment_figures import appointments_of_month
from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T09:00:00+06:00")
BY = {"actor": ("user", 1)}
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def at(hour, minute=0, day=22, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=TZ)


@pytest.fixture
def give(office):
    post = Post.objects.select_related("office").get(office=office, role=Post.OFFICER)
    hours = Availability(
        office=office,
        post=post,
        weekdays="0123456",
        begins="10:00",
        ends="13:00",
        first_on=date(2026, 1, 4),
        submission="hours",
    )
    actions.begin_hours(hours, now=SUNDAY, **BY)

    def do(when):
        return actions.give_time(
            office=office,
            post=post,
            at=when,
            person=actions.Person("সুমন রায়"),
            subject=None,
            purpose="কথা",
            submission=uuid4().hex,
            now=SUNDAY,
            **BY,
        )

    return do


@pytest.fixture
def month(give, office):
    """One was seen, two came and were not, one did not come, one is to come and one was cancelled."""
    seen, failed, also_failed, missed = (give(at(10 + n // 2, n % 2 * 30)) for n in range(4))
    for each in (seen, failed, also_failed):
        actions.arrive(each, now=at(9, 50), **BY)
    actions.begin(seen, now=at(10), **BY)
    actions.serve(seen, now=at(10, 20), **BY)
    actions.miss(missed, now=at(12, 30), **BY)
    actions.cancel(give(at(12)), now=SUNDAY, **BY)
    give(at(10, day=30))
    watch_appointments(office.calendar.close(SUNDAY.date()))
    return also_failed


def page(client, address="/account/2026/11/"):
    return client.get(address).content.decode().replace("\u00a0", " ")


def test_whom_the_office_did_not_see_counts_by_itself_and_is_said(month, office, client):
    assert appointments_of_month(office, NOVEMBER) == {"served": 1, "unserved": 2, "left": 0, "missed": 1}
    shown = page(client)
    assert "২ জনকে</b> সময় দেয়নি" in shown
    assert "এসে বসে থেকেও দেখা পাননি" in shown
    english = page(client, "/en/account/2026/11/")
    assert "did not see" in english
    assert "people who came at the time it had given" in english


def test_one_who_was_seen_after_all_counts_so(month, office):
    actions.correct(month, words="১১টায় করিম সাহেব দেখেছেন", now=at(17), **BY)
    counts = appointments_of_month(office, NOVEMBER)
    assert (counts["served"], counts["unserved"]) == (2, 1)


def test_the_month_is_that_of_the_appointment_and_ends_at_midnight_in_dhaka(give, office):
    late = give(at(10, day=30))
    actions.arrive(late, now=at(9, 50, day=30), **BY)
    watch_appointments(office.calendar.close(date(2026, 11, 30)) + timedelta(days=1))
    assert appointments_of_month(office, NOVEMBER)["unserved"] == 1
    assert not any(appointments_of_month(office, DECEMBER).values())


def test_where_nobody_had_an_appointment_nothing_is_said(office, client):
    assert "সময় নিয়ে আসা" not in page(client)
