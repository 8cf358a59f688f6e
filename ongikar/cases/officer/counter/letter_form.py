"""The letter by which a case comes to the counter: entered in the diary with it, or standing there already.

What the kind asks of the letter by itself (its date, the day by which it wants an answer, its number) is not
asked twice; the promise is counted from those answers, however the letter came in.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from ongikar.cases.kinds.intake_forms import DUE_DATE, LETTER_DATE, Intake
from ongikar.cases.models import Case
from ongikar.core.forms.fields import DayField, TextField
from ongikar.core.i18n.say import say, say_lazy
from ongikar.journal.actions import Reference
from ongikar.letters.incoming.actions import attach_letter, mark_letter
from ongikar.letters.incoming.diary import ReceivedLetter, enter_letter
from ongikar.letters.incoming.senders import find_sender
from ongikar.letters.models import Letter
from ongikar.letters.transitions import DIARISED, IN
from ongikar.offices.models import Office
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ

# The key of a letter that stands in the diary already, as the page's address and the form bear it.
LETTER = "letter"
MEMO, WRITTEN, CAME = "letter_memo", "letter_written", "letter_came"
FIELDS = (MEMO, WRITTEN, CAME)
OLDEST = timedelta(days=366)
MOST_SUBJECT = 200


class LetterForm(Protocol):
    """What is asked here of the form at the counter (forms.py)."""

    cleaned_data: dict[str, Any]
    known_letter: Letter | None

    @property
    def answers(self) -> dict[str, Any]: ...

    @property
    def questions(self) -> Intake: ...

    def add_error(self, field: str | None, error: Any) -> None: ...


def letter_fields() -> tuple[TextField, DayField, DayField]:
    return (
        TextField(
            label=say_lazy("চিঠির স্মারক", "Memo number of the letter"),
            required=False,
            optional_mark=False,
            max_length=100,
        ),
        DayField(label=say_lazy("চিঠির তারিখ", "Date of the letter"), required=False, optional_mark=False),
        DayField(label=say_lazy("কবে পাওয়া গেছে", "Received on"), required=False, optional_mark=False),
    )


def find_letter(office: Office, key: str) -> Letter | None:
    """A letter of the diary that belongs to no case yet."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    letters = Letter.objects.filter(pk=int(key), office=office, direction=IN, subject_type="")
    return letters.select_related("sender").first()


def first_answers(letter: Letter) -> dict[str, Any]:
    """What the counter's screen is filled with from a letter of the diary."""
    sender = letter.sender
    begun = {
        "channel": Case.LETTER,
        LETTER: str(letter.pk),
        "asked": letter.subject_line,
        "institution": (sender.organisation if sender else "") or letter.sender_name,
        "name": (sender.name or sender.post if sender else "") or letter.sender_name,
        f"ask-{LETTER_DATE}": letter.their_date.isoformat() if letter.their_date else "",
        f"ask-{DUE_DATE}": letter.due_on.isoformat() if letter.due_on else "",
        "ask-memo_number": letter.their_memo,
    }
    return {name: value for name, value in begun.items() if value}


def check_letter_days(form: LetterForm, today: date) -> None:
    """A letter neither comes tomorrow nor is written after it came."""
    came, written = form.cleaned_data.get(CAME), form.cleaned_data.get(WRITTEN)
    if came and not today - OLDEST <= came <= today:
        form.add_error(CAME, say("আজ বা গত এক বছরের কোনো দিন লিখুন।", "Enter today or a day of the past year."))
    if written and written > (came or today):
        form.add_error(
            WRITTEN,
            say("চিঠির তারিখ পাওয়ার তারিখের পরে হতে পারে না।", "A letter cannot be written after it was received."),
        )


def enter_case_letter(case: Case, form: LetterForm, *, actor: Reference, now: datetime) -> Letter:
    """The letter of a case that came by letter, in the transaction that receives the case.

    It is marked to the desk of the case and has no task of its own: the answer it wants is the case, whose
    clock counts.
    """
    letter = form.known_letter
    if letter:
        attach_letter(letter, subject=case.reference, actor=actor, now=now)
    else:
        letter = enter_letter(
            office=case.office,
            letter=received_letter(case, form, now),
            subject=case.reference,
            submission=f"counter-letter-{form.cleaned_data['token']}",
            actor=actor,
            now=now,
        )
    if letter.state == DIARISED:
        mark_letter(letter, to=case.desk, by=case.post, actor=actor, now=now)
    return letter


def received_letter(case: Case, form: LetterForm, now: datetime) -> ReceivedLetter:
    cleaned, answers = form.cleaned_data, form.answers
    today = now.astimezone(TZ).date()
    name = cleaned["institution"] or cleaned["name"]
    sender = find_sender(case.office, name, today)
    asked = cleaned["asked"].strip().splitlines()
    return ReceivedLetter(
        subject_line=(asked[0] if asked else case.row.short)[:MOST_SUBJECT],
        received_on=cleaned.get(CAME) or today,
        sender=sender,
        sender_name="" if sender else ", ".join(filter(None, (cleaned["name"], cleaned["institution"]))),
        their_memo=latin_digits(str(answers.get(form.questions.letter_memo) or cleaned.get(MEMO) or ""))[
            :100
        ],
        their_date=as_date(answers.get(LETTER_DATE)) or cleaned.get(WRITTEN),
        due_on=as_date(answers.get(DUE_DATE)),
    )


def as_date(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def is_letter(data: Mapping[str, Any]) -> bool:
    return data.get("channel") == Case.LETTER
