"""Until when the certificate holds that the site's own address shows: asked for there, as a visitor's browser
is answered, at most once an hour.
"""

import socket
import ssl
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread
from urllib.parse import urlsplit

from cryptography import x509

# So long the page waits for it; a machine may not reach its own address from within.
SECONDS = 1.0
KEPT_SECONDS = 3600.0
# Front servers renew a month before the end: later than this something is wrong with that.
TOO_SOON = timedelta(days=14)
HTTPS = 443


def ask_certificate_end(address: str) -> datetime | None:
    """The last moment of the certificate at this address; None where nobody answers there from here. Whether
    a browser trusts it is not asked: an office's network may have an authority of its own.
    """
    parts = urlsplit(address)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with (
            socket.create_connection((parts.hostname, parts.port or HTTPS), SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=parts.hostname) as secured,
        ):
            shown = secured.getpeercert(binary_form=True)
    except OSError:
        return None
    return x509.load_der_x509_certificate(shown).not_valid_after_utc if shown else None


class KeptEnd:
    """`kept(address)`: what was answered within the hour, else asked anew; None while there is no answer.

    In a thread of its own: looking a name up may take longer than anybody waits for a page.
    """

    def __init__(self, ask: Callable[[str], datetime | None] = ask_certificate_end) -> None:
        self.ask = ask
        self.ends: dict[str, datetime | None] = {}
        self.until: dict[str, float] = {}

    def __call__(self, address: str) -> datetime | None:
        if time.monotonic() >= self.until.get(address, 0.0):
            self.until[address] = time.monotonic() + KEPT_SECONDS
            asking = Thread(target=self.keep, args=[address], daemon=True)
            asking.start()
            asking.join(SECONDS)
        return self.ends.get(address)

    def keep(self, address: str) -> None:
        self.ends[address] = self.ask(address)


certificate_end = KeptEnd()
