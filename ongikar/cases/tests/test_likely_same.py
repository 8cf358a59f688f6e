"""What was very likely written down already is shown before a walk-in is saved, and whoever sits there says
which it is.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SUNDAY
from ongikar.cases.actions import Person
from ongikar.cases.models import Act, Case
from ongikar.grievances.citizen.filing import create_complainant
from ongikar.people.models import Applicant

pytestmark = pytest.mark.django_db
TYPED = {
    "mobile": "01711111111",
    "name": "রহিমা খাতুন",
    "channel": "counter",
    "service": "citizen-1",
    "asked_of": "citizen-1",
    "asked": "কয়টি ল্যাব চালু আছে?",
    "outcome": "taken",
    "token": "first",
}
ASKED_LONG = "আমার স্কুলের ল্যাবের দুটি কম্পিউটার গত মাস থেকে বন্ধ"


@pytest.fixture(autouse=True)
def _on_a_sunday(time_machine):
    time_machine.move_to(SUNDAY)


@pytest.fixture
def desk(signed_in, shirin):
    return signed_in(shirin)


def save(desk, root="", **changes):
    return desk.post(f"{root}/desk/counter/", TYPED | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Rohima", "asked": "ল্যাবের তালিকা চাই"},
        {"name": "রহীমা খাতুন", "mobile": ""},
        # A second mobile, the whole name and the same words.
        {"name": "Rahima Khatun", "mobile": "01711111112"},
        {"mobile": "+৮৮০ ১৭১১-১১১১১১", "asked": "অন্য কথা"},
        # Another service, and the same words of the same mobile.
        {"name": "মো. সুমন", "service": "citizen-2", "asked_of": "citizen-2"},
    ],
)
@pytest.mark.parametrize(("root", "words"), [("", "হয়তো আগেই লেখা"), ("/en", "may have been entered already")])
def test_what_the_same_person_asked_within_a_week_is_shown_before_saving(desk, changes, root, words):
    save(desk)
    response = save(desk, root, token="second", **changes)
    html = response.content.decode()
    assert response.status_code == 409
    assert words in html
    assert f'name="same" value="{Case.objects.get().number}"' in html
    assert changes.get("asked", "কয়টি ল্যাব চালু আছে?") in html


@pytest.mark.parametrize(
    "changes",
    [
        {"mobile": "01711111112", "asked": "ল্যাবের তালিকা চাই"},
        # Of two mobiles a part of the name is no name.
        {"mobile": "01711111112", "name": "Rahima"},
        {"name": "মো. সুমন", "asked": "ল্যাবের তালিকা চাই"},
        {"name": "সালমা বেগম", "mobile": ""},
        {"service": "citizen-2", "asked_of": "citizen-2", "asked": "কোন প্রিন্টার কিনব?"},
    ],
)
def test_what_another_person_asked_or_the_same_of_another_service_is_saved_at_once(desk, changes):
    save(desk)
    assert save(desk, token="second", **changes).status_code == 302
    assert Case.objects.count() == 2


def test_many_words_are_the_same_whoever_says_them_unless_the_mobiles_are_two(desk):
    save(desk, asked=ASKED_LONG)
    other = {"name": "সালমা বেগম", "asked": ASKED_LONG}
    assert save(desk, token="second", mobile="", **other).status_code == 409
    assert save(desk, token="second", mobile="01711111112", **other).status_code == 302


def test_of_two_mobiles_the_same_words_on_another_day_are_another(signed_in, shirin, time_machine):
    save(signed_in(shirin))
    other = {"mobile": "01711111112", "service": "citizen-2", "asked_of": "citizen-2"}
    assert save(signed_in(shirin), token="second", **other).status_code == 409
    time_machine.move_to(SUNDAY + timedelta(days=1))
    assert save(signed_in(shirin), token="second", **other).status_code == 302


def test_an_institution_is_the_same_whoever_came_for_it(desk):
    school = {"institution": "কৈলাশ রঞ্জন উচ্চ বিদ্যালয়"}
    save(desk, **school)
    assert save(desk, token="2", name="আবুল কাশেম", mobile="", **school).status_code == 409
    others = {"institution": "মমিনপুর উচ্চ বিদ্যালয়"}
    assert save(desk, token="3", mobile="", **others).status_code == 302


def test_after_a_week_it_is_another_visit(signed_in, shirin, time_machine):
    save(signed_in(shirin))
    time_machine.move_to(SUNDAY + timedelta(days=7, hours=1))
    assert save(signed_in(shirin), token="second").status_code == 302


def test_it_is_the_same_adds_the_words_to_that_case_once_and_makes_none(desk):
    save(desk)
    case = Case.objects.get()
    more = {"token": "second", "asked": "তালিকা কবে পাব?", "answer": "রবিবার", "same": case.number}
    for _ in range(2):
        response = save(desk, **more)
        assert (response.status_code, response["Location"]) == (302, reverse("case", args=[case.number]))
    assert Case.objects.count() == 1
    note = Act.objects.get(case=case, name="note")
    assert "তালিকা কবে পাব?" in note.words
    assert "রবিবার" in note.words
    assert "নতুন আবেদন হয়নি" in desk.get(response["Location"]).content.decode()


def test_words_may_be_added_to_what_was_closed_at_once(desk):
    save(desk, outcome="given", answer="তালিকার একটি কপি দেওয়া হলো।")
    case = Case.objects.get()
    save(desk, token="second", same=case.number)
    assert Act.objects.filter(case=case, name="note").count() == 1


def test_it_is_another_saves_it_with_its_receipt(desk):
    save(desk)
    response = save(desk, token="second", receipt="1")
    mark = f"{Case.objects.get().pk} receipt"
    assert f'value="{mark}"' in response.content.decode()
    response = save(desk, token="second", another=mark)
    assert response["Content-Type"] == "application/pdf"
    assert Case.objects.count() == 2


def test_what_came_meanwhile_is_shown_though_it_is_another_than_the_first(desk):
    save(desk)
    first = Case.objects.get()
    save(desk, token="second", another=first.pk)
    assert save(desk, token="third", another=first.pk).status_code == 409
    assert Case.objects.count() == 2


@pytest.mark.parametrize("mark", ["\0", "১", "x", "-1", "9" * 40, " receipt", "' OR 1=1 --"])
def test_a_mark_that_means_nothing_is_asked_anew(desk, mark):
    save(desk)
    for name in ("another", "same"):
        assert save(desk, token="second", **{name: mark}).status_code == 409
    assert Case.objects.count() == 1


def test_nothing_is_added_to_a_case_that_is_not_the_same(desk, receive):
    save(desk)
    other = receive(person=Person(name="সালমা বেগম", mobile="+8801711111119"))
    assert save(desk, token="second", same=other.number).status_code == 409
    assert not Act.objects.filter(case=other, name="note").exists()


def test_a_press_sent_twice_is_the_case_that_the_first_made(desk):
    assert [save(desk).status_code for _ in range(2)] == [302, 302]
    assert Case.objects.count() == 1


def test_whoever_only_complained_is_not_shown(desk, office):
    create_complainant(office, Person(name=TYPED["name"], mobile="+8801711111111"))
    assert save(desk).status_code == 302
    assert Applicant.objects.count() == 2


def test_of_two_clerks_with_one_walk_in_at_once_the_second_is_told(two, karim, shirin):
    desks = [Client(), Client()]
    for desk, person in zip(desks, (karim, shirin), strict=True):
        desk.force_login(person, backend="ongikar.people.sign_in.StaffBackend")
    two.meet("ongikar.cases.officer.counter.views.stop_at_likely_same")
    answers = two.run(
        lambda: save(desks[0], token="one").status_code, lambda: save(desks[1], token="other").status_code
    )
    assert sorted(answers) == [302, 409]
    assert Case.objects.count() == 1
