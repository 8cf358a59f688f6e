"""Names that have changed since charters were printed: posts, places and schemes, with the day and the source."""

from typing import NamedTuple

from ongikar.rules.bangla import nfc


class Rename(NamedTuple):
    code: str
    old: str
    new: str | None  # None where the new official name is not known: it stays a setting with its history
    since: str  # ISO date or fiscal year
    source: str


RENAMES: tuple[Rename, ...] = (
    Rename("post.renamed", nfc("সহকারী প্রোগ্রামার"), nfc("উপজেলা আইসিটি অফিসার"), "2024-08-12", "press, August 2024"),
    Rename("place.renamed", nfc("শেখ রাসেল ডিজিটাল ল্যাব"), None, "2025", "press, 2025: such names were removed elsewhere"),
    Rename("scheme.renamed", nfc("বার্ষিক কর্ম সম্পাদন চুক্তি"), nfc("সরকারি কর্মসম্পাদন পরিবীক্ষণ পদ্ধতি (GPMS)"), "FY 2025-26", "circular of 19 October 2025, by press"),
    Rename("scheme.renamed", nfc("বার্ষিক কর্মসম্পাদন চুক্তি"), nfc("সরকারি কর্মসম্পাদন পরিবীক্ষণ পদ্ধতি (GPMS)"), "FY 2025-26", "circular of 19 October 2025, by press"),
)  # fmt: skip


def renamed(text: str) -> list[Rename]:
    """Every old name that stands in the text."""
    return [rename for rename in RENAMES if rename.old in nfc(text)]
