"""The acts of a letter that comes in. Each is one transaction."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.people.models import Contact
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from ..act_log import record_act, write_act
from ..models import File, Letter
from ..states import DIARISED, IN


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """What stands on the letter, and how it came. `sender_name`: how the sender calls itself there; ""
    takes what the book of addresses has.
    """

    subject_line: str
    received_on: date
    channel: str = Letter.HAND
    sender: Contact | None = None
    sender_name: str = ""
    their_memo: str = ""
    their_date: date | None = None
    # The day by which it wants an answer.
    due_on: date | None = None

    @property
    def called(self) -> str:
        return self.sender_name or (self.sender.full_title if self.sender else "")


def enter_letter(
    *,
    office: Office,
    letter: ReceivedLetter,
    submission: str,
    actor: Reference,
    now: datetime,
    answers: Letter | None = None,
    subject: SubjectReference | None = None,
    file: File | None = None,
) -> Letter:
    """Enter a letter in the diary under its next serial. The same `submission` twice is one letter."""
    year = fiscal_year(now.astimezone(TZ).date())
    row = Letter(
        office=office,
        direction=IN,
        state=DIARISED,
        fiscal_year=year,
        file=file,
        subject_line=letter.subject_line,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        answers=answers,
        due_on=letter.due_on,
        sender=letter.sender,
        sender_name=letter.called,
        their_memo=letter.their_memo,
        their_date=letter.their_date,
        received_on=letter.received_on,
        channel=letter.channel,
        entered_at=now,
        submission=submission,
        search=fold(" ".join(filter(None, (letter.subject_line, letter.called, letter.their_memo)))),
    )
    try:
        with transaction.atomic():
            # The book stays locked until the transaction ends: whoever was first has the number before.
            row.book_serial = next_number(office, "diary", year)
            row.save(force_insert=True)
            write_act(row, "diarise", actor=actor, now=now)
            record_act("diarised", row, actor=actor, now=now)
    except IntegrityError as fault:
        if not violates(fault, Letter, "submission"):
            raise
        # The same press came before, or at the same moment; the other one has entered it.
        return Letter.objects.get(submission=submission)
    return row
