"""Every address of the site. Bangla has the plain one; English stands under /en/."""

import re
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, get_script_prefix, path
from django.urls.resolvers import LocalePrefixPattern

from ongikar.cases.citizen import receipt_views
from ongikar.certificates import key_views
from ongikar.operations.health import views as health_views

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
    ("desk/face/", "desk/settings/letterhead/"),
    # Steps of a job, which is done on one page (decision 130).
    *(
        (f"desk/jobs/<int:pk>/{step}/", "desk/jobs/<int:pk>/work/")
        for step in ("add-device", "part", "look", "sheet", "sign", "devices/<int:row>")
    ),
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


# The busiest first: an address is looked for in one app after another.
APPS = (
    "cases",
    "website",
    "charter",
    "papers",
    "tasks",
    "visits",
    "knowledge",
    "books",
    "letters",
    "gatherings",
    "appointments",
    "questionnaires",
    "certificates",
    "places",
    "packs",
    "exports",
    "grievances",
    "rti",
    "lobbying",
    "agreements",
    "notices",
    "people",
    "operations",
    "records",
    # Kinds of delivery that have pages of their own.
    *(f"delivery.{word}" for word in settings.DELIVERY_KINDS if find_spec(f"ongikar.delivery.{word}.urls")),
)

urlpatterns = [
    *i18n_patterns(
        # One list, without `include`: of each that does not hold the address Django keeps what it has tried
        # there, which took up to a tenth of the time of a short answer.
        *(each for app in APPS for each in import_module(f"ongikar.{app}.urls").urlpatterns),
        *former_patterns(),
        prefix_default_language=False,
    ),
    # Programs look for it at the root, whatever the language.
    path(".well-known/ongikar-key", receipt_views.show_public_key, name="ongikar_key"),
    path(".well-known/jwks.json", key_views.show_jwks, name="certificate_keys"),
    path("healthz", health_views.healthz, name="healthz"),
    path("readyz", health_views.readyz, name="readyz"),
]

handler500 = "ongikar.core.http.error_pages.server_error"
