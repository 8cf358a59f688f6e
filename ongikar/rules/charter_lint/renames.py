"""Table of names that changed after charters were printed: posts, places, schemes and rules, with date and source."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ongikar.rules.bangla import nfc


class Rename(NamedTuple):
    """`beside`: a word that must stand in the same text, where the old name alone could mean something else."""

    code: str
    old: str
    new: str | None  # None where the new official name is not known: it stays a setting with its history
    since: date  # the first day of the year, calendar or fiscal, where only that is known
    source: str
    beside: str = ""

    def stands_in(self, text: str) -> bool:
        return self.old in text and self.beside in text


GPMS = nfc("সরকারি কর্মসম্পাদন পরিবীক্ষণ পদ্ধতি (GPMS)")
RENAMES: tuple[Rename, ...] = (
    Rename("post.renamed", nfc("সহকারী প্রোগ্রামার"), nfc("উপজেলা আইসিটি অফিসার"), date(2024, 8, 12), "press, August 2024"),
    Rename("post.renamed", nfc("প্রোগ্রামার"), nfc("জেলা আইসিটি অফিসার"), date(2024, 8, 12), "press, August 2024", nfc("জেলা কার্যালয়")),
    Rename("place.renamed", nfc("শেখ রাসেল ডিজিটাল ল্যাব"), None, date(2025, 1, 1), "press, 2025: such names were removed elsewhere"),
    Rename("scheme.renamed", nfc("বার্ষিক কর্ম সম্পাদন চুক্তি"), GPMS, date(2025, 7, 1), "circular of 19 October 2025 for FY 2025-26, by press"),
    Rename("scheme.renamed", nfc("বার্ষিক কর্মসম্পাদন চুক্তি"), GPMS, date(2025, 7, 1), "circular of 19 October 2025 for FY 2025-26, by press"),
    Rename("scheme.renamed", nfc("সচিবালয় নির্দেশমালা ২০১৪"), nfc("সচিবালয় নির্দেশমালা ২০২৪"), date(2024, 1, 1), "bdservicerules.com: instructions of 2024"),
    Rename("scheme.renamed", nfc("সচিবালয় নির্দেশমালা, ২০১৪"), nfc("সচিবালয় নির্দেশমালা ২০২৪"), date(2024, 1, 1), "bdservicerules.com: instructions of 2024"),
)  # fmt: skip


@lru_cache(maxsize=1024)
def renamed(text: str, today: date | None = None) -> tuple[Rename, ...]:
    """Every old name in the text whose day has come; without a day, every one. A longer name hides what it contains.

    Remembered, as the misspellings are.
    """
    text = nfc(text)
    found: list[Rename] = []
    for rename in RENAMES:
        if rename.stands_in(text) and (today is None or rename.since <= today):
            found.append(rename)
            text = text.replace(rename.old, " ")
    return tuple(found)
