"""Phones, e-mail addresses, room numbers and geocodes inside a cell of running text."""

import re
from typing import NamedTuple

import phonenumbers

from ongikar.rules.bangla import latin_digits, nfc

# Portals break addresses in the middle of a word: "g mail.com", "gmail .com".
EMAIL = re.compile(
    r"(?P<local>[A-Za-z0-9._%+-]+)\s?@\s?(?P<domain>[A-Za-z0-9-]+(?: [A-Za-z0-9-]+)?(?:\s?\.\s?[A-Za-z0-9-]+)+)"
)
WEB = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./_%?=&-]+", re.IGNORECASE)
GEOCODE = re.compile(nfc(r"(?:(?:উপ\s*জেলা|জেলা|বিভাগ)?\s*(?:উপজেলা)?\s*কোড|(?:upazila|district)\s*code)\s*(?:নং|নম্বর)?\s*[:ঃ.-]*\s*(\d{2,8})"), re.IGNORECASE)  # fmt: skip
ROOM = re.compile(nfc(r"(?:রুম|রম্নম|কক্ষ|room)\s*(?:নং|নম্বর|no\.?)?\s*[:ঃ.-]*\s*(\d+[A-Za-z]?)"), re.IGNORECASE)
PHONE = re.compile(r"\+?\s?\(?\d[\d\s()\-]{5,}\d")
LABELS = re.compile(
    nfc(
        r"(?:ফোন|টেলিফোন|টেলি|মোবাইল|মোবা|মোবাঃ|ই-?\s*মেইল|ইমেইল|ওয়েব(?:সাইট)?|ফ্যাক্স|phone|mobile|e-?mail|tel|web|fax)\s*(?:নং|নম্বর)?\s*[:ঃ-]+(?:\s|$)?"
        r"|(?:ফোন|টেলিফোন|মোবাইল|ই-?মেইল|ইমেইল|ওয়েব)\s*$"
    ),
    re.IGNORECASE,
)
# BTCL's eleven-digit numbers (02 and nine digits), which the library does not know yet.
BTCL_ELEVEN_DIGITS = re.compile(r"\+8802[1-9]\d{8}")


class Contacts(NamedTuple):
    phone: str | None  # E.164, the first valid one
    printed_phones: list[str]
    email: str | None
    printed_email: str | None
    web: str | None
    geocode: str | None
    room: str | None
    rest: str  # the text without any of them


def contacts(printed: str) -> Contacts:
    """What reaches the officer, and the words that are left."""
    raw = nfc(printed)
    text = latin_digits(raw)
    rest = list(raw)

    def take(pattern: re.Pattern[str]) -> list[re.Match[str]]:
        matches = list(pattern.finditer("".join(rest_latin())))
        for match in matches:
            rest[match.start() : match.end()] = " " * (match.end() - match.start())
        return matches

    def rest_latin() -> str:
        return latin_digits("".join(rest))

    emails, webs = take(EMAIL), take(WEB)
    geocodes, rooms, phones = take(GEOCODE), take(ROOM), take(PHONE)
    take(LABELS)
    numbers = [text[match.start() : match.end()].strip() for match in phones]
    email = emails[0] if emails else None
    return Contacts(
        next(filter(None, map(e164, numbers)), None),
        [raw[match.start() : match.end()].strip() for match in phones],
        f"{email['local']}@{email['domain']}".replace(" ", "").lower() if email else None,
        email[0] if email else None,
        webs[0][0].strip(".") if webs else None,
        geocodes[0][1] if geocodes else None,
        rooms[0][1] if rooms else None,
        " ".join("".join(rest).split()),
    )


def e164(number: str) -> str | None:
    """The number as +880…, or None where Bangladesh has no such number."""
    try:
        parsed = phonenumbers.parse(number, "BD")
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if phonenumbers.is_valid_number(parsed) or BTCL_ELEVEN_DIGITS.fullmatch(written):
        return str(written)
    return None
