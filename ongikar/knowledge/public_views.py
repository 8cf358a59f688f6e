"""The help of the office for everybody: the public notes, found by words, each with a page that asks whether
it helped.
"""

from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ongikar.charter.models import charter_in_force
from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.keys import key_of
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.page_cache import cacheable_page
from ongikar.core.models import Attempt
from ongikar.core.text_search import MOST_TYPED
from ongikar.journal.actions import ANYONE
from ongikar.offices.middleware import OfficeRequest
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .actions import count_use
from .models import Note, NoteUse
from .search import find_notes, notes_answering, public_notes

# Words told from one address in an hour; a school with its one line is many people.
MOST_TOLD = 120
# The newest, or those that fit best; whoever looks for another types more of it.
MOST_SHOWN = 50
HELPED = {"yes": NoteUse.HELPED, "no": NoteUse.NOT_HELPED}


@require_safe
@cacheable_page
def help_notes(request: OfficeRequest) -> HttpResponse:
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MOST_TYPED]
    known = public_notes(request.office)
    notes = find_notes(known, typed) if typed else list(known.notes.values())
    notes = notes[:MOST_SHOWN]
    return render(request, "knowledge/help.html", {"typed": typed, "notes": notes, "current": "help"})


def public_note(request: OfficeRequest, pk: int) -> Note:
    rows = Note.objects.filter(office=request.office, state=transitions.PUBLIC)
    return get_object_or_404(rows, pk=pk)


@require_safe
def help_note(request: OfficeRequest, pk: int) -> HttpResponse:
    return render(request, "knowledge/note.html", note_context(request, public_note(request, pk)))


def note_context(request: OfficeRequest, note: Note) -> dict[str, Any]:
    """What the page of one note shows; `service`: what may be applied for where it was not enough."""
    services = charter_in_force(request.office, timezone.localdate(timezone.now(), TZ)).services
    service = next((each for each in services if each.code == note.service_code), None)
    return {"note": note, "service": service, "current": "help"}


@require_POST
def note_helped(request: OfficeRequest, pk: int) -> HttpResponse:
    """Whether it helped: counted, and nothing of who said so."""
    note, now = public_note(request, pk), timezone.now()
    sort = HELPED.get(request.POST.get("helped", ""))
    if sort is None:
        return redirect("help_note", pk=pk)
    if may_count(request, "note helped"):
        # A form without its key, or one sent for another note, counts for neither.
        with suppress(ActFault):
            count_use(note, sort, submission=key_of(request.POST), actor=ANYONE, now=now)
    return redirect("help_note_thanks", pk=pk)


@require_safe
@cacheable_page
def help_note_thanks(request: OfficeRequest, pk: int) -> HttpResponse:
    context = {**note_context(request, public_note(request, pk)), "is_told": True}
    return render(request, "knowledge/note.html", context)


@require_safe
def suggest_notes(request: OfficeRequest) -> HttpResponse:
    """While a question is typed: the notes that may answer it, or nothing, as part of the form's page."""
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:MOST_TYPED]
    code = request.GET.get("service", "")[:40]
    notes = notes_answering(public_notes(request.office), typed, service_code=code)
    response = render(request, "knowledge/suggested.html", {"suggested": notes})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def note_answered(request: OfficeRequest, pk: int) -> HttpResponse:
    """The citizen has the answer and applies for nothing: counted, and what was typed is kept nowhere."""
    note = public_note(request, pk)
    if may_count(request, "note answered"):
        count_answered(request, note, submission=key_of(request.POST))
    return redirect("note_served", pk=pk)


def count_answered(request: OfficeRequest, note: Note, *, submission: str) -> None:
    # A form without its key, or one sent for another note, counts for neither.
    with suppress(ActFault):
        count_use(
            note,
            NoteUse.ANSWERED,
            submission=submission,
            actor=ANYONE,
            now=timezone.now(),
            service_code=note.service_code,
        )


@require_safe
@cacheable_page
def note_served(request: OfficeRequest, pk: int) -> HttpResponse:
    context = {**note_context(request, public_note(request, pk)), "is_served": True}
    return render(request, "knowledge/note.html", context)


def may_count(request: OfficeRequest, what: str) -> bool:
    """Whether a word from this address still counts: a flood of them says nothing of a note."""
    now, keys = timezone.now(), [f"{what} from {client_ip(request)}"]
    if Attempt.is_spent(keys, limit=MOST_TOLD, now=now):
        return False
    Attempt.count_failure(keys, now=now)
    return True
