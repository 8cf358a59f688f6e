"""The answer page: the request, its papers and its history beside the answer, files enclosed, and nothing
chosen beforehand.
"""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from ongikar.cases import actions
from ongikar.cases.actions.attachments import papers_from_office
from ongikar.cases.models import Case
from ongikar.journal.models import Entry
from ongikar.papers.models import Paper
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)
PART = {
    "words": "৩৬টি ল্যাব চালু।",
    "given": "part",
    "left": "বন্ধ ল্যাবের তালিকা",
    "left_by": "শিরিন আক্তার",
}


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def case(receive):
    return receive("citizen-1", now=timezone.now() - timedelta(hours=1))


def picture(name="ল্যাবের তালিকা_২০২৬.png"):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def answer(desk, case, root="", **data):
    return desk.post(f"{root}/desk/cases/{case.number}/keep/", data)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def stored_files():
    return [each for each in Path(settings.ONGIKAR_PAPERS).rglob("*") if each.is_file()]


def part(**changes):
    return PART | {"left_on": (timezone.localdate() + timedelta(days=3)).isoformat()} | changes


@pytest.mark.parametrize("act", ["keep", "refuse", "redirect"])
@pytest.mark.parametrize(("root", "words"), [("", "যা চেয়েছেন"), ("/en", "What was asked")])
def test_every_closing_form_shows_the_request_its_papers_and_history_beside_the_answer(
    desk, case, act, root, words
):
    html = desk.get(f"{root}/desk/cases/{case.number}/{act}/").content.decode()
    for shown in (
        words,
        "কয়টি ল্যাব চালু আছে?",
        "রহিমা খাতুন",
        'class="bar"',
        'class="log"',
        f"/desk/cases/{case.number}/days/",
        'type="file"',
    ):
        assert shown in html


def test_nothing_is_chosen_beforehand_and_without_a_choice_nothing_happens(desk, case):
    assert "checked" not in desk.get(f"/desk/cases/{case.number}/keep/").content.decode()
    response = answer(desk, case, words="উত্তর দেওয়া হলো।")
    assert response.status_code == 422
    assert "ফলাফল, বেছে নিন" in response.content.decode()
    assert fresh(case).state == case_transitions.RECEIVED


@pytest.mark.parametrize("name", ["left", "left_by", "left_on"])
def test_a_part_names_what_is_left_by_whom_and_when(desk, case, name):
    response = answer(desk, case, **part(**{name: ""}))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {name}
    assert "৩৬টি ল্যাব চালু।" in response.content.decode()
    assert [act.name for act in case.acts.all()] == ["receive"]


def test_a_part_leaves_the_case_open_with_the_same_last_day(desk, case):
    response = answer(desk, case, **part())
    assert "আবেদন খোলা আছে, শেষ দিন একই" in str(next(iter(get_messages(response.wsgi_request))))
    now = fresh(case)
    assert now.is_open
    assert now.is_given_in_part
    assert (now.clock.due_at, now.clock.stopped_at, now.closed_at) == (case.clock.due_at, None, None)
    assert now.clock.facts.count() == 1
    assert "Part given" in desk.get("/en/desk/cases/").content.decode()


def test_what_is_not_given_yet_is_only_told(desk, case):
    answer(desk, case, words="যন্ত্রাংশ এখনো আসেনি।", given="not_yet")
    now = fresh(case)
    assert (now.state, now.outcome, now.is_given_in_part) == (case_transitions.RECEIVED, {}, False)
    assert [act.name for act in now.acts.all()] == ["receive", case_transitions.INFORM]
    assert Entry.objects.filter(verb="case.informed").count() == 1


def test_the_rest_ends_it_and_the_paper_at_the_end_tells_both_parts(desk, case):
    answer(desk, case, **part())
    answer(desk, case, words="বন্ধ ৫টির তালিকা দেওয়া হলো।", given="all")
    now = fresh(case)
    assert (now.state, now.is_given_in_part) == (case_transitions.KEPT, False)
    html = desk.get(f"/desk/cases/{case.number}/").content.decode()
    assert "আগে দেওয়া হয়েছে" in html
    assert "৩৬টি ল্যাব চালু।" in html
    assert "বন্ধ ৫টির তালিকা দেওয়া হলো।" in html


def test_files_are_enclosed_under_their_names_and_shown_where_the_answer_is(desk, case, client):
    answer(desk, case, words="তালিকা সঙ্গে।", given="all", files=[picture(), picture("second.png")])
    papers = papers_from_office(fresh(case))
    assert [paper.title for paper in papers] == ["ল্যাবের তালিকা ২০২৬", "second"]
    act = case.acts.get(name="keep")
    assert act.data["papers"] == [paper.pk for paper in papers]
    assert "papers" not in fresh(case).outcome
    assert desk.get(f"/desk/cases/{case.number}/").content.decode().count(f"/papers/{papers[0].pk}/") == 2
    client.logout()
    client.post("/track/", {"number": case.number, "last_four": "0001"})
    html = client.get(f"/track/{case.number}/").content.decode()
    assert html.count("ল্যাবের তালিকা ২০২৬") == 2


