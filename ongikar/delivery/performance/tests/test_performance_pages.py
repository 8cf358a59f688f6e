"""The pages of a plan, from the desk of the officer: what is asked is written, and a fault loses nothing."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.cases import actions as case_actions
from ongikar.cases.models import Case
from ongikar.delivery.performance.models import Indicator, Plan, Reading
from ongikar.letters.models import Letter
from ongikar.papers.models import Paper
from ongikar.papers.tests.hostile import picture

pytestmark = pytest.mark.django_db
CODE = "internal-2"
LINES = "সময়মতো দেওয়া সেবার হার, শতকরা, মান ৬০, লক্ষ্যমাত্রা ৯০\nশুদ্ধাচার সভা"
PLAN = {"system": "gpms", "period": "q2", "objective": "সময়মতো সেবা", "indicators": LINES}
LATER = timedelta(days=20)


@pytest.fixture
def plan(receive, karim, now):
    kept = receive()
    case_actions.keep(kept, outcome={"words": "চারটি", "fully": "yes"}, actor=("user", karim.pk), now=now)
    receive()
    return Plan.objects.get(case=receive(CODE, answers=PLAN, person=None, channel="planned"))


@pytest.fixture
def desk(karim, signed_in, now, time_machine):
    time_machine.move_to(now + LATER, tick=False)
    return signed_in(karim)


def address(name, plan, number=None):
    found = [] if number is None else [plan.indicators.get(number=number).pk]
    return reverse(name, args=[plan.pk, *found])


def send(desk, url, **said):
    found = re.search(r'name="submission" value="([^"]+)"', desk.get(url).content.decode())
    return desk.post(url, said | ({"token": found.group(1)} if found else {}))


@pytest.mark.fast
def test_from_the_case_to_the_report(plan, desk):
    case = plan.case
    page = desk.get(reverse("case", args=[case.number])).content.decode()
    assert address("performance_plan", plan) in page
    assert desk.get(reverse("case_act", args=[case.number, "keep"])).url == address("performance_plan", plan)
    page = desk.get(address("performance_plan", plan)).content.decode()
    assert "“শুদ্ধাচার সভা” সূচকের মান ও লক্ষ্যমাত্রা লিখুন।" in page
    computed = {
        "name": "সময়মতো সেবা",
        "measure": "cases_in_time",
        "unit": "শতকরা",
        "weight": "৬০",
        "target": "৯০",
    }
    assert send(desk, address("performance_plan_change", plan, 1), **computed).status_code == 302
    typed = {"name": "শুদ্ধাচার সভা", "measure": "typed", "unit": "সংখ্যা", "weight": "৪০", "target": "২"}
    assert send(desk, address("performance_plan_change", plan, 2), **typed).status_code == 302
    assert desk.post(address("performance_plan_read", plan)).status_code == 302
    said = {"numerator": "২", "proof": "কার্যবিবরণী ১২"}
    assert send(desk, address("performance_plan_value", plan, 2), **said).status_code == 302
    page = desk.get(address("performance_plan", plan)).content.decode()
    assert "২টির মধ্যে ১টি" in page
    assert "৭৩.৩৪" in page
    # Fifty of ninety, drawn and said; two of two.
    bars = [
        [(part.attributes["class"], part.attributes["width"]) for part in bar.css("rect")]
        for bar in HTMLParser(page).css("td svg.chart")
    ]
    assert bars == [[("ok", "88.9"), ("bg", "71.1")], [("ok", "160.0")]]
    assert "লক্ষ্যমাত্রার ৫৫%" in page
    evidence = desk.get(address("performance_reading", plan, 1)).content.decode()
    assert 'href=""' not in evidence
    for number in Case.objects.filter(service__code="citizen-1").values_list("number", flat=True):
        assert reverse("case", args=[number]) in evidence
    report = address("performance_plan_report", plan)
    answer = desk.post(report, {"contact": "", "to": "", "words": "পাঠানো হলো।"})
    assert answer.status_code == 422
    assert "পাঠানো হলো।" in answer.content.decode()
    assert desk.post(report, {"contact": "", "to": "জেলা প্রশাসক", "words": "পাঠানো হলো।"}).status_code == 302
    letter = Letter.objects.get(kind="performance_report")
    page = desk.get(address("performance_plan", plan) + "?compare").content.decode()
    assert reverse("letter", args=[letter.pk]) in page
    assert "আজকের নথির সঙ্গে মেলানো হয়েছে" in page
    assert address("performance_plan_new", plan) not in page
    assert "সময়মতো দেওয়া সেবা: ২টির মধ্যে ১টি" in desk.get(reverse("letter", args=[letter.pk])).content.decode()
    case.refresh_from_db()
    assert case.is_open
    assert "পাঠানো বাকি" in desk.get(reverse("case", args=[case.number])).content.decode()
    assert desk.get(reverse("case_act", args=[case.number, "keep"])).url == reverse(
        "letter_out", args=[letter.pk]
    )
    way = reverse("letter_dispatch", args=[letter.pk, letter.recipients.get().pk])
    assert desk.post(way, {"channel": "hand", "token": "sent"}).status_code == 422
    assert desk.post(way, {"channel": "hand", "carried_by": "পিয়ন", "token": "sent"}).status_code == 302
    case.refresh_from_db()
    assert case.state == "kept"


def test_weights_above_a_hundred_are_refused_beside_their_field_and_nothing_is_lost(plan, desk):
    said = {"name": "দেখা ল্যাবের সংখ্যা", "measure": "inspections", "unit": "সংখ্যা", "weight": "৪১", "target": "৬"}
    answer = send(desk, address("performance_plan_new", plan), **said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "এটির জন্য বাকি আছে ৪০।" in page
    assert 'value="৪১"' in page
    assert Indicator.objects.count() == 2
    assert send(desk, address("performance_plan_new", plan), **said | {"weight": "৪০"}).status_code == 302
    third = plan.indicators.get(number=3)
    assert desk.post(reverse("performance_plan_remove", args=[plan.pk, third.pk])).status_code == 302
    assert "দেখা ল্যাবের সংখ্যা" not in desk.get(address("performance_plan", plan)).content.decode()
    assert desk.get(reverse("performance_plan_change", args=[plan.pk, third.pk])).status_code == 404


def test_a_value_is_proven_by_a_paper_too(plan, desk):
    url = address("performance_plan_value", plan, 2)
    answer = send(desk, url, numerator="২")
    assert "প্রমাণ লিখুন বা কাগজ দিন।" in answer.content.decode()
    answer = send(desk, url, numerator="২", paper=SimpleUploadedFile("proof.jpg", picture(), "image/jpeg"))
    assert answer.status_code == 302
    reading = Reading.objects.get()
    assert reading.paper == Paper.objects.get()
    assert desk.get(reverse("paper", args=[reading.paper_id])).status_code in (200, 302)


def test_the_list_and_the_register_name_it_in_both_languages(plan, desk):
    for prefix, words in (("", "কর্মসম্পাদন"), ("/en", "Performance")):
        page = desk.get(prefix + reverse("performance")).content.decode()
        assert words in page
        assert "সময়মতো সেবা" in page
    assert "সময়মতো সেবা" in desk.get("/desk/books/performance/2026/").content.decode()
