"""The desk of those who decide: its Today, its lists of hearings and remedies, and what the menu counts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from ongikar.grievances import actions
from ongikar.grievances.models import Remedy
from ongikar.rules.bangla.text import latin_digits
from ongikar.tasks.actions import give_task, report_task

from .conftest import LATER, MINUTE

DAY = LATER + timedelta(days=7)


@pytest.fixture
def called(filed, desk, salma):
    """A complaint whose sides are called for a week later."""
    grievance = filed()
    actions.call_hearing(stage=grievance.current, starts_at=DAY, place="সভাকক্ষ", actor=desk(salma), now=LATER)
    return grievance


@pytest.fixture
def owed(filed, decide, karim, desk):
    """A remedy of an upheld complaint, owed by Karim's post and checked by Salma's."""
    grievance = filed()
    stage = decide(grievance)
    task = give_task(
        office=grievance.office,
        title="উত্তর পাঠানো",
        owner=grievance.respondent,
        given_by=stage.post,
        check=stage.post,
        due=(LATER + timedelta(days=3)).date(),
        subject=grievance.reference,
        origin="remedy",
        submission="remedy-1",
        actor=desk(karim).actor,
        now=LATER,
    )
    return Remedy.objects.create(stage=stage, task=task)


def menu_counts(page: str) -> list[str]:
    return [latin_digits(part.partition("</sup>")[0]) for part in page.split("<sup>")[1:]]


@pytest.mark.parametrize("root", ["", "/en"])
def test_a_hearing_stands_on_its_day_and_waits_to_be_written_down(
    called, signed_in, salma, time_machine, root
):
    for moment, words in (
        (LATER + MINUTE, ("হবে", "to come")),
        (DAY - MINUTE, ("আজ", "today")),
        (DAY + timedelta(days=1), ("লেখা বাকি", "to be written down")),
    ):
        time_machine.move_to(moment)
        browser = signed_in(salma)
        page = browser.get(f"{root}/desk/hearings/").content.decode()
        assert words[bool(root)] in page
        assert called.number in latin_digits(page)
    assert ("শুনানি: আজ, আর যা লেখা বাকি" if not root else "Hearings of today") in browser.get(
        f"{root}/desk/today/"
    ).content.decode()


def test_a_remedy_is_late_then_waits_for_the_check(owed, signed_in, salma, karim, desk, time_machine):
    late = LATER + timedelta(days=10)
    time_machine.move_to(late)
    browser = signed_in(salma)
    page = latin_digits(browser.get(reverse("desk_remedies")).content.decode())
    assert "দেরি হয়ে গেছে: 1" in page
    report_task(owed.task, words="পাঠানো হয়েছে।", actor=desk(karim, late.date()).actor, now=late)
    page = latin_digits(browser.get(reverse("desk_remedies")).content.decode())
    assert "যাচাই করতে হবে: 1" in page
    assert "আপনার যাচাই বাকি" in browser.get(reverse("today")).content.decode()


def test_today_of_who_decides_has_what_is_late_and_nobodys_cases(
    filed, receive, signed_in, salma, time_machine
):
    grievance = filed()
    receive("citizen-2", now=LATER)
    time_machine.move_to(grievance.current.clock.due_at + MINUTE)
    page = signed_in(salma).get(reverse("today")).content.decode()
    assert grievance.number in latin_digits(page)
    assert "/desk/queue/" not in page
    assert menu_counts(page)[0].startswith("1")


def test_what_waits_for_screening_is_told_after_its_days(filed, signed_in, salma, time_machine):
    grievance = filed()
    time_machine.move_to(LATER + timedelta(days=10))
    page = signed_in(salma).get(reverse("today")).content.decode()
    assert "গ্রহণ করা বাকি" in page
    assert grievance.number in latin_digits(page)
