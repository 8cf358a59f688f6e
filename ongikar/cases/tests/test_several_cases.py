"""Several cases of the queue at once: told before, done each by itself, told after."""

import pytest

from conftest import SUNDAY
from ongikar.cases.actions import keep
from ongikar.cases.models import Act, Case
from ongikar.journal.models import Entry
from ongikar.offices.models import Post

pytestmark = pytest.mark.django_db
ADDRESS = "/en/desk/cases/several/"


@pytest.fixture
def desk(client, karim, time_machine):
    time_machine.move_to(SUNDAY, tick=False)
    client.force_login(karim)
    return client


@pytest.fixture
def three(receive, desk, karim):
    cases = [receive() for _ in range(3)]
    keep(cases[2], outcome={"words": "দেওয়া হলো।"}, actor=("user", karim.pk), now=SUNDAY)
    return cases


def sent(cases, **more):
    return {"record": [case.pk for case in cases], **more}


def test_the_page_says_what_will_happen_and_does_nothing_yet(desk, three):
    page = desk.post(ADDRESS, sent(three, act="remind")).text
    assert page.count("Whoever has it is told") == 2, page[page.index("<main") :]
    assert "It is closed" in page
    assert not Entry.objects.filter(verb="case.reminded").exists()


def test_each_is_done_by_itself_and_pressed_twice_once(desk, three):
    for _ in range(2):
        page = desk.post(ADDRESS, sent(three, act="remind", do_it="1")).text
    assert "Reminded a moment ago" in page
    assert Entry.objects.filter(verb="case.reminded").count() == 2


def test_a_note_is_written_to_each_once(desk, three):
    for _ in range(2):
        desk.post(ADDRESS, sent(three, act="note", words="মাস শেষে দেখা হবে।", do_it="1"))
    assert Act.objects.filter(name="note").count() == 3


def test_several_are_handed_over_and_what_lies_there_is_said(desk, three, office):
    to = Post.objects.filter(office=office, role=Post.ASSISTANT).first()
    desk.post(ADDRESS, sent(three[:1], act="hand", to=to.pk, do_it="1"))
    page = desk.post(ADDRESS, sent(three[:2], act="hand", to=to.pk, do_it="1")).text
    assert "It lies there already" in page
    assert Case.objects.filter(desk=to).count() == 2


def test_documents_are_asked_of_those_alone_whose_charter_lists_them(desk, three, receive):
    other = receive("citizen-2", answers={"topic": "buying", "question": "কোনটি কিনব?"})
    title = three[0].row.documents[0]["bn"]
    words = "পরিচয়পত্রের কপি লাগবে, মিলিয়ে দেখতে।"
    desk.post(ADDRESS, sent([three[0], other], act="ask", papers=[title], words=words, do_it="1"))
    assert Case.objects.get(pk=three[0].pk).state == "waiting"
    assert title in [each["bn"] for each in other.row.documents] or other.state == "received"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"act": "note"}, "Write the note"),
        ({"act": "hand"}, "Choose whom"),
        ({"act": "ask"}, "Choose what is needed"),
        ({}, "what is to be done"),
        ({"act": "note", "words": "x", "record": []}, "Choose at least one case"),
    ],
)
def test_what_is_left_out_is_said_beside_its_field(desk, three, more, said):
    answer = desk.post(ADDRESS, {"shown": [case.pk for case in three]} | sent(three) | more)
    assert answer.status_code == 422
    assert said in answer.text, answer.text[answer.text.index("<main") :]


def test_of_another_office_nothing_is_done(desk, three):
    answer = desk.post(ADDRESS, {"record": ["999999"], "act": "note", "words": "x", "do_it": "1"})
    assert answer.status_code == 422
    assert not Act.objects.filter(name="note").exists()


def test_the_queue_leads_there_with_what_it_shows(desk, three):
    assert "/desk/cases/several/?tab=open" in desk.get("/en/desk/cases/?tab=open").text
    page = desk.get(f"{ADDRESS}?tab=open").text
    assert three[0].number in page
    assert three[2].number not in page
