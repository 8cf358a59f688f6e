"""Notes and cases: a note made of a question and its answer, and the notes that may answer a question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from ongikar.charter.models import Service
from ongikar.core.slots import Answer
from ongikar.journal.actions import Reference
from ongikar.knowledge.actions import begin_note
from ongikar.knowledge.models import LONGEST_ANSWER, Note
from ongikar.knowledge.rules.personal import Person
from ongikar.knowledge.search import notes_answering, public_notes, shared_notes
from ongikar.people.models import GONE
from ongikar.people.post_holders import holder_of
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

from .kinds import kind_of
from .models import Case
from .records import first_line
from .rights import may_handle

# What the words of an answer are called in every outcome.
ANSWERED = "words"
LONGEST_QUESTION = 200


def question_of(case: Case) -> str:
    """What was asked; "" of a case that asks no question."""
    name = kind_of(case.row).answers_question
    return str(case.answers.get(name) or "") if name else ""


def may_become_note(case: Case) -> bool:
    """Whether it asked a question that was answered in words."""
    answered = case.state == case_transitions.KEPT and case.outcome.get(ANSWERED)
    return bool(answered and question_of(case))


def note_of(case: Case) -> Note | None:
    sort, key = case.reference
    return Note.objects.filter(subject_type=sort, subject_id=key).order_by("pk").first()


def note_from_case(case: Case, *, actor: Reference, now: datetime) -> Note:
    """A draft of its question and answer, in the language they are written in; once a case."""
    question, answer = question_of(case), str(case.outcome[ANSWERED])[:LONGEST_ANSWER]
    note = Note(
        office=case.office,
        service_code=case.row.code,
        subject_type=case.reference[0],
        subject_id=case.reference[1],
        submission=f"case-{case.pk}",
    )
    setattr(note, f"question_{tongue_of(question)}", first_line(question.strip(), LONGEST_QUESTION))
    setattr(note, f"answer_{tongue_of(answer)}", answer)
    return begin_note(note, actor=actor, now=now)


def tongue_of(words: str) -> str:
    return "bn" if any("\u0980" <= letter <= "\u09ff" for letter in words) else "en"


def person_of_case(key: int) -> Person | None:
    """Whose case it was, for the rule that finds them in a note; None where nobody knows any more."""
    applicant = Case.objects.select_related("applicant").get(pk=key).applicant
    if applicant is None or applicant.name == GONE:
        return None
    return Person(applicant.name, applicant.address)


def notes_for(case: Case) -> list[Note]:
    """Those of the office that may answer what was asked, in whatever words a kind asks for."""
    asked = question_of(case) or kind_of(case.row).request_line(case)
    return notes_answering(shared_notes(case.office), asked, service_code=case.row.code) if asked else []


def notes_for_answers(service: Service, answers: Mapping[str, Any]) -> list[Note]:
    """The public notes that may answer what is asked on a form."""
    question = str(answers.get(kind_of(service).answers_question) or "")
    if not question:
        return []
    return notes_answering(public_notes(service.version.office), question, service_code=service.code)


def notes_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """On the page of a case: of an answered one a note is made, for an open one those that may answer it."""
    if not kind_of(case.row).answers_question:
        return None
    holder = holder_of(request.user, now.astimezone(TZ).date())  # type: ignore[arg-type]  # staff alone read it
    may_make = may_become_note(case) and may_handle(holder, case.office_id)
    made = note_of(case) if may_make else None
    notes = notes_for(case) if case.is_open else []
    if not (may_make or notes):
        return None
    return "cases/officer/notes.html", {
        "noted_case": case,
        "may_make_note": may_make,
        "made_note": made,
        "fitting_notes": notes,
    }
