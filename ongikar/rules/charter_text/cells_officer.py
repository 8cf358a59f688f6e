"""Parses the officer of a cell: post, name, room, geocode, phone and e-mail, in any order, labelled or not."""

import re
from typing import Any

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.contacts import contacts
from ongikar.rules.charter_text.officer_names import POST_LABEL, split_name

Officer = dict[str, Any]

# Where the officer sits is no part of the post: "২য় তলা", "ভবন ৬".
FLOOR = re.compile(nfc(r"[,;]?\s*(?:[0-9০-৯]+\s*(?:ম|য়|র্থ|ষ্ঠ|তম)|নিচ|নীচ)\s*তলা|[,;]\s*ভবন\s*(?:নং\s*)?[-:]?\s*[0-9০-৯]+|,?\s*\d+(?:st|nd|rd|th) floor"), re.IGNORECASE)  # fmt: skip
IN_BRACKETS = re.compile(r"\([^()]*\)")
# "(অ. দা.), উপজেলা মৎস্য কর্মকর্তা": what a name has left behind says nothing of the post.
LEFT_BEHIND = re.compile(r"^\s*\([^()]*\)\s*,\s*(?=\S)")
EMPTY_BRACKETS = re.compile(r"\(\s*[,;]*\s*\)")
DOUBLED_COMMAS = re.compile(r"\s*,(?:\s*,)+")
STRAY = " ,;:।/-–ঃ"


def read_officer(printed: str) -> Officer:
    """The reading of an officer cell; `post` is what remains when name and contacts are taken away."""
    found = contacts(printed)
    name, rest = split_name(DOUBLED_COMMAS.sub(",", EMPTY_BRACKETS.sub(" ", found.rest)).lstrip(" ,;"))
    post = once(" ".join(FLOOR.sub(" ", LEFT_BEHIND.sub("", POST_LABEL.sub("", rest))).split()).strip(STRAY))
    if IN_BRACKETS.fullmatch(post):
        post = post[1:-1].strip()
    officer: Officer = {
        "post": None if marks.is_blank(post) else post,
        "phone": found.phone,
        "email": found.email,
        "geocode": found.geocode,
        "raw": printed,
    }
    if name:
        officer["name"] = name.strip(STRAY)
    if found.room:
        officer["room"] = found.room
    return officer


def once(text: str) -> str:
    """A text without its exact repetition: উপজেলা আইসিটি অফিসার printed twice names one post."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if words and len(words) % 2 == 0 and words[:half] == words[half:] else text
