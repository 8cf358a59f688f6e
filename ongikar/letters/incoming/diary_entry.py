"""The press on *Enter in the diary*: the letter, its new sender, its mark or its reminder, all or nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.contact_actions import add_contact
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Letter
from .actions import Reminder, mark_letter, note_reminder
from .diary import ReceivedLetter, enter_letter
from .senders import contact_facts


@transaction.atomic
def enter_in_diary(
    *,
    office: Office,
    letter: ReceivedLetter,
    new_contact: Mapping[str, str] | None = None,
    answers: Letter | None = None,
    mark_to: Post | None = None,
    marked_by: Post | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Letter:
    """Enter the letter and, where the person may, mark it at once. The same `submission` twice is one."""
    if known := Letter.objects.filter(submission=submission).first():
        return known
    if new_contact:
        sender = add_contact(
            office=office,
            facts=contact_facts(**new_contact),
            since=now.astimezone(TZ).date(),
            actor=actor,
            now=now,
        )
        letter = replace(letter, sender=sender, sender_name="")
    entered = enter_letter(
        office=office, letter=letter, answers=answers, submission=submission, actor=actor, now=now
    )
    if mark_to and marked_by and not entered.marked_id:
        mark_letter(entered, to=mark_to, by=marked_by, actor=actor, now=now)
    return entered


def enter_reminder(
    letter: Letter, *, received: ReceivedLetter, submission: str, actor: Reference, now: datetime
) -> Letter:
    """Note it at the letter of which it reminds, under that letter's number."""
    reminder = Reminder(
        received.received_on, received.their_memo, received.their_date, received.subject_line, received.scan
    )
    note_reminder(letter, reminder=reminder, submission=submission, actor=actor, now=now)
    return letter
