"""Any act of the office may carry papers: shown to the applicant where the act is told, kept inside else."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from ongikar.cases import actions
from ongikar.cases.actions.attachments import INSIDE, OFFICE, attached_papers
from ongikar.cases.models import Act, AnswerDraft, Case
from ongikar.journal.models import Entry
from ongikar.papers.models import Paper
from tests.applicants import show_proof

from .test_answer_page import picture

pytestmark = pytest.mark.django_db
KARIM = ("user", 1)


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def case(receive):
    return receive("citizen-6", now=timezone.now() - timedelta(hours=1))


def press(desk, case, act, **data):
    return desk.post(f"/desk/cases/{case.number}/{act}/", data)


def last_act(case, name) -> Act:
    return Act.objects.filter(case=case, name=name).latest("id")


def stored_files():
    return [each for each in Path(settings.ONGIKAR_PAPERS).rglob("*") if each.is_file()]


@pytest.mark.fast
def test_a_paper_goes_with_an_acceptance_and_stands_where_it_is_told(desk, case):
    assert press(desk, case, "accept", files=[picture("নিয়মাবলি.png")]).status_code == 302
    fresh = Case.objects.get(pk=case.pk)
    (paper,) = attached_papers(last_act(case, "accept"), fresh)
    assert (paper.title, paper.brought_by) == ("নিয়মাবলি", OFFICE)
    applicant = show_proof(Client(), case)
    assert "নিয়মাবলি" in applicant.get(f"/track/{case.number}/").text
    # Each reading is entered.
    assert applicant.get(f"/papers/{paper.pk}/", follow=True).status_code == 200
    assert desk.get(f"/papers/{paper.pk}/", follow=True).status_code == 200
    readers = set(
        Entry.objects.filter(verb="paper.read", subject_id=paper.pk).values_list("actor_type", flat=True)
    )
    assert {"citizen", "user"} == readers


def test_a_paper_goes_with_what_is_asked_of_the_applicant(desk, case):
    asked = {
        "papers": ["0"],
        "words": "আবেদনপত্রটি নমুনা দেখে পূরণ করে দিন, নামের বানান মিলিয়ে।",
        "files": [picture("নমুনা.png")],
    }
    answer = press(desk, case, "ask_for_papers", **asked)
    assert answer.status_code == 302
    assert "নমুনা" in show_proof(Client(), case).get(f"/track/{case.number}/").text


@pytest.mark.parametrize("act", ["note", "hand_over"])
def test_what_is_told_inside_alone_keeps_its_papers_inside(desk, case, shirin, office, act):
    to = office.posts.get(role="assistant").pk
    assert press(desk, case, act, words="ভেতরের কথা", to=to, files=[picture("নকশা৭.png")]).status_code == 302
    paper = Paper.objects.get(title="নকশা৭")
    assert paper.brought_by == INSIDE
    applicant = show_proof(Client(), case)
    for page in (f"/track/{case.number}/", f"/track/{case.number}/held/"):
        assert "নকশা৭" not in applicant.get(page).text
    assert applicant.get(f"/papers/{paper.pk}/").status_code in (403, 404)
    shown = desk.get(f"/desk/cases/{case.number}/").text
    assert "নকশা৭" in shown


def test_a_note_sent_twice_keeps_its_paper_once(desk, case):
    for _ in range(2):
        assert press(desk, case, "note", words="দেখা হলো", files=[picture("একবার.png")]).status_code == 302
    assert Paper.objects.filter(title="একবার").count() == 1
    assert len(stored_files()) == 1


def test_an_act_that_may_no_longer_follow_keeps_no_paper(desk, case):
    actions.accept(case, actor=KARIM, now=timezone.now())
    page = press(desk, case, "accept", files=[picture()])
    assert page.status_code == 302
    assert not Paper.objects.filter(subject_type="case", subject_id=case.pk).exists()
    assert not stored_files()


def test_a_file_that_is_refused_is_named_and_the_good_one_waits(desk, case):
    bad = SimpleUploadedFile("চিঠি.docx", b"PK not a picture", "application/msword")
    answer = press(desk, case, "note", words="দেখা হলো", files=[picture("ভালো.png"), bad])
    assert answer.status_code == 422
    assert "চিঠি" in answer.text
    assert not Act.objects.filter(case=case, name="note").exists()
    # The good file need not be chosen again; the words are still there.
    assert [paper.title for paper in AnswerDraft.objects.get(case=case, act="note").papers] == ["ভালো"]
    assert "দেখা হলো" in answer.text
    assert press(desk, case, "note", words="দেখা হলো").status_code == 302
    assert Paper.objects.get(title="ভালো").brought_by == INSIDE
    assert not AnswerDraft.objects.filter(case=case).exists()


def test_more_than_five_at_once_are_refused(desk, case):
    answer = press(desk, case, "note", words="দেখা হলো", files=[picture(f"{n}.png") for n in range(6)])
    assert answer.status_code == 422
    assert "সর্বোচ্চ ৫টি" in answer.text
    assert not stored_files()


@pytest.mark.parametrize(
    "act", ["accept", "ask_for_papers", "note", "hand_over", "refuse", "redirect", "keep"]
)
def test_every_act_asks_for_papers(desk, case, shirin, act):
    html = desk.get(f"/desk/cases/{case.number}/{act}/").text
    assert 'name="files"' in html
    assert "multipart/form-data" in html
