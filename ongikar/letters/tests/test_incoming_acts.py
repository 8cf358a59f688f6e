"""What is done with a letter that stands in the diary, and the task that goes along with it."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from conftest import SUNDAY
from ongikar.cases import actions as cases
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.files.actions import open_file
from ongikar.letters.incoming import actions
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import File, Letter
from ongikar.letters.reactions import close_letters_of_case
from ongikar.letters.transitions import INCOMING
from ongikar.people.models import Holding
from ongikar.rules.transitions import TransitionFault
from ongikar.tasks.actions import report_task
from ongikar.tasks.models import Task

from .diary import photo

pytestmark = pytest.mark.django_db
SHIRIN = ("user", 2)


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(SUNDAY, tick=False):
        yield signed_in(karim)


@pytest.fixture
def post(office):
    return office.posts.get(role="officer")


@pytest.fixture
def assistant(office):
    return office.posts.get(role="assistant")


@pytest.fixture
def letter(office):
    received = ReceivedLetter(
        "ল্যাবের তালিকা",
        date(2026, 11, 22),
        sender_name="শিক্ষা অফিস",
        their_memo="12-3",
        due_on=date(2026, 11, 26),
    )
    return enter_letter(office=office, letter=received, submission="letter", actor=SHIRIN, now=SUNDAY)


@pytest.fixture
def file(office):
    return open_file(
        office=office,
        number="05.55.8549.000.000.16.0002.26",
        title="ল্যাব",
        retention=File.GA,
        opened_on=SUNDAY.date(),
        actor=SHIRIN,
        now=SUNDAY,
    )


@pytest.fixture
def marked(letter, post):
    actions.mark_letter(letter, to=post, by=post, actor=SHIRIN, now=SUNDAY)
    return letter


def press(desk, letter, act, **typed):
    return desk.post(reverse("letter_act", args=[letter.pk, act]), {"token": f"press {act}", **typed})


def task():
    return Task.objects.get()


def test_the_state_is_the_fold_of_the_acts(marked, file):
    actions.note_reminder(
        marked, reminder=actions.Reminder(SUNDAY.date()), submission="once", actor=SHIRIN, now=SUNDAY
    )
    actions.file_letter(marked, file=file, words="জানার জন্য", actor=SHIRIN, now=SUNDAY)
    names = list(marked.acts.values_list("name", flat=True))
    assert names == ["diarise", "mark", "remind", "file"]
    assert INCOMING.state_after(names) == Letter.objects.get().state == "filed"
    with pytest.raises(TransitionFault):
        actions.answer_letter(marked, words="আবার", actor=SHIRIN, now=SUNDAY)
    assert marked.acts.count() == 4


def test_marked_again_the_answer_goes_over_with_the_letter(marked, post, assistant):
    actions.mark_letter(marked, to=assistant, by=post, actor=SHIRIN, now=SUNDAY)
    assert marked.marked == assistant
    assert task().owner_post == assistant
    assert [act.name for act in task().acts.order_by("id")] == ["give", "transfer"]


@pytest.mark.fast
def test_an_answer_in_words_ends_the_task_of_the_letter(desk, marked):
    press(desk, marked, "answer", words="ফোনে জানানো হয়েছে")
    assert Letter.objects.get().state == "answered"
    assert task().state == "done"
    assert task().clock.outcome == "kept"


@pytest.mark.parametrize(
    ("act", "state", "typed"),
    [
        ("file", "filed", {"file": "০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬", "words": "জানার জন্য"}),
        ("redirect", "redirected", {"words": "জেলা কার্যালয়ে পাঠানো হলো"}),
    ],
)
def test_what_ends_a_letter_without_an_answer_drops_its_task_with_the_reason(
    desk, marked, file, act, state, typed
):
    press(desk, marked, act, **typed)
    assert Letter.objects.get().state == state
    assert task().state == "dropped"
    assert task().acts.last().words == typed["words"]


def test_a_letter_whose_day_passed_unmarked_is_marked_with_a_new_day(signed_in, karim, letter, post):
    with time_machine.travel(SUNDAY + timedelta(days=8), tick=False):
        desk = signed_in(karim)
        answer = press(desk, letter, "mark", to=post.pk, due="26/11/2026")
        assert "এই দিন পেরিয়ে গেছে" in answer.content.decode()
        assert Letter.objects.get().state == "diarised"
        press(desk, letter, "mark", to=post.pk, due="2/12/2026")
    assert task().clock.due_at.date() == date(2026, 12, 2)
    # What the letter itself asked for stays.
    assert Letter.objects.get().due_on == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1" * 17, "এখানে আছে ১৭টি"),
        ("1" * 21, "এখানে আছে ২১টি"),
        ("1" * 23, "এখানে আছে ২৩টি"),
        ("1" * 22, "এই নম্বরের নথি সূচিতে নেই"),
    ],
)
def test_a_file_is_named_by_a_number_that_stands_in_the_index(desk, letter, file, number, words):
    answer = press(desk, letter, "place", file=number)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Letter.objects.get().file is None


def test_a_correction_keeps_what_stood_there(desk, letter):
    typed = {
        "sender_name": "উপজেলা শিক্ষা অফিস",
        "their_memo": "12-3",
        "their_date": "",
        "received_on": "22/11/2026",
        "channel": "post",
        "subject_line": "ল্যাবের তালিকা",
        "reason": "প্রেরক ভুল ছিল",
    }
    press(desk, letter, "correct", **typed)
    stood = Letter.objects.get()
    assert (stood.sender_name, stood.channel) == ("উপজেলা শিক্ষা অফিস", "post")
    act = stood.acts.get(name="correct")
    assert act.data == {"old": {"sender_name": "শিক্ষা অফিস", "channel": "hand"}}
    page = desk.get(reverse("letter", args=[letter.pk])).content.decode()
    assert "<del>শিক্ষা অফিস</del>" in page
    assert "<del>হাতে</del>" in page
    # The same once more changes nothing.
    press(desk, letter, "correct", **typed)
    assert stood.acts.filter(name="correct").count() == 1


def test_pages_that_come_later_stand_beside_the_first(desk, letter):
    press(desk, letter, "add_pages", pages=[photo(), photo()], words="সংযুক্তি")
    press(desk, letter, "add_pages", pages=[photo()], words="সংযুক্তি")
    (paper,) = desk.get(reverse("letter", args=[letter.pk])).context["papers"]
    assert (paper.title, paper.media_type) == ("সংযুক্তি", "application/pdf")
    assert letter.acts.filter(name="add_pages").count() == 1
    assert "একটি পাতা দিন" in press(desk, letter, "add_pages", token="other").content.decode()


def test_an_assistant_neither_marks_nor_ends_a_letter(signed_in, shirin, letter, post):
    with time_machine.travel(SUNDAY, tick=False):
        desk = signed_in(shirin)
        for act, typed in (("mark", {"to": post.pk, "due": "26/11/2026"}), ("answer", {"words": "হয়ে গেছে"})):
            assert press(desk, letter, act, **typed)["Location"] == reverse("letter", args=[letter.pk])
        assert (
            reverse("letter_act", args=[letter.pk, "mark"])
            not in desk.get(reverse("letter", args=[letter.pk])).content.decode()
        )
    assert Letter.objects.get().state == "diarised"


def test_a_letter_about_a_thing_that_one_may_not_know_is_not_there(desk, letter, receive, office):
    """Law 15: the number alone is told of it in a list."""
    from ongikar.grievances.actions import file_complaint

    grievance = file_complaint(
        office=office, case=receive("citizen-1"), text="উত্তর পাইনি।", submission="complaint", now=SUNDAY
    )
    actions.attach_letter(letter, subject=grievance.reference, actor=SHIRIN, now=SUNDAY)
    assert desk.get(reverse("letter", args=[letter.pk])).status_code == 404
    page = desk.get(reverse("letters")).content.decode()
    assert "ল্যাবের তালিকা" not in page
    assert "সীমিত" in page
    assert "ল্যাবের তালিকা" not in desk.get(reverse("letters"), {"q": "ল্যাবের"}).content.decode()
    assert press(desk, letter, "redirect", words="অন্যত্র").status_code == 404


def test_the_list_finds_a_letter_by_its_numbers_and_by_words(desk, letter):
    for typed in ("১", "12-3", "১২-৩", "শিক্ষা", "তালিকা"):
        assert "ল্যাবের তালিকা" in desk.get(reverse("letters"), {"q": typed}).content.decode(), typed
    assert "এমন কোনো চিঠি" in desk.get(reverse("letters"), {"q": "হাসপাতাল"}).content.decode()


def test_a_list_goes_on_from_its_last_line(desk, office):
    for n in range(30):
        received = ReceivedLetter(f"বিষয় {n:02}", date(2026, 11, 22), due_on=date(2026, 11, 23 + n % 4))
        enter_letter(office=office, letter=received, submission=f"letter {n}", actor=SHIRIN, now=SUNDAY)
    for tab in ("in", "answer", "mark"):
        first = desk.get(reverse("letters"), {"tab": tab})
        second = desk.get(first.context["next_page"])
        seen = [
            link
            for page in (first, second)
            for link in re.findall(r'class="who" href="([^"]+)"', page.content.decode())
        ]
        assert len(set(seen)) == len(seen) == 30, tab
        assert second.context["next_page"] == ""


def test_todays_page_shows_what_waits(desk, letter, marked):
    page = desk.get(reverse("today")).content.decode()
    assert "চিঠির উত্তর দিতে হবে" in page
    assert reverse("letter", args=[letter.pk]) in page


def test_the_letter_of_a_case_ends_with_the_letter_that_the_case_ends_with(receive, letter, now):
    case = receive("citizen-1")
    actions.attach_letter(letter, subject=case.reference, actor=SHIRIN, now=now)
    cases.keep(case, outcome={"words": "সাতটি ল্যাব চালু।"}, actor=SHIRIN, now=now)
    run_due_entries(now)
    answered = Letter.objects.get(pk=letter.pk)
    issued = Letter.objects.get(direction="out")
    assert answered.state == "answered"
    assert answered.acts.last().data == {"letter": issued.pk}
    # Run once more, it changes nothing.
    entry = OutboxEntry.objects.get(reaction="letters.reactions.close_letters_of_case")
    close_letters_of_case(entry, now=now)
    assert answered.acts.count() == 3


def test_a_letter_whose_case_goes_to_another_office_goes_with_it(receive, letter, now):
    case = receive("citizen-1")
    actions.attach_letter(letter, subject=case.reference, actor=SHIRIN, now=now)
    cases.redirect(case, to="জেলা কার্যালয়", actor=SHIRIN, now=now)
    run_due_entries(now)
    assert Letter.objects.get(pk=letter.pk).state == "redirected"


def test_the_answer_told_at_the_task_is_told_at_the_letter(marked, now):
    report_task(task(), words="ফোনে জানানো হয়েছে", actor=SHIRIN, now=now)
    run_due_entries(now)
    assert Letter.objects.get().state == "answered"
    assert marked.acts.last().words == "ফোনে জানানো হয়েছে"


def test_a_letter_is_not_marked_to_a_post_that_nobody_holds(desk, letter, assistant, shirin):
    Holding.objects.filter(user=shirin).update(until=date(2026, 11, 1))
    answer = desk.post(
        reverse("letter_act", args=[letter.pk, "mark"]),
        {"to": assistant.pk, "due": "26/11/2026", "token": "to-nobody"},
    )
    assert answer.status_code == 422
    assert "একটি বেছে নিন" in answer.content.decode()
    assert Letter.objects.get().marked is None
