"""A note is made of an answered question in one press, and what the office knows stands beside an answer."""

import pytest
from django.urls import reverse

from ongikar.cases import actions
from ongikar.cases.answer_words import WORDS_OF_ACTS
from ongikar.cases.models import AnswerDraft
from ongikar.cases.officer.case.acts import ACT_PAGES
from ongikar.core import cache_version
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, share_note
from ongikar.knowledge.models import Note, NoteUse, ReplyText

pytestmark = pytest.mark.django_db
QUESTION = "ফেসবুকের পাসওয়ার্ড ভুলে গেলে কী করব?"
ASKED = {"topic": "using", "question": "আমার ফেসবুক পাসওয়ার্ড ভুলে গেছি। কী করব?"}
ANSWER = "facebook.com/login/identify খুলুন।"


@pytest.fixture
def asked(receive):
    return receive("citizen-2", answers=ASKED)


@pytest.fixture
def answered(asked, karim, now):
    actor = ("user", karim.pk)
    outcome = {"words": "রহিমা খাতুন, ০১৭০০০০০০০১ নম্বরে কোড আসবে। হরিদেবপুরের সেন্টারে যান।"}
    actions.keep(asked, outcome=outcome, actor=actor, now=now)
    asked.refresh_from_db()
    return asked


@pytest.fixture
def known(office, karim, now):
    note = Note(office=office, question_bn=QUESTION, answer_bn=ANSWER, submission="known")
    note = begin_note(note, actor=("user", karim.pk), now=now)
    share_note(note, transitions.SHARE, note.words(), actor=("user", karim.pk), now=now)
    cache_version.invalidate_now(office.pk)
    return note


def test_one_press_makes_a_draft_of_question_and_answer_and_a_second_leads_to_it(answered, signed_in, karim):
    desk = signed_in(karim)
    press = reverse("case_note_new", args=[answered.number])
    assert press in desk.get(reverse("case", args=[answered.number])).content.decode()
    for _ in range(2):
        page = desk.post(press, follow=True)
        assert "এখানে মানুষের নাম আছে: “রহিমা খাতুন”" in page.content.decode()
    note = Note.objects.get()
    assert (note.state, note.service_code, note.subject) == (
        transitions.DRAFT,
        "citizen-2",
        answered.reference,
    )
    assert note.question_bn == ASKED["question"]
    shown = desk.get(reverse("case", args=[answered.number])).content.decode()
    assert reverse("note", args=[note.pk]) in shown


def test_whose_case_it_was_is_found_in_the_note_with_its_place(answered, signed_in, karim):
    desk = signed_in(karim)
    desk.post(reverse("case_note_new", args=[answered.number]))
    note = Note.objects.get()
    sent = note.words() | {"question_en": "What of Rohima?", "answer_en": "Nothing"}
    page = desk.post(reverse("note_publish", args=[note.pk]), sent)
    assert page.status_code == 422
    errors = page.context["form"].errors
    assert set(errors) == {"answer_bn", "question_en"}
    assert all(
        any(words in each for each in errors["answer_bn"])
        for words in ("রহিমা খাতুন", "০১৭০০০০০০০১", "হরিদেবপুরের")
    )
    assert "Rohima" in errors["question_en"][0]
    note.refresh_from_db()
    assert note.state == transitions.DRAFT


def test_an_open_case_becomes_no_note(asked, signed_in, karim):
    assert signed_in(karim).post(reverse("case_note_new", args=[asked.number])).status_code == 404


def test_a_note_is_taken_into_the_answer_in_one_press_and_counted_once(asked, known, signed_in, karim):
    desk = signed_in(karim)
    address = reverse("case_act", args=[asked.number, "keep"])
    take = reverse("case_note_take", args=[asked.number])
    shown = desk.get(address).content.decode()
    assert QUESTION in shown
    assert take in shown
    sent = {"words": "আসসালামু আলাইকুম।", "next_step": "ফোন করুন", "note": known.pk, "submission": "k"}
    for _ in range(2):
        assert desk.post(take, sent).url == address
    (draft,) = AnswerDraft.objects.all()
    assert draft.typed_data["words"] == f"আসসালামু আলাইকুম।\n\n{ANSWER}"
    assert draft.typed_data["next_step"] == "ফোন করুন"
    (use,) = NoteUse.objects.all()
    assert (use.sort, use.service_code) == (NoteUse.TAKEN, "citizen-2")
    assert ANSWER in desk.get(address).content.decode()


def test_what_does_not_fit_is_not_beside_the_answer(receive, known, signed_in, karim):
    case = receive("citizen-2", answers={"topic": "buying", "question": "কোন ল্যাপটপ কিনলে ভালো হবে?"})
    shown = signed_in(karim).get(reverse("case_act", args=[case.number, "keep"])).content.decode()
    assert QUESTION not in shown
    take = reverse("case_note_take", args=[case.number])
    assert signed_in(karim).post(take, {"words": "", "note": known.pk}).status_code == 404


# Of one stage, and with no time that may be extended: the forms of these have the field that is named.
NOT_OF_CITIZEN_1 = frozenset({"keep_step", "extend"})


@pytest.mark.parametrize(("act", "field"), [(act, WORDS_OF_ACTS[act]) for act in sorted(NOT_OF_CITIZEN_1)])
def test_the_field_of_each_act_is_one_of_its_form(act, field):
    assert field in ACT_PAGES[act].form.base_fields


@pytest.mark.parametrize(
    ("act", "field"), [each for each in WORDS_OF_ACTS.items() if each[0] not in NOT_OF_CITIZEN_1]
)
def test_whatever_is_told_to_the_applicant_takes_a_ready_text_in_one_press(
    receive, signed_in, karim, now, act, field
):
    case, desk = receive("citizen-1"), signed_in(karim)
    actions.accept(case, actor=("user", karim.pk), now=now)
    sent = {"name": "দুঃখিত", "text_bn": "প্রিয় {applicant}, দুঃখিত।", "token": "t"}
    desk.post(reverse("reply_texts_new"), sent)
    text = ReplyText.objects.get()
    address = reverse("case_act", args=[case.number, act])
    take = f"{reverse('case_note_take', args=[case.number])}?act={act}"
    assert f'formaction="{take}"' in desk.get(address).content.decode()
    assert desk.post(take, {field: "শুনুন।", "text": text.pk, "submission": "k"}).url == address
    assert AnswerDraft.objects.get(act=act).typed_data[field].startswith("শুনুন।\n\nপ্রিয় রহিমা খাতুন")
    assert "প্রিয় রহিমা খাতুন, দুঃখিত।</textarea>" in desk.get(address).content.decode()


@pytest.mark.parametrize("act", ["accept", "hand_over", "note", "nothing"])
def test_a_form_that_tells_the_applicant_nothing_takes_no_words(asked, known, signed_in, karim, act):
    take = f"{reverse('case_note_take', args=[asked.number])}?act={act}"
    assert signed_in(karim).post(take, {"note": known.pk}).status_code == 404


def test_a_note_answers_and_is_no_reason_to_refuse(asked, known, signed_in, karim):
    shown = signed_in(karim).get(reverse("case_act", args=[asked.number, "refuse"])).content.decode()
    assert QUESTION not in shown
