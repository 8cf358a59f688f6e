"""security.txt: whom to tell of a hole in this site (RFC 9116)."""

from datetime import UTC, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.offices.sites import site_of

# The standard recommends less than a year, so that nobody writes to an address long dead.
GOOD_FOR = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The office's own e-mail, unless the installation names somebody (`ONGIKAR_SECURITY_CONTACT`)."""
    contact = settings.ONGIKAR_SECURITY_CONTACT or f"mailto:{request.office.email}"
    expires = (timezone.now() + GOOD_FOR).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: bn, en",
        f"Canonical: {site_of(request.office)}/.well-known/security.txt",
    ]  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
