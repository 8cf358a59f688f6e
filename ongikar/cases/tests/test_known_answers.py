"""A question that the office has answered before is answered in two presses, without an application."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from ongikar.books.note_figures import answered_by_month, answered_by_notes
from ongikar.cases.models import Case, Draft
from ongikar.core import cache_version
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, do_act, share_note
from ongikar.knowledge.models import Note, NoteUse

pytestmark = pytest.mark.django_db
QUESTION = "ফেসবুকের পাসওয়ার্ড ভুলে গেলে কী করব?"
ANSWER = "facebook.com/login/identify খুলুন।"
TYPED = {"topic": "using", "question": "আমার ফেসবুক পাসওয়ার্ড ভুলে গেছি। কী করব?"}


@pytest.fixture
def known(office, karim, now):
    note = Note(office=office, question_bn=QUESTION, answer_bn=ANSWER, submission="known")
    note = begin_note(note, actor=("user", karim.pk), now=now)
    share_note(note, transitions.PUBLISH, note.words(), actor=("user", karim.pk), now=now)
    cache_version.invalidate_now(office.pk)
    return note


@pytest.mark.fast
@pytest.mark.parametrize("root", ["", "/en"])
def test_without_script_the_answer_is_the_page_after_the_question(client, known, office, root):
    shown = client.post(f"{root}{reverse('apply', args=['citizen-2'])}", TYPED, follow=True)
    assert "facebook.com/login/identify" in shown.content.decode()
    draft = Draft.objects.get()
    step = reverse("apply_step", args=[draft.token, "known"])
    for _ in range(2):
        assert client.post(step, {"note": known.pk}).url == reverse("note_served", args=[known.pk])
    (use,) = NoteUse.objects.all()
    assert (use.sort, use.by_id) == (NoteUse.ANSWERED, None)
    assert not Draft.objects.exists()
    assert not Case.objects.exists()
    served = client.get(reverse("note_served", args=[known.pk])).content.decode()
    assert "কোনো আবেদন হয়নি" in served or "nothing was filed" in served


def test_whoever_goes_on_is_not_asked_again_and_loses_nothing(client, known):
    client.post(reverse("apply", args=["citizen-2"]), TYPED)
    draft = Draft.objects.get()
    onward = client.post(reverse("apply_step", args=[draft.token, "known"]), {})
    assert onward.url == reverse("apply_step", args=[draft.token, "contact"])
    again = client.post(reverse("apply_step", args=[draft.token, "questions"]), TYPED)
    assert again.url == onward.url
    assert not NoteUse.objects.exists()


def test_the_same_answer_stands_on_the_form_when_it_is_shown_again(client, known):
    shown = client.post(reverse("apply", args=["citizen-2"]), {**TYPED, "topic": ""})
    assert shown.status_code == 422
    assert ANSWER in shown.content.decode()


def test_while_it_is_typed_the_same_answer_comes_and_pressed_twice_counts_once(client, known, office):
    asked = {"q": TYPED["question"], "service": "citizen-2"}
    part = client.get(reverse("help_suggested"), asked)
    assert ANSWER in part.content.decode()
    assert part["Cache-Control"] == "no-store"
    press = {**TYPED, "submission": "one press"}
    for _ in range(2):
        assert client.post(reverse("note_answered", args=[known.pk]), press).status_code == 302
    (use,) = NoteUse.objects.all()
    assert answered_by_notes(office, use.at.replace(day=1, hour=0), use.at.replace(hour=23, minute=59)) == 1
    account = client.get(reverse("account_month", args=[use.at.year, use.at.month])).content.decode()
    assert "আবেদন ছাড়াই উত্তর" in account


@pytest.mark.parametrize("typed", ["কোন ল্যাপটপ কিনব, দাম কত", "ফেসবুক", ""])
def test_what_no_note_answers_goes_on_as_ever(client, known, typed):
    assert not client.get(reverse("help_suggested"), {"q": typed}).content.strip()


def test_a_flood_from_one_address_says_nothing_of_a_note(client, known, monkeypatch):
    monkeypatch.setattr("ongikar.knowledge.public_views.MOST_TOLD", 3)
    for count in range(6):
        client.post(reverse("note_answered", args=[known.pk]), {"submission": f"press {count}"})
    assert NoteUse.objects.count() == 3


def test_a_note_of_the_office_alone_answers_no_citizen(client, known, karim, now):
    do_act(known, transitions.WITHDRAW, actor=("user", karim.pk), now=now)
    cache_version.invalidate_now(known.office_id)
    answer = client.post(reverse("apply", args=["citizen-2"]), TYPED)
    assert "contact" in answer.url


def test_the_register_of_advice_says_by_month_what_was_counted(client, known, office, karim):
    kept = [("2026-06-30T23:59:59", 5), ("2026-07-01T00:00:00", 2), ("2026-12-01T00:30:00", 3)]
    for moment, many in kept:
        for number in range(many):
            NoteUse.objects.create(
                office=office,
                note=known,
                sort=NoteUse.ANSWERED,
                at=datetime.fromisoformat(f"{moment}+06:00"),
                submission=f"{moment} {number}",
            )
    NoteUse.objects.create(
        office=office,
        note=known,
        sort=NoteUse.HELPED,
        at=datetime.fromisoformat("2026-12-01T10:00:00+06:00"),
        submission="helped",
    )
    assert answered_by_month(office, 2026) == [(date(2026, 7, 1), 2), (date(2026, 12, 1), 3)]
    client.force_login(karim)
    shown = client.get(reverse("book", args=["advice", 2026])).content.decode()
    assert "আবেদন ছাড়াই উত্তর, মাসে মাসে" in shown
    assert "জুলাই ২০২৬" in shown
    assert "ডিসেম্বর ২০২৬" in shown
    assert "জুন ২০২৬" not in shown
    english = client.get("/en" + reverse("book", args=["advice", 2026])).content.decode()
    assert "Counted is each such press, not persons" in " ".join(english.split())
    other = client.get(reverse("book", args=["information", 2026])).content.decode()
    assert "আবেদন ছাড়াই উত্তর" not in other
