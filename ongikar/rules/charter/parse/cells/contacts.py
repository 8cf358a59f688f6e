"""Extracts phones, e-mail addresses, room numbers and geocodes from the text of a cell."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import phonenumbers

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.document.lines import LONGEST_TOLD

# Portals break addresses in the middle of a word: "g mail.com", "gmail .com".
EMAIL = re.compile(
    r"(?P<local>[A-Za-z0-9._%+-]+)\s?@\s?(?P<domain>[A-Za-z0-9-]+(?:"
    r" [A-Za-z0-9-]+)?(?:\s?\.\s?[A-Za-z0-9-]+)+)"
)
WEB = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./_%?=&-]+", re.IGNORECASE)
# A short number by which a place is called: "Hotline 16162".
HOTLINE = re.compile(
    nfc(
        r"(?:হট\s*লাইন|হেল্প\s*লাইন|কল\s*সেন্টার|hot\s*line|help\s*line|call\s*cent(?:er|re))\s*(?:নং"
        r"|নম্বর|no\.?)?\s*[:ঃ.-]*\s*\d{3,5}(?!\d)"
    ),
    re.IGNORECASE,
)
GEOCODE = re.compile(
    nfc(
        r"(?:(?:উপ\s*জেলা|জেলা|বিভাগ)?\s*(?:উপজেলা)?\s*কোড|(?:upazila|district)\s*code)\s*(?:নং"
        r"|নম্বর)?\s*[:ঃ.(-]*\s*(\d{2,8})\)?"
    ),
    re.IGNORECASE,
)
ROOM = re.compile(
    nfc(r"(?:রুম|রম্নম|কক্ষ|room)\s*(?:নং|নম্বা?র|নাম্বার|no\.?)?\s*[:ঃ.-]*\s*(\d+[A-Za-z]?)"), re.IGNORECASE
)
PHONE = re.compile(r"\+?\s?\(?\d[\d\s()\-]{5,40}\d")
FAX = re.compile(nfc(r"(?:ফ্যাক্স|fax)[^\d+]{0,8}\+?\d[\d\s()\-]{5,40}\d"), re.IGNORECASE)
# Nobody prints more of them in one cell.
MOST_PHONES = 6
DIGITS_OF_A_NUMBER = (9, 14)
# A second number of the same exchange, after a first: (০৫৮১)৬১৩৪৩,৬১৮৮৮.
SECOND_LOCAL = re.compile(r"(?<=\s)\s*[,/]\s*\d{5,8}(?!\d)")
_LABEL = (
    r"(?:টেলি\s*ফোন|ফোন|টেলি|মোবাইল|মোবা|সেল|ই\s*-?\s*মেইল|ওয়েব\s*(?:সাইট)?|ফ্যাক্স|phone|mobile"
    r"|cell|e\s*-?\s*mail|tel|web(?:site)?|fax|whats\s*app|হোয়াটস\s*অ্যাপ|imo)\s*(?:নং|নম্বর|no\.?)?"
)
# A label has a colon after it, or what it labelled was just taken away and has left a gap.
LABELS = re.compile(
    nfc(
        r"(?:(?:অফিস(?:িয়াল)?|দাপ্তরিক|অভিযোগ\s*কেন্দ্র(?:ের)?|কন্ট্রোল\s*রুম(?:ের)?"
        rf"|জরুরি)\s*)?{_LABEL}\s*(?:[:ঃ.-]+(?:\s|$)?|\s{{4,}}|\s*$)"
    ),
    re.IGNORECASE,
)
# BTCL renumbers faster than the library learns: 02 and eight or nine digits may be rung, whatever they are.
BTCL = re.compile(r"\+8802(?:\d{8}|[1-9]\d{8})")


# A line that begins by saying what it gives: "ফোন: …", "রুম নং-১০৪".
BEGINS_CONTACT = re.compile(
    nfc(
        rf"(?:(?:অফিস(?:িয়াল)?|দাপ্তরিক)\s*)?(?:{_LABEL}\s*[:ঃ.-]|(?:রুম|রম্নম|কক্ষ|room)\s*(?:নং|নম্বা?র"
        r"|নাম্বার|no)|(?:(?:উপজেলা|জেলা)\s*)?কোড)"
    ),
    re.IGNORECASE,
)
LONGEST_CONTACT = 200


class Contacts(NamedTuple):
    phone: str | None  # E.164, the first valid one
    printed_phones: list[str]
    email: str | None
    printed_email: str | None
    web: str | None
    geocode: str | None
    room: str | None
    rest: str  # the text without any of them


def read_contacts(printed: str) -> Contacts:
    """What reaches the officer, and the words that are left."""
    raw = nfc(printed)
    if len(raw) > LONGEST_TOLD:
        return Contacts(None, [], None, None, None, None, None, raw)
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
    take(FAX)
    take(HOTLINE)
    geocodes, rooms, phones = take(GEOCODE), take(ROOM), take(PHONE)
    if phones:
        take(SECOND_LOCAL)
    take(LABELS)
    numbers = [text[match.start() : match.end()].strip() for match in phones]
    email = emails[0] if emails else None
    return Contacts(
        next(
            filter(None, (e164(piece) for number in numbers[:MOST_PHONES] for piece in _pieces(number))), None
        ),
        [raw[match.start() : match.end()].strip() for match in phones],
        f"{email['local']}@{email['domain']}".replace(" ", "").lower() if email else None,
        email[0] if email else None,
        webs[0][0].strip(".") if webs else None,
        geocodes[0][1] if geocodes else None,
        rooms[0][1] if rooms else None,
        " ".join("".join(rest).split()),
    )


def is_contact(cell: str) -> bool:
    """Whether a cell gives a phone, an address or a room, and no post or name."""
    text = latin_digits(nfc(cell)).strip(" ,;।")
    if len(text) > LONGEST_CONTACT:
        return False
    return any(words.match(text) for words in (BEGINS_CONTACT, WEB)) or any(
        words.fullmatch(text) for words in (EMAIL, PHONE)
    )


def _pieces(number: str) -> Iterator[str]:
    """The number as printed; then, where two numbers stand side by side, each stretch of its groups."""
    yield number
    groups = number.split()[:6]
    for start in range(len(groups)):
        for end in range(len(groups), start, -1):
            piece = " ".join(groups[start:end])
            if (start, end) != (0, len(groups)) and DIGITS_OF_A_NUMBER[0] <= sum(
                map(str.isdigit, piece)
            ) <= DIGITS_OF_A_NUMBER[1]:
                yield piece


def e164(number: str) -> str | None:
    """The number as +880…, or None where Bangladesh has no such number."""
    try:
        parsed = phonenumbers.parse(number, "BD")
    except phonenumbers.NumberParseException:
        return None
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if phonenumbers.is_valid_number(parsed) or BTCL.fullmatch(written):
        return str(written)
    return None
