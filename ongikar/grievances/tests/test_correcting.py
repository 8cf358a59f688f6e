"""What is held about a complainant is shown to them, and put right where no application is complained of."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from ongikar.books.registry import CellRun, book_named
from ongikar.cases.actions import Person
from ongikar.grievances import actions
from ongikar.grievances.handling.redaction import text_for_respondent
from ongikar.grievances.models import Act, Grievance
from ongikar.grievances.retention import anonymise_grievance
from ongikar.notices.models import Message
from ongikar.rules.transitions import TransitionFault
from tests.applicants import show_proof

from .conftest import LATER, MINUTE

pytestmark = pytest.mark.django_db
WRONG = {"field": "name", "new": "রহিমা বেগম", "words": "পরিচয়পত্রে এভাবে"}


@pytest.fixture(autouse=True)
def _later(time_machine):
    time_machine.move_to(LATER + MINUTE)


@pytest.fixture
def complain(office):
    """`complain(**choices)`: Rahima complains of the officer, about no application."""

    def do(**choices):
        return actions.file_complaint(
            office=office,
            respondent=office.posts.get(slug="upazila-ict-officer"),
            person=Person(name="রহিমা খাতুন", mobile="+8801700000001", address="হরিদেবপুর"),
            text="রহিমা খাতুন বলছি: কেউ শোনেননি।",
            submission="about none",
            now=LATER,
            **choices,
        )

    return do


def current(grievance):
    return Grievance.objects.with_related().select_related("office").get(pk=grievance.pk).current


def test_a_name_is_asked_for_by_a_proof_made_at_the_desk_and_struck_in_the_register(
    complain, client, salma, office, pass_time
):
    grievance = complain()
    address = reverse("grievance_held", args=[grievance.number])
    assert "/track/" in Client().post(address, WRONG)["Location"]
    show_proof(client, grievance)
    html = client.get(address).content.decode()
    assert "রহিমা খাতুন" in html
    assert "বছর, তারপর মুছে ফেলা হয়" in html
    assert client.post(address, WRONG | {"new": "রহিমা খাতুন"}).status_code == 422
    for _ in range(2):
        assert client.post(address, WRONG).status_code == 302
    assert grievance.acts.filter(name="ask_correction").count() == 1
    assert "আপনি ঠিক করতে বলেছেন" in client.get(address).content.decode()
    desk = Client()
    desk.force_login(salma, backend="ongikar.people.sign_in.StaffBackend")
    act = reverse("desk_grievance_act", args=[grievance.number, "correct"])
    assert act in desk.get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    assert "রহিমা বেগম" in desk.get(act).content.decode()
    assert desk.post(act, {"ruling": "make"}).status_code == 422
    assert desk.post(act, {"ruling": "make", "words": "পরিচয়পত্র দেখেছি"}).status_code == 302
    assert act not in desk.get(reverse("desk_grievance", args=[grievance.number])).content.decode()
    pass_time(LATER + 2 * MINUTE)
    told = Message.objects.filter(outbox_entry__entry__verb="grievance.corrected")
    assert [each.title for each in told.filter(person__startswith="applicant:")]
    (line,) = book_named("grievances").rows(office, 2026)
    struck = [CellRun("রহিমা খাতুন", True), CellRun(" "), CellRun("রহিমা বেগম")]
    assert list(line.cells[3].runs[:3]) == struck
    assert "<s>" in client.get(address).content.decode()


def test_what_is_not_put_right_has_its_reason_and_another_may_be_asked(complain, desk, salma, pass_time):
    grievance = complain()
    with pytest.raises(TransitionFault):
        actions.answer_correction(
            stage=current(grievance), is_made=True, words="", actor=desk(salma), now=LATER
        )
    for new in ("রহিমা বেগম", "রহিমা আক্তার"):
        actions.ask_correction(grievance=grievance, field="name", new=new, now=LATER)
        actions.answer_correction(
            stage=current(grievance), is_made=False, words="কাগজে নেই", actor=desk(salma), now=LATER
        )
    assert Grievance.objects.get().complainant.name == "রহিমা খাতুন"
    assert [act.words for act in grievance.acts.filter(name="refuse_correction")] == ["কাগজে নেই"] * 2


def test_whoever_loses_a_mobile_is_told_where_they_were_reached(complain, desk, salma, pass_time):
    grievance = complain()
    actions.ask_correction(grievance=grievance, field="mobile", new="+8801700000009", now=LATER)
    actions.answer_correction(
        stage=current(grievance), is_made=True, words="সিম বদলেছে", actor=desk(salma), now=LATER
    )
    pass_time(LATER)
    told = Message.objects.filter(title__startswith="আপনার মোবাইল বা ই-মেইল বদলেছে")
    assert [each.address for each in told] == ["+8801700000001"]


def test_a_name_before_it_was_put_right_tells_the_officer_nothing_either(complain, desk, salma):
    grievance = complain(identity_hidden=True)
    actions.ask_correction(grievance=grievance, field="name", new="নূরজাহান বেগম", now=LATER)
    actions.answer_correction(
        stage=current(grievance), is_made=True, words="দেখেছি", actor=desk(salma), now=LATER
    )
    grievance = Grievance.objects.with_related().get()
    for name in ("রহিমা", "নূরজাহান"):
        assert name not in text_for_respondent(grievance, f"{grievance.text} নূরজাহান বেগম")
    anonymise_grievance(grievance)
    assert not [act for act in Act.objects.all() if act.data]


def test_about_an_application_its_own_page_takes_the_correction(filed, client):
    grievance = filed()
    with pytest.raises(TransitionFault):
        actions.ask_correction(grievance=grievance, field="name", new="রহিমা বেগম", now=LATER)
    show_proof(client, grievance)
    html = client.get(reverse("grievance_held", args=[grievance.number])).content.decode()
    assert reverse("track_held", args=[grievance.case.number]) in html
    show_proof(client, grievance.case)
    html = client.get(reverse("track_held", args=[grievance.case.number])).content.decode()
    assert reverse("grievance_held", args=[grievance.number]) in html


def test_what_the_handling_wrote_down_is_shown_to_whoever_complained(complain, desk, salma, client, office):
    grievance = complain()
    by = {"actor": desk(salma), "now": LATER}
    question = actions.ask(
        stage=current(grievance),
        side="complainant",
        words="কোন দিন?",
        due=(LATER + timedelta(days=3)).date(),
        submission="asked",
        **by,
    )
    actions.reply(question=question, words="রবিবার সকালে", now=LATER)
    actions.order_inquiry(
        stage=current(grievance),
        officer=office.posts.get(slug="deputy-director-admin"),
        terms="দেখুন",
        due=(LATER + timedelta(days=3)).date(),
        submission="inquiry",
        **by,
    )
    actions.call_hearing(
        stage=current(grievance), starts_at=LATER + timedelta(days=4), place="জেলা আইসিটি অফিস", **by
    )
    show_proof(client, grievance)
    html = client.get(reverse("grievance_held", args=[grievance.number])).content.decode()
    for words in ("কোন দিন?", "রবিবার সকালে", "উপ-পরিচালক", "জেলা আইসিটি অফিস"):
        assert words in html
