"""The channel SMS, through a gateway that takes Kannel's `sendsms` form: everything of it is in one address
of the settings.

For example `http://127.0.0.1:13013/cgi-bin/sendsms?username=ongikar&password=…&from=16123`.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from ongikar.notices.models import Message
from ongikar.notices.rules import UCS2, choose_alphabet

from .attached import Attachment

TIMEOUT_SECONDS = 20
# Accepted, and queued. Anything else is no yes: a page of whatever stands between may also come with a good
# status.
ACCEPTED_REPLIES = ("0: ", "3: ")


class NoRedirect(HTTPRedirectHandler):
    """A gateway that sends us elsewhere is not followed: the message and the password are for it alone."""

    def redirect_request(self, req: Any, fp: Any, code: Any, msg: Any, headers: Any, newurl: Any) -> None:
        return None


class GatewayRefused(OSError):
    """The gateway answered, and did not take the message."""


def is_set() -> bool:
    return bool(settings.ONGIKAR_SMS_URL)


def send(message: Message, attached: Iterable[Attachment], taken: Callable[[], None]) -> None:
    """Hand it to the gateway; raises GatewayRefused where it is refused, OSError where nobody answers."""
    request = Request(sendsms_address(settings.ONGIKAR_SMS_URL, to=message.address, text=message.body))  # noqa: S310
    try:
        with build_opener(NoRedirect).open(request, timeout=TIMEOUT_SECONDS) as answer:
            said = answer.read(200).decode("utf-8", "replace")
    except HTTPError as fault:
        raise GatewayRefused(f"{fault.code} {fault.read(200).decode('utf-8', 'replace')}") from None
    if not said.startswith(ACCEPTED_REPLIES):
        raise GatewayRefused(said)
    taken()


def sendsms_address(gateway: str, *, to: str, text: str) -> str:
    """The gateway's address with one message in it. Only http and https; anything else raises ValueError."""
    where = urlsplit(gateway)
    if where.scheme not in ("http", "https"):
        raise ValueError("ONGIKAR_SMS_URL must begin with http:// or https://")
    asked = dict(parse_qsl(where.query)) | {"to": to, "text": text, "charset": "UTF-8"}
    if choose_alphabet(text) == UCS2:
        asked["coding"] = "2"
    return urlunsplit(where._replace(query=urlencode(asked)))
