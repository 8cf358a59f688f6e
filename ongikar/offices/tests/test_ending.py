"""The list of holidays runs out: said sixty days before, once, to whom it concerns."""

from datetime import datetime, timedelta

import pytest

from ongikar.core.i18n.say import override_language
from ongikar.journal.models import Entry
from ongikar.notices.models import Message
from ongikar.offices.calendar_status import calendar_ending, warn_of_endings
from ongikar.operations import doctor
from ongikar.operations.worker import run_round

pytestmark = pytest.mark.django_db


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00:00+06:00")


def entries():
    return list(Entry.objects.filter(verb="calendar.ending").order_by("id").values_list("facts", flat=True))


def test_sixty_days_before_its_end_and_not_a_day_sooner(office):
    assert warn_of_endings(on("2026-10-31")) == 0
    assert warn_of_endings(on("2026-11-01")) == 1


def test_it_is_entered_once_and_again_when_it_is_over(office):
    for day in ("2026-11-02", "2026-11-03", "2026-12-31", "2027-01-01", "2027-01-02"):
        warn_of_endings(on(day))
    assert entries() == [
        {"last_day": "2026-12-31", "is_over": False},
        {"last_day": "2026-12-31", "is_over": True},
    ]


def test_the_officer_is_told_once(office):
    for minutes in range(3):
        run_round(on("2026-11-02") + timedelta(minutes=minutes))
    messages = Message.objects.filter(outbox_entry__entry__verb="calendar.ending")
    assert {message.title for message in messages} == {"ছুটির তালিকা দিতে হবে"}
    assert len(messages) == len({message.channel for message in messages}) > 0
    assert "৩১ ডিসেম্বর ২০২৬ পর্যন্ত" in messages.first().body.replace("\u00a0", " ")


@pytest.mark.fast
def test_today_and_the_calendar_page_say_it_to_the_officer(office, signed_in, karim, time_machine):
    time_machine.move_to(on("2026-11-22"), tick=False)
    desk = signed_in(karim)
    assert "২০২৭ সালের তালিকা দিন" in desk.get("/desk/today/").content.decode()
    assert "Enter the list of 2027" in desk.get("/en/desk/calendar/").content.decode().replace(
        "; enter", "; Enter"
    )
    time_machine.move_to(on("2026-10-01"), tick=False)
    assert "তালিকা দিন" not in desk.get("/desk/today/").content.decode()


def test_the_doctor_names_the_office_and_the_day(office, time_machine):
    time_machine.move_to(on("2026-11-22"), tick=False)
    fine, line = doctor.check_calendars()
    assert not fine
    assert f"{office.slug}: ছুটির তালিকা ৩১ ডিসেম্বর ২০২৬" in line.replace("\u00a0", " ")
    with override_language("en"):
        assert "the list of holidays ends on 31 December 2026" in doctor.check_calendars()[1].replace(
            "\u00a0", " "
        )
        time_machine.move_to(on("2026-10-01"), tick=False)
        assert doctor.check_calendars() == (True, "holidays: known for the next 60 days")


def test_a_year_without_any_list_is_said_too(office):
    assert calendar_ending(office.pk, on("2019-05-05")).last_day is None
    warn_of_endings(on("2019-05-05"))
    assert entries() == [{"last_day": "", "is_over": True}]
