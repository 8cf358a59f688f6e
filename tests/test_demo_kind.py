"""The plugin interface of a kind: tests/demo_kind/lending is plugged in, applied for, answered and printed.

Pages and actions call its methods. Whoever adds a method to `Kind` learns here that the demo kind does not
show it yet.
"""

import inspect
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
import time_machine
from django.urls import reverse

import ongikar.delivery
from ongikar.cases import actions
from ongikar.cases.adoption import adopt_open_cases
from ongikar.cases.kinds import Kind, is_asked_for, kind_of, kinds
from ongikar.cases.kinds.kind import open_due_cases
from ongikar.cases.models import Case, Draft
from ongikar.charter.service_presets import presets, suggested_preset
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits
from ongikar.tasks.models import Task
from tests.applicants import show_proof
from tests.module_data import clear_row_caches

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "demo_kind"
NEEDED_ON = "2026-12-10"
WISH = {"device": "projector", "needed_on": NEEDED_ON, "purpose": "স্কুলের বিজ্ঞান মেলা"}
CONTACT = {
    "kind": "citizen",
    "name": "রহিমা খাতুন",
    "village": "হরিদেবপুর",
    "union": "হরিদেবপুর",
    "mobile": "01700000001",
}
AT_THE_COUNTER = {"outcome_from_text", "at_counter"}
METHODS = [name for name, each in vars(Kind).items() if inspect.isfunction(each) and name[0] != "_"]


@pytest.fixture
def called_methods():
    """The names of the methods of the kind that this test has called."""
    return set()


@pytest.fixture
def lending(settings, monkeypatch, service, called_methods, now):
    """A charter row of the demo kind: two lines of settings, and the folder beside ours."""
    monkeypatch.setattr(ongikar.delivery, "__path__", [*ongikar.delivery.__path__, str(FOLDER)])
    settings.DELIVERY_KINDS = [*settings.DELIVERY_KINDS, "lending"]
    caches = (kinds, presets)
    for each in caches:
        each.cache_clear()
    kind = kinds()["lending"]
    for name in METHODS:
        monkeypatch.setattr(kind, name, recorded(called_methods, name, getattr(kind, name)))
    row = service("citizen-2")
    type(row).objects.filter(pk=row.pk).update(kind="lending", options={}, documents=[])
    # No published row ever changes in the program; whatever remembers this one's former kind must forget it.
    clear_row_caches()
    with time_machine.travel(now, tick=False):
        yield service("citizen-2")
    for each in caches:
        each.cache_clear()


def recorded(called_methods, name, method):
    def call(*args, **kwargs):
        called_methods.add(name)
        return method(*args, **kwargs)

    return call


@pytest.fixture
def applied(client, lending):
    """Rahima's request for a projector, as she sends it in on the site."""
    client.post(reverse("apply", args=["citizen-2"]), WISH)
    token = Draft.objects.get().token
    client.post(reverse("apply_step", args=[token, "contact"]), CONTACT)
    shown = client.get(reverse("apply_step", args=[token, "check"])).content.decode()
    assert WISH["purpose"] in shown
    assert "প্রজেক্টর" in shown
    client.post(reverse("apply_step", args=[token, "check"]))
    return Case.objects.get(submission=token)


def answer_page(desk, case, **answers):
    return desk.post(
        reverse("case_act", args=[case.number, "keep"]), {"words": "একটি প্রজেক্টর দেওয়া হলো।", **answers}
    )


@pytest.mark.fast
def test_a_request_of_the_kind_is_sent_in_answered_and_printed(
    applied, client, signed_in, karim, office, called_methods, now
):
    kind = kind_of(applied.row)
    assert applied.clock.due_at.date() == date.fromisoformat(NEEDED_ON)
    assert [act.name for act in applied.acts.all()] == ["receive", "note"]
    desk = signed_in(karim)
    assert WISH["purpose"] in desk.get(reverse("queue")).content.decode()
    shown = desk.get(reverse("case", args=[applied.number])).content.decode()
    assert "যন্ত্রের তালিকা" in shown
    assert "যন্ত্র দিন" in shown
    assert reverse("case_act", args=[applied.number, "redirect"]) not in shown

    untried = answer_page(desk, applied, lent="yes")
    assert untried.status_code == 422
    assert "যন্ত্রটি চালিয়ে দেখুন।" in untried.content.decode()
    assert answer_page(desk, applied, lent="broken").status_code == 302
    assert Case.objects.get(pk=applied.pk).is_open
    assert answer_page(desk, applied, lent="yes", tried="on").status_code == 302

    case = Case.objects.get(pk=applied.pk)
    assert kind.outcome(case) == case.state == case_transitions.KEPT
    ((book, line),) = kind.book_rows(case)
    assert (book, line["কী কাজে"]) == ("lending", WISH["purpose"])
    assert kind.result(case).title == "ধারের রসিদ"
    pages = pypdfium2.PdfDocument(
        show_proof(client, case).get(reverse("track_result", args=[case.number])).content
    )
    printed = pages[0].get_textpage().get_text_range()
    assert digits(case.memo_number, "bn") in printed
    uncalled = {"make_rows", "after_refusal", "book_lines", "day_agreed"}
    uncalled |= {"anonymise", "hours_of_day", "open_due_cases", "reopen", "watch"}
    # Asked once a process, when the counts of the menu are made.
    assert set(METHODS) - called_methods - {"open_groups"} == AT_THE_COUNTER | uncalled


