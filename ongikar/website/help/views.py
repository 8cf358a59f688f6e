"""The manual on the desk: a page of all, and each page of it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import language
from ongikar.core.text_search import MOST_TYPED
from ongikar.knowledge.models import Note
from ongikar.knowledge.search import find_notes, shared_notes
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import StaffRequest
from ongikar.records.lists import READER_ROLES
from ongikar.website.rights import for_all_staff

from .manual import PAGES, has_manual, heading_slugs, manual_page, slug_of
from .paragraphs import paragraph_of
from .search import find_paragraphs

# Of the notes that fit so many stand below the manual.
MOST_NOTES = 5


@for_all_staff
@require_safe
def help_index(request: StaffRequest) -> HttpResponse:
    if not has_manual():
        raise Http404
    typed = " ".join(request.GET.get("q", "").split())[:MOST_TYPED]
    context = {
        "pages": [manual_page(name, language()) for name in PAGES],
        "typed": typed,
        "found": find_paragraphs(typed) if typed else [],
        "notes": notes_for_staff(request, typed) if typed else [],
        "current": "help",
    }
    return render(request, "website/help.html", context)


def notes_for_staff(request: StaffRequest, typed: str) -> list[Note]:
    """What the office knows, those of the office alone too; nothing for whoever may not read its notes."""
    if not request.holder.has(request.office.pk, READER_ROLES):
        return []
    return find_notes(shared_notes(request.office), typed)[:MOST_NOTES]


@for_all_staff
@require_safe
def help_page(request: StaffRequest, name: str) -> HttpResponse:
    try:
        page = manual_page(name, language())
    except KeyError:
        raise Http404 from None
    return render(request, "website/help_page.html", {"page": page, "current": "help"})


def help_link(request: OfficeRequest) -> dict[str, Any] | None:
    """Where the manual tells of the page at hand: `url`, and the `words` of the paragraph's heading; None
    where it tells nothing.
    """
    match = request.resolver_match
    if match is None or not has_manual() or (told := paragraph_of(match.route)) is None:
        return None
    name, heading = told
    slug = slug_of(heading)
    page = manual_page(name, language())
    words = page.headings[heading_slugs(name).index(slug)].words
    return {"url": f"{reverse('help_page', args=[name])}#{slug}", "words": words}
