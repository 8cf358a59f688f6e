"""The promise in a receipt's QR code: one line of plain signs, which anyone can read and check without the office.

    ongikar1.8549-26-00417.citizen-1.2.5.give.2026-12-06.SIGNATURE

the form; the case; the service, the version of its charter; the version of the calendar the day was counted by; what is
promised by that day; the day. What stands before the last dot is signed, byte for byte, by Ed25519; the signature is base64
for addresses, without padding. There is nothing of the person in it.
"""

import base64
import re
from datetime import date
from typing import NamedTuple

FORM = "ongikar1"
# What is promised by the day: the service itself; that the request is accepted and the day named; or a step of it.
GIVE, ACCEPT, STEP = "give", "accept", "step"
WHAT_WORDS = {
    GIVE: {"bn": "এই দিনের মধ্যে সেবা দেওয়ার কথা", "en": "The service is promised by"},
    ACCEPT: {
        "bn": "এই দিনের মধ্যে আবেদন গ্রহণ করে তারিখ জানানোর কথা",
        "en": "Acceptance, with the day named, is promised by",
    },
    STEP: {"bn": "এই দিনের মধ্যে সেবার একটি ধাপ শেষ করার কথা", "en": "A step of the service is promised by"},
}
WRITTEN = re.compile(
    rf"{FORM}\.(\d{{4}}-\d{{2}}-\d{{5,6}})\.([a-z0-9]+(?:-[a-z0-9]+)*)\.(\d{{1,6}})\.(\d{{1,6}})\.({GIVE}|{ACCEPT}|{STEP})"
    r"\.(\d{4}-\d{2}-\d{2})",
    re.ASCII,
)
SIGNATURE = re.compile(r"[A-Za-z0-9_-]{86}", re.ASCII)
# Longer is no promise, whatever was pasted.
LONGEST = 600


class Promised(NamedTuple):
    """What a receipt promises."""

    number: str
    service: str
    charter_version: int
    calendar_version: int
    what: str
    due: date

    def text(self) -> str | None:
        """The line that is signed; None where a part of it would not fit the form."""
        line = f"{FORM}.{self.number}.{self.service}.{self.charter_version}.{self.calendar_version}.{self.what}.{self.due}"
        return line if WRITTEN.fullmatch(line) else None


class Signed(NamedTuple):
    promised: Promised
    text: str
    signature: bytes


def write(text: str, signature: bytes) -> str:
    return f"{text}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def read(typed: str) -> Signed | None:
    """The promise in what a phone read from the code, or somebody copied from it: an address, or what follows its #."""
    if len(typed) > LONGEST:
        return None
    line = "".join(typed.split()).rpartition("#")[2]
    text, _, signature = line.rpartition(".")
    found = WRITTEN.fullmatch(text)
    if not found or not SIGNATURE.fullmatch(signature):
        return None
    number, service, charter, calendar, what, day = found.groups()
    try:
        promised = Promised(number, service, int(charter), int(calendar), what, date.fromisoformat(day))
    except ValueError:
        return None
    # Two texts may not mean one signature: of its last sign only two bits count.
    made = base64.urlsafe_b64decode(signature + "==")
    return Signed(promised, text, made) if write(text, made) == line else None
