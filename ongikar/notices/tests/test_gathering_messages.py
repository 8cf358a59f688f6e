"""Who is told of a gathering, when, in which words, and that a ticket leaves only in what is sent."""

import re
from datetime import date, datetime, timedelta

import pytest

from ongikar.gatherings import actions
from ongikar.gatherings.models import Gathering, Reply
from ongikar.journal.outbox import run_due_entries
from ongikar.letters.outgoing.actions import Addressee, draft_letter
from ongikar.letters.outgoing.drafting import Wording
from ongikar.notices.models import Message
from ongikar.notices.sending import prepare_outgoing
from ongikar.offices.models import Post

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2026-11-22T10:00:00+06:00")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
KARIM = ("user", 1)


@pytest.fixture
def roster(office):
    roster = actions.open_roster(office=office, subject=None, title="ব্যাচ ৩", actor=KARIM, now=SUNDAY)
    for name, more in (
        ("রহিমা", {"mobile": "+8801700000001"}),
        ("Sumon", {"email": "sumon@example.org", "language": "en"}),
        ("নীরব", {}),
    ):
        actions.add_member(roster, name=name, actor=KARIM, now=SUNDAY, **more)
    return roster


@pytest.fixture
def gathering(office, roster):
    starts_at = SUNDAY + 4 * DAY
    return actions.plan_gathering(
        office=office,
        sort=Gathering.SESSION,
        title="প্রথম ক্লাস",
        place="ল্যাব",
        starts_at=starts_at,
        ends_at=starts_at + 2 * HOUR,
        roster=roster,
        reply_by=date(2026, 11, 24),
        actor=KARIM,
        now=SUNDAY,
    )


def run_worker(now):
    """What a round of the worker made at a moment: (person, title) in order."""
    before = set(Message.objects.values_list("pk", flat=True))
    run_due_entries(now)
    return list(Message.objects.exclude(pk__in=before).order_by("pk"))


def test_an_invitation_goes_to_whoever_has_an_address_and_holds_no_ticket_in_its_row(gathering, roster):
    rahima, sumon, _ = roster.members.order_by("pk")
    actions.invite(gathering, actor=KARIM, now=SUNDAY)
    made = run_worker(SUNDAY)
    assert [(m.person, m.channel) for m in made] == [
        (f"member:{rahima.pk}", "sms"),
        (f"member:{sumon.pk}", "email"),
    ]
    sms, email = made
    assert "প্রথম ক্লাস" in sms.body
    assert "২৪\xa0নভেম্বরের মধ্যে" in sms.body
    assert "Answer by" in email.body
    ticket = rahima.read_ticket()
    assert ticket not in sms.body
    going = prepare_outgoing(sms, SUNDAY)
    assert f"/ticket/{ticket}/" in going.message.body
    assert ticket not in going.fault_words(OSError(f"cannot send {going.message.body}"))
    # Run again, nothing is made anew.
    assert run_worker(SUNDAY + HOUR) == []


def test_the_day_before_whoever_did_not_say_no_is_reminded_once(gathering, roster):
    rahima, sumon, _ = roster.members.order_by("pk")
    actions.invite(gathering, actor=KARIM, now=SUNDAY)
    run_worker(SUNDAY)
    actions.reply_to(gathering, sumon, answer=Reply.NO, actor=("member", sumon.pk), now=SUNDAY)
    assert run_worker(SUNDAY + 2 * DAY) == []
    reminded = run_worker(SUNDAY + 3 * DAY + HOUR)
    assert [m.person for m in reminded] == [f"member:{rahima.pk}"]
    assert reminded[0].title.startswith("কাল")
    assert run_worker(SUNDAY + 4 * DAY) == []


def test_everybody_is_told_of_a_move_and_of_a_cancellation_with_the_reason(gathering, roster):
    actions.invite(gathering, actor=KARIM, now=SUNDAY)
    run_worker(SUNDAY)
    starts_at = SUNDAY + 5 * DAY
    moved = actions.move_gathering(
        gathering,
        starts_at=starts_at,
        ends_at=starts_at + HOUR,
        reason="No power",
        actor=KARIM,
        now=SUNDAY + HOUR,
    )
    first, second = run_worker(SUNDAY + HOUR)
    assert re.search("আগে ছিল .*২৬\xa0নভেম্বর", first.body)
    assert "২৭\xa0নভেম্বর" in first.body
    assert "Why: No power" in second.body
    # Nobody is reminded of the day that was.
    assert run_worker(SUNDAY + 3 * DAY + HOUR) == []
    actions.cancel_gathering(moved, reason="প্রশিক্ষক অসুস্থ", actor=KARIM, now=SUNDAY + 3 * DAY + HOUR)
    cancelled = run_worker(SUNDAY + 3 * DAY + HOUR)
    assert len(cancelled) == 2
    assert "বাতিল" in cancelled[0].title
    assert run_worker(SUNDAY + 4 * DAY + HOUR) == []


def test_whoever_left_the_roster_is_not_told(gathering, roster):
    rahima = roster.members.order_by("pk").first()
    actions.invite(gathering, actor=KARIM, now=SUNDAY)
    actions.end_member(rahima, until=(SUNDAY + DAY).date(), actor=KARIM, now=SUNDAY)
    assert [m.channel for m in run_worker(SUNDAY)] == ["email"]


def test_whoever_is_invited_by_letter_gets_no_second_invitation(gathering, roster, office):
    officer = Post.objects.get(office=office, slug="upazila-ict-officer")
    letter = draft_letter(
        office=office,
        kind="official",
        wording=Wording("আমন্ত্রণ", "আসুন।"),
        drafter=officer,
        signer=officer,
        recipients=[Addressee("রহিমা")],
        submission="invitation",
        actor=KARIM,
        now=SUNDAY,
    )
    rahima = roster.members.order_by("pk").first()
    actions.invite(gathering, members=[rahima], letter=letter, actor=KARIM, now=SUNDAY)
    assert run_worker(SUNDAY) == []
    assert [m.person for m in run_worker(SUNDAY + 3 * DAY + HOUR)] == [f"member:{rahima.pk}"]


def test_an_invitation_by_email_brings_the_day_for_the_calendar_and_a_cancellation_strikes_it(
    gathering, real_office, mail
):
    actions.invite(gathering, actor=KARIM, now=SUNDAY)
    for _ in range(3):
        run_due_entries(SUNDAY)
    (attached,) = mail.mails[-1].iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("invitation.ics", "text/calendar")
    lines = attached.get_content().splitlines()
    assert [line for line in lines if line.startswith(f"UID:{gathering.uid}@")]
    assert "STATUS:CONFIRMED" in lines
    assert "DTSTART:20261126T040000Z" in lines
    # What is attached goes through many hands: no ticket stands in it.
    assert not [line for line in lines if "/ticket/" in line]
    actions.cancel_gathering(gathering, reason="বন্যা", actor=KARIM, now=SUNDAY + HOUR)
    for _ in range(3):
        run_due_entries(SUNDAY + HOUR)
    (struck,) = mail.mails[-1].iter_attachments()
    again = struck.get_content().splitlines()
    assert "STATUS:CANCELLED" in again
    assert [line for line in lines if line.startswith("UID:")] == [
        line for line in again if line.startswith("UID:")
    ]
