"""What the moment of issuing does: the number is drawn, the letter stands in the issue book, the letter
that it answers is answered, and the one in whose place it goes is superseded.
"""

from datetime import datetime, timedelta

from ongikar.journal.actions import Reference
from ongikar.journal.models import EntryFacts
from ongikar.offices.serials import next_number, seat_book, seat_code
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.numbers import memo_number

from ..act_log import record_act, write_act
from ..incoming.actions import answer_letter
from ..models import Letter
from ..transitions import OPEN_IN
from .proof import revoke_proof
from .transitions import ACTS, ISSUE, SUPERSEDE, may_follow


def draw_memo(letter: Letter, now: datetime) -> None:
    """The next number of the book of letters issued, of this office or of the one above that issues it; under
    the number of its file where it lies in one.
    """
    year, keeper = fiscal_year(now.astimezone(TZ).date()), letter.issued_by
    if keeper is not None:
        serial = next_number(keeper.office, seat_book(keeper), year)
        letter.fiscal_year, letter.book_serial = year, serial
        letter.memo_number = memo_number(seat_code(keeper), year, serial)
        return
    serial = next_number(letter.office, "memos", year)
    letter.fiscal_year, letter.book_serial = year, serial
    letter.memo_number = (
        f"{letter.file.number}-{serial}" if letter.file else memo_number(letter.office.geocode, year, serial)
    )


def enter_issue(letter: Letter, *, actor: Reference, now: datetime, is_elsewhere: bool) -> None:
    """Write the issue of a letter that has its number, and what follows from it for other letters."""
    letter.issued_at = now
    if letter.remind_after is not None:
        letter.remind_on = now.astimezone(TZ).date() + timedelta(days=letter.remind_after)
    if not letter.recipients.exists():
        # An order or a notice, or the paper of the office's own work: nobody waits for it.
        letter.dispatched_at = now
    letter.state = ACTS[ISSUE].target or letter.state
    facts: EntryFacts = {"how": "dnothi"} if is_elsewhere else {}
    write_act(letter, ISSUE, actor=actor, now=now, data=facts)
    letter.save(
        update_fields=[
            *(
                "state",
                "memo_number",
                "fiscal_year",
                "book_serial",
                "issued_at",
                "remind_on",
                "dispatched_at",
            ),
        ]
    )
    supersede_replaced(letter, actor=actor, now=now)
    answer_incoming(letter, actor=actor, now=now)
    record_act("issued", letter, actor=actor, now=now, **facts)


def supersede_replaced(letter: Letter, *, actor: Reference, now: datetime) -> None:
    if letter.replaces_id is None:
        return
    replaced = Letter.objects.select_for_update().get(pk=letter.replaces_id)
    if not may_follow(replaced.state, SUPERSEDE):
        return
    replaced.state = ACTS[SUPERSEDE].target or replaced.state
    replaced.remind_on = None
    write_act(replaced, SUPERSEDE, actor=actor, now=now, data={"by": letter.pk})
    replaced.save(update_fields=["state", "remind_on"])
    record_act("superseded", replaced, actor=actor, now=now)
    revoke_proof(replaced, by=letter, actor=actor, now=now)


def answer_incoming(letter: Letter, *, actor: Reference, now: datetime) -> None:
    """The letter in the diary that it answers is answered from now on, and the task of that answer done."""
    if letter.answers_id is None:
        return
    answered = Letter.objects.select_related("office").get(pk=letter.answers_id)
    if answered.state in OPEN_IN:
        answer_letter(answered, actor=actor, now=now, by_letter=letter)
