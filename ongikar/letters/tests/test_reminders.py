"""Of a letter without an answer a reminder is drafted, once; of one that was answered none is."""

from datetime import date, timedelta

import pytest

from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.models import Letter
from ongikar.letters.outgoing import actions
from ongikar.letters.outgoing.paper import text_of
from ongikar.letters.outgoing.reminders import draft_due_reminders, draft_reminder
from ongikar.letters.outgoing.transitions import LetterFault
from ongikar.letters.transitions import CANCELLED, DRAFT

from .outgoing import KARIM, SHIRIN, begin

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(office, now):
    letter = begin(office, now, remind_after=10)
    actions.sign_and_issue(letter, actor=KARIM, now=now)
    return letter


@pytest.fixture
def answered(office):
    def do(letter, now):
        return enter_letter(
            office=office,
            letter=ReceivedLetter("উত্তর", date(2026, 11, 30)),
            submission="answer",
            actor=SHIRIN,
            now=now,
            answers=letter,
        )

    return do


def reminders():
    return Letter.objects.filter(reminder_of__isnull=False)


def test_it_is_drafted_on_its_day_once_whatever_the_downtime(issued, now):
    assert issued.remind_on == date(2026, 12, 2)
    assert draft_due_reminders(now + timedelta(days=9)) == 0
    assert draft_due_reminders(now + timedelta(days=40)) == 1
    assert draft_due_reminders(now + timedelta(days=41)) == 0
    reminder = reminders().get()
    assert (reminder.state, reminder.reminder_of_id) == (DRAFT, issued.pk)
    assert [each.name for each in reminder.recipients.all()] == [
        each.name for each in issued.recipients.all()
    ]
    assert "৮৫৪৯.২৬২৭.০০০১" in text_of(reminder).source


def test_none_of_what_was_answered(issued, answered, now):
    answered(issued, now + timedelta(days=3))
    assert draft_due_reminders(now + timedelta(days=10)) == 0
    assert not reminders().exists()


def test_a_reminder_of_a_letter_answered_an_hour_ago_is_not_sent(issued, answered, now):
    draft_due_reminders(now + timedelta(days=10))
    reminder = reminders().get()
    answered(issued, now + timedelta(days=11))
    with pytest.raises(LetterFault, match="has been answered"):
        actions.sign(reminder, actor=KARIM, now=now + timedelta(days=11, hours=1))
    actions.cancel(reminder, reason="উত্তর এসেছে", actor=KARIM, now=now + timedelta(days=11, hours=1))
    assert reminders().get().state == CANCELLED


def test_by_hand_it_says_why_not(issued, answered, now):
    first = draft_reminder(issued, drafter=None, actor=SHIRIN, now=now, submission="one")
    with pytest.raises(LetterFault, match="being drafted already"):
        draft_reminder(issued, drafter=None, actor=SHIRIN, now=now, submission="two")
    actions.cancel(first, reason="পরে", actor=SHIRIN, now=now)
    answered(issued, now)
    with pytest.raises(LetterFault, match="diary 1"):
        draft_reminder(issued, drafter=None, actor=SHIRIN, now=now, submission="three")


def test_of_a_draft_none_goes(office, now):
    with pytest.raises(LetterFault, match="not issued"):
        draft_reminder(begin(office, now), drafter=None, actor=SHIRIN, now=now, submission="x")


def test_of_the_outcome_of_an_application_none_goes(receive, karim, signed_in, now):
    from ongikar.cases import actions as cases
    from ongikar.cases.actions.result_letter import letter_of

    case = receive()
    cases.keep(case, outcome={"words": "সাতটি।"}, actor=KARIM, now=now)
    letter = letter_of(case)
    with pytest.raises(LetterFault, match="nothing to remind of"):
        draft_reminder(letter, drafter=None, actor=KARIM, now=now, submission="x")
    assert "তাগিদ দিন" not in signed_in(karim).get(f"/desk/letters/{letter.pk}/").content.decode()