def test_its_checklist_is_given_as_tasks_that_stand_on_the_page_of_the_case(applied, signed_in, karim):
    (task,) = Task.objects.of_subject(applied.reference)
    assert (task.title, task.origin, task.evidence) == ("যন্ত্র চালিয়ে দেখা", "step", ["words"])
    assert task.owner_post.role == "assistant"
    assert task.check_post == applied.post
    assert task.clock.due_at <= applied.clock.due_at
    page = signed_in(karim).get(reverse("case", args=[applied.number])).content.decode()
    assert reverse("task", args=[task.number]) in page
    assert f"{reverse('task_new')}?subject=case:{applied.pk}" in page


def test_a_walk_in_is_written_down_and_served_in_one_press(lending, signed_in, karim, called_methods):
    desk = signed_in(karim)
    given = {"words": "জেনারেটর দেওয়া হলো।"}
    form = {
        "mobile": "01700000001",
        "name": "রহিমা খাতুন",
        "address": "হরিদেবপুর",
        "channel": "counter",
        "service": "citizen-2",
        "asked": WISH["purpose"],
        "outcome": "given",
        "token": "walk-in",
        "answer": given["words"],
        "asked_of": "citizen-2",
        "ask-needed_on": NEEDED_ON,
        "ask-device": "projector",
    }
    answer = desk.post(reverse("counter"), form)
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get()
    assert case.state == case_transitions.KEPT
    assert case.outcome == given | {"lent": "yes", "tried": True}
    assert case.answers["purpose"] == WISH["purpose"]
    assert called_methods >= AT_THE_COUNTER


def test_a_power_cut_is_urgent_and_has_a_limit_of_its_own(lending, rahima, now):
    case = actions.receive_case(
        service=lending,
        person=rahima,
        answers={"device": "power", "purpose": "হাসপাতাল"},
        channel="online",
        submission="power",
        now=now,
    )
    assert case.urgent == "power_cut"
    assert case.clock.due_at.date() == date(2026, 11, 24)


def test_who_is_refused_reads_what_can_be_done(applied, karim, now, called_methods):
    actions.refuse(applied, reason="যন্ত্রটি মেরামতে", actor=("user", karim.pk), now=now)
    letter = kind_of(applied.row).result(applied)
    assert [words for _, words in letter.parts] == ["যন্ত্রটি মেরামতে", "অন্য দিন চান।"]
    assert "after_refusal" in called_methods


def test_what_the_office_owes_by_itself_is_raised_once_a_year_and_asked_of_nobody(
    lending, now, called_methods
):
    type(lending).objects.filter(pk=lending.pk).update(options={"count": "yearly"})
    for moment in (now, now + timedelta(days=1)):
        open_due_cases(moment)
    case = Case.objects.get(service=lending)
    assert (case.channel, case.applicant) == (Case.PLANNED, None)
    assert not is_asked_for(case.row)
    assert "open_due_cases" in called_methods


def test_an_open_case_of_before_goes_on_under_the_new_form_once(applied, now, called_methods):
    assert applied.form_version == 2
    type(applied).objects.filter(pk=applied.pk).update(form_version=1)
    assert [adopt_open_cases(now), adopt_open_cases(now)] == [1, 0]
    assert [act.name for act in applied.acts.all()] == ["receive", "note", "note"]
    assert Case.objects.get(pk=applied.pk).form_version == 2
    assert "make_rows" in called_methods


def test_a_charter_row_that_speaks_of_lending_is_offered_the_kind(lending):
    assert suggested_preset("যন্ত্র ধার দেওয়া") == "lending"
