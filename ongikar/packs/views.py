"""What the pages of packs have in common: who is let in by an address, how a sending is answered, the worker
that keeps the pages on the phone, and the one short address below which they all stand.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ongikar.core.forms.faults import ActFault
from ongikar.core.http.client_ip import client_ip
from ongikar.core.http.headers import POLICY
from ongikar.core.i18n.say import language, say
from ongikar.core.models import Attempt
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.models import User

from .actions import OVER, WORDS, find_pack, why_shut
from .models import Pack

# Wrong addresses from one line within an hour.
WRONG_FROM_ADDRESS = 60
WORKER = Path(__file__).parent / "static" / "packs" / "worker.js"
# Here alone the place is asked for: a photo says where it was taken.
HERE = POLICY.replace("geolocation=()", "geolocation=(self)")
# Browsers keep pages and have a store of their own only where nobody on the line can change them.
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def can_go_offline(request: OfficeRequest) -> bool:
    return request.is_secure() or request.get_host().rpartition(":")[0] in OWN_MACHINE


def asked_pack[Asked: Pack](
    request: OfficeRequest, model: type[Asked], token: str, now: datetime
) -> Asked | None:
    """The pack of an address; None for a wrong one, or from a line that has tried too many."""
    keys = [f"pack from {client_ip(request)}"]
    if Attempt.is_spent(keys, limit=WRONG_FROM_ADDRESS, now=now):
        return None
    pack = find_pack(model, request.office, token)
    if pack is None:
        Attempt.count_failure(keys, now=now)
    return pack


def signed_in(request: OfficeRequest) -> User | None:
    return request.user if isinstance(request.user, User) and request.user.is_authenticated else None


def sign_in_address(request: OfficeRequest) -> str:
    return f"{reverse('account_login')}?next={request.path}"


def hide_address(response: HttpResponse) -> HttpResponse:
    """Of a page whose address is its key."""
    response["Referrer-Policy"] = "same-origin"
    return response


@never_cache
@require_safe
def show_home(request: OfficeRequest) -> HttpResponse:
    """The one short address: what was taken along on this phone, told by the phone itself."""
    return render(request, "packs/home.html", {"is_safe": can_go_offline(request)})


@require_safe
def worker(request: OfficeRequest) -> HttpResponse:
    """The script that answers for the pages of packs without a line; only for addresses below its own."""
    return HttpResponse(WORKER.read_text("utf-8"), content_type="text/javascript; charset=utf-8")


@require_safe
def show_manifest(request: OfficeRequest) -> HttpResponse:
    """What a phone puts on its first screen: the short address under its name and icon."""
    home = reverse("field_home")
    told = {
        "name": say("অঙ্গীকার: সঙ্গে নেওয়া কাজ", "Ongikar: taken along"),
        "short_name": say("অঙ্গীকার", "Ongikar"),
        "lang": language(),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#fbf8f1",
        "theme_color": "#024333",
        "icons": [{"src": static("core/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


Take = Callable[[OfficeRequest, Any, datetime], str | dict[str, Any]]


def for_packs(model: type[Pack]) -> Callable[[Take], Callable[..., HttpResponse]]:
    """A sending is answered with the hash of what was kept, or with why it was not, in the page's language.
    Whoever takes it may answer more than the hash.
    """

    def decorate(take: Take) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @require_POST
        @wraps(take)
        def wrapper(request: OfficeRequest, token: str) -> HttpResponse:
            now = timezone.now()
            pack = asked_pack(request, model, token, now)
            if pack is None:
                words = say("এই ঠিকানা চেনা যায়নি।", "This address is not known.")
                return JsonResponse({"fault": words}, status=404)
            if why := why_shut(pack, signed_in(request), now):
                shut = {"fault": say(*WORDS[why]), "why": why}
                return JsonResponse(shut, status=401 if why == OVER else 403)
            try:
                taken = take(request, pack, now)
            except ActFault as fault:
                return JsonResponse({"fault": fault.words}, status=422)
            except (BadRequest, SuspiciousOperation):
                return JsonResponse(
                    {"fault": say("যা এসেছে তা পড়া যায়নি।", "What came could not be read.")}, status=400
                )
            more = taken if isinstance(taken, dict) else {"sha256": taken}
            return JsonResponse({"kept": now.isoformat(), "behind": pack.behind_seconds, **more})

        return wrapper

    return decorate
