"""The pages of whoever decides on a complaint, and of whoever it is about."""

from datetime import timedelta

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ongikar.grievances import actions
from ongikar.grievances.models import Stage
from ongikar.tasks.models import Task

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
    page = HTMLParser(signed_in(salma).get(reverse("desk_grievances")).content.decode())
    tabs = [link.text(strip=True, separator=" ") for link in page.css(".views a")]
    assert tabs[:3] == ["সব খোলা ১", "দেরি ১", "শেষ দিন কাছে ০"]
    assert "late-text" in page.css_first("td.due p").attributes["class"]


DECISION = {
    "upheld": "yes",
    "reasons": "দেরির কারণ নেই।",
    "cause": "neglect",
    "remedy": "উত্তর দিতে হবে।",
    "due_1": "10/12/2026",
}


@pytest.mark.fast
def test_salma_decides_on_her_desk_and_a_second_press_changes_nothing(filed, signed_in, salma, time_machine):
    grievance = filed()
    officer = grievance.respondent
    time_machine.move_to(LATER + MINUTE)
    browser, address = signed_in(salma), reverse("desk_grievance_act", args=[grievance.number, "decide"])
    page = reverse("desk_grievance", args=[grievance.number])
    assert browser.get(address).url == f"{page}?decide#decision"
    assert browser.post(address, {"upheld": "yes", "reasons": ""}).status_code == 422
    letter = browser.post(address, DECISION | {"owner_1": f"post-{officer.pk}"}).url
    assert letter == reverse("desk_decision_letter", args=[grievance.number])
    assert not Task.objects.exists()
    for _ in range(2):
        assert browser.post(letter).url == page
    assert Stage.objects.get().decision == "অভিযোগটি সঠিক পাওয়া গেছে।"
    assert grievance.acts.filter(name="decide").count() == 1
    task = Task.objects.get()
    assert (task.title, task.owner_post, task.check_post) == (
        "উত্তর দিতে হবে।",
        officer,
        Stage.objects.get().post,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"owner_1": ""}, "owner_1"),
        ({"due_1": ""}, "due_1"),
        ({"due_1": "11/12/2026"}, "due_1"),
        ({"remedy": ""}, "remedy"),
        ({"cause": "bad luck"}, "cause"),
        ({"reasons": "শেষ দিন ছিল …।"}, "reasons"),
        ({"remedy_2": "ক্ষমা চাইবেন"}, "owner_2"),
        ({"owner_1": "post-999999"}, "owner_1"),
        # Whoever decides would check their own work.
        ({"owner_1": "salma"}, "owner_1"),
    ],
)
def test_a_decision_that_is_not_whole_stays_on_its_page_with_what_is_wrong(
    filed, signed_in, salma, time_machine, changes, field
):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    stage = grievance.current
    sent = DECISION | {"owner_1": f"post-{grievance.respondent_id}"} | changes
    sent = {name: value.replace("salma", f"post-{stage.post_id}") for name, value in sent.items()}
    answer = signed_in(salma).post(reverse("desk_grievance_act", args=[grievance.number, "decide"]), sent)
    assert answer.status_code == 422
    assert next(iter(answer.context["form"].errors)) == field
    assert not Task.objects.exists()


def test_a_decision_begins_with_a_text_of_the_office(filed, signed_in, salma, time_machine):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    address = reverse("desk_grievance_act", args=[grievance.number, "decide"])
    browser = signed_in(salma)
    page = browser.post(address, {"text": "not_right", "remedy": "ক্ষমা চাইবেন"}, follow=True)
    form = page.context["form"]
    assert form["reasons"].value().startswith("অভিযোগ সঠিক পাওয়া যায়নি।")
    assert form["remedy"].value() == "ক্ষমা চাইবেন"
    assert not form.errors


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("not_accept", {"reason_code": "no_facts", "words": "তথ্য নেই।"}),
        ("accept", {}),
        (
            "redirect",
            {
                "to": "not_listed",
                "typed": "ভূমি অফিস, রংপুর",
                "words": "জমির বিষয়।",
                "channel": "post",
                "reference": "RL 12",
            },
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


def test_what_an_appeal_finds_is_given_to_the_district_and_done_on_its_desk(
    filed, decide, signed_in, salma, rafiq, time_machine
):
    """The remedy that names the district officer was owed by the officer of the upazila: nobody above the
    staff could be chosen.
    """
    grievance = filed()
    first = decide(grievance)
    appealed = LATER + timedelta(days=3)
    actions.file_appeal(grievance=grievance, words="মানি না।", now=appealed)
    time_machine.move_to(appealed + MINUTE)
    address = reverse("desk_grievance_act", args=[grievance.number, "decide"])
    # Whoever hears the appeal stands in no list, their own remedies included.
    page = signed_in(rafiq).get(address, follow=True).content.decode()
    assert f'value="post-{first.post_id}"' in page
    assert f'value="post-{Stage.objects.latest("pk").post_id}"' not in page
    answer = DECISION | {"owner_1": f"post-{first.post_id}"}
    browser = signed_in(rafiq)
    assert browser.post(browser.post(address, answer).url).status_code == 302
    task = Task.objects.get()
    assert (task.owner_post, task.check_post) == (first.post, Stage.objects.latest("pk").post)
    browser = signed_in(salma)
    assert task.title in browser.get(reverse("task", args=[task.number])).content.decode()
    done = browser.post(reverse("task_act", args=[task.number, "report"]), {"words": "আদেশ জারি হয়েছে।"})
    assert done.status_code == 302
    task.refresh_from_db()
    assert task.state == "reported"


def test_the_first_tier_gives_no_work_to_the_posts_above_it(filed, signed_in, salma, rafiq, time_machine):
    grievance = filed()
    time_machine.move_to(LATER + MINUTE)
    address = reverse("desk_grievance_act", args=[grievance.number, "decide"])
    above = rafiq.holdings.get().post
    page = signed_in(salma).get(address, follow=True).content.decode()
    assert 'name="owner_1"' in page
    assert f'value="post-{above.pk}"' not in page
    answer = DECISION | {"owner_1": f"post-{above.pk}"}
    assert signed_in(salma).post(address, answer).status_code == 422
    assert not Task.objects.exists()
