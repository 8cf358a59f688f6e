"""The ways by which a complaint comes besides the citizen's own phone: the counter's device, a digital
centre, a letter, a closed envelope, and what the office reads by itself.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.grievances.handling.letter_intake import NO_SENDER, UNOPENED
from ongikar.grievances.models import Grievance
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter
from ongikar.offices.models import Post
from ongikar.papers.check import clean_file
from ongikar.papers.models import Paper
from ongikar.people.models import Holding, User

from .conftest import LATER, MINUTE
from .test_evidence import photo
from .test_pages import NEW


@pytest.fixture
def at(client, time_machine):
    """`at(user)`: a browser in which this person is signed in, in December."""
    time_machine.move_to(LATER)

    def sign_in(user):
        browser = Client()
        browser.force_login(user)
        return browser

    return sign_in


def test_on_the_counters_device_the_clerk_is_signed_out_and_learns_nothing(office, at, shirin, salma):
    device = at(shirin)
    assert reverse("counter_hand_over") in device.get(reverse("counter")).content.decode()
    assert device.post(reverse("counter_hand_over"))["Location"] == reverse("counter_complaint")
    assert "_auth_user_id" not in device.session
    page = device.get(reverse("counter_complaint"))
    assert "no-store" in page["Cache-Control"]
    slip = device.post(reverse("counter_complaint"), NEW | {"who": "hidden", "evidence": [photo()]})
    grievance = Grievance.objects.get()
    assert grievance.channel == Grievance.COUNTER
    assert slip.context["key"]
    # Nobody in particular sent it, and the device is not the complainant's.
    assert (grievance.acts.get().by_type, grievance.acts.get().by_id) == ("citizen", None)
    assert device.get(reverse("grievance", args=[grievance.number])).status_code == 302
    receipt = device.post(reverse("grievance_receipt", args=[grievance.number]), {"key": slip.context["key"]})
    assert receipt["Content-Type"] == "application/pdf"
    assert device.post(reverse("counter_done"))["Location"] == reverse("account_login")
    # Given back, or never handed over, its page leads to the public one.
    assert device.get(reverse("counter_complaint"))["Location"] == reverse("grievance_new")
    clerk = at(shirin)
    assert clerk.get(reverse("paper", args=[Paper.objects.get().pk])).status_code == 404
    assert at(salma).get(reverse("desk_grievance", args=[grievance.number])).status_code == 200


def test_the_device_is_the_visitors_for_half_an_hour(office, at, shirin, time_machine):
    device = at(shirin)
    device.post(reverse("counter_hand_over"))
    time_machine.move_to(LATER + 31 * MINUTE)
    assert device.post(reverse("counter_complaint"), NEW)["Location"] == reverse("grievance_new")
    assert not Grievance.objects.exists()


@pytest.fixture
def jashim(office):
    user = User.objects.create_user("jashim-agent")
    post = Post.objects.create(
        office=office, slug="udc-one", role=Post.AGENT, title_bn="উদ্যোক্তা", title_en="Entrepreneur"
    )
    Holding.objects.create(user=user, post=post, since=LATER.date() - timedelta(days=99))
    return user


def test_a_digital_centre_files_with_consent_and_cannot_open_it_again(office, at, jashim):
    centre, address = at(jashim), reverse("agent_complaint")
    assert address in centre.get(reverse("agent")).content.decode()
    refused = centre.post(address, NEW | {"who": "hidden"})
    assert "সম্মতি ছাড়া" in refused.content.decode()
    for _ in range(2):
        assert centre.post(address, NEW | {"who": "hidden", "consent": "on"}).context["key"]
    grievance = Grievance.objects.get()
    assert grievance.channel == Grievance.AGENT
    assert centre.get(reverse("grievance", args=[grievance.number])).status_code == 302
    assert centre.get(reverse("desk_complaint", args=[grievance.number])).status_code == 403


@pytest.fixture
def letter(office, shirin):
    """An ordinary letter in the diary, with a scan, of four days ago."""
    received = ReceivedLetter(
        "উপজেলা আইসিটি অফিসারের বিরুদ্ধে অভিযোগ",
        (LATER - timedelta(days=4)).date(),
        sender_name="রহিমা খাতুন",
        scan=clean_file(photo().getvalue()),
    )
    return enter_letter(
        office=office, letter=received, submission="one", actor=("user", shirin.pk), now=LATER
    )


def test_a_letter_of_the_diary_becomes_a_complaint_of_the_day_it_came(
    office, at, letter, shirin, salma, karim
):
    keeper, desk = at(shirin), at(salma)
    page, scan = reverse("letter", args=[letter.pk]), Paper.objects.get()
    gro = office.posts.get(role=Post.GRO)
    address = reverse("desk_letter_complaint", args=[letter.pk])
    assert address in keeper.get(page).content.decode()
    assert desk.get(reverse("paper", args=[scan.pk])).status_code == 404
    for _ in range(2):
        assert keeper.post(address, {"to": gro.pk}).status_code == 302
    new = reverse("desk_grievance_new")
    assert f"?letter={letter.pk}" in desk.get(new).content.decode()
    assert desk.get(reverse("paper", args=[scan.pk])).status_code == 302
    assert letter.subject_line in desk.get(new, {"letter": letter.pk}).content.decode()
    sent = NEW | {"letter": letter.pk, "channel": "letter", "number": "", "who": "hidden"}
    for _ in range(2):
        assert desk.post(new, sent).status_code == 200
    grievance, letter = Grievance.objects.with_related().get(), Letter.objects.get()
    assert grievance.letter == letter
    assert letter.subject == grievance.reference
    assert not letter.is_open
    assert grievance.current.clock.started_at.date() == letter.received_on
    # From now on those who may not know of the complaint do not know of the letter.
    assert keeper.get(page).status_code == 404
    assert at(karim).get(reverse("paper", args=[scan.pk])).status_code == 404
    assert desk.get(reverse("paper", args=[scan.pk])).status_code == 302


def test_a_closed_envelope_is_entered_unopened_and_given_to_whom_it_names(office, at, shirin, salma):
    gro = office.posts.get(role=Post.GRO)
    keeper = at(shirin)
    address = reverse("desk_unopened_letter")
    assert address in keeper.get(reverse("diarise")).content.decode()
    sent = {"to": gro.pk, "channel": "hand", "received_on": "2026-12-05", "token": "once"}
    for _ in range(2):
        assert keeper.post(address, sent).status_code == 302
    letter = Letter.objects.get()
    assert (letter.subject_line, letter.sender_name, letter.marked) == (UNOPENED, NO_SENDER, gro)
    assert keeper.post(address, sent | {"received_on": "2027-01-01", "token": "two"}).status_code == 422
    assert f"?letter={letter.pk}" in at(salma).get(reverse("desk_grievance_new")).content.decode()


def test_what_the_office_reads_it_opens_with_a_clipping_and_nobody_is_told(
    office, at, salma, karim, pass_time
):
    desk, address = at(salma), reverse("desk_own_motion")
    sent = {
        "source": "দৈনিক যুগের আলো, পাতা ৩",
        "source_day": "2026-12-05",
        "respondent": "upazila-ict-officer",
        "about": "unlawful",
        "text": "পত্রিকায় লেখা হয়েছে, প্রশিক্ষণে টাকা নেওয়া হয়।",
        "submission": "once",
    }
    assert desk.post(address, sent).status_code == 422
    assert desk.post(address, sent | {"source_day": "2027-01-01", "evidence": [photo()]}).status_code == 422
    for _ in range(2):
        assert desk.post(address, sent | {"evidence": [photo()]}).status_code == 302
    pass_time(LATER)
    grievance = Grievance.objects.get()
    assert grievance.is_own_motion
    assert grievance.source == sent["source"]
    assert grievance.acts.get().by_id == salma.pk
    page = desk.get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    assert sent["source"] in page
    assert "কাটিং ১" in page
    # What was printed for everybody the officer reads as well.
    officer = at(karim)
    html = officer.get(reverse("desk_complaint", args=[grievance.number])).content.decode()
    assert "কার্যালয় নিজে খুলেছে" in html
    assert officer.get(reverse("paper", args=[Paper.objects.get().pk])).status_code == 302


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "staff"}, "চাকরির পরিচিতি নম্বর লিখুন"),
        ({"kind": "official"}, "দপ্তরের নাম লিখুন"),
        ({"kind": "official", "who": "anonymous", "institution": "স্কুল"}, "নাম ছাড়া অভিযোগ হয় না"),
        ({"respondent": "a-post-of-another-office"}, "তালিকা থেকে একটি বেছে নিন"),
    ],
)
def test_each_kind_is_asked_its_own(office, client, changes, says):
    answer = client.post(reverse("grievance_new"), NEW | changes)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Grievance.objects.exists()


def test_staff_tell_their_number_and_it_is_hidden_with_their_name(office, client, at, karim):
    told = {"service_no": "২০১৫০০৪২", "service_post": "অফিস সহকারী, রংপুর"}
    text = "আমি অফিস সহকারী, রংপুর; নম্বর 20150042। বেতন আটকে আছে।"
    client.post(reverse("grievance_new"), NEW | told | {"kind": "staff", "who": "hidden", "text": text})
    grievance = Grievance.objects.get()
    assert (grievance.service_no, grievance.service_post) == tuple(told.values())
    html = at(karim).get(reverse("desk_complaint", args=[grievance.number])).content.decode()
    assert "বেতন আটকে আছে" in html
    assert "20150042" not in html
    assert "অফিস সহকারী, রংপুর" not in html


def test_transliterated_words_and_a_post_without_a_holder_are_taken(office, client):
    Holding.objects.filter(post__slug="upazila-ict-officer").update(until=LATER.date() - timedelta(days=30))
    answer = client.post(
        reverse("grievance_new"), NEW | {"text": "amar kache taka chaoa hoyeche, bicar chai"}
    )
    assert answer.status_code == 302
    assert Grievance.objects.get().text.startswith("amar kache")
