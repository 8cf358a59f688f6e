"""Handing over charge: what lies on a post stands on one paper, and one press passes all of it on."""

from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases.models import Case
from ongikar.journal.models import Entry
from ongikar.offices.models import Post
from ongikar.people.charge import CHARGE_SOURCES, charge_lists
from ongikar.people.models import ChargeDocument, Holding, User
from ongikar.rules.bangla.text import digits
from ongikar.tasks.actions import give_task
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
REASON = "বদলির আদেশে দায়িত্ব হস্তান্তর।"


@pytest.fixture
def posts(office):
    return {role: office.posts.filter(role=role).order_by("pk").first() for role in ("officer", "assistant")}


@pytest.fixture
def desk(signed_in, karim):
    return signed_in(karim)


@pytest.fixture
def work(office, posts, receive, karim):
    """Two cases and a task on the officer's post."""
    now = timezone.now()
    cases = [receive("citizen-1", now=now), receive("citizen-2", now=now)]
    task = give_task(
        office=office,
        title="ল্যাবের তালিকা মেলানো",
        owner=posts["officer"],
        given_by=posts["officer"],
        due=timezone.localdate() + timedelta(days=20),
        submission="a-task-to-hand-over",
        actor=("user", karim.pk),
        now=now,
    )
    return cases, task


def text_of(pdf: bytes) -> str:
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_every_app_that_lays_work_on_a_post_lists_it():
    assert {"cases", "tasks", "places"} <= set(CHARGE_SOURCES)
    assert any("letter" in name for name in CHARGE_SOURCES)


@pytest.mark.fast
def test_the_page_and_the_document_list_all_that_lies_on_the_post(desk, posts, work, karim):
    (first, second), task = work
    page = desk.get(f"/desk/charge/{posts['officer'].pk}/").text
    assert digits(first.number) in page
    assert task.title in page
    made = desk.post(f"/en/desk/charge/{posts['officer'].pk}/document/", follow=True)
    document = ChargeDocument.objects.get()
    assert first.number in made.text
    assert "Cases: 2" in " ".join(HTMLParser(made.text).css_first("main").text().split())
    assert document.sha256 in made.text
    # What is kept and signed names no citizen: their pages do.
    assert "Rahima" not in made.text
    answer = desk.get(f"/en/desk/charge/documents/{document.pk}/charge.pdf")
    assert answer["Content-Type"] == "application/pdf"
    shown = " ".join(text_of(answer.content).split())
    for words in (first.number, second.number, "Handed over by", "Taken over by", document.sha256):
        assert words in shown


def test_one_press_lays_all_of_it_on_another_desk(desk, posts, work):
    cases, task = work
    due = [case.clock.due_at for case in cases]
    answer = desk.post(
        f"/desk/charge/{posts['officer'].pk}/pass/",
        {"way": "post", "post": posts["assistant"].pk, "reason": REASON},
        follow=True,
    )
    assert "৩টি জিনিস" in answer.text
    assert set(Case.objects.values_list("desk", flat=True)) == {posts["assistant"].pk}
    assert Task.objects.get(pk=task.pk).owner_post == posts["assistant"]
    # No day moves by it.
    assert [Case.objects.get(pk=case.pk).clock.due_at for case in cases] == due
    assert Entry.objects.get(verb="charge.transferred").facts["count"] == 3
    assert sum(each.count for each in charge_lists(posts["officer"]) if each.title == "আবেদন") == 0


def test_the_post_goes_to_another_person_with_all_on_its_desk(signed_in, posts, work, karim):
    administrator = User.objects.get(username="lipi")
    coming = User.objects.get(username="shirin")
    Holding.objects.filter(user=coming).update(until=timezone.localdate())
    last_day = timezone.localdate() + timedelta(days=3)
    answer = signed_in(administrator).post(
        f"/desk/charge/{posts['officer'].pk}/pass/",
        {"way": "person", "person": coming.pk, "last_day": last_day, "memo_number": "০৫-১১৭"},
    )
    assert answer.status_code == 302, HTMLParser(answer.text).css_first(".errors")
    assert Holding.objects.get(user=karim, post=posts["officer"]).until == last_day
    new = Holding.objects.get(user=coming, post=posts["officer"])
    assert (new.since, new.until) == (last_day + timedelta(days=1), None)
    assert set(Case.objects.values_list("desk", flat=True)) == {posts["officer"].pk}


def test_an_administrator_sees_how_much_there_is_and_nobodys_name(signed_in, posts, work):
    page = signed_in(User.objects.get(username="lipi")).get(f"/desk/charge/{posts['officer'].pk}/").text
    assert "আবেদন: ২" in " ".join(HTMLParser(page).css_first("main").text().split())
    assert "রহিমা" not in page
    assert "/document/" not in page


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "কোথায় যাবে"),
        ({"way": "moon"}, "তালিকা থেকে"),
        ({"way": "post", "reason": REASON}, "কোন পদে যাবে"),
        ({"way": "post", "post": "999999", "reason": REASON}, "তালিকা থেকে"),
        ({"way": "post", "post": "assistant", "reason": ""}, "কেন, লিখুন"),
    ],
)
def test_what_is_missing_is_asked_and_nothing_moves(desk, posts, work, given, words):
    given = given | ({"post": posts["assistant"].pk} if given.get("post") == "assistant" else {})
    answer = desk.post(f"/desk/charge/{posts['officer'].pk}/pass/", given)
    assert answer.status_code == 422
    assert words in HTMLParser(answer.text).css_first(".errors").text()
    assert set(Case.objects.values_list("desk", flat=True)) == {posts["officer"].pk}


def test_what_cannot_move_stops_all_of_it(desk, posts, work, monkeypatch):
    """One source fails: what another has moved already goes back."""
    from dataclasses import replace

    def fails(post, **more):
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(
        CHARGE_SOURCES, "last", replace(CHARGE_SOURCES["places"], name="last", transfer=fails, order=99)
    )
    desk.raise_request_exception = False
    asked = {"way": "post", "post": posts["assistant"].pk, "reason": REASON}
    assert desk.post(f"/desk/charge/{posts['officer'].pk}/pass/", asked).status_code == 500
    assert set(Case.objects.values_list("desk", flat=True)) == {posts["officer"].pk}


def test_a_post_at_whose_desk_nothing_lies_has_no_such_page(desk, office):
    post = office.posts.exclude(role__in=("officer", "assistant")).first() or Post(pk=0)
    assert desk.get(f"/desk/charge/{post.pk}/").status_code == 404
