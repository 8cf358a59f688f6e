"""What is published for whoever checks without us: the keys, the list of what does not hold, and how it is
done.
"""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.http.client_ip import client_ip
from ongikar.offices.middleware import OfficeRequest

from . import check as checks
from .badges import MEDIA_TYPE, badge_of, key_set, status_credential
from .check_views import NOT_FOUND, TOO_MANY, has_badge, mark_unlisted, page
from .key_ring import public_pem, signing_key
from .models import SigningKey
from .revocations import signed_list

PEM = "application/x-pem-file"
# How long others may keep what is published: a new key or a revocation is seen within an hour.
KEPT = "public, max-age=3600"


@require_safe
def show_jwks(request: HttpRequest) -> HttpResponse:
    """Every key as JSON Web Keys, where programs look for them."""
    # The first key stands there before anything is signed with it.
    signing_key(timezone.now())
    return allow_caching(JsonResponse(key_set()))


@require_safe
def show_pem(request: HttpRequest, digest: str) -> HttpResponse:
    """One key as openssl reads it."""
    key = SigningKey.objects.filter(key_id=digest).first()
    if key is None:
        raise Http404
    return allow_caching(HttpResponse(public_pem(key.public), content_type=PEM))


@require_safe
def show_revoked(request: OfficeRequest) -> HttpResponse:
    """The signed list of what does not hold any more."""
    return allow_caching(
        HttpResponse(
            signed_list(request.office, timezone.localtime()), content_type="text/plain; charset=utf-8"
        )
    )


@require_safe
def show_status_list(request: OfficeRequest, year: int) -> HttpResponse:
    """The status list of a fiscal year, as wallets ask for it."""
    return allow_caching(
        HttpResponse(status_credential(request.office, year, timezone.now()), content_type=MEDIA_TYPE)
    )


@require_safe
def show_offline(request: OfficeRequest) -> HttpResponse:
    """How a certificate is checked without the internet."""
    signing_key(timezone.now())
    keys = SigningKey.objects.order_by("-id")
    return render(request, "certificates/offline.html", {"keys": keys})


@require_safe
def show_badge(request: OfficeRequest, serial: str, secret: str) -> HttpResponse:
    """The certificate as a verifiable credential, for whoever has its code and as long as it holds."""
    now, address = timezone.now(), client_ip(request)
    if checks.has_too_many_tries(address, now):
        return page(request, 429, fault=str(TOO_MANY))
    certificate = checks.find_certificate(request.office, serial, secret)
    if certificate is None:
        checks.count_wrong_code(address, now)
        return page(request, 404, fault=str(NOT_FOUND))
    if not has_badge(certificate):
        raise Http404
    response = HttpResponse(badge_of(certificate, now), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{certificate.serial}.vc.jwt"'
    return mark_unlisted(response)


def allow_caching(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT
    response["Access-Control-Allow-Origin"] = "*"
    return response
