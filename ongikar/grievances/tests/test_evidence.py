"""Evidence of either side: kept without what tells of its maker, and opened to whom it may be opened."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from ongikar.grievances import actions
from ongikar.grievances.handling.evidence import COMPLAINANT, RESPONDENT
from ongikar.grievances.models import Act, Grievance
from ongikar.papers.check import clean_file
from ongikar.papers.integrity import read_as_kept
from ongikar.papers.models import Paper
from ongikar.rules.transitions import TransitionFault
from tests.applicants import show_proof

from .conftest import LATER, MINUTE
from .test_pages import NEW

MARK = b"DSCF-Rahima-Khatun"


def photo(color="red"):
    """As a phone takes it: with its maker inside the file."""
    content, picture = io.BytesIO(), Image.new("RGB", (40, 30), color)
    exif = Image.Exif()
    exif[0x013B] = MARK.decode()
    picture.save(content, "JPEG", exif=exif)
    upload = io.BytesIO(content.getvalue())
    upload.name = f"{MARK.decode()}.jpg"
    assert MARK in content.getvalue()
    return upload


def complain(client, **changes):
    return client.post(reverse("grievance_new"), NEW | {"evidence": [photo()]} | changes)


def opens(user, paper):
    browser = Client()
    browser.force_login(user)
    return browser.get(reverse("paper", args=[paper.pk])).status_code == 302


@pytest.mark.parametrize("who", ["named", "hidden"])
def test_a_photo_comes_with_the_complaint_and_tells_nothing_of_its_maker(office, client, who, karim, salma):
    complain(client, who=who)
    grievance, paper = Grievance.objects.get(), Paper.objects.get()
    assert paper.subject_type == "grievance"
    assert paper.subject_id == grievance.pk
    assert MARK not in read_as_kept(paper)
    assert MARK.decode() not in f"{paper.title} {paper.file.name}"
    # Whoever decides reads it; the officer complained of only where the name is not hidden.
    assert opens(salma, paper)
    assert opens(karim, paper) == (who == "named")
    # The browser that filed it opens it, any other does not.
    assert client.get(reverse("paper", args=[paper.pk])).status_code == 302
    assert Client().get(reverse("paper", args=[paper.pk])).status_code == 404


def test_the_officer_is_told_how_many_were_kept_from_them(office, client, karim):
    complain(client, who="hidden")
    client.force_login(karim)
    number = Grievance.objects.get().number
    html = client.get(reverse("desk_complaint", args=[number])).content.decode()
    assert "১টি ছবি বা কাগজ" in html
    assert reverse("paper", args=[Paper.objects.get().pk]) not in html


def test_a_malicious_file_is_told_and_nothing_is_filed(office, client):
    bad = io.BytesIO(b"MZ\x90\x00 this runs")
    bad.name = "photo.jpg"
    answer = complain(client, evidence=[photo(), bad])
    assert answer.status_code == 422
    assert "২ নম্বর ফাইল" in answer.content.decode()
    assert not Grievance.objects.exists()
    assert not Paper.objects.exists()


def test_files_are_asked_for_again_where_something_else_is_wrong(office, client):
    answer = complain(client, text="ক" * 50_000)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "ফাইল আবার বেছে নিন" in html
    assert "৪৫,০০০ অক্ষরের বেশি" in html
    # What was typed is all still there.
    assert "ক" * 50_000 in html


def test_both_sides_add_while_it_is_open_and_a_press_twice_adds_once(filed, client, karim, salma):
    grievance = filed()
    show_proof(client, grievance)
    address = reverse("grievance_evidence", args=[grievance.number])
    for _ in range(2):
        assert client.post(address, {"evidence": [photo()], "words": "চিঠির ছবি"}).status_code == 302
    for _ in range(2):
        client.post(address, {"words": "আমার মোবাইল নম্বর ভুল লেখা হয়েছে।"})
    assert client.post(address, {"words": ""}).status_code == 422
    officer = Client()
    officer.force_login(karim)
    officer.post(reverse("desk_complaint_evidence", args=[grievance.number]), {"evidence": [photo("blue")]})
    sides = list(Paper.objects.order_by("pk").values_list("brought_by", flat=True))
    assert sides == [COMPLAINANT, RESPONDENT]
    assert Act.objects.filter(name="add_evidence").count() == 3
    # What the officer brought is for whoever decides.
    assert opens(salma, Paper.objects.last())
    assert client.get(reverse("paper", args=[Paper.objects.last().pk])).status_code == 404
    officer.force_login(salma)
    page = officer.get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    assert "কর্মকর্তার প্রমাণ ২" in page
    assert "চিঠির ছবি" in page


def test_nothing_is_added_to_what_is_decided(filed, decide):
    grievance = filed()
    decide(grievance)
    with pytest.raises(TransitionFault):
        actions.add_evidence(
            grievance=grievance, files=[clean_file(photo().getvalue())], side=COMPLAINANT, now=LATER + MINUTE
        )
    assert not Paper.objects.exists()


@pytest.mark.fast
def test_what_is_kept_is_named_by_its_turn_alone():
    from ongikar.grievances.handling.evidence import CLIPPING, stored_title

    assert stored_title(COMPLAINANT, 3) == "প্রমাণ ৩"
    assert stored_title(CLIPPING, 1) == "কাটিং ১"


def test_what_was_kept_goes_with_its_complaint(office, client):
    from ongikar.grievances.retention import anonymise_grievance

    told = {"kind": "staff", "service_no": "২০১৫০০৪২", "service_post": "অফিস সহকারী"}
    complain(client, **told)
    for _ in range(2):
        anonymise_grievance(Grievance.objects.get())
    grievance, paper = Grievance.objects.get(), Paper.objects.get()
    assert not paper.file
    assert (grievance.service_no, grievance.service_post, grievance.source) == ("", "", "")


def test_whoever_complained_sees_what_is_held_and_nobody_else(office, client):
    complain(client, kind="staff", service_no="২০১৫০০৪২", service_post="অফিস সহকারী", email="r@example.com")
    address = reverse("grievance", args=[Grievance.objects.get().number])
    html = client.get(address).content.decode()
    assert "আপনার যে তথ্য রাখা আছে" in html
    assert "২০১৫০০৪২" in html
    assert "০১৭০০০০০০০১" not in html
    # Whoever knows the number and four figures reads the complaint, and not this.
    other = Client()
    other.post(reverse("track"), {"number": Grievance.objects.get().number, "last_four": "0001"})
    html = other.get(address).content.decode()
    assert "২০১৫০০৪২" not in html
