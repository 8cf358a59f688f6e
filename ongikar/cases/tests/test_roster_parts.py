"""An applicant who came onto a roster sees the timetable and the attendance; the ticket, once proved."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.gatherings import actions
from ongikar.gatherings.models import Gathering, Mark
from ongikar.journal.actions import record
from ongikar.journal.models import Entry
from ongikar.journal.outbox import run_due_entries
from ongikar.people.models import GONE
from tests.applicants import show_proof
from tests.scene import browser_of_reader

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)


@pytest.fixture
def case(receive, now, time_machine):
    time_machine.move_to(now, tick=False)
    return receive("citizen-1", now=now)


@pytest.fixture
def member(case, now):
    office, begun = case.office, now - timedelta(days=3)
    roster = actions.open_roster(office=office, subject=case.reference, title="ব্যাচ ৩", actor=KARIM, now=begun)
    member = actions.add_member(roster, applicant=("applicant", case.applicant_id), actor=KARIM, now=begun)
    assert (member.name, member.mobile) == (case.applicant.name, case.applicant.mobile)
    gathering = actions.plan_gathering(
        office=office,
        sort=Gathering.SESSION,
        title="প্রথম ক্লাস",
        place="ল্যাব",
        starts_at=now - timedelta(days=1),
        ends_at=now - timedelta(days=1, hours=-2),
        roster=roster,
        actor=KARIM,
        now=begun,
    )
    actions.record_gathering(gathering, rest=Mark.PRESENT, actor=KARIM, now=now)
    return member


def test_the_tracking_page_shows_attendance_to_readers_and_the_ticket_to_the_applicant(case, member):
    path = reverse("track_case", args=[case.number])
    read = browser_of_reader([case]).get(path).content.decode()
    own = show_proof(Client(), case).get(path).content.decode()
    for page in (read, own):
        assert "প্রথম ক্লাস" in page
        assert "১০০%" in page
    assert "আপনার টিকিট" not in read
    assert reverse("ticket", args=[member.read_ticket()])[:8] in own
    assert "আপনার টিকিট" in own


def test_it_stands_among_what_is_held_about_them(case, member):
    page = show_proof(Client(), case).get(reverse("track_held", args=[case.number])).content.decode()
    assert "যে তালিকায় আপনার নাম আছে" in page
    assert "ব্যাচ ৩" in page


def test_a_case_without_a_roster_shows_nothing_of_it(case):
    page = show_proof(Client(), case).get(reverse("track_case", args=[case.number])).content.decode()
    assert "উপস্থিতি এ পর্যন্ত" not in page


def test_what_is_put_right_on_the_application_is_put_right_on_the_roster(case, member, now):
    case.applicant.mobile = "+8801712345678"
    case.applicant.save(update_fields=["mobile"])
    record("case.corrected", subject=case.reference, actor=KARIM, office_id=case.office_id, now=now)
    run_due_entries(now)
    member.refresh_from_db()
    assert member.mobile == "+8801712345678"
    changed = Entry.objects.filter(verb="member.changed")
    assert [entry.facts["fields"] for entry in changed] == [["mobile"]]
    run_due_entries(now)
    assert changed.count() == 1


def test_whoever_is_emptied_as_an_applicant_is_emptied_on_the_roster(case, member, now):
    anonymise_case(case)
    member.refresh_from_db()
    assert (member.name, member.mobile, member.ticket) == (GONE, "", "")
    assert Mark.objects.filter(member=member).exists()