def test_a_paper_of_the_office_opened_by_an_officer_is_a_reading_that_is_entered(desk, case):
    answer(desk, case, words="তালিকা সঙ্গে।", given="all", files=[picture()])
    paper = Paper.objects.get()
    assert desk.get(f"/papers/{paper.pk}/", follow=True).status_code == 200
    assert Entry.objects.filter(verb="paper.read", subject_id=paper.pk).count() == 1


def test_a_file_that_is_no_paper_is_refused_beside_its_field_and_nothing_is_answered(desk, case):
    bad = SimpleUploadedFile("virus.pdf", b"MZ not a pdf at all", "application/pdf")
    response = answer(desk, case, words="তালিকা সঙ্গে।", given="all", files=[picture(), bad])
    assert response.status_code == 422
    assert "files" in response.context["form"].errors
    assert "তালিকা সঙ্গে।" in response.content.decode()
    # What was sound lies with the draft (test_answer_draft.py); the case has nothing of it.
    assert (fresh(case).state, papers_from_office(fresh(case))) == (case_transitions.RECEIVED, [])


def test_more_files_than_fit_at_once_are_refused(desk, case):
    response = answer(
        desk, case, words="তালিকা সঙ্গে।", given="all", files=[picture(f"{n}.png") for n in range(6)]
    )
    assert "একবারে সর্বোচ্চ ৫টি ফাইল" in response.content.decode()
    assert Paper.objects.count() == 0


def test_the_office_has_the_same_quota_as_the_citizen(desk, case, monkeypatch):
    monkeypatch.setattr("ongikar.papers.quota.MOST_PAPERS_A_SUBJECT", 1)
    answer(desk, case, **part(), files=[picture()])
    response = answer(desk, case, words="তালিকা সঙ্গে।", given="all", files=[picture()])
    assert response.status_code == 422
    assert "আর ফাইল রাখার জায়গা নেই" in response.content.decode()
    assert fresh(case).is_open


def test_a_paper_attached_after_closing_is_told_and_never_stored(desk, case):
    page = desk.get(f"/desk/cases/{case.number}/keep/")
    assert page.status_code == 200
    actions.refuse(case, reason="তথ্যটি এই কার্যালয়ে নেই", actor=KARIM, now=timezone.now())
    response = answer(desk, case, words="তালিকা সঙ্গে।", given="all", files=[picture()])
    assert response.status_code == 302
    assert "এখন আর এটি করা যায় না" in str(next(iter(get_messages(response.wsgi_request))))
    assert (Paper.objects.count(), stored_files()) == (0, [])


def test_closed_while_the_file_was_on_its_way_nothing_is_stored(case, karim):
    """The other officer's press comes between the look at the case and the act."""
    from ongikar.papers.check import clean_file

    stale = Case.objects.get(pk=case.pk)
    actions.refuse(case, reason="তথ্যটি এই কার্যালয়ে নেই", actor=KARIM, now=timezone.now())
    with pytest.raises(case_transitions.TransitionFault):
        actions.keep(
            stale,
            outcome={"words": "তালিকা"},
            actor=KARIM,
            now=timezone.now(),
            papers=[("তালিকা", clean_file(picture().read()))],
        )
    assert (Paper.objects.count(), stored_files()) == (0, [])


def test_a_refusal_may_carry_a_paper_too(desk, case):
    desk.post(
        f"/desk/cases/{case.number}/refuse/",
        {"reason": "তথ্যটি আদালতে বিচারাধীন, তাই দেওয়া যায় না।", "files": [picture()]},
    )
    assert fresh(case).outcome == {"reason": "তথ্যটি আদালতে বিচারাধীন, তাই দেওয়া যায় না।"}
    assert len(papers_from_office(fresh(case))) == 1


def test_what_is_closed_on_a_page_of_its_own_is_led_there_and_nothing_is_written(desk, receive):
    case = receive("citizen-3", now=timezone.now() - timedelta(hours=1))
    data = {
        "how": "visit",
        "visited_on": "2020-01-01",
        "found": "তার কাটা",
        "words": "বদলানো হলো",
        "fixed": "yes",
        "signed_by": "",
    }
    for root in ("", "/en"):
        response = answer(desk, case, root=root, **data)
        assert response.status_code == 302
        assert response["Location"].startswith(f"{root}/desk/jobs/")
    assert fresh(case).state == case_transitions.RECEIVED


def test_the_sms_of_each_outcome_is_shown_before_it_is_sent(desk, case):
    html = desk.get(f"/desk/cases/{case.number}/keep/").content.decode()
    assert html.count('class="sms small"') == 3
    for words in ("মোবাইলে যা যাবে", "সেবা দেওয়া হয়েছে। ফল", "দেওয়া হলো: …", "এখনো দেওয়া যায়নি"):
        assert words in html
    assert "SMS to be sent" in desk.get(f"/en/desk/cases/{case.number}/keep/").content.decode()
    assert 'class="sms' not in desk.get(f"/desk/cases/{case.number}/note/").content.decode()
