"""The month's figures, told once to those who answer for them; the meeting of a year without complaints."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from ongikar.gatherings.models import Gathering
from ongikar.grievances.models import StakeholderMeeting
from ongikar.grievances.upward.reports import monthly
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.notices.models import Message
from ongikar.rules.bangla.text import latin_digits

OPEN = datetime.fromisoformat("2027-01-03T10:00:00+06:00")
APRIL = datetime.fromisoformat("2027-04-04T10:00:00+06:00")


@pytest.fixture(autouse=True)
def nothing_entered(monkeypatch):
    monkeypatch.setattr(monthly, "_entered", {})


def entered_messages(now, verb):
    """How many were entered at a moment, and the messages that follow, of a process that knows nothing."""
    monthly._entered.clear()
    monthly.enter_monthly_figures(now)
    run_due_entries(now)
    return Message.objects.filter(outbox_entry__entry__verb=verb)


@pytest.mark.fast
def test_a_month_that_is_over_is_told_once_in_the_first_open_hours(filed, decide):
    decide(filed())
    assert not entered_messages(OPEN - timedelta(hours=6), monthly.OVER)
    for _ in range(2):
        sent = entered_messages(OPEN, monthly.OVER)
        assert {message.person.partition(":")[0] for message in sent} == {"post"}
        assert Entry.objects.filter(verb=monthly.OVER).count() == 1
    body = latin_digits(sent.first().body)
    assert "এসেছে 1টি, নিষ্পত্তি 1টি, চলমান 0টি" in body
    # Its last day lies in January: in December no promise to decide was due.
    assert "সময়মতো নিষ্পত্তির হার: –" in body
    assert not any("রহিমা" in message.body for message in sent)


def test_a_month_in_which_nothing_was_complained_of_is_not_told(office):
    assert not entered_messages(OPEN, monthly.OVER)


def test_a_year_without_complaints_is_reminded_of_its_meeting_until_one_is_planned(
    office, signed_in, salma, karim, time_machine
):
    assert not entered_messages(OPEN, monthly.NONE_YET)
    assert entered_messages(APRIL, monthly.NONE_YET)
    time_machine.move_to(APRIL)
    words = "অভিযোগহীন বছর: অংশীজন সভা ঠিক করুন"
    assert words in signed_in(karim).get(reverse("today")).content.decode()
    browser, address = signed_in(salma), reverse("desk_stakeholder_meeting")
    assert words in browser.get(reverse("today")).content.decode()
    faulty = browser.post(address, {"day": "2027-04-09", "begins": "11:00", "place": "সভাকক্ষ"})
    assert faulty.status_code == 422
    assert "এ দিন কার্যালয় বন্ধ" in faulty.content.decode()
    for _ in range(2):
        browser.post(address, {"day": "2027-04-20", "begins": "১১:০০", "place": "সভাকক্ষ"})
    assert Gathering.objects.filter(sort=Gathering.MEETING).count() == 1
    assert StakeholderMeeting.objects.get().fiscal_year == 2026
    assert words not in browser.get(reverse("today")).content.decode()
    assert "সভা ঠিক হয়েছে:" in browser.get(address).content.decode()
    monthly_later = APRIL + timedelta(days=30)
    before = Message.objects.count()
    entered_messages(monthly_later, monthly.NONE_YET)
    assert Message.objects.count() == before
