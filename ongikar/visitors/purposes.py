"""The short list of what people come for, which an office may set for itself from a day on."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office

# As a setting of an office is called (offices/rules/setting_files.py).
PURPOSES = "visitor_purposes"
USUAL = Path(__file__).with_name("purposes.toml")
MOST_PURPOSES, LONGEST_KEY = 12, 20
Words = tuple[str, str]


class PurposesFault(ValueError):
    """What is wrong with the list of an office, in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def read_purposes(said: Mapping[str, Any]) -> dict[str, Words]:
    """By their keys. Raises PurposesFault."""
    rows = said["purposes"]
    if not 1 <= len(rows) <= MOST_PURPOSES:
        raise PurposesFault(
            f"১ থেকে {MOST_PURPOSES}টি কাজ লেখা যায়", f"The list has from 1 to {MOST_PURPOSES} purposes"
        )
    purposes: dict[str, Words] = {}
    for row in rows:
        if not isinstance(row, Mapping) or set(row) != {"key", "bn", "en"}:
            raise PurposesFault(
                "প্রতিটি কাজের “key”, “bn” ও “en” লাগে", "Each purpose needs “key”, “bn” and “en”"
            )
        for name, value in row.items():
            if not isinstance(value, str) or not value.strip():
                raise PurposesFault(f"কাজের “{name}” লেখা নেই", f"A purpose has no “{name}”")
        if len(row["key"]) > LONGEST_KEY:
            raise PurposesFault(
                f"কাজের “key” {LONGEST_KEY} অক্ষরের বেশি",
                f"The “key” of a purpose is longer than {LONGEST_KEY} letters",
            )
        if row["key"] in purposes:
            raise PurposesFault("একই কাজ দুবার লেখা", "A purpose is written twice")
        purposes[row["key"]] = (row["bn"], row["en"])
    return purposes


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
