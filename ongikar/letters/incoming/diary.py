"""The diary: a letter that comes in gets the next serial of the fiscal year, in the transaction that enters
it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.batched_statements import batch_statements, draw_keys
from ongikar.core.db.bulk_sql import insert_row
from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.journal.models import Entry
from ongikar.offices.models import Office
from ongikar.offices.serials import next_number
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.people.models import Contact
from ongikar.rules.bangla.search import fold
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from ..act_log import record_act, write_act
from ..models import File, Letter, LetterAct
from ..transitions import DIARISED, IN

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """What stands on the letter, and how it came. `sender_name`: how the sender calls itself there; "" takes
    what the book of addresses has. `scan`: all its pages as one PDF.
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
    scan: Clean | None = field(default=None, repr=False)

    @property
    def sender_words(self) -> str:
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
    """Enter a letter in the diary under its next serial. The same `submission` twice is one letter.

    `answers`: the letter of ours that it answers; that one is answered from now on. `subject`: what it
    belongs to.
    """
    year = fiscal_year(now.astimezone(TZ).date())
    row = Letter(
        office=office,
        direction=IN,
        state=DIARISED,
        fiscal_year=year,
        file=file or (answers.file if answers else None),
        subject_line=letter.subject_line,
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        answers=answers,
        due_on=letter.due_on,
        sender=letter.sender,
        sender_name=letter.sender_words,
        their_memo=letter.their_memo,
        their_date=letter.their_date,
        received_on=letter.received_on,
        channel=letter.channel,
        entered_at=now,
        submission=submission,
    )
    row.search = search_words(row)
    try:
        with batch_statements(), transaction.atomic():
            draw_keys(Letter, LetterAct, Entry)
            # The book stays locked until the transaction ends: whoever was first has the number before.
            row.book_serial = next_number(office, "diary", year)
            insert_row(row)
            write_act(row, "diarise", actor=actor, now=now)
            keep_pages(row, letter.scan, now)
            record_act("diarised", row, actor=actor, now=now)
    except IntegrityError as fault:
        if not violates(fault, Letter, "submission"):
            raise
        # The same press came before, or at the same moment; the other one has entered it.
        return Letter.objects.get(submission=submission)
    return row


def keep_pages(letter: Letter, scan: Clean | None, now: datetime, title: str = "চিঠির স্ক্যান") -> None:
    if scan:
        keep_paper(
            office=letter.office,
            subject=letter.reference,
            title=title,
            content=scan,
            now=now,
            brought_by=OFFICE,
        )


def search_words(letter: Letter) -> str:
    """What a letter that came in is found by."""
    return fold(" ".join(filter(None, (letter.subject_line, letter.sender_name, letter.their_memo))))
