"""The pages of whoever decides on a complaint, and of whoever it is about."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.grievances.models import Stage

from .conftest import LATER, MINUTE

NEW = {
    "about": "unlawful",
    "respondent": "upazila-ict-officer",
    "text": "আমার কাছে টাকা চাওয়া হয়েছে।",
    "kind": "citizen",
    "who": "named",
    "name": "রহিমা খাতুন",
    "mobile": "০১৭০০০০০০০১",
    "submission": "pressed-once",
}


def test_the_desk_sorts_what_waits_by_its_day(filed, signed_in, salma, time_machine):
    grievance = filed()
    time_machine.move_to(grievance.current.clock.due_at + MINUTE)
    html = signed_in(salma).get(reverse("desk_grievances")).content.decode()
    assert "দেরি হয়ে গেছে: ১" in html
    assert "নিষ্পত্তি হয়েছে: ০" in html


@pytest.mark.fast
def test_salma_decides_on_her_desk_and_a_second_press_changes_nothing(filed, signed_in, salma, time_machine):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    browser, address = signed_in(salma), reverse("desk_grievance_act", args=[grievance.number, "decide"])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"upheld": "yes", "decision": "সঠিক।", "reasons": ""}).status_code == 422
    answer = {"upheld": "yes", "decision": "সঠিক।", "reasons": "দেরির কারণ নেই।", "remedy": "আজই দিতে হবে।"}
    for _ in range(2):
        assert browser.post(address, answer).url == reverse("desk_grievance", args=[grievance.number])
    assert Stage.objects.get().decision == "সঠিক।"
    assert grievance.acts.filter(name="decide").count() == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("not_accept", {"reason_code": "no_facts", "words": "তথ্য নেই।"}),
        ("accept", {}),
        (
            "redirect",
            {"to": "not_listed", "typed": "ভূমি অফিস, রংপুর", "words": "জমির বিষয়।", "channel": "post"},
        ),
        ("note", {"words": "ফোন করেছি"}),
    ],
)
def test_every_act_of_the_desk_is_done_and_written_down(
    filed, signed_in, salma, time_machine, name, expected
):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    signed_in(salma).post(reverse("desk_grievance_act", args=[grievance.number, name]), expected)
    assert grievance.acts.filter(name=name).count() == 1


def test_an_unknown_act_is_no_page(filed, signed_in, salma):
    address = reverse("desk_grievance_act", args=[filed().number, "delete"])
    assert signed_in(salma).post(address).status_code == 404


def test_karim_answers_and_appeals_against_what_was_found_right(
    filed, decide, signed_in, karim, time_machine
):
    grievance = filed()
    time_machine.move_to(LATER)
    browser = signed_in(karim)
    browser.post(reverse("desk_complaint", args=[grievance.number]), {"words": "কাগজ দেরিতে এসেছে।"})
    assert grievance.acts.filter(name="answer").count() == 1
    address = reverse("desk_complaint_appeal", args=[grievance.number])
    assert browser.get(address).url == reverse("desk_complaint", args=[grievance.number])
    decide(grievance)
    browser.post(address, {"words": "রেকর্ড ঠিক নয়।"})
    assert Stage.objects.get(number=2).brought_by == Stage.RESPONDENT


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("", ("৫ কার্যদিবস দেরি", "সময় পেরিয়ে গেছে। কথা রাখা যায়নি।")),
        ("/en", ("5 working days late", "The time passed. The promise was not kept.")),
    ],
)
def test_whoever_decides_reads_which_day_was_missed(filed, signed_in, salma, time_machine, root, expected):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    page = signed_in(salma).get(f"{root}/desk/grievances/{grievance.number}/").content.decode()
    aside = " ".join(HTMLParser(page).css_first("main aside").text(separator=" ").split())
    assert all(words in aside for words in expected), aside
