"""A draft of an answer: kept for its officer with its files, gone when the answer is sent, and on no
citizen's page.
"""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from ongikar.cases import actions
from ongikar.cases.actions.anonymise import anonymise_case
from ongikar.cases.actions.attachments import papers_from_office
from ongikar.cases.models import AnswerDraft, Case
from ongikar.cases.models.answer_draft import clear_answer_drafts, save_draft
from ongikar.journal.actions import seal_rest
from ongikar.journal.models import Entry
from ongikar.journal.state_check import expected_rows, find_differences
from ongikar.papers.models import Paper
from ongikar.records.drafts import MOST_TEXT
from ongikar.rules import case_transitions

pytestmark = pytest.mark.django_db
WORDS = "৩৬টি ল্যাব চালু; বাকি ৫টির খবর নিচ্ছি।"


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def case(receive):
    return receive("citizen-1", now=timezone.now() - timedelta(hours=1))


def picture(name="ল্যাবের তালিকা.png", colour="white"):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def address(case, act="keep", root=""):
    return f"{root}/desk/cases/{case.number}/{act}/"


def save(desk, case, act="keep", root="", **data):
    return desk.post(address(case, act, root), {"words": WORDS, "save": "1"} | data)


def page_of(browser, case, act="keep", root=""):
    return browser.get(address(case, act, root)).content.decode()


def state(case):
    return Case.objects.get(pk=case.pk).state


def stored_files():
    return [each for each in Path(settings.ONGIKAR_PAPERS).rglob("*") if each.is_file()]


def test_what_was_typed_chosen_and_attached_comes_back_on_another_machine_after_the_session_ended(
    desk, case, karim
):
    response = save(desk, case, given="part", left="বাকি ৫টির তালিকা", left_on="কাল", files=[picture()])
    assert response.status_code == 302
    assert str(next(iter(get_messages(response.wsgi_request)))).startswith("খসড়া রাখা হয়েছে")
    desk.logout()
    elsewhere = Client()
    elsewhere.force_login(karim)
    html = page_of(elsewhere, case)
    for typed in (WORDS, "বাকি ৫টির তালিকা", 'value="কাল"', "ল্যাবের তালিকা", "আপনার খসড়া"):
        assert typed in html
    assert html.count(" checked") == 1
    assert 'class="errors"' not in html
    assert "Your draft, saved" in page_of(elsewhere, case, root="/en")
    assert state(case) == case_transitions.RECEIVED
    assert [act.name for act in case.acts.all()] == ["receive"]


def test_the_case_page_leads_to_the_draft(desk, case):
    save(desk, case, act="refuse", reason="তথ্যটি")
    assert (
        f'<a href="/desk/cases/{case.number}/refuse/">আপনার খসড়া'
        in desk.get(f"/desk/cases/{case.number}/").content.decode()
    )
    assert "Your draft" not in page_of(desk, case, root="/en")
    assert "তথ্যটি" in page_of(desk, case, act="refuse")


def test_the_text_lies_encrypted_and_for_its_row_alone(desk, case):
    save(desk, case)
    draft = AnswerDraft.objects.get()
    assert WORDS[:10] not in draft.text
    assert draft.typed_data.get("words") == WORDS
    assert {"csrfmiddlewaretoken", "save"}.isdisjoint(draft.typed_data)
    other = AnswerDraft(pk=draft.pk + 1, text=draft.text)
    assert other.typed_data is None


def test_a_text_that_does_not_open_is_told_and_the_page_stands(desk, case):
    save(desk, case, files=[picture()])
    AnswerDraft.objects.update(text="1:broken")
    html = page_of(desk, case)
    assert "খসড়ার লেখা খোলা যায়নি" in html
    assert "ল্যাবের তালিকা" in html
    assert 'class="errors"' not in html


