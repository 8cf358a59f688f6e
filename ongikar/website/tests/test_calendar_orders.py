"""Giving an order: nothing is saved before it was looked at, and what was looked at is what is saved."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from ongikar.cases import actions
from ongikar.clock.models import Clock
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.offices.models import CalendarOrder, CalendarVersion
from ongikar.rules.bangla.text import latin_digits

pytestmark = pytest.mark.django_db
NEW, LIST = "/desk/calendar/order/", "/desk/calendar/"
STORM = {
    "memo_number": "০৫.৪৭.৮৫০০.০০১.২৬-১১৭",
    "memo_date": "2026-11-22",
    "issuer": "জেলা প্রশাসক, রংপুর",
    "token": "pressed-once",
    "rows": "1",
    "kind_1": "local",
    "first_1": "2026-11-25",
    "name_bn_1": "ঘূর্ণিঝড়",
    "name_en_1": "Cyclone",
}


@pytest.fixture(autouse=True)
def _sunday(now):
    with time_machine.travel(now, tick=False):
        yield


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


def words(answer) -> str:
    return latin_digits(answer.content.decode())


def look(desk, sent=STORM, root=""):
    return desk.post(root + NEW, sent | {"look": "1"})


def save(desk, sent=STORM):
    return desk.post(NEW, sent | {"seen": look(desk, sent).context["seen"], "save": "1"})


def closed(office, day) -> str:
    found = office.calendar.closed_because(date.fromisoformat(day))
    return found.name_en if found else ""


def test_looking_shows_what_moves_from_when_to_when_and_who_is_told_and_saves_nothing(desk, office, receive):
    case = receive("citizen-1")
    before = Entry.objects.count()
    page = words(look(desk))
    assert case.number in page
    assert "রবিবার, 29" in page
    assert "সোমবার, 30" in page
    assert "1 কার্যদিবস পেছায়" in page
    assert "১ জনকে নতুন তারিখ জানানো হবে" in look(desk).content.decode()
    assert (CalendarOrder.objects.count(), office.calendars.count(), Entry.objects.count()) == (0, 1, before)
    english = words(look(desk, root="/en"))
    assert "1 working day later" in english
    assert "1 person is told" in english


@pytest.mark.fast
def test_saved_it_makes_a_version_by_its_memo_and_tells_each_citizen_once(desk, office, receive, karim):
    case = receive("citizen-1")
    answer = save(desk)
    assert answer["Location"] == LIST
    version = office.calendar_version()
    assert (version.number, version.order.memo_number, version.order.entered_by) == (
        2,
        STORM["memo_number"],
        karim.pk,
    )
    assert closed(office, "2026-11-25") == "Cyclone"
    (entry,) = Entry.objects.filter(verb="calendar.ordered")
    assert (entry.subject_type, entry.subject_id, entry.actor_id) == ("office", office.pk, karim.pk)
    assert entry.facts == {"version": 2, "order": version.order_id}
    now = datetime.now().astimezone()
    for minutes in range(4):
        run_due_entries(now + timedelta(minutes=minutes))
    assert Clock.objects.get(pk=case.clock_id).due_at.date() == date(2026, 11, 30)
    found = [
        m
        for m in Message.objects.filter(subject_type="case", subject_id=case.pk)
        if "শেষ দিন বদলেছে" in m.title
    ]
    assert len(found) == 1
    assert "ছুটি ঘোষণার কারণে আবেদন" in found[0].body
    assert "নতুন শেষ তারিখ ৩০ নভেম্বর ২০২৬। আগে ছিল ২৯ নভেম্বর ২০২৬।" in found[0].body.replace("\u00a0", " ")


def test_pressed_twice_it_is_one_version(desk, office):
    seen = look(desk).context["seen"]
    for _ in range(2):
        assert desk.post(NEW, STORM | {"seen": seen, "save": "1"}).status_code == 302
    assert office.calendars.count() == 2
    assert CalendarOrder.objects.count() == 1


def test_if_another_order_came_between_it_is_looked_at_again(desk, office):
    seen = look(desk).context["seen"]
    save(desk, STORM | {"token": "another", "first_1": "2026-11-26"})
    answer = desk.post(NEW, STORM | {"seen": seen, "save": "1"})
    assert answer.status_code == 409
    assert "এর মধ্যে ক্যালেন্ডার বদলে গেছে" in words(answer)
    assert office.calendars.count() == 2
    desk.post(NEW, STORM | {"seen": answer.context["seen"], "save": "1"})
    assert office.calendars.count() == 3
    assert [closed(office, day) for day in ("2026-11-25", "2026-11-26")] == ["Cyclone", "Cyclone"]


def test_saved_without_having_been_looked_at_it_is_looked_at_first(desk, office):
    answer = desk.post(NEW, STORM | {"save": "1"})
    assert answer.status_code == 200
    assert "সংরক্ষণের আগে দেখুন" in words(answer)
    assert office.calendars.count() == 1


def test_what_was_typed_comes_back_to_be_changed_and_more_days_can_be_added(desk):
    page = desk.post(NEW, STORM | {"change": "1"})
    assert page.status_code == 200
    assert page.context["form"]["name_bn_1"].value() == "ঘূর্ণিঝড়"
    page = desk.post(NEW, STORM | {"more": "1"})
    assert page.context["form"].count == 2
    assert 'name="kind_2"' in words(page)
    assert 'name="rows" value="2"' in words(page)


def test_no_more_rows_than_a_form_can_carry(desk):
    assert desk.post(NEW, STORM | {"rows": "12", "more": "1"}).context["form"].count == 12
    assert desk.post(NEW, STORM | {"rows": "9" * 400, "look": "1"}).context["form"].count == 1


ORDER_OF_2025 = STORM | {
    "rows": "3",
    "kind_1": "executive_order",
    "first_1": "2026-12-13",
    "last_1": "2026-12-14",
    "name_bn_1": "ঈদ",
    "name_en_1": "Eid",
    "kind_2": "working",
    "first_2": "2026-11-28",
    "kind_3": "working",
    "first_3": "2026-12-05",
    "hours_3": "৯:০০–১৩:০০",
}


def test_one_order_may_close_some_days_and_open_others(desk, office, receive):
    receive("citizen-1")
    page = words(look(desk, ORDER_OF_2025))
    assert "1 কার্যদিবস এগোয়" in page
    save(desk, ORDER_OF_2025)
    calendar = office.calendar
    assert calendar.is_open_day(date(2026, 11, 28))
    assert calendar.close(date(2026, 12, 5)).hour == 13
    assert not calendar.is_open_day(date(2026, 12, 13))


def test_an_earlier_order_is_taken_back_by_a_row(desk, office):
    save(desk)
    save(
        desk,
        STORM
        | {
            "token": "second",
            "kind_1": "withdrawn",
            "withdraws_1": STORM["memo_number"],
            "memo_number": "118",
        },
    )
    assert closed(office, "2026-11-25") == ""
    page = words(desk.get(LIST))
    assert "প্রত্যাহৃত" in page
    assert office.calendars.count() == 3


def test_other_hours_take_the_place_of_earlier_ones_on_their_dates(desk, office):
    hours = STORM | {
        "kind_1": "hours",
        "first_1": "2026-12-06",
        "last_1": "2026-12-17",
        "hours_1": "9:00-15:30",
    }
    save(desk, hours)
    save(
        desk,
        hours
        | {"token": "second", "first_1": "2026-12-09", "last_1": "2026-12-10", "hours_1": "১০.০০-১৪.০০"},
    )
    calendar = office.calendar
    closes = [calendar.close(date(2026, 12, day)).strftime("%H:%M") for day in (8, 9, 10, 13, 20)]
    assert closes == ["15:30", "14:00", "14:00", "15:30", "17:00"]


def test_an_hour_that_moves_on_the_same_day_is_told_as_an_hour(desk, office, receive):
    case = receive("citizen-1")
    save(desk, STORM | {"kind_1": "hours", "first_1": "2026-11-29", "hours_1": "9:00-15:30"})
    run_due_entries(datetime.now().astimezone())
    body = (
        Message.objects.filter(subject_id=case.pk, title__contains="শেষ দিন বদলেছে")
        .first()
        .body.replace("\u00a0", " ")
    )
    assert "অফিসের ক্যালেন্ডার বদলের কারণে" in body
    assert "বিকেল ৩টা ৩০ মিনিট। আগে ছিল" in body


# What is wrong → the field it stands beside, in Bangla, in English.
WRONG = [
    ({"memo_number": ""}, "memo_number", "স্মারক নম্বর, লিখুন", "Write: Memo number"),
    ({"memo_date": "2026-11-23"}, "memo_date", "আজকের পরে", "after today"),
    ({"first_1": "30/2/2026"}, "first_1", "২৮ দিনের মাস", "has 28 days"),
    ({"last_1": "2026-11-24"}, "last_1", "শেষ তার আগে হতে পারে না", "cannot end before that"),
    ({"first_1": "2126-11-25"}, "first_1", "দুই বছরের বেশি", "more than two years"),
    ({"last_1": "2027-11-26"}, "first_1", "এক বছরের বেশি লম্বা", "longer than a year"),
    ({"name_en_1": ""}, "name_en_1", "ইংরেজি নাম", "in English"),
    ({"kind_1": "holiday"}, "kind_1", "তালিকা থেকে", "from the list"),
    ({"kind_1": "hours"}, "hours_1", "অফিসের সময় লিখুন", "Enter the office hours"),
    ({"kind_1": "hours", "hours_1": "সকাল"}, "hours_1", "সময়টি ঠিক নয়", "Write them like"),
    ({"kind_1": "hours", "hours_1": "25:00-26:00"}, "hours_1", "সময়টি ঠিক নয়", "Write them like"),
    ({"kind_1": "hours", "hours_1": "9:00"}, "hours_1", "সময়টি ঠিক নয়", "Write them like"),
    ({"kind_1": "hours", "hours_1": "17:00-9:00"}, "hours_1", "শুরুর আগেই শেষ", "before they begin"),
    ({"kind_1": "hours", "hours_1": "9:00-13:00, 12:00-15:00"}, "hours_1", "একটির ওপর আরেকটি", "overlap"),
    ({"kind_1": "working", "first_1": "2026-12-25"}, "first_1", "একই দিন ছুটিও আছে", "is also a holiday"),
    (
        {
            "rows": "2",
            "kind_2": "hours",
            "first_2": "2026-12-01",
            "hours_2": "9-15",
            "kind_1": "hours",
            "first_1": "2026-12-01",
            "hours_1": "9-14",
        },
        "first_2",
        "আগেই অন্য অফিস সময়",
        "overlaps other dated hours",
    ),
]


@pytest.mark.parametrize(("change", "field", "bn", "en"), WRONG)
def test_what_is_wrong_is_told_beside_its_field_in_the_language_of_the_page(
    change, field, bn, en, desk, office
):
    for root, sentence in (("", bn), ("/en", en)):
        answer = look(desk, STORM | change, root)
        assert answer.status_code == 422
        assert sentence in str(answer.context["form"].errors[field])
        assert "days/" not in str(answer.context["form"].errors)
    assert office.calendars.count() == 1


def test_a_holiday_ordered_onto_a_working_saturday_names_the_saturday(desk, office):
    save(desk, STORM | {"kind_1": "working", "first_1": "2026-11-28", "name_bn_1": "", "name_en_1": ""})
    answer = look(desk, STORM | {"token": "second", "first_1": "2026-11-28"})
    assert answer.status_code == 422
    assert "একই দিন ছুটিও আছে" in str(answer.context["form"].non_field_errors())


def test_what_looks_like_a_slip_is_said_and_can_be_saved(desk, office):
    sent = STORM | {"kind_1": "working", "first_1": "2026-11-24"}
    assert "দিনটি এমনিতেই কার্যদিবস" in words(look(desk, sent))
    assert save(desk, sent).status_code == 302


def test_days_of_a_year_without_a_list_begin_it_and_the_last_order_completes_it(desk, office):
    new_year = STORM | {
        "kind_1": "general",
        "first_1": "2027-02-21",
        "name_bn_1": "শহিদ দিবস",
        "name_en_1": "Shahid Day",
    }
    save(desk, new_year)
    assert office.calendar_version().data["years"]["2027"] == "partial"
    save(desk, new_year | {"token": "second", "first_1": "2027-03-26", "completes": "২০২৭"})
    assert office.calendar_version().data["years"]["2027"] == "gazetted"


def test_who_waits_is_counted_and_not_told(desk, office, receive, karim, now):
    case = receive("citizen-1")
    actions.ask_for_papers(case, missing=["জন্ম সনদ"], words="", actor=("user", karim.pk), now=now)
    page = words(look(desk))
    assert "কাগজ এলে নতুন তারিখ জানানো হবে" in page
    assert "কাউকে জানানো হবে না" in page
    save(desk)
    before = Message.objects.count()
    run_due_entries(now)
    assert not Message.objects.filter(title__contains="শেষ দিন বদলেছে").exists()
    assert Message.objects.count() >= before


def test_a_broken_promise_neither_moves_nor_is_shown(desk, office, receive, now):
    broken = receive("citizen-1", now=now - timedelta(days=30))
    page = words(look(desk))
    assert broken.number not in page
    assert "কাউকে কিছু জানানো হবে না" in page


def test_the_list_tells_who_entered_what_when_and_the_assistant_reads_it_too(desk, office, signed_in, shirin):
    save(desk)
    for user_desk in (desk, signed_in(shirin)):
        page = user_desk.get(LIST).content.decode()
        assert "০৫.৪৭.৮৫০০.০০১.২৬-১১৭" in page
        assert "মো. আব্দুল করিম" in page
        assert "কার্যালয়ের ফাইল থেকে" in page
    assert NEW not in signed_in(shirin).get(LIST).content.decode()
    assert signed_in(shirin).get(NEW).status_code == 403


def test_a_district_officer_orders_for_all_offices_of_the_district_in_which_the_post_is_held(
    signed_in, salma, office, office_files, now
):
    from ongikar.office_files import importing
    from ongikar.offices.models import Office
    from ongikar.people.models import Holding

    others = {}
    for slug, geocode in (
        ("mithapukur-ict", "8558"),
        ("dinajpur-sadar-ict", "2764"),
        ("pirganj-ict", "8576"),
    ):
        files = office_files()
        files.office |= {"slug": slug, "default": False, "geocode": geocode}
        importing.load_office(files, now=now, is_demo=True)
        others[slug] = Office.objects.get(slug=slug)
    for slug in ("mithapukur-ict", "dinajpur-sadar-ict"):
        Holding.objects.create(user=salma, post=others[slug].posts.get(role="gro"), since=date(2024, 1, 1))
    desk = signed_in(salma)
    sent = STORM | {"scope": "district"}
    page = words(look(desk, sent))
    assert "এই জেলায় আপনার সব কার্যালয়" in page
    assert others["mithapukur-ict"].name in page
    save(desk, sent)
    closed_in = {each.slug for each in Office.objects.all() if closed(each, "2026-11-25")}
    assert closed_in == {office.slug, "mithapukur-ict"}
    assert CalendarVersion.objects.filter(order__scope="district").count() == 2
    assert "জেলার আদেশ" in words(desk.get(LIST))
    assert Entry.objects.filter(verb="calendar.ordered").count() == 2


def test_the_officer_is_not_asked_for_a_scope_and_cannot_claim_one(desk, office):
    assert 'name="scope"' not in desk.get(NEW).content.decode()
    save(desk, STORM | {"scope": "national"})
    assert CalendarOrder.objects.get().scope == "office"


def test_new_files_are_laid_under_the_orders_given_on_screen(desk, office, office_files, now):
    from ongikar.office_files import importing

    save(desk)
    files = office_files()
    files.calendar["days"].append(
        {
            "from": "2026-11-24",
            "to": "2026-11-24",
            "kind": "general",
            "name_bn": "ক",
            "name_en": "A new day",
            "year": 2026,
        }
    )
    assert "calendar: version 3" in importing.load_office(files, now=now)
    assert [closed(office, f"2026-11-{day}") for day in (24, 25)] == ["A new day", "Cyclone"]
    assert importing.load_office(files, now=now) == [f"{office.slug}: known"]
