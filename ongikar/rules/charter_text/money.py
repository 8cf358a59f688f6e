"""Parses sums of taka as charters print them: ১০০/-, ২০/=, ৫০ (পঞ্চাশ) টাকা, Tk. 500, ১৫ হাজার টাকা, ২০ থেকে ১০০ টাকা."""

import re
from typing import NamedTuple

from ongikar.rules.bangla import latin_digits, nfc
from ongikar.rules.charter_text.number_words import NUMBER_WORDS, TIMES, spoken, value

_FIGURES = r"\d[\d,]*(?:\.\d+)?"
_MARK = r"(?:/\s*[-=]+|/(?=\s|$|[^\d\s])|=)"
_TAKA = r"(?:টাকা[\u0980-\u09ff]*|taka\b|tk\b\.?)"
# "৫০/- (পঞ্চাশ টাকা মাত্র)" and "৫০/- (পঞ্চাশ) টাকা" say the sum again; "৫০/- (নিয়মিত)" names the case.
_SAID = rf"(?:\s*\((?P<said>[^()\d]*?(?:{_TAKA}|মাত্র)[^()\d]*|[^()\d]*(?=\)\s*{_TAKA}))\))?"
_TOLD = r"(?:\s*\((?P<told>[^()\d]*)\))?"
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_TIMES = "|".join(sorted(TIMES, key=len, reverse=True))
MONEY = re.compile(
    nfc(
        rf"(?:(?:Tk\.?|BDT|৳)\s*(?P<before>{_FIGURES})(?:\s*/[-=]*)?"
        rf"|(?P<low>{_FIGURES})\s*(?:{_MARK}|{_TAKA})*\s*(?:-|–|থেকে|হতে|হইতে|to)\s*(?P<high>{_FIGURES})\s*(?:{_MARK}|/(?=\D)|{_TAKA})+(?:\s*{_TAKA})?"
        rf"|(?P<times>{_FIGURES}|(?<![\u0980-\u09ffA-Za-z])(?:{_WORDS}))\s*(?P<unit>{_TIMES})\s*(?:{_WORDS})?\s*{_TAKA}"
        rf"|(?<![\u0980-\u09ffA-Za-z])(?P<word>{_WORDS})\s*{_TAKA}"
        rf"|(?P<after>{_FIGURES})\s*(?:{_MARK}{_SAID}(?:\s*{_TAKA})?|{_TOLD}\s*{_TAKA}))"
    ),
    re.IGNORECASE,
)
TAKA = re.compile(nfc(rf"{_TAKA}|মাত্র|only"), re.IGNORECASE)


class Money(NamedTuple):
    low: float | None  # None where the text names one sum only
    amount: float
    start: int
    end: int
    contradiction: bool  # figure and word in brackets disagree: ৫০ (ষাট) টাকা


def sums(text: str) -> list[Money]:
    """Every sum of money in the text, in order. Positions are those of the NFC text."""
    return [_money(match) for match in MONEY.finditer(latin_digits(nfc(text)))]


def taka(figures: str) -> float:
    amount = float(figures.replace(",", ""))
    return int(amount) if amount.is_integer() else amount


def _money(match: re.Match[str]) -> Money:
    if match["low"]:
        return Money(taka(match["low"]), taka(match["high"]), *match.span(), False)
    if match["times"]:
        many = value(match["times"]) if match["times"] in NUMBER_WORDS else taka(match["times"])
        return Money(None, (many or 0) * TIMES[match["unit"]], *match.span(), False)
    if match["word"]:
        return Money(None, value(match["word"]) or 0, *match.span(), False)
    amount = taka(match["before"] or match["after"])
    said = spoken(TAKA.sub("", match["said"] or match["told"] or ""))
    return Money(None, amount, *match.span(), said is not None and said != amount)