def test_nobody_else_sees_the_draft_or_opens_its_files(desk, case, shirin, client):
    save(desk, case, files=[picture()])
    paper = Paper.objects.get()
    assert desk.get(f"/papers/{paper.pk}/", follow=True).status_code == 200
    other = Client()
    other.force_login(shirin)
    assert WORDS not in page_of(other, case)
    assert other.get(f"/papers/{paper.pk}/").status_code == 404
    citizen = Client()
    citizen.post("/track/", {"number": case.number, "last_four": "0001"})
    html = citizen.get(f"/track/{case.number}/").content.decode()
    assert WORDS not in html
    assert "ল্যাবের তালিকা" not in html
    assert citizen.get(f"/papers/{paper.pk}/").status_code == 404


def test_one_chosen_file_is_taken_out_and_all_else_stays(desk, case):
    save(desk, case, given="all", files=[picture(), picture("second.png", "black")])
    first, second = Paper.objects.order_by("pk")
    response = desk.post(address(case), {"words": "আরও লিখলাম।", "given": "all", "take_out": first.pk})
    assert response.url == f"{address(case)}#files"
    assert list(Paper.objects.all()) == [second]
    assert len(stored_files()) == 1
    html = page_of(desk, case)
    assert "আরও লিখলাম।" in html
    assert f'name="take_out" value="{second.pk}"' in html
    assert html.count('name="take_out"') == 1


def test_the_key_of_another_paper_takes_nothing_out(desk, case, shirin):
    other = save_draft(case, user_id=shirin.pk, act="keep", typed={}, papers=(), now=timezone.now())
    save(desk, case, files=[picture()])
    paper = Paper.objects.get()
    Paper.objects.filter(pk=paper.pk).update(subject_id=other.pk)
    for key in (paper.pk, "0", "x", "9" * 40, ""):
        desk.post(address(case), {"words": WORDS, "take_out": key})
    assert Paper.objects.get() == paper


def test_the_first_button_of_the_form_sends_so_that_enter_takes_no_file_out(desk, case):
    save(desk, case, files=[picture()])
    form = page_of(desk, case).split('<div class="do">')[1]
    first = form[form.index("<button") :].split(">")[0]
    assert "name=" not in first


def test_sent_the_draft_is_gone_and_its_files_are_the_cases(desk, case):
    save(desk, case, files=[picture()])
    kept = Paper.objects.get()
    desk.post(address(case), {"words": WORDS, "given": "all", "files": [picture("second.png", "black")]})
    assert state(case) == case_transitions.KEPT
    assert not AnswerDraft.objects.exists()
    papers = papers_from_office(Case.objects.get(pk=case.pk))
    assert [paper.title for paper in papers] == ["ল্যাবের তালিকা", "second"]
    assert papers[0].pk == kept.pk
    assert papers[0].came_at > kept.came_at
    assert case.acts.get(name="keep").data["papers"] == [paper.pk for paper in papers]
    with transaction.atomic():
        seal_rest()
    assert list(find_differences(expected_rows())) == []


def test_a_part_sent_from_a_draft_lets_it_go_though_the_case_is_open(desk, case):
    save(desk, case)
    desk.post(address(case), {"words": "যন্ত্রাংশ এখনো আসেনি।", "given": "not_yet"})
    assert state(case) == case_transitions.RECEIVED
    assert not AnswerDraft.objects.exists()
    assert WORDS not in page_of(desk, case)


def test_an_answer_with_a_fault_keeps_the_sound_files(desk, case):
    """The browser forgets the files of a form that it shows again."""
    response = desk.post(address(case), {"words": WORDS, "files": [picture()]})
    assert response.status_code == 422
    html = response.content.decode()
    assert "ফলাফল, বেছে নিন" in html
    assert html.count('name="take_out"') == 1
    desk.post(address(case), {"words": WORDS, "given": "all"})
    assert [paper.title for paper in papers_from_office(Case.objects.get(pk=case.pk))] == ["ল্যাবের তালিকা"]


