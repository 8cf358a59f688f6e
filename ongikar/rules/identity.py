"""Numbers of national ID cards and birth registrations: read from what is typed, shown by their last four
figures.
"""

import re

from .bangla.text import digits, latin_digits

# A smart card has 10 figures, the old laminated card 13, or 17 with the year of birth before them; a birth
# registration has 17 too (nidw.gov.bd and bdris.gov.bd, as printed on the papers themselves).
LENGTHS = (10, 13, 17)
SHOWN = 4
SEPARATORS = re.compile(r"[\s\-.\u200b-\u200d]")
PAPERS = (
    "জাতীয় পরিচয়পত্র",
    "জাতীয় পরিচয় পত্র",
    "জন্ম নিবন্ধন",
    "জন্মনিবন্ধন",
    "national id",
    "birth registration",
)


def normal_identity(typed: str) -> str:
    """The figures of a number typed in either script and with any separators; "" if it is none."""
    figures = SEPARATORS.sub("", latin_digits(typed))
    return figures if figures.isascii() and figures.isdigit() and len(figures) in LENGTHS else ""


def identity_fault(typed: str) -> tuple[str, str] | None:
    """What is wrong with the number, as (Bangla, English), without repeating it; None when it is right."""
    if normal_identity(typed):
        return None
    figures = SEPARATORS.sub("", latin_digits(typed))
    if not (figures.isascii() and figures.isdigit()):
        return ("নম্বরে শুধু সংখ্যা লিখুন", "Use only digits in the number")
    return (
        f"পরিচয়পত্রের নম্বর ১০, ১৩ বা ১৭ সংখ্যার; এখানে আছে {digits(len(figures))}টি। মিলিয়ে দেখুন।",
        f"The number has 10, 13 or 17 digits; this one has {len(figures)}. Check it.",
    )


def masked_identity(number: str) -> str:
    """••••••6789: enough for its owner to know it. What is too short to hide is hidden whole."""
    if len(number) < 2 * SHOWN:
        return "•" * len(number)
    return "•" * (len(number) - SHOWN) + number[-SHOWN:]


def names_identity_paper(title: str) -> bool:
    """Whether a paper listed in a charter, in either language, is a proof of who somebody is."""
    told = title.casefold()
    return any(paper in told for paper in PAPERS)
