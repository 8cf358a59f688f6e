"""Handing out a paper under a signed address to whoever may read it."""

from http.client import OK

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.journal.actions import ANYONE
from ongikar.offices.middleware import OfficeRequest

from .access import enter_reading, may_read_stored_paper
from .models import Paper
from .responses import is_link_valid, paper_link, paper_response


@require_safe
def paper(request: OfficeRequest, paper_id: int) -> HttpResponse:
    """To the address of a stored paper that is good for this person for ten minutes; an address kept longer
    comes here again.
    """
    return HttpResponseRedirect(paper_link(request, readable_paper(request, paper_id)))


@require_safe
def paper_file(request: OfficeRequest, paper_id: int, key: str) -> HttpResponse:
    """A stored paper, for whom its address was signed and who may still read it; the reading is entered."""
    found = readable_paper(request, paper_id)
    if not is_link_valid(request, found, key):
        return HttpResponseRedirect(paper_link(request, found))
    response = paper_response(request, found)
    if response.status_code != OK:
        return response
    actor = ("user", request.user.pk) if request.user.is_authenticated else ANYONE
    enter_reading(found, actor=actor, now=timezone.now())
    return response


def readable_paper(request: OfficeRequest, paper_id: int) -> Paper:
    """The paper, if this person may read it. One that may not be read is as unknown as one
    that is not there.
    """
    found = Paper.objects.filter(pk=paper_id, office=request.office).first()
    if found is None or not may_read_stored_paper(request, found):
        raise Http404
    return found
