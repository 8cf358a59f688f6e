"""A letter that comes to the counter stands in the diary, and its own date is the promise."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from conftest import SUNDAY
from ongikar.cases.models import Case
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter
from ongikar.tasks.models import Task

pytestmark = pytest.mark.django_db
REPORT = {
    "name": "মো. হাবিবুর রহমান",
    "institution": "উপজেলা নির্বাহী অফিসারের কার্যালয়",
    "mobile": "",
    "channel": "letter",
    "service": "institutional-1",
    "asked_of": "institutional-1",
    "asked": "সচল ল্যাবের তালিকা",
    "ask-memo_number": "০৫.৫৫.৮৫৪৯-৪১২",
    "ask-letter_date": "18/11/2026",
    "ask-due_date": "26/11/2026",
    "outcome": "taken",
    "token": "one press",
}


@pytest.fixture
def desk(signed_in, karim):
    with time_machine.travel(SUNDAY, tick=False):
        yield signed_in(karim)


def due_day():
    return Case.objects.get().clock.due_at.date()


def test_the_letter_is_entered_with_its_case_and_its_date_is_the_promise(desk):
    answer = desk.post(reverse("counter"), REPORT)
    assert answer.status_code == 302
    letter, case = Letter.objects.get(), Case.objects.get()
    assert due_day() == date(2026, 11, 26)
    assert letter.subject == case.reference
    assert (letter.book_serial, letter.their_memo, letter.their_date) == (
        1,
        "05.55.8549-412",
        date(2026, 11, 18),
    )
    assert (letter.state, letter.marked) == ("marked", case.desk)
    # The case is the answer: no second clock runs for it.
    assert not Task.objects.filter(subject_type="letter").exists()
    desk.post(reverse("counter"), REPORT)
    assert Letter.objects.count() == Case.objects.count() == 1


def test_a_letter_of_the_diary_becomes_a_case_without_being_typed_again(desk, office):
    received = ReceivedLetter(
        "সচল ল্যাবের তালিকা",
        SUNDAY.date(),
        sender_name="উপজেলা নির্বাহী অফিসারের কার্যালয়",
        their_memo="05.55.8549-412",
        their_date=date(2026, 11, 18),
        due_on=date(2026, 11, 26),
    )
    letter = enter_letter(office=office, letter=received, submission="diary", actor=("user", 2), now=SUNDAY)
    page = desk.get(
        reverse("counter"), {"channel": "letter", "letter": letter.pk, "service": "institutional-1"}
    )
    form = page.context["form"]
    assert form["asked"].value() == "সচল ল্যাবের তালিকা"
    assert form.questions["memo_number"].value() == "05.55.8549-412"
    assert form.questions["due_date"].value() == "২৬/১১/২০২৬"
    assert "ডায়েরিতে আছে, নম্বর ১" in page.content.decode()
    desk.post(reverse("counter"), REPORT | {"letter": letter.pk})
    assert Letter.objects.get().subject == Case.objects.get().reference
    assert due_day() == date(2026, 11, 26)


def test_what_the_kind_does_not_ask_of_the_letter_the_counter_does(desk):
    typed = {
        "name": "করিমা বেগম",
        "channel": "letter",
        "service": "citizen-1",
        "asked_of": "citizen-1",
        "asked": "কয়টি ল্যাব চালু?\nকোথায় কোথায়?",
        "outcome": "taken",
        "letter_memo": "১২/২৬",
        "letter_written": "17/11/2026",
        "letter_came": "19/11/2026",
        "token": "one press",
    }
    assert (
        "পাওয়ার তারিখের পরে"
        in desk.post(reverse("counter"), typed | {"letter_written": "20/11/2026"}).content.decode()
    )
    assert Case.objects.count() == 0
    desk.post(reverse("counter"), typed)
    letter = Letter.objects.get()
    assert (letter.subject_line, letter.their_memo) == ("কয়টি ল্যাব চালু?", "12/26")
    assert (letter.their_date, letter.received_on) == (date(2026, 11, 17), date(2026, 11, 19))
    assert letter.sender_name == "করিমা বেগম"


def test_who_walks_in_leaves_no_letter(desk):
    typed = {"name": "করিমা", "channel": "counter", "service": "citizen-1", "asked_of": "citizen-1"}
    desk.post(
        reverse("counter"),
        typed | {"asked": "কয়টি ল্যাব?", "outcome": "taken", "letter_memo": "১২", "token": "t"},
    )
    assert (Case.objects.count(), Letter.objects.count()) == (1, 0)


def test_a_letter_of_another_case_or_of_nobody_is_not_taken(desk):
    desk.post(reverse("counter"), REPORT)
    first = Letter.objects.get()
    for key in (first.pk, 10**17, "x"):
        another = Case.objects.latest("pk").pk
        desk.post(reverse("counter"), REPORT | {"letter": key, "token": f"press {key}", "another": another})
    assert Letter.objects.count() == Case.objects.count() == 4
    first.refresh_from_db()
    assert first.subject == Case.objects.order_by("id").first().reference