def test_a_file_that_cannot_be_taken_is_named_and_the_text_is_saved(desk, case):
    bad = SimpleUploadedFile("virus.pdf", b"MZ not a pdf at all", "application/pdf")
    response = save(desk, case, root="/en", files=[picture(), bad])
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"files"}
    assert "virus: " in str(response.context["form"].errors["files"])
    assert AnswerDraft.objects.get().typed_data.get("words") == WORDS
    assert [paper.title for paper in Paper.objects.all()] == ["ল্যাবের তালিকা"]


def test_a_file_chosen_twice_is_kept_once(desk, case):
    save(desk, case, files=[picture()])
    save(desk, case, files=[picture()])
    assert Paper.objects.count() == AnswerDraft.objects.count() == 1


def test_more_than_an_answer_carries_is_refused_and_nothing_of_it_kept(desk, case):
    for n in (0, 5):
        save(desk, case, files=[picture(f"{n + k}.png") for k in range(5)])
    response = save(desk, case, files=[picture(f"{n}.png") for n in range(10, 13)])
    assert "সর্বোচ্চ ১২টি ফাইল" in response.content.decode()
    assert Paper.objects.count() == 10


def test_the_files_of_a_draft_count_for_the_cases_quota(desk, case, monkeypatch):
    monkeypatch.setattr("ongikar.papers.quota.MOST_PAPERS_A_SUBJECT", 1)
    save(desk, case, files=[picture()])
    response = save(desk, case, files=[picture("second.png", "black")])
    assert "আর ফাইল রাখার জায়গা নেই" in response.content.decode()


def test_a_text_longer_than_any_answer_is_not_saved(desk, case):
    response = save(desk, case, words="ক" * (MOST_TEXT + 1))
    assert response.status_code == 422
    assert "খসড়া হিসেবে রাখার জন্য খুব লম্বা" in response.content.decode()
    assert not AnswerDraft.objects.exists()


def test_a_case_that_ended_otherwise_leaves_no_draft(desk, case, office):
    save(desk, case, files=[picture()])
    actions.refuse(case, reason="তথ্যটি এই কার্যালয়ে নেই", actor=("user", 1), now=timezone.now())
    response = save(desk, case)
    assert any("এখন আর এটি করা যায় না" in str(message) for message in get_messages(response.wsgi_request))
    assert clear_answer_drafts(timezone.now()) == 1
    assert (AnswerDraft.objects.count(), Paper.objects.count(), stored_files()) == (0, 0, [])
    entry = Entry.objects.get(verb="answer_drafts.removed")
    assert (entry.office_id, entry.actor_type, entry.facts) == (office.pk, "worker", {"count": 1})


def test_a_disk_that_refuses_keeps_the_draft_for_the_next_round(desk, case, monkeypatch):
    save(desk, case, files=[picture()])
    actions.refuse(case, reason="তথ্যটি এই কার্যালয়ে নেই", actor=("user", 1), now=timezone.now())

    def refuse(papers):
        raise OSError("read-only")

    monkeypatch.setattr("ongikar.cases.models.answer_draft.delete_papers", refuse)
    assert clear_answer_drafts(timezone.now()) == 0
    assert AnswerDraft.objects.exists()


def test_a_case_that_is_emptied_takes_its_drafts_along(desk, case):
    save(desk, case, files=[picture()])
    anonymise_case(Case.objects.get(pk=case.pk))
    assert (AnswerDraft.objects.count(), stored_files()) == (0, [])


def test_an_act_without_a_draft_is_never_saved_by_that_button(desk, case):
    desk.post(address(case, "note"), {"words": "একটি মন্তব্য", "save": "1"})
    assert not AnswerDraft.objects.exists()


def test_the_file_that_came_back_is_the_one_that_was_chosen(desk, case):
    chosen = picture()
    save(desk, case, files=[chosen])
    paper = Paper.objects.get()
    with paper.file.open() as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == paper.sha256
