"""What the office has written already is taken into the job sheet by one press, as into any answer."""

import pytest
from django.urls import reverse

from ongikar.core import cache_version
from ongikar.core.forms.keys import new_key
from ongikar.delivery.support.models import JobDevice, JobLine
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, do_act, share_note
from ongikar.knowledge.models import Note, NoteUse, ReplyText

from .conftest import first, row

pytestmark = pytest.mark.django_db
ANSWER = "ল্যাপটপে উইন্ডোজ ও পি একসঙ্গে চাপুন,\nতারপর তারটি খুলে আবার লাগান।"
ONE_LINE = " ".join(ANSWER.split())


@pytest.fixture
def known(office, actor, now):
    note = Note(
        office=office,
        question_bn="প্রজেক্টর চালু হয়, ছবি আসে না কেন?",
        answer_bn=ANSWER,
        submission="known",
    )
    note = begin_note(note, actor=actor, now=now)
    share_note(note, transitions.SHARE, note.words(), actor=actor, now=now)
    cache_version.invalidate_now(office.pk)
    return note


@pytest.fixture
def ready(client, page):
    sent = {"name": "ধন্যবাদ", "text_bn": "প্রিয় {applicant}, {number} দেখা হয়েছে।", "token": "t"}
    assert client.post(reverse("reply_texts_new"), sent).status_code == 302
    return ReplyText.objects.get()


@pytest.fixture
def two_devices(job, monitor):
    JobDevice.objects.create(job=job, device=monitor, added_at=job.opened_at)


@pytest.mark.fast
def test_a_note_stands_behind_what_was_typed_and_the_rest_stays(page, job, projector, known):
    assert "এই কথাগুলো উত্তরে নিন" in page.get().content.decode()
    token = new_key()
    typed = first(projector, done="তার দেখা হয়েছে।", result="") | {"note": known.pk}
    for _ in range(2):
        shown = page(token, **typed)
        assert shown.status_code == 200
        form = shown.context["form"]
        assert not form.errors
        assert form.rows[0]["done"].value() == f"তার দেখা হয়েছে। {ONE_LINE}"
        assert form.rows[0]["found"].value() == "তার ভাঙা"
        assert form.said["name"].value() == "রোকেয়া পারভীন"
    (use,) = NoteUse.objects.all()
    assert (use.sort, use.service_code) == (NoteUse.TAKEN, job.case.row.code)
    assert not JobLine.objects.exists()
    assert page(token, **first(projector, done=f"তার দেখা হয়েছে। {ONE_LINE}")).status_code == 302


def test_a_ready_text_is_filled_and_counts_as_no_note(page, job, projector, ready):
    shown = page(**first(projector, done=""), text=ready.pk)
    words = shown.context["form"].rows[0]["done"].value()
    assert words.startswith("প্রিয় রহিমা খাতুন, ")
    assert "{" not in words
    assert not NoteUse.objects.exists()


def test_words_that_are_too_long_are_taken_and_said_to_be_so(page, projector, known, actor, now):
    long = "ক" * 180
    shown = page(**first(projector, done=long), note=known.pk)
    form = shown.context["form"]
    assert form.rows[0]["done"].value() == f"{long} {ONE_LINE}"
    assert list(form.errors) == [form.rows[0].add_prefix("done")]


def test_of_two_devices_the_words_go_to_the_chosen_one_else_to_the_first_untold(
    page, job, projector, monitor, two_devices, known
):
    shown = page.get().content.decode()
    assert "কোন যন্ত্রের সারিতে" in shown
    sent = first(projector, done="তার বদলানো") | row(f"d{monitor.number}", done="", result="")
    form = page(**sent, note=known.pk).context["form"]
    assert [each["done"].value() for each in form.rows] == ["তার বদলানো", ONE_LINE]
    form = page(**sent, note=known.pk, into=f"d{projector.number}").context["form"]
    assert [each["done"].value() for each in form.rows] == [f"তার বদলানো {ONE_LINE}", ""]


@pytest.mark.parametrize("pressed", [{"note": 999_999}, {"text": "ক"}, {"note": ""}])
def test_what_does_not_stand_on_the_page_is_not_found(page, projector, pressed):
    assert page(**first(projector), **pressed).status_code == 404


def test_what_is_retired_is_offered_no_more(page, projector, known, actor, now):
    do_act(known, transitions.RETIRE, "পুরোনো", actor=actor, now=now)
    cache_version.invalidate_now(known.office_id)
    assert "এই কথাগুলো উত্তরে নিন" not in page.get().content.decode()
    assert page(**first(projector), note=known.pk).status_code == 404
