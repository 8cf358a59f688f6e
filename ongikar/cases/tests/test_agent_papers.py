"""The papers that a citizen brings to a digital centre: asked for by the service, checked, and handed to the
office.
"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from ongikar.cases.agent import views
from ongikar.cases.agent.filing import draft_token
from ongikar.cases.models import Case, Draft
from ongikar.offices.models import Post
from ongikar.papers import quota
from ongikar.papers.models import Paper
from ongikar.people.models import User

from .test_agent import agree

pytestmark = pytest.mark.django_db
TOLD = {
    "mobile": "০১৭০০০০০০০৫",
    "name": "নূরজাহান বেগম",
    "address": "হরিদেবপুর",
    "service": "citizen-1",
    "ask-question": "কয়টি ল্যাব চালু?",
    "ask-form_wanted": "written",
    "ask-receive_by": "collect",
    "token": "pressed-at-the-centre",
}
ASKED = TOLD | {"asked_of": "citizen-1"}
# Another service, with its own questions answered.
OTHER = TOLD | {
    "service": "citizen-2",
    "asked_of": "citizen-2",
    "ask-topic": "buying",
    "ask-question": "কোন ল্যাপটপ কিনব?",
}


def card(name="nid.jpg", *, content: bytes | None = None) -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(drawn, "JPEG")
    return SimpleUploadedFile(name, content if content is not None else drawn.getvalue(), "image/jpeg")


@pytest.fixture
def centre(signed_in, office):
    return signed_in(User.objects.get(username="jashim"))


@pytest.fixture
def agreed(centre):
    """The centre's browser, with the citizen of `TOLD` beside it, who has said yes by their code."""
    agree(centre)
    return centre


def words(answer) -> str:
    return answer.content.decode()


def test_the_papers_of_the_service_are_asked_for_once_it_is_known(centre):
    assert 'name="paper-1"' not in words(centre.get("/agent/new/"))
    page = centre.post("/agent/new/", TOLD)
    assert page.status_code == 200
    for part in (
        "জাতীয় পরিচয়পত্র",
        'name="paper-1"',
        'name="paper-2"',
        "নূরজাহান বেগম",
        'name="ask-question"',
    ):
        assert part in words(page)
    assert 'name="paper-0"' not in words(page)
    assert not Case.objects.exists()


def test_a_service_that_takes_none_asks_its_questions_only(agreed):
    page = agreed.post("/agent/new/", OTHER | {"asked_of": ""})
    assert page.status_code == 200
    assert 'name="ask-topic"' in words(page)
    assert 'name="paper-' not in words(page)
    assert agreed.post("/agent/new/", OTHER).status_code == 302
    assert Case.objects.count() == 1


def test_a_service_chosen_since_has_papers_of_its_own(agreed):
    page = agreed.post("/agent/new/", ASKED | {"asked_of": "citizen-2", "show-1": "on"})
    assert page.status_code == 200
    assert 'value="citizen-1"' in words(page)
    assert not Case.objects.exists()


def test_what_the_charter_needs_is_given_or_will_be_shown(agreed):
    page = agreed.post("/agent/new/", ASKED)
    assert page.status_code == 422
    assert "“জাতীয় পরিচয়পত্র” দিন, অথবা নাগরিক" in words(page)
    assert not Case.objects.exists()
    agreed.post("/agent/new/", ASKED | {"show-1": "on"})
    case = Case.objects.get()
    assert case.answers["to_show_at_office"] == ["জাতীয় পরিচয়পত্র"]
    assert "দেখাতে হবে" in words(agreed.get(f"/agent/{case.number}/"))


def test_a_paper_goes_with_the_request_and_stands_on_its_pages(agreed, client, signed_in, karim):
    answer = agreed.post("/agent/new/", ASKED | {"paper-1": card()})
    case, paper = Case.objects.get(), Paper.objects.get()
    assert answer["Location"] == f"/agent/{case.number}/"
    assert (paper.subject_type, paper.subject_id, paper.brought_by) == ("case", case.pk, "agent")
    assert "জাতীয় পরিচয়পত্র" in words(agreed.get(answer["Location"]))
    # The centre handed it over and reads it no more; the office does.
    assert agreed.get(f"/papers/{paper.pk}/").status_code == 404
    desk = signed_in(karim)
    assert f"/papers/{paper.pk}/" in words(desk.get(f"/desk/cases/{case.number}/"))
    assert desk.get(f"/papers/{paper.pk}/", follow=True).status_code == 200
    # Kept under the charter's Bangla words, and told in the page's language.
    assert "National ID card</a>" in words(desk.get(f"/en/desk/cases/{case.number}/"))


