"""A note whose day has come is given to be read, once; a ready text names no field that there is not."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ongikar.cases.models import AnswerDraft
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, do_act, share_note
from ongikar.knowledge.models import Note, ReplyText
from ongikar.knowledge.reviews import give_review_tasks
from ongikar.knowledge.rules.fields import fill_fields, has_loose_brace, unknown_fields
from ongikar.records.actions import change
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
GOOD = "প্রিয় {applicant}, {service} ({number}) {due_day}-এর মধ্যে।"


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def public(office, actor, now):
    note = Note(
        office=office,
        question_bn="ওয়াইফাই ধীর চললে কী দেখব?",
        answer_bn="রাউটার বন্ধ করে চালু করুন।",
        review_on=now.date() + timedelta(days=30),
        submission="a",
    )
    note = begin_note(note, actor=actor, now=now)
    share_note(note, transitions.PUBLISH, note.words(), actor=actor, now=now)
    return note


def test_on_its_day_a_note_gives_one_task_and_for_the_next_day_another(public, actor, now):
    day = now + timedelta(days=30)
    assert give_review_tasks(now) == 0
    assert give_review_tasks(day) == 1
    assert give_review_tasks(day) == give_review_tasks(day + timedelta(days=3)) == 0
    task = Task.objects.get(subject_type="note", subject_id=public.pk)
    assert public.question_bn in task.title
    assert task.owner_post.role == "officer"
    fresh = Note.objects.select_related("office").get(pk=public.pk)
    change(fresh, "about_changed", actor=actor, now=day, review_on=date(2027, 6, 1))
    assert give_review_tasks(day + timedelta(days=400)) == 1
    assert Task.objects.filter(subject_type="note").count() == 2


def test_nobody_reads_again_what_was_retired(public, actor, now):
    do_act(public, transitions.RETIRE, "পুরোনো", actor=actor, now=now)
    assert give_review_tasks(now + timedelta(days=40)) == 0


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        (GOOD, []),
        ("প্রিয় {name}", ["name"]),
        ("{নাম} {due_day} {নাম}", ["নাম"]),
        ("{ applicant }", []),
        ("{}", [""]),
    ],
)
def test_a_field_is_one_of_a_few(text, unknown):
    assert unknown_fields(text) == unknown


def test_a_brace_alone_is_no_field():
    assert [has_loose_brace(each) for each in ("{applicant", "a } b", GOOD)] == [True, True, False]
    values = {"applicant": "রহিমা", "service": "তথ্য", "number": "৪১৭", "due_day": "৯ ডিসেম্বর"}
    assert fill_fields("{ applicant }: {number}", values) == "রহিমা: ৪১৭"


def test_an_unknown_field_is_refused_beside_it_with_those_there_are(signed_in, karim):
    desk = signed_in(karim)
    sent = {"name": "ধন্যবাদ", "text_bn": GOOD, "text_en": "Dear {name}, {due_day}", "token": "t"}
    page = desk.post(reverse("reply_texts_new"), sent)
    assert page.status_code == 422
    (fault,) = page.context["form"].errors["text_en"]
    assert "“name”" in fault
    assert "“applicant”" in fault
    assert "Dear {name}, {due_day}" in page.content.decode()
    assert not ReplyText.objects.exists()
    assert desk.post(reverse("reply_texts_new"), {**sent, "text_en": ""}).status_code == 302


@pytest.mark.parametrize("wrong", ["প্রিয় {নাম}", "{applicant", "{applicant} } {"])
def test_a_text_in_use_is_not_changed_to_an_unknown_field_and_what_was_typed_stays(signed_in, karim, wrong):
    desk = signed_in(karim)
    desk.post(reverse("reply_texts_new"), {"name": "ধন্যবাদ", "text_bn": GOOD, "token": "t"})
    text = ReplyText.objects.get()
    sent = {"name": "ধন্যবাদ", "text_bn": wrong, "token": "u"}
    page = desk.post(reverse("reply_text_change", args=[text.pk]), sent)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["text_bn"]
    assert page.context["form"]["text_bn"].value() == wrong
    text.refresh_from_db()
    assert text.text_bn == GOOD


def test_a_ready_text_is_taken_into_an_answer_with_what_the_case_says(receive, signed_in, karim):
    desk, case = signed_in(karim), receive("citizen-2", answers={"topic": "using", "question": "ফোন চলে না"})
    desk.post(reverse("reply_texts_new"), {"name": "ধন্যবাদ", "text_bn": GOOD, "token": "t"})
    text = ReplyText.objects.get()
    address = reverse("case_act", args=[case.number, "keep"])
    assert "রহিমা খাতুন, " in desk.get(address).content.decode()
    desk.post(
        reverse("case_note_take", args=[case.number]), {"words": "সালাম।", "text": text.pk, "submission": "k"}
    )
    words = AnswerDraft.objects.get().typed_data["words"]
    assert words.startswith("সালাম।\n\nপ্রিয় রহিমা খাতুন, ")
    assert "{" not in words
    desk.post(reverse("reply_text_strike", args=[text.pk]), {"reason": "পুরোনো"})
    assert "এই কথাগুলো উত্তরে নিন" not in desk.get(address).content.decode()
