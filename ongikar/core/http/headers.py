"""What every answer says to the browser beside Django's own: which powers no page asks for, and what is not
to be kept.

Refusals are told to the log here too, since every answer passes: the view and who was refused, never an
address of the site, which may hold somebody's key.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP, build_policy

from .client_ip import client_ip
from .page_cache import MARK

log = logging.getLogger("ongikar.refused")

# Nothing of the device is used; the camera that a person's own file chooser opens is the chooser's.
UNUSED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
# Passkeys are asked for at our own sign-in.
OWN = ("publickey-credentials-create", "publickey-credentials-get")
POLICY = ", ".join([*(f"{power}=()" for power in UNUSED), *(f"{power}=(self)" for power in OWN)])
SAID = {
    "Permissions-Policy": POLICY,
    # No other site shows or counts what is ours; the opener policy comes from Django.
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
REFUSED = frozenset({400, 403, 413, 429})


class SecurityHeaders:
    """Stands outermost, so that files and refusals say it too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        # The same for every page: nothing of a page is named in it, so it is not built for each.
        self.said = SAID | {str(CSP.HEADER_ENFORCE): build_policy(settings.SECURE_CSP)}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.said.items():
            response.headers.setdefault(name, value)
        if MARK not in response.headers:
            # What is not the same for everybody is kept by nobody: after signing out, or at a shared
            # computer, "back" shows nothing.
            response.headers.setdefault("Cache-Control", "private, no-store")
        if response.status_code in REFUSED:
            log_refusal(request, response.status_code)
        return response


def log_refusal(request: HttpRequest, status: int) -> None:
    view = request.resolver_match.view_name if request.resolver_match else "the way in"
    # Only if the view has asked who it is; else nobody is asked now.
    user = getattr(request, "_cached_user", None)
    who = f"user:{user.pk}" if user is not None and user.pk else "nobody signed in"
    log.warning("%s at %s for %s from %s", status, view, who, client_ip(request))


# Nothing is meant to be kept anyway; this is for a browser, or a later page of ours, that kept something
# all the same. Cookies are ended one by one, so that a staff member who signs out still follows a request
# of their own. A browser heeds it over TLS and on its own machine, and ignores it elsewhere.
KEPT = '"cache", "storage"'


def clear_site_data(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = KEPT
    return response
