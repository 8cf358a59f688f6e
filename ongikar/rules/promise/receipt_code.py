"""The promise in a receipt's QR code: one line of plain signs, which anyone can read and check without the
office.

    ongikar1.8549-26-00417-58203.citizen-1.2.5.give.2026-12-06.SIGNATURE
    ongikar1.8549-26-00418.citizen-2.2.5.give.2026-12-06T10:30.SIGNATURE

the form; the case; the service, the version of its charter; the version of the calendar the day was counted
by; what is promised by that day; the day, and the office's time of day where hours or minutes are promised.
What stands before the last dot is signed, byte for byte, by Ed25519; the signature is base64 for addresses,
without padding. There is nothing of the person in it.
"""

import base64
import re
from datetime import date, time
from typing import NamedTuple

from ongikar.rules.bangla.text import date_words, time_words

FORM = "ongikar1"
# What is promised by the day: the service itself; that the request is accepted and the day named; or a step
# of it.
GIVE, ACCEPT, STEP = "give", "accept", "step"
WHAT_WORDS = {
    GIVE: {"bn": "এই সময়ের মধ্যে সেবা দেওয়ার কথা", "en": "The service is promised by"},
    ACCEPT: {
        "bn": "এই সময়ের মধ্যে আবেদন গ্রহণ করে তারিখ জানানোর কথা",
        "en": "Acceptance, with the day named, is promised by",
    },
    STEP: {"bn": "এই সময়ের মধ্যে সেবার একটি ধাপ শেষ করার কথা", "en": "A step of the service is promised by"},
}
WRITTEN = re.compile(
    rf"{FORM}\.(\d{{4}}-\d{{2}}-\d{{5,6}}(?:-\d{{5}})?)"
    rf"\.([a-z0-9]+(?:-[a-z0-9]+)*)\.(\d{{1,6}})\.(\d{{1,6}})\.({GIVE}|{ACCEPT}|{STEP})"
    r"\.(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?",
    re.ASCII,
)
SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}", re.ASCII)
# Longer is no promise, whatever was pasted.
LONGEST = 600


class ReceiptPromise(NamedTuple):
    """What a receipt promises."""

    number: str
    service: str
    charter_version: int
    calendar_version: int
    what: str
    due: date
    # Where hours or minutes are promised, so that the day alone would promise less.
    at: time | None = None

    def text(self) -> str | None:
        """The line that is signed; None where a part of it would not fit the form."""
        by = f"{self.due}T{self.at:%H:%M}" if self.at else str(self.due)
        versions = f"{self.charter_version}.{self.calendar_version}"
        line = f"{FORM}.{self.number}.{self.service}.{versions}.{self.what}.{by}"
        return line if WRITTEN.fullmatch(line) else None

    def by_words(self, language: str) -> str:
        """By when, as a receipt says it."""
        day = date_words(self.due, language, bangla_year=True)
        return f"{day}, {time_words(self.at, language)}" if self.at else day


class SignedPromise(NamedTuple):
    promised: ReceiptPromise
    text: str
    signature: bytes


def write_receipt_code(text: str, signature: bytes) -> str:
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def read_receipt_code(typed: str) -> SignedPromise | None:
    """The promise in what a phone read from the code, or somebody copied from it: an address, or what follows
    its #.
    """
    if len(typed) > LONGEST:
        return None
    line = "".join(typed.split()).rpartition("#")[2]
    text, _, signature = line.rpartition(".")
    match = WRITTEN.fullmatch(text)
    if not match or not SIGNATURE.fullmatch(signature):
        return None
    number, service, charter, calendar, what, day, at = match.groups()
    try:
        by = date.fromisoformat(day), time.fromisoformat(at) if at else None
        promised = ReceiptPromise(number, service, int(charter), int(calendar), what, *by)
    except ValueError:
        return None
    # Two texts may not mean one signature: of its last sign only two bits count.
    made = base64.urlsafe_b64decode(signature + "==")
    return SignedPromise(promised, text, made) if write_receipt_code(text, made) == line else None
