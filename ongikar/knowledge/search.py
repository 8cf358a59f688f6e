"""Finding notes by what people type, in either language, script and spelling: those of everybody, and those
of the office.
"""

from functools import lru_cache
from typing import NamedTuple

from ongikar.core import cache_version
from ongikar.core.text_search import MOST_TYPED, TextIndex, likely_texts, make_index, similar_words
from ongikar.offices.models import Office

from . import transitions
from .models import Note
from .rules.answers import find_answers

# How much a word counts by where it stands.
QUESTION, FIND_BY, ANSWER = 7.0, 6.0, 2.0
# So many of the newest are read at all: of a few hundred notes all.
MOST_NOTES = 500
MOST_ANSWERS = 3


class KnownNotes(NamedTuple):
    """The notes that somebody reads, the newest first, with their words as they are searched."""

    notes: dict[int, Note]
    texts: TextIndex[int]
    headings: dict[int, tuple[str, ...]]


def public_notes(office: Office) -> KnownNotes:
    """Those of everybody, read once for as long as nothing is published."""
    return known_notes(office.pk, (transitions.PUBLIC,), cache_version.current_version(office.pk))


def shared_notes(office: Office) -> KnownNotes:
    """Also those of the office alone."""
    return known_notes(
        office.pk, (transitions.INTERNAL, transitions.PUBLIC), cache_version.current_version(office.pk)
    )


@lru_cache(maxsize=64)
def known_notes(office_id: int, states: tuple[str, ...], content_version: int) -> KnownNotes:
    rows: list[Note] = []
    for state in states:
        rows += Note.objects.filter(office=office_id, state=state).order_by("-pk")[:MOST_NOTES]
    notes = {note.pk: note for note in sorted(rows, key=lambda note: -note.pk)[:MOST_NOTES]}
    index = make_index(
        {
            key: (
                (ANSWER, f"{note.answer_bn} {note.answer_en}"),
                (FIND_BY, note.find_by),
                (QUESTION, f"{note.question_bn} {note.question_en}"),
            )
            for key, note in notes.items()
        }
    )
    headings = {
        key: tuple(filter(None, (note.question_bn, note.question_en, *note.find_by.split(","))))
        for key, note in notes.items()
    }
    return KnownNotes(notes, index, headings)


def find_notes(known: KnownNotes, typed: str) -> list[Note]:
    """Those that fit words of a search, the best first."""
    likes = similar_words(typed[:MOST_TYPED], known.texts)
    return [known.notes[key] for key in likely_texts(known.texts, known.notes, likes)]


def notes_answering(known: KnownNotes, question: str, *, service_code: str = "") -> list[Note]:
    """Those that may answer a whole question; of the service in hand before others."""
    found = [known.notes[key] for key in find_answers(question, known.headings, MOST_ANSWERS * 2)]
    own = [note for note in found if service_code and note.service_code == service_code]
    return [*own, *(note for note in found if note not in own)][:MOST_ANSWERS]
