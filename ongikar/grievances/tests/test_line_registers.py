"""The registers that those who decide keep: hearings and decisions by their serials, complaints with how they
were handled; and what of them a hidden name keeps to itself.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from ongikar.grievances import actions
from ongikar.grievances.hearing.actions import PartyEntry
from ongikar.grievances.models import BookLine, Grievance, Hearing, HearingParty, Stage

from .conftest import LATER

DAY = LATER + timedelta(days=7)
APART_AT = DAY + timedelta(hours=2)


@pytest.fixture
def grievance_with_hearing(filed, desk, salma):
    """`grievance_with_hearing(identity_hidden=…)`: its sides were heard, the officer stayed away."""

    def hear(**choices):
        grievance = filed(**choices)
        hidden = choices.get("identity_hidden", False)
        stage = grievance.current
        actions.call_hearing(
            stage=stage,
            starts_at=DAY,
            place="সভাকক্ষ",
            manner=Hearing.APART if hidden else Hearing.TOGETHER,
            apart_at=APART_AT if hidden else None,
            actor=desk(salma),
            now=LATER,
        )
        over = APART_AT + timedelta(hours=1)
        actions.record_hearing(
            stage=stage,
            parties={
                Stage.COMPLAINANT: PartyEntry(HearingParty.REPRESENTED, "রহিমার ভাই", "বলেছেন।"),
                Stage.RESPONDENT: PartyEntry(HearingParty.ABSENT),
            },
            actor=desk(salma, over.date()),
            now=over,
        )
        return Grievance.objects.with_related().get(pk=grievance.pk)

    return hear


def shown_book(browser, slug):
    return browser.get(reverse("book", args=[slug, 2026])).content.decode()


def test_a_hearing_and_a_decision_have_each_their_line(
    grievance_with_hearing, decide, signed_in, salma, karim, time_machine
):
    grievance = grievance_with_hearing()
    time_machine.move_to(APART_AT + timedelta(days=2))
    decide(grievance, now=APART_AT + timedelta(days=1))
    lines = BookLine.objects.order_by("book").values_list("book", "fiscal_year", "book_serial")
    assert list(lines) == [("decisions", 2026, 1), ("hearings", 2026, 1)]
    for browser in (signed_in(salma), signed_in(karim)):
        hearings = shown_book(browser, "hearings")
        assert "হয়েছে, যাঁর বিরুদ্ধে আসেননি" in hearings
        assert "প্রতিনিধি এসেছেন" in hearings
        assert "রহিমার ভাই" not in hearings
        assert "নথিতে দেরির কোনো কারণ লেখা নেই।" in shown_book(browser, "grievance-decisions")
        assert "হয়েছে, যাঁর বিরুদ্ধে আসেননি" in shown_book(browser, "grievances")


def test_of_a_hidden_name_no_register_tells_when_or_through_whom_it_was_heard(
    grievance_with_hearing, decide, signed_in, karim, time_machine
):
    grievance = grievance_with_hearing(identity_hidden=True)
    time_machine.move_to(APART_AT + timedelta(days=2))
    decide(grievance, now=APART_AT + timedelta(days=1), reasons="রহিমা খাতুন ঠিক বলেছেন।")
    browser = signed_in(karim)
    for slug in ("hearings", "grievance-decisions", "grievances"):
        page = shown_book(browser, slug)
        assert grievance.number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")) in page
        assert "রহিমা" not in page
        assert "বেলা ১টা" not in page
        assert "দুপুর ১টা" not in page


def test_those_who_hear_complaints_find_their_registers_alone(filed, signed_in, salma, time_machine):
    filed()
    time_machine.move_to(LATER)
    browser = signed_in(salma)
    shelf = browser.get(reverse("books")).content.decode()
    assert all(f"/desk/books/{slug}/" in shelf for slug in ("grievances", "hearings", "grievance-decisions"))
    assert "/desk/books/services/" not in shelf
    assert browser.get(reverse("book", args=["grievances", 2026])).status_code == 200
    for name in ("book", "book_sheet", "book_pdf"):
        assert browser.get(reverse(name, args=["services", 2026])).status_code == 403


def test_a_hearing_that_was_called_off_stays_crossed_out(filed, desk, salma, signed_in, time_machine):
    stage = filed().current
    actions.call_hearing(stage=stage, starts_at=DAY, place="সভাকক্ষ", actor=desk(salma), now=LATER)
    actions.call_off_hearing(stage=stage, reason="দুই পক্ষই লিখে জানিয়েছেন।", actor=desk(salma), now=LATER)
    time_machine.move_to(LATER)
    page = shown_book(signed_in(salma), "hearings")
    assert "<s>" in page
    assert "দুই পক্ষই লিখে জানিয়েছেন।" in page
