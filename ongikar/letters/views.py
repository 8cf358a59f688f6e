"""The list of letters, and the page of one letter, whichever way it goes."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from ongikar.people.post_holders import StaffRequest

from .incoming.letter_views import page_of_incoming
from .models import Letter
from .outgoing.letter_views import letter_page as page_of_outgoing
from .rights import for_readers, restricted_letters
from .transitions import IN, OUT

LETTER_PAGES: dict[str, Callable[[StaffRequest, Letter], HttpResponse]] = {
    IN: page_of_incoming,
    OUT: page_of_outgoing,
}


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
