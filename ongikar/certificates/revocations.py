"""What does not hold any more, for whoever checks without the office: a signed list of hashes, and the status
list of the W3C by which wallets ask.
"""

import base64
import gzip
import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from ongikar.certificates.rules.statement import SIGNATURE, encode
from ongikar.offices.models import Office

from .key_ring import is_signed, sign_text, signing_key
from .models import Certificate
from .transitions import ISSUED, REPLACED, REVOKED

FORM = "ongikar-revoked1"
# Status lists of the W3C have at least 131,072 places, so that a place tells of nobody; ours have one for
# each place that is drawn (issuing.STATUS_PLACES).
STATUS_BITS = 1 << 20


def serial_hash(serial: str) -> str:
    """By what the list names a certificate: the SHA-256 of its serial, 8549-C-26-00317."""
    return hashlib.sha256(serial.encode()).hexdigest()


def signed_list(office: Office, now: datetime) -> str:
    """Every certificate and letter of an office that does not hold any more, as lines; the last one signs
    those before it.
    """
    key = signing_key(now)
    ended = Certificate.objects.filter(office=office).exclude(state=ISSUED).values_list("serial", "state")
    lines = sorted(f"{serial_hash(serial)} {state}" for serial, state in ended.iterator(chunk_size=2_000))
    text = "\n".join([FORM, f"at {now.isoformat(timespec='seconds')}", f"key {key.key_id}", *lines, ""])
    return f"{text}signature {encode(sign_text(key.key_id, text))}\n"


class RevokedList(NamedTuple):
    """A list as it was read: when it was made, and what became of which serial's hash."""

    at: datetime
    states: dict[str, str]


def read_signed_list(content: str, public: str) -> RevokedList | None:
    """What the holder of a key signed as the list; None for anything else."""
    text, mark, end = content.rpartition("\nsignature ")
    signature = end.removesuffix("\n")
    if not mark or not SIGNATURE.fullmatch(signature):
        return None
    if not is_signed(public, f"{text}\n", base64.urlsafe_b64decode(signature + "==")):
        return None
    form, at, _key, *lines = text.split("\n")
    if form != FORM or not at.startswith("at "):
        return None
    states = dict(line.split(" ", 1) for line in lines if line)
    if not set(states.values()) <= {REPLACED, REVOKED}:
        return None
    return RevokedList(datetime.fromisoformat(at.removeprefix("at ")), states)


def encoded_status_list(office: Office, year: int) -> str:
    """The status list of an office and fiscal year: a bit for each place, 1 where its certificate does not
    hold, packed.
    """
    bits = bytearray(STATUS_BITS // 8)
    for place in ended_places(office, year):
        # The leftmost bit is the first.
        bits[place // 8] |= 0x80 >> (place % 8)
    return f"u{encode(gzip.compress(bytes(bits), 6, mtime=0))}"


def ended_places(office: Office, year: int) -> Iterator[int]:
    ended = Certificate.objects.filter(office=office, fiscal_year=year).exclude(state=ISSUED)
    return ended.values_list("status_index", flat=True).iterator(chunk_size=2_000)
