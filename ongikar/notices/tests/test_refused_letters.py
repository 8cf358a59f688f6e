"""An e-mail that the mail server refuses for good keeps nothing: what it kept is owed again, and nobody waits
for another try.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from conftest import SUNDAY
from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import PAUSES, run_due_entries
from ongikar.letters.models import Dispatch
from ongikar.notices.models import Message
from ongikar.notices.silences import TO_GO, find_silent_messages

pytestmark = pytest.mark.django_db
ANSWERS = {"question": "কয়টি ল্যাব চালু আছে?", "form_wanted": "written", "receive_by": "email"}


@pytest.fixture
def kept_by_mail(receive, rahima, karim, real_office, mail):
    """A case kept by an e-mail that has yet to leave, and the mail server it goes to."""
    case = receive(answers=ANSWERS, person=replace(rahima, email="rahima@example.com"))
    actions.keep(case, outcome={"words": "পাঁচটি।"}, actor=("user", karim.pk), now=SUNDAY)
    assert Case.objects.get(pk=case.pk).state == "kept"
    return case


def letters_sent(mail):
    return [each for each in mail.mails if any(True for _ in each.iter_attachments())]


def run(now=SUNDAY):
    for _ in range(4):
        run_due_entries(now)


def test_what_the_mail_server_takes_stays_kept_with_the_document_in_it(kept_by_mail, mail):
    run()
    [letter] = letters_sent(mail)
    assert letter["To"] == "rahima@example.com"
    assert Case.objects.get(pk=kept_by_mail.pk).state == "kept"


@pytest.mark.parametrize("answer", ["550 no such user here", "554 this message is not wanted"])
def test_refused_for_good_it_is_owed_again_at_once(kept_by_mail, mail, answer):
    mail.answer = answer
    run()
    owed = Case.objects.get(pk=kept_by_mail.pk)
    assert (owed.is_open, owed.clock.stopped_at) == (True, None)
    sent = Dispatch.objects.get()
    assert sent.result == Dispatch.FAILED
    assert sent.recipient.letter.acts.get(name="result").words.endswith(f"{answer[4:]}')") or answer[4:] in (
        sent.recipient.letter.acts.get(name="result").words
    )
    # The officer is told, and so is whoever waits for it.
    run(SUNDAY + timedelta(hours=1))
    told = Message.objects.filter(subject_type="case", title__contains="পৌঁছায়নি")
    assert {each.person.split(":")[0] for each in told} == {"applicant", "post"}
    # Nothing tries the refused one again.
    message = Message.objects.get(subject_type="letter")
    assert (message.status, message.attempts) == (Message.FAILED, 1)
    run(SUNDAY + timedelta(days=3))
    assert Message.objects.get(pk=message.pk).attempts == 1


def test_refused_for_good_it_is_done_with_and_silences_nothing(kept_by_mail, mail):
    """Also where a restore holds it: its dispatch says that nobody sends it again."""
    mail.answer = "550 no such user here"
    run()
    message = Message.objects.get(subject_type="letter")
    sending = OutboxEntry.objects.get(entry__subject_type="message", entry__subject_id=message.pk)
    for state in TO_GO:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE notices_message SET status = %s WHERE id = %s", [state, message.pk])
        assert silent(SUNDAY) == []
        Dispatch.objects.update(result="")
        assert silent(SUNDAY) == [str(sending.pk)]
        Dispatch.objects.update(result=Dispatch.FAILED)


def silent(now):
    """The rows of the outbox that count as done though their messages have yet to go."""
    page, found = find_silent_messages(None, now), []
    while page.after is not None:
        found += page.found
        page = find_silent_messages(page.after, now)
    return [each.key for each in [*found, *page.found]]


def test_refused_for_now_it_is_tried_again_and_stays_sent(kept_by_mail, mail):
    mail.refusals = 1
    run()
    assert Case.objects.get(pk=kept_by_mail.pk).state == "kept"
    assert Dispatch.objects.get().result == ""
    run(SUNDAY + timedelta(minutes=5))
    assert len(letters_sent(mail)) == 1


def test_given_up_after_all_tries_it_is_owed_again(kept_by_mail, mail):
    mail.refusals = 10_000
    moment = SUNDAY
    for pause in (timedelta(), *PAUSES, timedelta(days=1)):
        moment += pause + timedelta(minutes=1)
        run(moment)
    assert Dispatch.objects.get().result == Dispatch.FAILED
    assert Case.objects.get(pk=kept_by_mail.pk).is_open
    waiting = OutboxEntry.objects.filter(entry__subject_type="message", next_try__isnull=False)
    about = Message.objects.filter(subject_type="letter").values("pk")
    assert not waiting.filter(entry__subject_id__in=about).exists()
