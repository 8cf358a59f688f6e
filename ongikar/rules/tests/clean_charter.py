"""A charter in which a careful clerk finds nothing, and the means to put one fault into it."""

from typing import Any

from ongikar.rules.charter.lint import Finding
from ongikar.rules.charter.parse import read_text

SECRETARY = "সচিব ফোন: ০১৭০০০০০০০১ ই-মেইল: sachib@up.gov.bd"
CHAIR = "চেয়ারম্যান ফোন: ০১৭০০০০০০০২ ই-মেইল: chair@up.gov.bd"
ENGINEER = "উপসহকারী প্রকৌশলী ফোন: ০১৭০০০০০০০৩ ই-মেইল: engineer@up.gov.bd"
HEADINGS = (
    "ক্রমিক নং\tসেবার নাম\tসেবা প্রদানের সর্বোচ্চ সময়\tপ্রয়োজনীয় কাগজপত্র\tপ্রাপ্তিস্থান\tসেবামূল্য ও"
    " পরিশোধ পদ্ধতি\tদায়িত্বপ্রাপ্ত কর্মকর্তা\tঊর্ধ্বতন কর্মকর্তা"
)
FIRST = (
    f"১\tজন্মনিবন্ধন সনদ প্রদান\t৭ কার্যদিবস\t১. আবেদনপত্র ২. টিকার কার্ড\tফ্রন্ট ডেস্ক\t২০/- নগদে\t{SECRETARY}\t{CHAIR}"
)
SECOND = f"২\tপানির সংযোগ\t১০ কার্যদিবস\tআবেদনপত্র\tফ্রন্ট ডেস্ক\tবিনামূল্যে\t{ENGINEER}\t{CHAIR}"
TIERS = [
    (
        "১\tদায়িত্বপ্রাপ্ত কর্মকর্তা সমাধান দিতে ব্যর্থ হলে\tঅভিযোগ নিষ্পত্তি কর্মকর্তা\tজেলা কার্যালয় ফোন:"
        " ০১৭০০০০০০০৪ ই-মেইল: gro@district.gov.bd\t৩০ কার্যদিবস"
    ),
    (
        "২\tঅভিযোগ নিষ্পত্তি কর্মকর্তা ব্যর্থ হলে\tআপিল কর্মকর্তা\tবিভাগীয় কার্যালয় ফোন: ০১৭০০০০০০০৫"
        " ই-মেইল: appeal@division.gov.bd\t২০ কার্যদিবস"
    ),
    (
        "৩\tআপিল কর্মকর্তা ব্যর্থ হলে\tঅভিযোগ ব্যবস্থাপনা সেল\tমন্ত্রিপরিষদ বিভাগ ফোন: ০১৭০০০০০০০৬ ই-মেইল:"
        " cell@cabinet.gov.bd\t৬০ কার্যদিবস"
    ),
]
TEXT = "\n".join(
    [
        "সিটিজেন চার্টার",
        "১) ভিশন",
        "সংস্করণ ২, কার্যকর: ১ জুলাই ২০২৬।",
        "২.১) নাগরিক সেবা",
        HEADINGS,
        FIRST,
        SECOND,
        "৫) অভিযোগ প্রতিকার ব্যবস্থাপনা",
        "ক্রমিক\tকখন যোগাযোগ করবেন\tকার সঙ্গে যোগাযোগ করবেন\tযোগাযোগের ঠিকানা\tনিষ্পত্তির সময়সীমা",
        *TIERS,
    ]
)


def with_words(printed: str, instead: str, text: str = TEXT) -> dict[str, Any]:
    """The reading of the clean charter with some words in place of others, wherever they stand."""
    assert printed in text, printed
    return read_text(text.replace(printed, instead))


def found_with(printed: str, instead: str) -> list[Finding]:
    return list(with_words(printed, instead)["findings"])
