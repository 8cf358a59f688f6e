"""A citizen books, moves and cancels a time to come, by the pages of their own application."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html import unescape

import pytest

from ongikar.appointments import transitions
from ongikar.appointments.actions import begin_hours, coming_of, offer_times
from ongikar.appointments.free_times import value_of_time
from ongikar.appointments.models import Availability, Booking, BookingAct
from ongikar.appointments.rules.offers import BREAK
from ongikar.appointments.watch import watch_appointments
from ongikar.cases.actions import withdraw
from ongikar.cases.citizen.track.applicant_proof import PAPER
from ongikar.gatherings.actions import add_member, open_roster, plan_gathering
from ongikar.offices.models import Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ
from tests.applicants import show_proof

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T09:00:00+06:00")
DAY = timedelta(days=1)
KARIM = ("user", 1)


def at(hour, minute=0, *, days=1):
    return datetime.combine(SUNDAY.date() + days * DAY, time(hour, minute), TZ)


@pytest.fixture
def clock(time_machine):
    """`clock(at(10))`: the moment at which pages are asked for."""

    def set_to(moment):
        time_machine.move_to(moment, tick=False)

    set_to(SUNDAY)
    return set_to


@pytest.fixture
def post(office):
    """Sees people on Sundays and Mondays from ten, across the break for prayer and lunch."""
    found = Post.objects.select_related("office").get(office=office, role=Post.OFFICER)
    by = {"actor": KARIM, "now": SUNDAY}
    same = {"office": office, "post": found, "weekdays": "06", "first_on": date(2026, 1, 4)}
    seats = {"minutes": 30, "public_seats": 1, "internal_seats": 1}
    rows = (
        Availability(begins="10:00", ends="16:00", submission="hours", **seats, **same),
        Availability(kind=BREAK, begins="13:00", ends="13:45", submission="break", **same),
    )
    for row in rows:
        begin_hours(row, **by)
    return found


@pytest.fixture
def case(receive, clock):
    return receive(now=SUNDAY)


@pytest.fixture
def citizen(client, case, post):
    return show_proof(client, case, way=PAPER)


def page_of(case, rest=""):
    return f"/track/{case.number}/appointment/{rest}"


def press(citizen, case, post, moment, **more):
    return citizen.post(page_of(case), {"slot": value_of_time(post.pk, moment), **more})


def confirm(citizen, case, post, moment, purpose="কাগজ দেখাতে"):
    sent = {"slot": value_of_time(post.pk, moment), "purpose": purpose}
    return citizen.post(page_of(case, "confirm/"), sent)


def book(citizen, case, post, moment):
    press(citizen, case, post, moment)
    confirm(citizen, case, post, moment)
    return coming_of(case.reference)


def shown(answer):
    return unescape(answer.content.decode()).replace("\xa0", " ")


@pytest.mark.fast
def test_a_time_is_booked_in_four_pages_counting_that_of_the_application(citizen, case, post):
    page = shown(citizen.get(f"/track/{case.number}/"))
    assert page_of(case) in page
    assert "দেখা করার সময় নিন" in page
    times = shown(citizen.get(page_of(case)))
    assert value_of_time(post.pk, at(10)) in times
    answer = press(citizen, case, post, at(10))
    assert answer.url == page_of(case, "confirm/")
    asked = shown(citizen.get(answer.url))
    assert value_of_time(post.pk, at(10)) in asked
    assert "৯:১০ পর্যন্ত ধরা" in asked
    assert "আগের দিন সন্ধ্যায় SMS-এ মনে করিয়ে দেওয়া হবে" in asked
    answer = confirm(citizen, case, post, at(10))
    assert answer.url == f"/track/{case.number}/"
    booking = coming_of(case.reference)
    assert (booking.starts_at, booking.purpose, booking.by_citizen) == (at(10), "কাগজ দেখাতে", True)
    assert BookingAct.objects.get(booking=booking, name=transitions.BOOK).proof == PAPER
    assert "সময় ঠিক আছে" in shown(citizen.get(answer.url))


def test_no_page_promises_a_reminder_that_is_not_sent(client, receive, rahima, post, clock):
    """Not of a time before which no evening comes, nor to somebody without an address."""
    silent = receive(now=SUNDAY, person=replace(rahima, mobile="", email=""))
    show_proof(client, silent, way=PAPER)
    press(client, silent, post, at(11))
    assert "মনে করিয়ে" not in shown(client.get(page_of(silent, "confirm/")))
    case = receive(now=SUNDAY, submission="another")
    show_proof(client, case, way=PAPER)
    press(client, case, post, at(10))
    clock(at(18, days=0))
    press(client, case, post, at(10, 30))
    assert "মনে করিয়ে" not in shown(client.get(page_of(case, "confirm/")))
    clock(SUNDAY)
    press(client, case, post, at(11, 30))
    assert "মনে করিয়ে" in shown(client.get(page_of(case, "confirm/")))


@pytest.mark.parametrize(("gateway", "is_promised"), [("", False), ("http://127.0.0.1:1/sendsms", True)])
def test_where_the_office_sends_no_sms_none_is_promised(
    client, receive, post, clock, settings, office, gateway, is_promised
):
    settings.ONGIKAR_SMS_URL = gateway
    type(office).objects.filter(pk=office.pk).update(is_demo=False)
    case = receive(now=SUNDAY)
    show_proof(client, case, way=PAPER)
    press(client, case, post, at(10))
    assert ("মনে করিয়ে" in shown(client.get(page_of(case, "confirm/")))) is is_promised


def test_in_english_the_pages_are_english(citizen, case, post):
    assert "Book a time" in shown(citizen.get(f"/en/track/{case.number}/"))
    assert "Monday, 23 November 2026" in shown(citizen.get(f"/en{page_of(case)}"))
    press(citizen, case, post, at(10))
    assert "What you come for" in shown(citizen.get(f"/en{page_of(case, 'confirm/')}"))


def test_the_seats_that_only_the_office_gives_are_not_shown(citizen, case, post, receive):
    book(citizen, case, post, at(10))
    other = receive(now=SUNDAY)
    show_proof(citizen, other)
    assert value_of_time(post.pk, at(10)) not in shown(citizen.get(page_of(other)))
    assert press(citizen, other, post, at(10)).status_code == 422


def test_whoever_only_reads_is_asked_for_a_proof_first(client, case, post, citizen):
    citizen.cookies.pop("proof")
    assert citizen.get(page_of(case)).url == f"/track/{case.number}/prove/?then=appointment"
    answer = press(citizen, case, post, at(10))
    assert answer.status_code == 422
    assert "প্রমাণ দিন" in shown(answer)
    assert not Booking.objects.exists()


def test_a_time_that_is_kept_is_shown_to_nobody_else_for_ten_minutes(citizen, case, post, receive, clock):
    press(citizen, case, post, at(10))
    other = receive(now=SUNDAY)
    show_proof(citizen, other)
    assert press(citizen, other, post, at(10)).status_code == 422
    clock(SUNDAY + timedelta(minutes=11))
    assert press(citizen, other, post, at(10)).status_code == 302


def test_whoever_writes_for_longer_has_the_time_if_nobody_wanted_it(citizen, case, post, clock):
    press(citizen, case, post, at(10))
    clock(SUNDAY + timedelta(minutes=30))
    watch_appointments(SUNDAY + timedelta(minutes=30))
    assert confirm(citizen, case, post, at(10)).status_code == 302
    assert coming_of(case.reference).starts_at == at(10)


def test_a_time_taken_meanwhile_is_said_and_what_was_written_goes_along(citizen, case, post, receive, clock):
    press(citizen, case, post, at(10))
    clock(SUNDAY + timedelta(minutes=30))
    other = receive(now=SUNDAY)
    show_proof(citizen, other)
    book(citizen, other, post, at(10))
    answer = confirm(citizen, case, post, at(10), "মায়ের কাগজ দেখাতে")
    assert answer.status_code == 422
    assert "আরেকটি বেছে নিন" in shown(answer)
    assert 'value="মায়ের কাগজ দেখাতে"' in shown(answer)
    answer = press(citizen, case, post, at(10, 30), purpose="মায়ের কাগজ দেখাতে")
    assert 'value="মায়ের কাগজ দেখাতে"' in shown(citizen.get(answer.url))


def test_pressed_twice_it_is_kept_and_booked_once(citizen, case, post):
    for _ in range(2):
        press(citizen, case, post, at(10))
    for _ in range(2):
        assert confirm(citizen, case, post, at(10)).status_code == 302
    assert Booking.objects.count() == 1


def test_whoever_goes_back_and_presses_another_time_keeps_that_one_alone(citizen, case, post):
    for moment in (at(10), at(11), at(10)):
        press(citizen, case, post, moment)
    assert confirm(citizen, case, post, at(10)).status_code == 302
    assert list(Booking.objects.exclude(state__in=transitions.GONE).values_list("starts_at", flat=True)) == [
        at(10)
    ]


@pytest.mark.parametrize(
    "moment",
    [
        at(13, 0),  # Within the break for prayer and lunch.
        at(12, 45),  # Across its beginning.
        at(10, 10),  # Between two slots.
        at(10, days=2),  # A day on which the post sees nobody.
        at(10, days=-7),
        at(10, days=400),
        at(10, days=120),
    ],
)
def test_a_time_that_no_page_shows_is_refused(citizen, case, post, moment):
    answer = press(citizen, case, post, moment)
    assert answer.status_code == 422
    assert "আর দেওয়া যায় না" in shown(answer)
    assert not Booking.objects.exists()


@pytest.mark.parametrize("slot", ["", "x", "1-2", "999999999999999999999-20261123T0400Z"])
def test_what_is_no_time_is_refused(citizen, case, slot):
    assert citizen.post(page_of(case), {"slot": slot}).status_code == 422


def test_a_duty_of_the_post_that_came_meanwhile_takes_the_time(citizen, case, post, office):
    press(citizen, case, post, at(10))
    by = {"actor": KARIM, "now": SUNDAY}
    roster = open_roster(office=office, subject=None, title="সভা", **by)
    add_member(roster, user=Holding.objects.on(SUNDAY.date()).get(post=post).user, **by)
    plan_gathering(
        office=office,
        sort="meeting",
        title="মাসিক সভা",
        place="ইউএনও কার্যালয়",
        starts_at=at(9),
        ends_at=at(12),
        roster=roster,
        **by,
    )
    answer = confirm(citizen, case, post, at(10))
    assert answer.status_code == 422
    assert "আর দেওয়া যায় না" in shown(answer)


def test_for_a_closed_case_there_is_no_time(citizen, case, post):
    press(citizen, case, post, at(10))
    withdraw(case, words="", proof=PAPER, now=SUNDAY)
    answer = confirm(citizen, case, post, at(10), "কাগজ")
    assert answer.status_code == 422
    assert "আর সময় দেওয়া যায় না" in shown(answer)
    assert press(citizen, case, post, at(10)).status_code == 422
    assert citizen.get(page_of(case)).url == f"/track/{case.number}/"
    assert coming_of(case.reference) is None


def test_it_is_moved_by_one_press_and_stays_the_same(citizen, case, post):
    before = book(citizen, case, post, at(10))
    assert "আগেরটির বদলে" in shown(citizen.get(page_of(case)))
    assert press(citizen, case, post, at(11)).url == f"/track/{case.number}/"
    after = coming_of(case.reference)
    assert (after.pk, after.uid, after.starts_at) == (before.pk, before.uid, at(11))
    assert after.sequence == before.sequence + 1


def test_cancelled_it_is_free_again(citizen, case, post):
    booking = book(citizen, case, post, at(10))
    assert citizen.get(page_of(case, "cancel/")).status_code == 200
    assert citizen.post(page_of(case, "cancel/"), {"words": "আসতে পারছি না"}).status_code == 302
    booking.refresh_from_db()
    assert booking.state == transitions.CANCELLED
    assert value_of_time(post.pk, at(10)) in shown(citizen.get(page_of(case)))
    # A second press finds nothing to cancel.
    assert citizen.post(page_of(case, "cancel/"), {}).url == f"/track/{case.number}/"


def test_the_calendar_entry_keeps_its_name_and_grows(citizen, case, post):
    address = f"/track/{case.number}/appointment.ics"
    assert citizen.get(address).status_code == 404
    booking = book(citizen, case, post, at(10))

    def entry():
        text = citizen.get(address).content.decode()
        return {name: re.search(rf"^{name}:(.+)\r$", text, re.M)[1] for name in FIELDS}

    first = entry()
    assert first["UID"].startswith(booking.uid)
    assert first["METHOD"] == "PUBLISH"
    assert (first["SEQUENCE"], first["STATUS"], first["DTSTART"]) == ("0", "CONFIRMED", "20261123T040000Z")
    press(citizen, case, post, at(11))
    moved = entry()
    assert (moved["UID"], moved["SEQUENCE"], moved["DTSTART"]) == (first["UID"], "1", "20261123T050000Z")
    citizen.post(page_of(case, "cancel/"), {})
    gone = entry()
    assert (gone["UID"], gone["SEQUENCE"]) == (first["UID"], "2")
    assert (gone["METHOD"], gone["STATUS"]) == ("CANCEL", "CANCELLED")


FIELDS = ("UID", "SEQUENCE", "METHOD", "STATUS", "DTSTART")


def test_three_times_are_offered_by_one_press_and_one_is_taken_by_another(citizen, case, post):
    booking = book(citizen, case, post, at(10))
    Booking.objects.filter(pk=booking.pk).update(state=transitions.TO_MOVE)
    offer_times(coming_of(case.reference), actor=KARIM, now=SUNDAY)
    offered = coming_of(case.reference).offered.split()
    assert len(offered) == 3
    assert len({value[-14:-6] for value in offered}) == 3
    page = shown(citizen.get(f"/track/{case.number}/"))
    assert all(f'value="{value}"' in page for value in offered)
    assert citizen.post(page_of(case), {"slot": offered[1]}).status_code == 302
    after = coming_of(case.reference)
    assert (after.state, after.offered, after.sequence) == (transitions.BOOKED, "", 1)
    assert value_of_time(after.post_id, after.starts_at) == offered[1]
