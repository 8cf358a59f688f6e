"""The short list of what people come for, which an office may set for itself from a day on."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.offices.rules.worded_list import Words, read_worded_list

# As a setting of an office is called (offices/rules/setting_files.py).
PURPOSES = "visitor_purposes"
USUAL = Path(__file__).with_name("purposes.toml")
MOST_PURPOSES = 12


def read_purposes(said: Mapping[str, Any]) -> dict[str, Words]:
    """By their keys. Raises WordedListFault."""
    return read_worded_list(said["purposes"], MOST_PURPOSES)


@cache
def usual_purposes() -> Mapping[str, Words]:
    return read_purposes(tomllib.loads(USUAL.read_text("utf-8")))


def purposes_of(office: Office, day: date) -> Mapping[str, Words]:
    """Those from which one is chosen on a day."""
    own = office.setting(PURPOSES, day)
    return usual_purposes() if own is None else read_purposes(own)


def purpose_words(office: Office, day: date, key: str) -> str:
    words = purposes_of(office, day).get(key)
    return say(*words) if words else key
