"""The note sheet of a file on paper: its paragraphs in their order, as they were put up."""

from collections.abc import Iterable

from ongikar.core.i18n.say import language, say
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from ..models import File, NoteParagraph
from .paragraph_gaps import SheetLine


def note_sheet_pdf(file: File, lines: Iterable[SheetLine], *, retention: str) -> bytes:
    """In the page's language; drafts are not on it."""
    tongue = language()
    return render(
        "note_sheet",
        {
            "language": tongue,
            "office": letterhead(file.office),
            "number": digits(file.number, tongue),
            "title": file.title,
            "retention": retention,
            "opened": date_words(file.opened_on, tongue),
            "notes": [line_data(line) for line in lines],
        },
    )


def line_data(line: SheetLine) -> dict[str, str]:
    return note_data(line.note) if line.note else {"left_out": line.why_left_out()}


def note_data(note: NoteParagraph) -> dict[str, str]:
    tongue = language()
    day = note.put_up_at.astimezone(TZ).date() if note.put_up_at else None
    return {
        "serial": digits(note.serial or "", tongue),
        "words": note.words,
        "by": f"{note.by.name}, {note.post.title}",
        "day": date_words(day, tongue) if day else "",
        "to": say("বরাবর: {post}", "To: {post}", post=note.put_up_to.title) if note.put_up_to else "",
    }
