"""Public pages: the same for everybody, so that they may be answered from memory in front of Django."""

from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse

# The response headers by which a view tells the page cache so; they never leave the building.
MARK = "X-Public-Page"
UNTIL = "X-Public-Until"
# After the office's key: the page may be compared with what a browser has, but is not kept here.
ONCE = "once"


def cacheable_page(view):
    """A view whose answer carries no token, no cookie and no figure that `cache_version.invalidate` does not
    drop.

    Search results are as many as there are questions, so an address with a query string is not kept.
    """

    @wraps(view)
    def marked(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            response[MARK] = f"{office_key(request)} {ONCE}" if request.GET else str(office_key(request))
        return response

    return marked


def office_key(request: HttpRequest) -> int:
    office = getattr(request, "office", None)
    return office.pk if office else 0


def cacheable_until(response: HttpResponse, moment: datetime) -> HttpResponse:
    """The public page says something that is true until `moment` only, such as that the office is open: it is
    made anew then.

    Without it a page lives for as long as the page cache says, a minute.
    """
    response[UNTIL] = str(moment.timestamp())
    return response
