"""A note is a draft, then of the office, then of everybody; nobody reads of a person in it."""

from datetime import date

import pytest
from django.urls import reverse

from ongikar.core import cache_version
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.keys import KEY
from ongikar.journal.actions import ANYONE
from ongikar.knowledge import transitions
from ongikar.knowledge.actions import begin_note, count_use, do_act, share_note
from ongikar.knowledge.models import WORDS, Note, NoteUse
from ongikar.knowledge.search import public_notes
from tests.scene import second_office

QUESTION = "ওয়াইফাই ধীর চললে কী দেখব?"
pytestmark = pytest.mark.django_db
ANSWER = "রাউটার বন্ধ করে এক মিনিট পর চালু করুন।"


@pytest.fixture
def actor(karim):
    return ("user", karim.pk)


@pytest.fixture
def draft(office, actor, now):
    note = Note(office=office, question_bn=QUESTION, answer_bn=ANSWER, submission="a")
    return begin_note(note, actor=actor, now=now)


@pytest.fixture
def public(draft, actor, now):
    share_note(draft, transitions.PUBLISH, draft.words(), actor=actor, now=now)
    return draft


def words(note, **changed):
    return {**{name: getattr(note, name) for name in WORDS}, **changed}


@pytest.mark.fast
def test_a_draft_becomes_public_and_each_wording_can_be_read(signed_in, draft, karim):
    client = signed_in(karim)
    address = reverse("note_publish", args=[draft.pk])
    page = client.get(address)
    assert ANSWER in page.content.decode()
    sent = words(draft, answer_bn=f"{ANSWER} তারপর তারে লাগিয়ে দেখুন।")
    assert client.post(address, sent).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.version) == (transitions.PUBLIC, 2)
    shown = client.get(reverse("note", args=[draft.pk])).content.decode()
    assert ANSWER in shown
    assert "তারপর তারে লাগিয়ে দেখুন।" in shown
    client.logout()
    assert "তারপর তারে" in client.get(reverse("help_note", args=[draft.pk])).content.decode()


def test_what_tells_of_a_person_is_refused_beside_its_field_and_nothing_is_lost(signed_in, draft, karim):
    client = signed_in(karim)
    for name in (transitions.PUBLISH, transitions.SHARE):
        sent = words(
            draft, answer_bn="০১৭১২-৩৪৫৬৭৮ নম্বরে ফোন করুন", answer_en="Ask Md. Karim", question_en="Wifi"
        )
        page = client.post(reverse(f"note_{name}", args=[draft.pk]), sent)
        assert page.status_code == 422
        form = page.context["form"]
        assert set(form.errors) == {"answer_bn", "answer_en"}
        assert "০১৭১২-৩৪৫৬৭৮" in form.errors["answer_bn"][0]
        assert "Md. Karim" in form.errors["answer_en"][0]
        assert "০১৭১২-৩৪৫৬৭৮ নম্বরে ফোন করুন" in page.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.version, draft.answer_bn) == (transitions.DRAFT, 1, ANSWER)


def test_a_draft_says_what_will_stand_in_its_way(signed_in, office, actor, now, karim):
    note = Note(office=office, question_bn="কার ফোন ০১৭১২৩৪৫৬৭৮?", submission="b")
    begin_note(note, actor=actor, now=now)
    client = signed_in(karim)
    assert "০১৭১২৩৪৫৬৭৮”" in client.get(reverse("note", args=[note.pk])).content.decode()


def test_the_words_of_a_public_note_stay_free_of_persons(signed_in, public, karim):
    client = signed_in(karim)
    page = client.post(
        reverse("note_words", args=[public.pk]), words(public, answer_bn="rahim@example.com", token="k1")
    )
    assert page.status_code == 422
    assert "answer_bn" in page.context["form"].errors
    public.refresh_from_db()
    assert (public.answer_bn, public.versions.count()) == (ANSWER, 1)


def test_what_is_public_has_bangla(draft, actor, now):
    with pytest.raises(ActFault) as fault:
        share_note(draft, transitions.PUBLISH, words(draft, answer_bn=""), actor=actor, now=now)
    assert fault.value.field == "answer_bn"
    share_note(draft, transitions.SHARE, words(draft, answer_bn=""), actor=actor, now=now)


def test_the_officer_alone_makes_public(signed_in, draft, shirin):
    client = signed_in(shirin)
    assert client.get(reverse("note_publish", args=[draft.pk])).status_code == 403
    assert client.get(reverse("note_share", args=[draft.pk])).status_code == 200


def test_a_retired_note_is_on_no_page_and_can_be_taken_up(client, public, actor, now):
    assert client.get(reverse("help_note", args=[public.pk])).status_code == 200
    do_act(public, transitions.RETIRE, "পুরোনো", actor=actor, now=now)
    cache_version.invalidate_now()
    assert client.get(reverse("help_note", args=[public.pk])).status_code == 404
    with pytest.raises(ActFault):
        count_use(public, NoteUse.HELPED, submission="x", actor=ANYONE, now=now)
    do_act(public, transitions.TAKE_UP, actor=actor, now=now)
    assert public.state == transitions.DRAFT


@pytest.mark.parametrize("typed", ["wifi dhir", "ওয়াই ফাই", "রাউটার", "waifai"])
def test_everybody_finds_a_note_by_what_they_type(client, public, typed):
    assert QUESTION in client.get(reverse("help_notes"), {"q": typed}).content.decode()


def test_did_this_help_is_counted_once_a_press(client, public):
    page = client.get(reverse("help_note", args=[public.pk]))
    key = page.content.decode().split('name="submission" value="')[1].split('"')[0]
    for _ in range(3):
        answer = client.post(reverse("note_helped", args=[public.pk]), {"helped": "yes", KEY: key})
        assert answer.status_code == 302
    assert [(use.sort, use.by_id) for use in NoteUse.objects.all()] == [(NoteUse.HELPED, None)]
    client.post(reverse("note_helped", args=[public.pk]), {"helped": "perhaps", KEY: "other"})
    assert NoteUse.objects.count() == 1


def test_another_offices_note_is_unknown(client, public, office_files, now, karim):
    other_office = second_office(office_files())
    note = Note(office=other_office, question_bn=QUESTION, answer_bn=ANSWER, submission="z")
    begin_note(note, actor=("user", karim.pk), now=now)
    share_note(note, transitions.PUBLISH, note.words(), actor=("user", karim.pk), now=now)
    assert client.get(reverse("help_note", args=[note.pk])).status_code == 404
    assert list(public_notes(public.office).notes) == [public.pk]


def test_the_day_to_read_it_again_is_to_come(signed_in, draft, karim):
    client = signed_in(karim)
    page = client.post(reverse("note_about", args=[draft.pk]), {"review_on": "2020-01-01"})
    assert "review_on" in page.context["form"].errors
    client.post(reverse("note_about", args=[draft.pk]), {"review_on": "2027-06-01"})
    draft.refresh_from_db()
    assert draft.review_on == date(2027, 6, 1)
