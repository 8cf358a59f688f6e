"""A committee of 36 months: its agenda, and the minutes of 30 decisions. `python -m benchmarks.meetings`, on
an installation of demonstration; nothing of what it fills in stays.
"""

import os
from datetime import date, datetime, timedelta
from typing import Any

MONTHS, DECISIONS_EACH, DECISIONS = 36, 10, 30
# So many of what was decided in a month are still open.
OPEN_EACH = 3


def hold_months(office: Any, actor: tuple[str, int], now: datetime) -> Any:
    """A committee that met every month, by the real acts; the last meeting has just ended."""
    from ongikar.delivery.meeting import committees
    from ongikar.delivery.meeting.calling import call_meeting
    from ongikar.delivery.meeting.models import Meeting, Membership
    from ongikar.delivery.meeting.rules import PRESENT, QuorumRule
    from ongikar.delivery.meeting.sitting import (
        DecisionEntry,
        SeatEntry,
        SittingSheet,
        finish_sitting,
        open_sitting,
    )
    from ongikar.offices.models import Post
    from ongikar.people.models import Contact
    from ongikar.tasks.actions import report_task, verify_task

    first = now - timedelta(days=31 * (MONTHS + 1))
    committee = committees.begin_committee(
        office=office,
        name_bn="মাপার কমিটি",
        name_en="Committee that is measured",
        rule=QuorumRule(1, 2, 2),
        notice_days=0,
        submission="measured",
        actor=actor,
        now=first,
    )
    officer = Post.objects.get(office=office, role=Post.OFFICER)
    chair = Post.objects.filter(office=office, role=Post.CHAIR).first() or Post.objects.get(
        office=office, role=Post.GRO
    )
    owner = Contact.objects.create(office=office, post="অধ্যক্ষ", since=date(2020, 1, 1))
    for holder, capacity in (
        (chair, Membership.CHAIR),
        (officer, Membership.SECRETARY),
        (owner, Membership.MEMBER),
    ):
        committees.seat_member(
            committee,
            holder=holder,
            capacity=capacity,
            is_voting=True,
            since=date(2020, 1, 1),
            actor=actor,
            now=first,
        )
    seats, meeting = None, None
    for month in range(MONTHS):
        day = office.calendar.next_open_day((first + timedelta(days=31 * (month + 1))).date())
        starts = datetime.combine(day, datetime.min.time(), now.tzinfo) + timedelta(hours=11)
        last = month == MONTHS - 1
        meeting = call_meeting(
            committee=committee,
            case=None,
            starts_at=starts,
            place="সভাকক্ষ",
            items=["ল্যাব", "প্রশিক্ষণ", "বিবিধ"],
            submission=f"measured-{month}",
            actor=actor,
            now=starts - timedelta(days=4),
        )
        open_sitting(meeting, actor=actor, now=starts)
        seats = committees.seats_on(committee, day)
        items = [item.pk for item in meeting.items.all()]
        ended = starts + timedelta(hours=1)
        sheet = SittingSheet(
            attendance={seat.pk: SeatEntry(PRESENT) for seat in seats},
            confirmation=Meeting.AS_IS,
            decisions=[
                DecisionEntry(items[n % 3], f"সিদ্ধান্ত {month}-{n}", owner, day + timedelta(days=10 + n))
                for n in range(DECISIONS if last else DECISIONS_EACH)
            ],
        )
        finish_sitting(meeting, sheet, actor=actor, now=ended)
        for n, decision in enumerate(meeting.decisions.select_related("task").order_by("serial")):
            if not last and n >= OPEN_EACH and decision.task is not None:
                report_task(decision.task, words="হয়েছে", actor=actor, now=ended + timedelta(days=1))
                verify_task(
                    decision.task,
                    decided=meeting.reference,
                    actor=actor,
                    now=ended + timedelta(days=2),
                )
    return meeting


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from ongikar.delivery.meeting.agenda import agenda_of
    from ongikar.delivery.meeting.letters import issue_minutes_letter, secretary_post
    from ongikar.delivery.meeting.minutes import compose, newest_minutes
    from ongikar.delivery.meeting.minutes_text import minutes_parts
    from ongikar.delivery.meeting.models import Meeting
    from ongikar.letters.outgoing.paper import letter_pdf
    from ongikar.offices.models import Office
    from ongikar.people.models import User

    from .tasks import milliseconds

    office, now = Office.objects.get(is_default=True), timezone.localtime()
    actor = ("user", User.objects.get(username="karim").pk)
    with transaction.atomic():
        key = hold_months(office, actor, now).pk
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        meeting = Meeting.objects.with_related().get(pk=key)
        with CaptureQueriesContext(connection) as sent:
            agenda = agenda_of(meeting, now)
        took = milliseconds(lambda: agenda_of(meeting, now), 15)
        print(f"Agenda over {MONTHS} months: {len(sent)} statements, {len(agenda.open)} open, {took:.1f} ms")
        took = milliseconds(lambda: minutes_parts(compose(meeting)), 15)
        print(f"Minutes of {DECISIONS} decisions: {took:.1f} ms")
        post, newest = secretary_post(meeting, now), newest_minutes(meeting)
        assert post is not None
        assert newest is not None
        letter = issue_minutes_letter(meeting, newest, signer=post, actor=actor, now=now)
        took = milliseconds(lambda: letter_pdf(letter), 5)
        print(f"The same on paper, as the letter that goes to the members: {took:.1f} ms")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
