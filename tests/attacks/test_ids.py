"""Guessing what is another's: every number, key and id of a case, a paper, an offer, a draft and a complaint,
tried in turn.
"""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ongikar.cases.citizen.track.tracking import COOKIE
from ongikar.cases.models import Act, Case, Draft
from ongikar.grievances.models import Grievance, Offer
from ongikar.journal.models import Entry
from ongikar.papers.models import Paper
from ongikar.papers.responses import paper_link
from tests.access_matrix import ACCESS_MATRIX
from tests.endpoint_requests import SENT, url_patterns
from tests.scene import browser_of_applicant, row_counts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# Of each sort of thing, its addresses for citizens.
OF_A_CASE = (
    "track_case",
    "track_days",
    "track_answer",
    "track_rate",
    "track_withdraw",
    "track_disown",
    "track_held",
    "track_result",
    "track_receipt",
    "track_enough",
    "track_day",
    "track_appointment",
    "track_appointment_confirm",
    "track_appointment_cancel",
    "track_appointment_ics",
    "track_event_report",
    "track_job_sheet",
    "track_again",
    "track_lecture",
    "track_school",
    "track_seat",
    "track_follow_up",
    "track_objection",
    "track_attendance",
    "prove",
    "grievance_about",
)
SHUT = (302, 404, 405)


def contents(answer) -> str:
    return (
        b"".join(answer.streaming_content).decode("latin-1") if answer.streaming else answer.content.decode()
    )


def is_shut(answer) -> bool:
    """Nothing is told, and the only way on is the door."""
    if answer.status_code == 302:
        return answer["Location"].removeprefix("/en").startswith(("/track/?number=", "/sign-in/"))
    return answer.status_code in (404, 405)


def test_every_address_of_a_case_is_tried_here():
    by_number = {each.name for each in url_patterns() if "number" in each.pattern.converters}
    assert {name for name in by_number if name.startswith("track")} <= set(OF_A_CASE)


def test_following_one_case_opens_no_other(scene):
    thief, before = browser_of_applicant([scene.others_case]), row_counts()
    for case in Case.objects.exclude(pk=scene.others_case.pk):
        for name in OF_A_CASE:
            address = reverse(name, args=[case.number])
            for answer in (
                thief.get(address),
                thief.post(address, SENT[name](scene.ours) if name in SENT else {}),
            ):
                assert is_shut(answer), f"{name} of {case.number}: {answer.status_code}"
    assert row_counts() == before


def test_no_id_of_a_paper_opens_one_that_is_not_ones_own(scene):
    thief = browser_of_applicant([scene.others_case])
    for number in range(Paper.objects.latest("pk").pk + 3):
        assert thief.get(reverse("paper", args=[number])).status_code == 404
    for paper in Paper.objects.all():
        # Even with a key that is rightly signed for somebody else.
        for holder in (thief, Client()):
            request = holder.get("/nowhere/").wsgi_request
            assert holder.get(paper_link(request, paper)).status_code == 404
    assert not Entry.objects.filter(verb="paper.read").exists()


def test_no_id_of_an_offer_files_anothers_complaint(scene):
    thief, before = browser_of_applicant([scene.others_case]), row_counts()
    for number in range(Offer.objects.latest("pk").pk + 3):
        for name in ("offer", "offer_file"):
            address = reverse(name, args=[number])
            assert thief.get(address).status_code in (404, 405)
            assert thief.post(address, {"text": "উত্তর পাইনি।"}).status_code == 404
    assert row_counts() == before


def test_no_number_of_a_complaint_opens_anothers(scene):
    thief = browser_of_applicant([scene.others_case])
    for grievance in Grievance.objects.all():
        answer = thief.get(reverse("grievance", args=[grievance.number]))
        assert is_shut(answer)
        assert grievance.text not in contents(answer)


@pytest.mark.parametrize(
    "token",
    [
        "1",
        "test-1",
        "counter-1",
        "demo-rangpur-sadar-ict-1",
        "offer-1",
        "%",
        "_" * 32,
        "' OR 1=1 --" + "x" * 20,
    ],
)
def test_a_guessed_key_opens_neither_a_receipt_nor_a_draft(token, scene, receive):
    receive("citizen-1", submission="counter-1")
    for name, args in (("receipt", [token]), ("receipt_paper", [token]), ("apply_step", [token, "check"])):
        assert Client().get(reverse(name, args=args)).status_code in (302, 404)
        answer = Client().get(reverse(name, args=args), follow=True)
        assert "রহিমা" not in contents(answer)


def test_a_draft_of_another_office_is_unknown_by_its_own_key(scene):
    assert Client().get(reverse("apply_step", args=[scene.theirs.draft.token, "check"])).status_code == 404


def test_a_cookie_signed_elsewhere_or_too_long_ago_opens_nothing(scene):
    case = scene.ours.received
    address = reverse("track_case", args=[case.number])
    for value in (
        signing.dumps([f"case:{case.pk}"], salt="another"),
        signing.dumps([f"case:{case.pk}"], key="another", salt=COOKIE.salt),
        signing.dumps([f"case:{case.pk}"], salt=COOKIE.salt)[:-1] + "x",
        signing.dumps({"case": case.pk}, salt=COOKIE.salt),
    ):
        browser = Client()
        browser.cookies["following"] = value
        assert is_shut(browser.get(address))
    browser = browser_of_applicant([case])
    assert browser.get(address).status_code == 200
    old = signing.TimestampSigner(salt=COOKIE.salt)
    old.timestamp = lambda: signing.b62_encode(int((timezone.now() - timedelta(days=2)).timestamp()))
    browser.cookies["following"] = old.sign_object([f"case:{case.pk}"])
    assert is_shut(browser.get(address))


def test_an_officer_reaches_no_hidden_complainant_by_any_id(scene):
    """Numbers of a complaint in place of numbers of cases, and the other way round, lead nowhere."""
    desk = scene.browser("officer")
    for grievance in Grievance.objects.all():
        for name in ("case", "case_days", "case_receipt", "case_identity", "desk_grievance"):
            assert desk.get(reverse(name, args=[grievance.number])).status_code in (403, 404), name


def test_an_act_on_anothers_case_adds_nothing_to_it(scene):
    thief, acts = browser_of_applicant([scene.others_case]), Act.objects.count()
    drafts = Draft.objects.filter(sent_at=None).count()
    for case in scene.ours.cases:
        thief.post(reverse("track_withdraw", args=[case.number]), {"sure": "on"})
        thief.post(reverse("track_held", args=[case.number]), {"field": "mobile", "new": "01700000009"})
    assert Act.objects.count() == acts
    assert Draft.objects.filter(sent_at=None).count() == drafts
    assert ("track_held", "POST") in ACCESS_MATRIX
