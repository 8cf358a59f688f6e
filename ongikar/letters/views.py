"""The list of letters, and the page of one letter, whichever way it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.db.pages import page_links
from ongikar.core.i18n.say import language, say
from ongikar.people.post_holders import STAFF_ROLES, StaffRequest
from ongikar.rules.bangla.text import digits

from .incoming.letter_views import page_of_incoming
from .letter_list import TAB_WORDS, TABS, TO_ANSWER, LetterSelection, fetch_letters, mark_after
from .models import Letter
from .outgoing.letter_views import letter_page as page_of_outgoing
from .rights import for_readers, restricted_letters
from .transitions import IN, OUT
from .words import STATES

LETTER_PAGES: dict[str, Callable[[StaffRequest, Letter], HttpResponse]] = {
    IN: page_of_incoming,
    OUT: page_of_outgoing,
}


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One line of the list. `is_restricted`: whose subject the reader may not know; its number alone is
    shown.
    """

    letter: Letter
    number: str
    day: date
    look: str
    state: str
    is_late: bool
    is_restricted: bool


def letter_lines(request: StaffRequest, letters: list[Letter], today: date) -> list[LetterLine]:
    hidden = restricted_letters(request.holder, letters)
    lines = []
    for letter in letters:
        look = STATES[letter.state][0]
        is_late = bool(letter.is_in and letter.is_open and letter.due_on and letter.due_on < today)
        look = "late" if is_late else look
        day = letter.received_on or timezone.localtime(letter.entered_at).date()
        number = shown_number(letter)
        lines.append(
            LetterLine(letter, number, day, look, letter.get_state_display(), is_late, letter.pk in hidden)
        )
    return lines


def shown_number(letter: Letter) -> str:
    if letter.is_in:
        return say("ডায়েরি {n}", "Diary {n}", n=letter.book_serial)
    return digits(letter.memo_number, language()) or say("নম্বর হয়নি", "No number yet")


@for_readers
@require_safe
def list_letters(request: StaffRequest) -> HttpResponse:
    asked = LetterSelection.of(request.GET)
    page, here = fetch_letters(request.office, asked), reverse("letters")

    kept = {"q": asked.typed} if asked.typed else {}
    context = {
        "lines": letter_lines(request, page.rows, timezone.localdate()),
        "tabs": [(f"{here}?{urlencode({'tab': tab, **kept})}", TAB_WORDS[tab], tab) for tab in TABS],
        "tab": asked.tab,
        "is_by_due": asked.tab == TO_ANSWER,
        "typed": asked.typed,
        **page_links(here, asked.after, mark_after(page, asked.tab), asked=kept | {"tab": asked.tab}),
        "may_keep": request.holder.has(request.office.pk, STAFF_ROLES),
        "current": "letters",
    }
    return render(request, "letters/list.html", context)


@for_readers
@require_safe
def show_letter(request: StaffRequest, letter_id: int) -> HttpResponse:
    """One whose subject the person may not know is as unknown as one that is not there."""
    letters = Letter.objects.filter(pk=letter_id, office=request.office)
    related = (
        "office",
        "file",
        "sender",
        "marked",
        "answers",
        "signer",
        "drafter",
        "reminder_of",
        "replaces",
    )
    letter = letters.select_related(*related).first()
    if letter is None or letter.direction not in LETTER_PAGES or restricted_letters(request.holder, [letter]):
        raise Http404
    return LETTER_PAGES[letter.direction](request, letter)
