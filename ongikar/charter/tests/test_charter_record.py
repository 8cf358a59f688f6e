"""The record of a review: the officer and the auditor read who decided what, also when it has long ended."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from conftest import OFFICE
from ongikar.people.models import Holding, User

from .reviewing import bring, decide

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-22T10:00:00+06:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def auditor(office):
    user = User.objects.create(username="auditor", name_bn="নিরীক্ষক", name_en="The Auditor")
    post = office.posts.get_or_create(
        role="auditor", defaults={"slug": "auditor", "title_bn": "নিরীক্ষক", "title_en": "Auditor"}
    )[0]
    Holding.objects.create(user=user, post=post, since=date(2024, 1, 1))
    client = Client()
    client.force_login(user, backend="ongikar.people.sign_in.StaffBackend")
    return client


@pytest.fixture
def upload(desk, clock):
    found = bring(desk, (OFFICE / "charter.txt").read_text("utf-8"))
    for day in ("2027-01-31", "2027-02-28"):
        decide(desk, found, "institutional-8", fee_choice="reserve", fee_reason="যাচাই চলছে", fee_until=day)
        clock.shift(60)
    desk.post(f"/desk/charter/{found.pk}/part/citizen-2/leave-out/", {"reason": "এটি শিরোনাম"})
    clock.shift(60)
    desk.post(f"/desk/charter/{found.pk}/part/citizen-2/bring-back/")
    return found


def record(client, upload, tongue="") -> str:
    return client.get(f"{tongue}/desk/charter/{upload.pk}/record/").content.decode().replace("\xa0", " ")


def test_every_decision_is_told_with_its_reason_day_and_name_also_one_that_was_changed(desk, upload, karim):
    page = record(desk, upload)
    assert page.count("যাচাই চলছে") == 2
    assert "৩১ জানুয়ারি ২০২৭ পর্যন্ত" in page
    assert "২৮ ফেব্রুয়ারি ২০২৭ পর্যন্ত" in page
    assert page.count("পরে বদলেছে") == 2, "the first day, and the row left out"
    assert karim.name_bn in page
    assert page.index("সারিটি ফিরিয়ে আনা হয়েছে") < page.index("সারিটি বাদ দেওয়া হয়েছে") < page.index("যাচাই চলছে")


def test_it_is_told_in_english_too(desk, upload, karim):
    page = record(desk, upload, "/en")
    for words in (
        "row left out",
        "row brought back",
        "changed later",
        "until 31 January 2027",
        "Leave it open for now",
        "Kind",
        karim.name_en,
        "The office’s own time limit <b>3 working days</b>",
    ):
        assert words in page, words
    assert "কার্যালয়ের নিজের সময়সীমা <b>৩ কার্যদিবস</b>" in record(desk, upload)


def test_what_was_found_right_is_told_in_one_line_and_answers_in_words(desk, upload):
    page = record(desk, upload)
    assert re.search("ঠিক আছে: .*, কাগজ বা ফরম প্রাপ্তিস্থান, দায়িত্বপ্রাপ্ত কর্মকর্তা", page), page[page.index("<ol") :]
    assert "আইসিটি অফিসার" in page
    for name in ("rollout", "upazila-ict-officer", "institutional"):
        assert f">{name}<" not in page, name
    assert page.count("<time") == 4, "two presses on a part, one row left out and brought back"


def test_the_auditor_reads_review_document_file_and_record_and_decides_nothing(auditor, upload):
    for address in ("", "document/", "file/", "record/"):
        assert auditor.get(f"/desk/charter/{upload.pk}/{address}").status_code == 200, address
    review = auditor.get(f"/desk/charter/{upload.pk}/").content.decode()
    for closed in ("/part/", "/add/", "/publish/", "/drop/", "/as-before/"):
        assert f"/desk/charter/{upload.pk}{closed}" not in review, closed
    assert auditor.get(f"/desk/charter/{upload.pk}/part/citizen-1/").status_code == 403
    assert "/part/" not in auditor.get(f"/desk/charter/{upload.pk}/document/").content.decode()


def test_a_review_that_has_ended_is_still_found_from_the_desk(desk, auditor, upload):
    desk.post(f"/desk/charter/{upload.pk}/drop/")
    for client in (desk, auditor):
        assert f"/desk/charter/{upload.pk}/" in client.get("/desk/charter/").content.decode()
        assert "যাচাই চলছে" in record(client, upload)
