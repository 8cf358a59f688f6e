"""The day sheet and what is pressed there, as the officer sees it."""

import re

import pytest
from django.utils import timezone

from ongikar.appointments import actions
from ongikar.appointments.models import Booking
from ongikar.appointments.watch import watch_appointments
from ongikar.core.i18n.say import override_language
from ongikar.gatherings.actions import add_member, cancel_gathering, open_roster, plan_gathering
from ongikar.offices.models import CalendarVersion, calendar_of
from ongikar.people.models import Holding

from .conftest import DAY, KARIM, SUNDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """`clock(at(10))`: the moment at which pages are asked for."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(SUNDAY)
    return set_to


@pytest.fixture
def officer(client, karim, clock):
    client.force_login(karim)
    return client


def sheet(officer, day="2026-11-22", root=""):
    answer = officer.get(f"{root}/desk/day/?on={day}")
    assert answer.status_code == 200
    return answer


def rows_of(answer):
    return [(row.clock, row.sort, row.title) for row in answer.context["rows"]]


def test_the_day_stands_in_order_of_time_with_who_comes_and_what_is_free(officer, give):
    give(at(10, 30), name="তপন রায়")
    rows = rows_of(sheet(officer))
    assert [each for each in rows if each[1] != "pause"] == [
        ("১০:০০", "free", "খালি ২টি"),
        ("১০:৩০", "booking", "তপন রায়"),
        ("১০:৩০", "free", "খালি"),
        ("১১:০০", "free", "খালি ২টি"),
        ("১১:৩০", "free", "খালি ২টি"),
    ]


def test_in_english_it_is_english(officer, give):
    give(at(10, 30))
    with override_language("en"):
        shown = sheet(officer, root="/en").content.decode().replace("\xa0", " ")
        assert "Day sheet: Sunday, 22 November 2026" in shown


@pytest.mark.fast
def test_arrived_then_begun_each_by_one_press(officer, give, clock):
    booking = give(at(10))
    for press, state in (("এসেছেন", "arrived"), ("শুরু করুন", "arrived"), ("দেখা শেষ", "served")):
        (row,) = (row for row in sheet(officer).context["rows"] if row.sort == "booking")
        (found,) = (each for each in row.presses if each.words == press)
        officer.post(found.url)
        booking.refresh_from_db()
        assert booking.state == state
    assert "এসেছেন" not in [press.words for row in sheet(officer).context["rows"] for press in row.presses]


def test_that_somebody_did_not_come_can_be_pressed_only_once_the_time_is_over(officer, give, clock):
    booking = give(at(10))
    shown = [press.words for row in sheet(officer).context["rows"] for press in row.presses]
    assert "আসেননি" not in shown
    officer.post(f"/desk/appointments/{booking.pk}/miss/")
    booking.refresh_from_db()
    assert booking.state == "booked"
    clock(at(10, 30))
    shown = [press.words for row in sheet(officer).context["rows"] for press in row.presses]
    assert "আসেননি" in shown
    officer.post(f"/desk/appointments/{booking.pk}/miss/")
    booking.refresh_from_db()
    assert booking.state == "missed"


def test_a_free_time_leads_to_the_form_with_that_time_chosen(officer, hours):
    row = next(row for row in sheet(officer).context["rows"] if row.sort == "free")
    page = officer.get(row.presses[0].url).content.decode()
    assert re.search(r'<option value="\d+-20261122T0400Z" selected', page)


def give_by_form(officer, **sent):
    form = officer.get("/desk/appointments/new/").context["form"]
    slot = form.fields["slot"].choices[1][0]
    return officer.post(
        "/desk/appointments/new/", {"slot": slot, "purpose": "কথা", "token": "a token long enough", **sent}
    )


def test_given_for_a_case_by_its_number_it_needs_no_name(officer, hours, receive):
    case = receive(now=SUNDAY)
    assert give_by_form(officer, number=case.number).status_code == 302
    booking = Booking.objects.get()
    assert (booking.subject, booking.applicant_id) == (case.reference, case.applicant_id)


def test_without_a_number_a_name_is_asked_for_beside_its_field(officer, hours):
    answer = give_by_form(officer)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"name"}
    answer = give_by_form(officer, number="9999-99-99999-99999")
    assert set(answer.context["form"].errors) == {"number"}
    assert not Booking.objects.exists()


def test_a_time_that_vanished_while_the_form_was_open_is_refused_and_nothing_typed_is_lost(officer, give):
    form = officer.get("/desk/appointments/new/").context["form"]
    slot = form.fields["slot"].choices[1][0]
    give(at(10)), give(at(10))
    answer = officer.post(
        "/desk/appointments/new/",
        {"slot": slot, "name": "লাভলী বেগম", "purpose": "কথা", "token": "a token long enough"},
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"slot"}
    assert "লাভলী বেগম" in answer.content.decode()


# ---- what happens by itself ----


def call_away(office, post, begins, ends):
    roster = open_roster(office=office, subject=None, title="সভা", actor=KARIM, now=SUNDAY - DAY)
    user = Holding.objects.on(SUNDAY.date()).get(post=post).user
    add_member(roster, user=user, actor=KARIM, now=SUNDAY - DAY)
    return plan_gathering(
        office=office,
        sort="meeting",
        title="সমন্বয় সভা",
        place="ইউএনও কার্যালয়",
        starts_at=begins,
        ends_at=ends,
        roster=roster,
        actor=KARIM,
        now=SUNDAY,
    )


def test_what_a_new_meeting_stands_in_the_way_of_is_to_be_moved_and_missed_by_nobody(
    officer, give, office, post, clock
):
    booking, other = give(at(10)), give(at(11, 30))
    call_away(office, post, at(9, 30), at(10, 30))
    assert watch_appointments(SUNDAY) == 1
    assert watch_appointments(SUNDAY) == 0
    booking.refresh_from_db(), other.refresh_from_db()
    assert (booking.state, other.state) == ("to_move", "booked")
    assert "সরাতে হবে: ১" in sheet(officer).content.decode()
    clock(at(11))
    officer.post(f"/desk/appointments/{booking.pk}/miss/")
    booking.refresh_from_db()
    assert booking.state == "to_move"
    actions.move(booking, post=post, at=at(11), for_citizen=False, actor=KARIM, now=at(10, 40))
    assert (booking.state, booking.starts_at) == ("booked", at(11))


def test_a_day_that_became_a_holiday_makes_its_appointments_to_be_moved(officer, give, office, post):
    """Ordered after they were made: nobody is missed, none is dropped, and the office offers other times."""
    monday, after = give(at(10, days=1)), give(at(10, days=8))
    latest = office.calendar_version()
    day = at(10, days=1).date().isoformat()
    row = {"from": day, "to": day, "kind": "local", "name_bn": "স্থানীয় ছুটি", "name_en": "Local holiday"}
    CalendarVersion.objects.create(
        office=office,
        number=latest.number + 1,
        data={**latest.data, "days": [*latest.data["days"], row]},
        made_at=SUNDAY,
        reason="local order",
    )
    calendar_of.cache_clear()
    assert watch_appointments(SUNDAY) == 1
    monday.refresh_from_db(), after.refresh_from_db()
    assert (monday.state, after.state) == ("to_move", "booked")
    assert watch_appointments(at(18, days=1)) == 0
    monday.refresh_from_db()
    assert monday.state == "to_move"


def test_what_stood_in_the_way_and_is_cancelled_leaves_the_time_as_it_was(give, office, post):
    booking = give(at(10))
    meeting = call_away(office, post, at(9, 30), at(10, 30))
    watch_appointments(SUNDAY)
    cancel_gathering(meeting, reason="হচ্ছে না", actor=KARIM, now=SUNDAY)
    assert watch_appointments(SUNDAY) == 1
    booking.refresh_from_db()
    assert (booking.state, booking.starts_at, booking.sequence) == ("booked", at(10), 0)


def test_whoever_came_and_was_not_seen_by_closing_time_was_failed_by_the_office(give, office):
    booking, seen = give(at(10)), give(at(10))
    for each in (booking, seen):
        actions.arrive(each, actor=KARIM, now=at(9, 50))
    actions.begin(seen, actor=KARIM, now=at(10))
    actions.serve(seen, actor=KARIM, now=at(10, 20))
    closing = office.calendar.close(SUNDAY.date())
    assert watch_appointments(closing - DAY / 1440) == 0
    assert watch_appointments(closing) == 1
    booking.refresh_from_db(), seen.refresh_from_db()
    assert (booking.state, seen.state) == ("unserved", "served")


def test_that_it_was_otherwise_is_written_with_who_saw_them(officer, give, office, clock):
    booking = give(at(10))
    actions.arrive(booking, actor=KARIM, now=at(9, 50))
    watch_appointments(office.calendar.close(SUNDAY.date()))
    url = f"/desk/appointments/{booking.pk}/correct/"
    assert officer.post(url, {"words": ""}).status_code == 422
    officer.post(url, {"words": "১১টায় করিম সাহেব দেখেছেন"})
    booking.refresh_from_db()
    assert booking.state == "served"


def test_a_form_that_was_left_frees_its_seat_by_itself(hold):
    held = hold(at(10))
    assert watch_appointments(SUNDAY) == 0
    assert watch_appointments(held.held_until) == 1
    held.refresh_from_db()
    assert held.state == "expired"
