"""Addresses that pages had before: a bookmark, a link in an old message or a form that stood open during the
upgrade still arrives, with its query and what it sends.

Each is a route and the one that it has become; they stand behind all others and have no name, since nothing
leads there any more.
"""

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, get_script_prefix, path
from django.urls.resolvers import LocalePrefixPattern

FORMER = (
    # Whoever shortens an address by hand.
    ("desk/", "desk/today/"),
    ("desk/events/<int:pk>/vouchers/", "desk/events/<int:pk>/voucher/"),
    ("desk/events/<int:pk>/budget/<int:row>/strike/", "desk/events/<int:pk>/strike_line/<int:row>/"),
    ("desk/events/<int:pk>/vouchers/<int:row>/strike/", "desk/events/<int:pk>/strike_voucher/<int:row>/"),
    ("desk/rollouts/<int:pk>/sites/<int:number>/", "desk/rollouts/<int:pk>/"),
    ("desk/performance/<int:pk>/<int:row>/change/", "desk/performance/<int:pk>/change/<int:row>/"),
    ("desk/performance/<int:pk>/<int:row>/value/", "desk/performance/<int:pk>/value/<int:row>/"),
    ("desk/performance/<int:pk>/<int:row>/remove/", "desk/performance/<int:pk>/remove/<int:row>/"),
    ("desk/training/course/", "desk/courses/new/"),
    ("desk/stock/add/", "desk/stock/new/"),
    # Of which part the line is, the address did not say.
    ("desk/stock/lines/<int:pk>/take-back/", "desk/stock/"),
)
# Pages of the staff that did not stand below `desk/` before 0.3.0: all that begins so.
FORMER_ROOTS = (
    *("books", "cases", "certificates", "contacts", "counter", "devices", "exports", "gatherings", "letters"),
    *("members", "messages", "own", "places", "rosters", "stock", "stocktakes", "tasks", "today"),
)
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def address_by(route: str, parts: dict[str, object]) -> str:
    """The address of a route in the language of the page, with these values in it."""
    language = LocalePrefixPattern(prefix_default_language=False).language_prefix
    return get_script_prefix() + language + _CONVERTER.sub(lambda part: str(parts[part[1]]), route)


def lead_there(request: HttpRequest, to: str, **parts: object) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    address = address_by(to, parts) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address, preserve_request=True)


def former_patterns() -> list[URLPattern]:
    below = [
        (f"{root}/{rest}", f"desk/{root}/{rest}") for root in FORMER_ROOTS for rest in ("", "<path:rest>")
    ]
    return [path(route, lead_there, {"to": to}) for route, to in (*FORMER, *below)]
