"""A member's own page, the wall, the programme and their calendars; and whoever tries what is not theirs."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from ongikar.gatherings import actions
from ongikar.gatherings.attendance import attendance_of
from ongikar.gatherings.models import Gathering, Mark, Member, Reply
from ongikar.gatherings.payees import payees_of
from ongikar.gatherings.programme import SOURCES, ProgrammeEntry
from ongikar.gatherings.rules import door_code
from ongikar.gatherings.ticket_views import WRONG_FROM_ADDRESS
from ongikar.gatherings.tickets import ensure_secret
from ongikar.gatherings.transitions import GatheringFault

from .conftest import DAY, HOUR, KARIM, SUNDAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_that_sunday(time_machine):
    time_machine.move_to(SUNDAY, tick=False)


def page_of(member):
    return reverse("ticket", args=[member.read_ticket()])


def test_a_member_sees_timetable_attendance_and_ticket_and_answers(client, plan, members):
    first, second = plan(), plan(days=1, title="দ্বিতীয় ক্লাস")
    actions.invite(second, actor=KARIM, now=SUNDAY)
    actions.record_gathering(first, rest=Mark.PRESENT, actor=KARIM, now=SUNDAY + HOUR)
    path = page_of(members[0])
    answer = client.get(path)
    page = answer.content.decode()
    assert "১০০%" in page
    assert "দ্বিতীয় ক্লাস" in page
    assert answer["X-Robots-Tag"] == "noindex"
    answer = client.post(path, {"do": f"reply-{second.pk}", "answer": ""})
    assert answer.status_code == 422
    client.post(path, {"do": f"reply-{second.pk}", "answer": "no"})
    assert Reply.objects.get().answer == "no"
    # Nobody without an account marks anybody.
    assert client.post(path, {"do": "present"}).status_code == 404
    assert client.post(path, {"do": f"reply-{10**30}", "answer": "no"}).status_code == 404


def test_staff_who_scan_a_ticket_get_one_button(signed_in, shirin, plan, members):
    gathering, desk = plan(), signed_in(shirin)
    path = page_of(members[0])
    assert 'value="present"' in desk.get(path).content.decode()
    page = desk.post(path, {"do": "present", "submission": "a"}, follow=True).content.decode()
    assert "উপস্থিত, সকাল ১০টা" in page
    page = desk.post(path, {"do": "present", "submission": "b"}, follow=True).content.decode()
    assert "আগেই লেখা হয়েছে" in page
    assert Mark.objects.get().gathering == gathering


def test_the_calendar_of_a_ticket_moves_its_entry(client, plan, members):
    gathering = plan(days=2)
    path = reverse("ticket_calendar", args=[members[0].read_ticket()])
    before = Calendar.from_ical(client.get(path).content).walk("VEVENT")[0]
    actions.move_gathering(
        gathering,
        starts_at=SUNDAY + 3 * DAY,
        ends_at=SUNDAY + 3 * DAY + HOUR,
        reason="ছুটি",
        actor=KARIM,
        now=SUNDAY,
    )
    after = Calendar.from_ical(client.get(path).content).walk("VEVENT")
    assert [event["UID"] for event in after] == [before["UID"]]
    assert (before["SEQUENCE"], after[0]["SEQUENCE"]) == (0, 1)
    assert after[0]["DTSTART"].dt == SUNDAY + 3 * DAY
    actions.cancel_gathering(Gathering.objects.get(sequence=1), reason="ছুটি", actor=KARIM, now=SUNDAY)
    event = Calendar.from_ical(client.get(path).content).walk("VEVENT")[0]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)


def test_the_wall_takes_the_mobile_number_and_tells_nothing_of_who_is_on_the_roster(client, plan, members):
    gathering = plan()
    path = reverse("gathering_here", args=[gathering.pk])
    code = door_code.code_at(ensure_secret(gathering), SUNDAY)
    assert code in client.get(f"{path}?code={code}").content.decode()
    wrong_code = client.post(path, {"who": "01700000001", "code": "000000"}).content.decode()
    unknown = client.post(path, {"who": "01799999999", "code": code}).content.decode()
    assert "মেলেনি" in wrong_code
    assert "মেলেনি" in unknown
    assert members[0].name not in wrong_code + unknown
    client.post(path, {"who": "০১৭০০০০০০০১", "code": code})
    mark = Mark.objects.get()
    assert (mark.member, mark.via, mark.by) == (members[0], "mobile", ("member", members[0].pk))
    client.post(path, {"who": members[0].read_ticket(), "code": code})
    client.post(path, {"who": "01700000001", "code": code})
    assert [each.via for each in Mark.objects.order_by("id")] == ["mobile", "door_code"]


def test_a_thousand_wrong_codes_mark_nobody_and_end_at_the_thirtieth(client, plan, members):
    gathering = plan()
    ensure_secret(gathering)
    path = reverse("gathering_here", args=[gathering.pk])
    answers = [
        client.post(path, {"who": "01700000001", "code": f"{number:06d}"}).status_code for number in range(60)
    ]
    assert answers.count(422) == WRONG_FROM_ADDRESS
    assert answers[-1] == 429
    assert not Mark.objects.exists()


def test_wrong_tickets_are_counted_and_unknown_ones_look_alike(client, members):
    for number in range(WRONG_FROM_ADDRESS):
        assert client.get(f"/ticket/{number:016d}/").status_code == 404
    assert client.get("/ticket/" + "0" * 16 + "/").status_code == 429
    assert client.get(page_of(members[0])).status_code == 429


def test_the_programme_is_narrowed_by_place_and_fed_to_calendars(office, plan, roster, client):
    place = office.places.first()
    plan(days=1, sort="event", title="মেলা", place=place, capacity=3)
    plan(days=2, sort="meeting", title="মাসিক সভা")
    plan(days=3, title="ভেতরের ক্লাস")

    def source(office, first, last, now):
        yield ProgrammeEntry(
            "call-7",
            "call",
            "ডাক",
            "ফ্রিল্যান্সিং",
            SUNDAY,
            SUNDAY + 5 * DAY,
            whole_days=True,
            seats_left=4,
            url="/x/",
        )

    SOURCES.append(source)
    try:
        page = client.get(reverse("programme")).content.decode()
        feed = Calendar.from_ical(client.get(reverse("programme_ics")).content)
        of_place = client.get(f"{reverse('programme')}?place={place.slug}").content.decode()
    finally:
        SOURCES.remove(source)
    assert "ভেতরের ক্লাস" not in page
    for words in ("মেলা", "মাসিক সভা", "ফ্রিল্যান্সিং", "৩টি আসন খালি", "৪টি আসন খালি"):
        assert words in page
    assert len(feed.walk("VEVENT")) == 3
    assert "মেলা" in of_place
    assert "মাসিক সভা" not in of_place
    assert client.get(f"{reverse('programme')}?place=%00x").status_code == 200


def test_seats_are_left_where_somebody_answers_no(plan, members, client):
    gathering = plan(days=2, sort="event", capacity=3)
    assert "আসন খালি নেই" in client.get(reverse("programme")).content.decode()
    actions.invite(gathering, actor=KARIM, now=SUNDAY)
    actions.reply_to(gathering, members[0], answer="no", actor=("member", members[0].pk), now=SUNDAY)
    assert "১টি আসন খালি" in client.get(reverse("programme")).content.decode()


def test_a_ticket_of_another_office_opens_nothing(members):
    assert Client(headers={"host": "nowhere.example"}).get(page_of(members[0])).status_code in (400, 404)


@pytest.fixture
def wall(plan, members):
    """The open class, and what its wall shows now."""
    gathering = plan()
    return (
        gathering,
        reverse("gathering_here", args=[gathering.pk]),
        door_code.code_at(ensure_secret(gathering), SUNDAY),
    )


def test_forty_phones_with_a_photographed_code_mark_nobody_by_mobile_numbers(wall, join, roster):
    gathering, path, code = wall
    far = [join(f"শিক্ষার্থী {number}", mobile=f"+8801800000{number:03d}") for number in range(40)]
    for member in far:
        answer = Client().post(
            path, {"who": member.mobile, "code": code}, REMOTE_ADDR=f"10.1.0.{member.pk % 250}"
        )
        assert answer.status_code == 200
        assert "এখনো গণ্য হয়নি" in answer.content.decode()
    # Whoever counts heads counts none of them, and that agrees.
    assert actions.count_heads(gathering, counted=0, actor=KARIM, now=SUNDAY + HOUR).agrees
    with pytest.raises(GatheringFault) as fault:
        actions.record_gathering(gathering, actor=KARIM, now=SUNDAY + HOUR)
    assert fault.value.field == "rest"
    actions.record_gathering(gathering, rest=Mark.ABSENT, actor=KARIM, now=SUNDAY + HOUR)
    assert not any(each.days for each in payees_of(roster, Member.PARTICIPANT))
    totals = attendance_of(roster, now=SUNDAY + 2 * HOUR)
    assert {totals[member.pk].attended_minutes for member in far} == {0}
    # What was said stays to be read, struck through.
    assert Mark.objects.filter(via=Mark.MOBILE, correction__value=Mark.ABSENT).count() == 40


def test_one_browser_says_it_of_one_person_and_a_ticket_of_any(wall, client, members):
    _, path, code = wall
    assert client.post(path, {"who": members[0].mobile, "code": code}).status_code == 200
    again = client.post(path, {"who": members[1].mobile, "code": code})
    unknown = client.post(path, {"who": "01799999999", "code": code})
    assert (again.status_code, unknown.status_code) == (422, 422)
    assert "আরেকজনের নম্বর" in again.content.decode()
    assert "আরেকজনের নম্বর" in unknown.content.decode()
    assert client.post(path, {"who": members[0].mobile, "code": code}).status_code == 200
    assert client.post(path, {"who": members[1].read_ticket(), "code": code}).status_code == 200
    assert list(Mark.objects.order_by("id").values_list("member", "via")) == [
        (members[0].pk, Mark.MOBILE),
        (members[1].pk, Mark.DOOR_CODE),
    ]


def test_the_trainer_sees_who_has_no_ticket_apart_and_marks_whom_they_see(
    wall, client, signed_in, shirin, members
):
    gathering, path, code = wall
    client.post(path, {"who": members[0].mobile, "code": code})
    Client().post(path, {"who": members[1].read_ticket(), "code": code})
    desk, page_path = signed_in(shirin), reverse("gathering", args=[gathering.pk])
    page = desk.get(page_path).content.decode()
    assert "টিকিট ছাড়া ১ জন" in page
    assert page.count("টিকিট ছাড়া: ঘরে আছেন কি না") == 1
    # Nothing is chosen for them beforehand: saving the list as it stands says nothing of them.
    claim = Mark.objects.get(member=members[0])
    shown = re.findall(rf'name="v{members[0].pk}"[^>]*checked', page)
    assert shown == []
    desk.post(reverse("gathering_list", args=[gathering.pk]), {f"w{members[0].pk}": claim.pk})
    assert Mark.objects.that_stand().get(member=members[0]) == claim
    desk.post(
        reverse("gathering_list", args=[gathering.pk]),
        {f"w{members[0].pk}": claim.pk, f"v{members[0].pk}": Mark.PRESENT},
    )
    assert Mark.objects.that_stand().get(member=members[0]).via == Mark.LIST
    assert "টিকিট ছাড়া ১ জন" not in desk.get(page_path).content.decode()


def test_a_mobile_number_puts_right_no_mark_and_nothing_after_the_list_is_closed(wall, client, members):
    gathering, path, code = wall
    actions.mark_attendance(
        gathering, members[0], value=Mark.ABSENT, via=Mark.LIST, nonce="l", actor=KARIM, now=SUNDAY
    )
    client.post(path, {"who": members[0].mobile, "code": code})
    assert Mark.objects.get().value == Mark.ABSENT
    actions.record_gathering(gathering, rest=Mark.ABSENT, actor=KARIM, now=SUNDAY)
    for typed in (members[1].mobile, members[1].read_ticket()):
        answer = Client().post(path, {"who": typed, "code": code})
        assert answer.status_code == 422
        assert "তালিকা বন্ধ হয়েছে" in answer.content.decode()
    assert not Mark.objects.filter(value=Mark.PRESENT).exists()
