"""Each reading of a grievance is kept once an hour, with the post through which it was read."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from ongikar.grievances.actions import record_reading
from ongikar.grievances.handling.evidence import COMPLAINANT
from ongikar.grievances.models import Reading
from ongikar.journal.models import Entry
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import clean_file
from ongikar.rules.bangla.text import latin_digits
from tests.applicants import show_proof
from tests.scene import make_picture

from .conftest import LATER

pytestmark = pytest.mark.django_db


def test_a_reading_is_kept_once_an_hour_and_told_to_the_journal(filed, desk, salma, karim):
    grievance = filed(identity_hidden=True)
    for minutes in (0, 10, 60):
        now = LATER + timedelta(minutes=minutes)
        record_reading(grievance, holder=desk(salma), what=Reading.NAMED, now=now)
    record_reading(grievance, holder=desk(karim), what=Reading.REDACTED, now=LATER)
    kept = [(each.user, each.what, each.post) for each in Reading.objects.select_related("user", "post")]
    gro, officer = desk(salma).posts[0], desk(karim).posts[0]
    assert kept == [(salma, "named", gro), (salma, "named", gro), (karim, "redacted", officer)]
    assert Entry.objects.filter(verb="grievance.read").count() == 3


@pytest.mark.parametrize("hidden", [True, False])
def test_pages_and_papers_record_who_read_and_the_complainant_is_told(
    filed, signed_in, salma, karim, hidden, time_machine
):
    time_machine.move_to(LATER, tick=False)
    grievance = filed(identity_hidden=hidden)
    exhibit = keep_paper(
        office=grievance.office,
        subject=grievance.reference,
        title="প্রমাণ ১",
        content=clean_file(make_picture()),
        now=LATER,
        brought_by=COMPLAINANT,
    )
    decider, officer = signed_in(salma), Client()
    officer.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = decider.get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    assert f"({salma.name})" in page
    assert decider.get(reverse("paper", args=[exhibit.pk])).status_code == 302
    assert officer.get(reverse("desk_complaint", args=[grievance.number])).status_code == 200
    # Of a hidden name the picture stays shut, and so nothing was read.
    time_machine.shift(timedelta(hours=1))
    assert officer.get(reverse("paper", args=[exhibit.pk])).status_code == (404 if hidden else 302)
    read = [(each.user, each.what) for each in Reading.objects.select_related("user")]
    officers = [(karim, "redacted")] if hidden else [(karim, "named")] * 2
    assert read == [(salma, "named"), *officers]
    browser = show_proof(Client(), grievance)
    for root, words in (("", "কে কে পড়েছেন"), ("/en", "Who has read it")):
        told = browser.get(f"{root}/grievances/{grievance.number}/").content.decode()
        section = told.partition(words)[2]
        assert section.count("<time") == len(read)
        assert salma.name not in section


@pytest.mark.parametrize("hidden", [True, False])
def test_lists_show_no_name_and_so_no_list_is_an_unrecorded_reading(
    filed, signed_in, salma, karim, hidden, time_machine
):
    time_machine.move_to(LATER, tick=False)
    grievance = filed(identity_hidden=hidden)
    # As on a list of their own: the case of the same person stands elsewhere under its own name.
    grievance.complainant.name = "জরিনাবিবি"
    grievance.complainant.save(update_fields=["name"])
    decider, officer = signed_in(salma), Client()
    officer.force_login(karim, backend=settings.AUTHENTICATION_BACKENDS[0])
    says = ("নাম গোপন", "Name hidden") if hidden else ("নিজের নামে", "In their own name")
    for root, words in zip(("", "/en"), says, strict=True):
        for browser, address in ((decider, "/desk/grievances/"), (officer, "/desk/complaints/")):
            page = browser.get(root + address).content.decode()
            assert grievance.number.split("-")[-1] in latin_digits(page)
            assert words in page
            assert "জরিনাবিবি" not in page
    today = decider.get("/desk/today/").content.decode()
    assert "জরিনাবিবি" not in today
    assert not Reading.objects.exists()