def test_the_key_of_the_agents_form_opens_no_receipt_and_so_no_paper(agreed):
    agreed.post("/agent/new/", ASKED | {"paper-1": card()})
    assert agreed.get(f"/receipt/{Case.objects.get().submission}/").status_code == 404
    assert agreed.get(f"/papers/{Paper.objects.get().pk}/").status_code == 404


def test_what_a_camera_wrote_into_it_does_not_stay(agreed):
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "taken at 25.74N 89.25E"
    Image.new("RGB", (60, 40), "white").save(drawn, "JPEG", exif=exif)
    assert b"25.74N" in drawn.getvalue()
    agreed.post("/agent/new/", ASKED | {"paper-1": card(content=drawn.getvalue())})
    assert b"25.74N" not in Paper.objects.get().file.read()


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 a program", b"<svg onload='x()'/>"])
def test_what_is_no_picture_is_refused_beside_its_field(agreed, content):
    page = agreed.post("/agent/new/", ASKED | {"show-1": "on", "paper-1": card(content=content)})
    assert page.status_code == 422
    assert 'href="#id_paper-1"' in words(page)
    assert not Paper.objects.exists()
    assert not Case.objects.exists()


def test_a_paper_stays_while_the_rest_is_put_right(agreed):
    page = agreed.post("/agent/new/", ASKED | {"mobile": "", "paper-1": card()})
    assert page.status_code == 422
    assert "সরান" in words(page)
    agreed.post("/agent/new/", ASKED)
    assert Paper.objects.get().subject_id == Case.objects.get().pk


def test_a_wrong_one_is_taken_away_before_it_is_filed(centre):
    centre.post("/agent/new/", ASKED | {"paper-1": card()})
    wrong = Paper.objects.get()
    page = centre.post("/agent/new/", ASKED | {"remove": wrong.pk})
    assert "সরান" not in words(page)
    assert not Paper.objects.exists()
    assert not Case.objects.exists()


def test_nothing_of_another_form_is_taken_away(centre):
    centre.post("/agent/new/", ASKED | {"paper-1": card()})
    centre.post("/agent/new/", ASKED | {"token": "another-form", "remove": Paper.objects.get().pk})
    assert Paper.objects.exists()


def test_what_was_brought_for_another_service_does_not_go_to_the_office(agreed):
    agreed.post("/agent/new/", ASKED | {"name": "", "paper-1": card()})
    agreed.post("/agent/new/", OTHER)
    assert Case.objects.get().row.code == "citizen-2"
    assert not Paper.objects.exists()


def test_pressed_twice_keeps_one_paper_and_says_so(agreed):
    first = agreed.post("/agent/new/", ASKED | {"paper-1": card()})
    again = agreed.post("/agent/new/", ASKED | {"name": "অন্য একজন", "paper-1": card()}, follow=True)
    assert again.redirect_chain == [(first["Location"], 302)]
    assert "আবেদন আগেই গেছে" in words(again)
    assert (Case.objects.count(), Paper.objects.count()) == (1, 1)


def test_of_two_presses_at_once_the_second_leaves_no_paper_behind(agreed, monkeypatch):
    agreed.post("/agent/new/", ASKED | {"paper-1": card()})
    # Both looked before either had filed.
    monkeypatch.setattr(views, "find_filed_case", lambda post, token: None)
    assert agreed.post("/agent/new/", ASKED | {"paper-1": card()}).status_code == 302
    assert (Case.objects.count(), Paper.objects.count()) == (1, 1)


def test_a_centre_brings_so_many_files_a_day_and_no_more(centre, monkeypatch):
    monkeypatch.setattr(quota, "MOST_A_MOBILE_AND_DAY", 1)
    centre.post("/agent/new/", ASKED | {"paper-1": card()})
    page = centre.post("/agent/new/", ASKED | {"paper-2": card()})
    assert page.status_code == 422
    assert "আজ এখান থেকে অনেক ফাইল" in words(page)
    assert Paper.objects.count() == 1


def test_what_lies_aside_is_opened_by_no_page_of_citizens(centre, client):
    centre.post("/agent/new/", ASKED | {"paper-1": card()})
    assert Draft.objects.get().token == draft_token(Post.objects.get(role=Post.AGENT), ASKED["token"])
    assert client.get(f"/apply/{ASKED['token']}/papers/").status_code == 404


def test_another_post_finds_nothing_under_the_same_token(centre, office):
    centre.post("/agent/new/", ASKED | {"paper-1": card()})
    other = Post.objects.create(office=office, slug="udc-2", role=Post.AGENT, title_bn="ক", title_en="A")
    assert draft_token(other, ASKED["token"]) != Draft.objects.get().token
