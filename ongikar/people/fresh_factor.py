"""A second factor shown just now: what a signature asks for, where being signed in is not enough.

Whoever sits down at an open browser can read; to sign in the name of its owner they need the phone, too.
"""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from ongikar.core.forms.pages import render_form
from ongikar.offices.middleware import OfficeRequest

from .account_views import for_signed_in
from .forms import FreshCodeForm, FreshPasskeyForm
from .post_holders import StaffRequest

# A factor shown so long ago still counts for a signature.
GOOD_FOR = timedelta(minutes=15)
NEXT = "next"


def is_factor_fresh(request: OfficeRequest, now: datetime) -> bool:
    """Whether this browser showed a second factor within the last quarter of an hour. Read from the session
    alone.
    """
    since = (now - GOOD_FOR).timestamp()
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" and record.get("at", 0) >= since for record in records)


def is_factor_owed(request: OfficeRequest, now: datetime) -> bool:
    """Whether a signature asks for a second factor first.

    In a demonstration only whoever has set one up is asked: its people are samples without phones.
    """
    if is_factor_fresh(request, now):
        return False
    if request.office is not None and request.office.is_demo:
        return Authenticator.objects.filter(user=request.user.pk).exists()
    return True


def has_passkey(request: OfficeRequest) -> bool:
    return Authenticator.objects.filter(user=request.user.pk, type=Authenticator.Type.WEBAUTHN).exists()


def address_of_fresh_factor(way_back: str) -> str:
    """The page that asks for the factor and then leads back."""
    return f"{reverse('fresh_factor')}?{urlencode({NEXT: way_back})}"


def way_back(request: StaffRequest) -> str:
    """Where the person came from: an address of this site, or their account."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT, "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("mfa_index")


@for_signed_in
@require_http_methods(["GET", "POST"])
def show_fresh_factor(request: StaffRequest) -> HttpResponse:
    """Asks for the app's code, a recovery code or a passkey; then leads back to where it was needed."""
    from allauth.mfa.webauthn.internal import auth as webauthn

    sent = request.POST if request.method == "POST" else None
    by_passkey = sent is not None and "credential" in sent
    code = FreshCodeForm(None if by_passkey else sent, user=request.user)
    passkey = FreshPasskeyForm(sent if by_passkey else None, user=request.user)
    form = passkey if by_passkey else code
    if sent is not None and form.is_valid():
        form.save()
        return HttpResponseRedirect(way_back(request))
    context: dict[str, Any] = {
        "form": code,
        "faults": passkey.errors.get("credential", []) if by_passkey else [],
        "next": way_back(request),
        "options": webauthn.begin_authentication(request.user) if has_passkey(request) else None,
        "must_set_up": not Authenticator.objects.filter(user=request.user.pk).exists(),
        "current": "account",
    }
    return render_form(request, "people/fresh_factor.html", context, form)


def fresh_code_form(request: OfficeRequest, now: datetime) -> FreshCodeForm | None:
    """The code that a signature's own page asks for beside its button; None where none is owed."""
    if not is_factor_owed(request, now):
        return None
    return FreshCodeForm(request.POST if request.method == "POST" else None, user=request.user)
