"""The acts on a file: opened, closed, and its note sheet, on which nothing is edited once it was put up."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.core.not_none import not_none
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Post
from ongikar.people.models import User
from ongikar.rules.bangla.search import fold
from ongikar.rules.calendar.office_calendar import TZ

from ..models import File, Letter, NoteParagraph
from ..transitions import OPEN_IN, OPEN_OUT
from .paragraph_gaps import next_paragraph


class FileFault(ValueError):
    """Why it cannot be done, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


KNOWN = ("এই নম্বরের নথি সূচিতে আছে।", "A file of this number stands in the index already.")
CLOSED = ("নথিটি বন্ধ। নতুন নথি খুলুন।", "This file is closed. Open a new one.")
OPEN_LETTERS = (
    "এই নথির কিছু চিঠির কাজ এখনো শেষ হয়নি। আগে সেগুলো শেষ করুন।",
    "Some letters of this file are still being dealt with. Finish them first.",
)
NOTHING_WRITTEN = ("কিছু লিখুন।", "Write something.")


def open_file(
    *,
    office: Office,
    number: str,
    title: str,
    retention: str,
    opened_on: date,
    actor: Reference,
    now: datetime,
) -> File:
    """Open a file under its number, as rules.file_numbers writes it. Raises FileFault where it is known."""
    file = File(office=office, number=number, title=title, retention=retention, opened_on=opened_on)
    file.search = fold(f"{number} {title}")[:500]
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            record("file.opened", subject=file.reference, actor=actor, office_id=office.pk, now=now)
    except IntegrityError as fault:
        if not violates(fault, File, "office", "number"):
            raise
        raise FileFault(*KNOWN) from fault
    return file


@transaction.atomic
def close_file(file: File, *, actor: Reference, now: datetime) -> None:
    """Nothing more goes into it. Raises FileFault while a letter of it is open."""
    lock_file(file)
    if file.closed_on:
        return
    if Letter.objects.filter(file=file, state__in=[*OPEN_IN, *OPEN_OUT]).exists():
        raise FileFault(*OPEN_LETTERS)
    file.closed_on = max(now.astimezone(TZ).date(), file.opened_on)
    file.save(update_fields=["closed_on"])
    record("file.closed", subject=file.reference, actor=actor, office_id=file.office_id, now=now)


def lock_file(file: File) -> None:
    """Hold the file to the end of the transaction, and read anew what others may have changed."""
    fresh = File.objects.select_for_update().get(pk=file.pk)
    file.closed_on, file.last_paragraph = fresh.closed_on, fresh.last_paragraph


@transaction.atomic
def save_note(file: File, *, words: str, by: User, post: Post, now: datetime) -> NoteParagraph:
    """The writer's own draft of the next paragraph, in place of what they wrote before."""
    lock_file(file)
    if not file.is_open:
        raise FileFault(*CLOSED)
    draft = draft_of(file, by)
    if draft is None:
        return NoteParagraph.objects.create(file=file, words=words, by=by, post=post, written_at=now)
    draft.words, draft.written_at = words, now
    draft.save(update_fields=["words", "written_at"])
    return draft


@transaction.atomic
def put_up_note(
    file: File, *, words: str, by: User, post: Post, to: Post | None, now: datetime
) -> NoteParagraph | None:
    """Put the paragraph up: it takes the next number of the file and is never edited again.

    Pressed twice, the second press finds no draft and the same words: it changes nothing.
    """
    if not words.strip():
        raise FileFault(*NOTHING_WRITTEN)
    lock_file(file)
    if draft_of(file, by) is None and is_last_said(file, words, by):
        return None
    note = save_note(file, words=words, by=by, post=post, now=now)
    file.last_paragraph = next_paragraph(file)
    file.save(update_fields=["last_paragraph"])
    note.serial, note.put_up_at, note.put_up_to = file.last_paragraph, now, to
    note.save(update_fields=["serial", "put_up_at", "put_up_to"])
    record(
        "note.put_up",
        subject=file.reference,
        actor=("user", by.pk),
        office_id=file.office_id,
        now=now,
        first=not_none(note.serial),
        to_post=to.pk if to else None,
    )
    return note


def draft_of(file: File, by: User) -> NoteParagraph | None:
    return NoteParagraph.objects.filter(file=file, by=by, put_up_at=None).first()


def is_last_said(file: File, words: str, by: User) -> bool:
    last = NoteParagraph.objects.filter(file=file, serial=file.last_paragraph).first()
    return bool(last and last.by_id == by.pk and last.words == words)
