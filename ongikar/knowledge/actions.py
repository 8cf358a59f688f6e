"""What is done with a note: begun, shared, made public with the words as they then stand, and used."""

from collections.abc import Mapping
from datetime import datetime

from ongikar.core import cache_version
from ongikar.core.forms.faults import require
from ongikar.journal.actions import Reference
from ongikar.records.actions import carry_out, open_once, perform

from . import transitions
from .checks import require_nobody
from .models import WORDS, Note, NoteAct, NoteUse, NoteVersion, require_words


def begin_note(note: Note, *, actor: Reference, now: datetime) -> Note:
    """A draft, with its first version; sent twice it is begun once."""

    def write_beginning(begun: Note) -> None:
        act = NoteAct(note=begun, name=transitions.BEGIN)
        act.enter_who(actor, now)
        act.save(force_insert=True)
        write_version(begun, actor, now)

    return open_once(note, transitions.BEGIN, actor=actor, now=now, follow=write_beginning)


def write_version(note: Note, actor: Reference, now: datetime) -> None:
    version = NoteVersion(note=note, number=note.version, **note.words())
    version.submission = f"{note.pk}-version-{note.version}"
    version.enter_who(actor, now)
    version.save(force_insert=True)


def share_note(note: Note, name: str, words: Mapping[str, str], *, actor: Reference, now: datetime) -> None:
    """Give it to the office (SHARE) or to everybody (PUBLISH), in these words. Raises ActFault where they
    tell of a person, beside the words.
    """
    with carry_out(note, NoteAct(note=note, name=name), actor=actor, now=now):
        is_changed = note.take_words({each: words[each] for each in WORDS}, now)
        require_words(note, is_public=name == transitions.PUBLISH)
        require_nobody(note.office, note.subject, note.words())
        if is_changed:
            write_version(note, actor, now)
        tell_readers(note)


def do_act(note: Note, name: str, words: str = "", *, actor: Reference, now: datetime) -> None:
    """Take it back, retire it or take it up again."""
    with carry_out(note, NoteAct(note=note, name=name, words=words), actor=actor, now=now) as act:
        act.check_act(now)
        tell_readers(note)


def tell_readers(note: Note) -> None:
    """What everybody reads of it may have changed."""
    cache_version.invalidate(note.office_id)


def count_use(
    note: Note, sort: str, *, submission: str, actor: Reference, now: datetime, service_code: str = ""
) -> NoteUse:
    """Once for each key. Raises ActFault where nobody may read it any more."""
    require(submission, "", "পাতাটি আবার খুলুন।", "Open the page again.")
    # The note at hand may be one that all pages share (search.py), and an act locks its own.
    fresh = Note.objects.select_related("office").get(pk=note.pk)
    row = NoteUse(office=fresh.office, note=fresh, sort=sort, service_code=service_code)
    return perform(fresh, row, actor=actor, now=now, submission=f"{note.pk}-{sort}-{submission}"[:64])
