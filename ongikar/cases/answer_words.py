"""Words that the office has already, taken into an answer by one press: of a note that may answer what was
asked, and of a ready text with what the case says in its fields. Every form that answers offers them so.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest

from ongikar.core.forms.faults import ActFault
from ongikar.core.slots import Answer
from ongikar.journal.actions import Reference
from ongikar.knowledge.actions import count_use
from ongikar.knowledge.models import Note, NoteUse
from ongikar.knowledge.reply_texts import ReplyText, texts_in_use
from ongikar.knowledge.rules.fields import APPLICANT, DUE_DAY, NUMBER, SERVICE
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .kinds import KEEP, kind_of
from .models import Case
from .question_notes import ANSWERED, notes_for

# The names of the buttons that take words instead of sending; each bears the key of a row.
NOTE, TEXT = "note", "text"
# By act the field whose words the applicant receives.
WORDS_OF_ACTS = {
    KEEP: ANSWERED,
    "ask_for_papers": "words",
    "keep_step": "words",
    "extend": "reason",
    "refuse": "reason",
}


class AnswerWords(NamedTuple):
    """What is offered beside one answer; of each ready text the words with its fields filled."""

    case: Case
    notes: list[Note]
    texts: list[tuple[ReplyText, str]]

    def __bool__(self) -> bool:
        return bool(self.notes or self.texts)


class TakenWords(NamedTuple):
    """What was pressed. `note`: None of a ready text."""

    words: str
    note: Note | None = None


def words_for(case: Case, act: str = KEEP) -> AnswerWords:
    """A note answers what was asked, so it stands beside the answer alone; a ready text beside whatever is
    told to somebody.
    """
    notes = notes_for(case) if act == KEEP and has_field(case, act) else []
    texts = texts_in_use(case.office) if case.applicant and has_field(case, act) else []
    return AnswerWords(case, notes, [(text, filled_text(text, case)) for text in texts])


def has_field(case: Case, act: str) -> bool:
    if act == KEEP:
        return ANSWERED in kind_of(case.row).outcome_form(service=case.row).fields
    return act in WORDS_OF_ACTS


def is_taking(request: HttpRequest) -> bool:
    return request.method == "POST" and (NOTE in request.POST or TEXT in request.POST)


def pressed_words(offered: AnswerWords, posted: Mapping[str, Any]) -> TakenWords:
    """Raises Http404 for what does not stand on the page."""
    for note in offered.notes:
        if str(note.pk) == posted.get(NOTE):
            return TakenWords(note.in_words("answer", tongue_of_answer(offered.case)), note)
    for text, words in offered.texts:
        if str(text.pk) == posted.get(TEXT):
            return TakenWords(words)
    raise Http404


def words_below(typed: str, words: str) -> str:
    """Nothing typed is lost."""
    return "\n\n".join(filter(None, (typed.strip(), words)))


def count_taken(
    taken: TakenWords, case: Case, *, submission: str, actor: Reference, now: datetime
) -> ActFault | None:
    """Once for each form, however often it is pressed. The fault where nobody may read it any more."""
    if taken.note is None:
        return None
    try:
        count_use(
            taken.note,
            NoteUse.TAKEN,
            submission=submission or str(case.pk),
            actor=actor,
            now=now,
            service_code=case.row.code,
        )
    except ActFault as fault:
        return fault
    return None


def answer_words_part(*, request: HttpRequest, case: Case, act: str, now: datetime) -> Answer | None:
    """Beside what is being written."""
    offered = words_for(case, act)
    return ("cases/officer/answer_words.html", {"offered": offered, "act": act}) if offered else None


def tongue_of_answer(case: Case) -> str:
    return case.applicant.language if case.applicant else "bn"


def filled_text(text: ReplyText, case: Case) -> str:
    """As whoever asked will read it, in their language."""
    tongue, applicant, due = tongue_of_answer(case), case.applicant, case.clock.due_at
    values = {
        APPLICANT: applicant.name if applicant else "",
        SERVICE: case.row.in_words("short", tongue),
        NUMBER: digits(case.number, tongue),
        DUE_DAY: date_words(due.astimezone(TZ).date(), tongue, weekday=False) if due else "",
    }
    return text.fill(values, tongue)
