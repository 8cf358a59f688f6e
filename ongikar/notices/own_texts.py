"""What an office words itself: the SMS of the commonest messages to whoever applied (its settings)."""

import re
from dataclasses import replace
from datetime import datetime

from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ

from .rules import simplify_for_gsm, split_message
from .wording import APPLICANT, Wording

# The settings of the office that hold them, one for each message.
TEXTS = "texts"
OWN_TEXTS = (
    "case.received",
    "case.accepted",
    "case.papers_asked",
    "case.answered",
    "case.extended",
    "case.day_proposed",
    "case.day_agreed",
    "case.kept",
    "case.part_kept",
    "case.informed",
    "case.refused",
    "case.redirected",
    "case.broken",
    "case.withdrawn",
)
PLACEHOLDER = re.compile(r"\{(\w+)\}")
# A Bangla SMS may travel in so many parts, and an English one.
MOST_PARTS = {"bn": 3, "en": 2}


def applicant_wording(office: Office, verb: str, now: datetime) -> Wording:
    """Of a message to whoever applied: the program's, with the office's own text where it has one by now."""
    own = office.setting(f"{TEXTS}.{verb}", now.astimezone(TZ).date())
    return APPLICANT[verb] if own is None else replace(APPLICANT[verb], text=(own["bn"], own["en"]))


def placeholders_of(text: str) -> list[str]:
    """Those of a text, each once, in their order."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def has_other_signs(text: str) -> bool:
    """Whether it holds braces of no placeholder, or the brackets in which forms of a word stand: what fills a
    text in would take them for its own.
    """
    return any(sign in PLACEHOLDER.sub("", text) for sign in "{}[]")


def count_parts(text: str) -> int:
    """In how many parts it travels as SMS."""
    return len(split_message(simplify_for_gsm(text)))
