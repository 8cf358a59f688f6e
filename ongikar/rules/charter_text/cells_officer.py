"""The officer of a cell: post, name, room, geocode, phone and e-mail, in any order, labelled or not."""

import re
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text.contacts import contacts

Officer = dict[str, Any]

NAMED = re.compile(nfc(r"(?:জনাব|বেগম|নাম\s*[:ঃ]+)\s*([^,:;ঃ]+?)\s*(?:,|(?=পদব[িী]\s*[:ঃ])|$)\s*"))
POST_LABEL = re.compile(nfc(r"(?:পদব[িী]|পদ)\s*[:ঃ]+\s*"))
STRAY = " ,;:।/-–ঃ"


def read_officer(printed: str) -> Officer:
    """The reading of an officer cell; `post` is what remains when name and contacts are taken away."""
    found = contacts(printed)
    rest, name = found.rest, None
    if named := NAMED.search(rest):
        name = named[1].strip(STRAY)
        rest = f"{rest[: named.start()]} {rest[named.end() :]}"
    post = once(" ".join(POST_LABEL.sub("", rest).split()).strip(STRAY))
    officer: Officer = {
        "post": post or None,
        "phone": found.phone,
        "email": found.email,
        "geocode": found.geocode,
        "raw": printed,
    }
    if name:
        officer["name"] = name
    if found.room:
        officer["room"] = found.room
    return officer


def once(text: str) -> str:
    """A text without its exact repetition: উপজেলা আইসিটি অফিসার printed twice names one post."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if words and len(words) % 2 == 0 and words[:half] == words[half:] else text
