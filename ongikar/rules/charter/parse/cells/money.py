"""Sums of taka as charters print them, in figures and in words: ১০০/-, ২০/=, ৫০ (পঞ্চাশ) টাকা, Tk. 500, ২০
থেকে ১০০ টাকা.
"""

import re
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc

_TABLE = """
1 এক একটি|2 দুই|3 তিন|4 চার|5 পাঁচ পাচ|6 ছয়|7 সাত|8 আট|9 নয়|10 দশ|11 এগারো এগার|12 বারো বার|13 তেরো তের
14 চৌদ্দ চোদ্দ|15 পনেরো পনের পনর|16 ষোলো ষোল|17 সতেরো সতের|18 আঠারো আঠার|19 উনিশ ঊনিশ|20 বিশ কুড়ি
21 একুশ|22 বাইশ|23 তেইশ|24 চব্বিশ|25 পঁচিশ পচিশ|26 ছাব্বিশ|27 সাতাশ|28 আটাশ আঠাশ|29 ঊনত্রিশ উনত্রিশ|30 ত্রিশ
31 একত্রিশ|32 বত্রিশ|33 তেত্রিশ|34 চৌত্রিশ|35 পঁয়ত্রিশ|36 ছত্রিশ|37 সাঁইত্রিশ|38 আটত্রিশ|39 ঊনচল্লিশ উনচল্লিশ|40 চল্লিশ
41 একচল্লিশ|42 বিয়াল্লিশ|43 তেতাল্লিশ|44 চুয়াল্লিশ|45 পঁয়তাল্লিশ পয়তাল্লিশ|46 ছেচল্লিশ|47 সাতচল্লিশ|48 আটচল্লিশ
49 ঊনপঞ্চাশ উনপঞ্চাশ|50 পঞ্চাশ|51 একান্ন|52 বায়ান্ন|53 তিপ্পান্ন|54 চুয়ান্ন|55 পঞ্চান্ন|56 ছাপ্পান্ন|57 সাতান্ন|58 আটান্ন
59 ঊনষাট উনষাট|60 ষাট|61 একষট্টি|62 বাষট্টি|63 তেষট্টি|64 চৌষট্টি|65 পঁয়ষট্টি|66 ছেষট্টি|67 সাতষট্টি|68 আটষট্টি
69 ঊনসত্তর উনসত্তর|70 সত্তর|71 একাত্তর|72 বাহাত্তর|73 তিয়াত্তর|74 চুয়াত্তর|75 পঁচাত্তর|76 ছিয়াত্তর|77 সাতাত্তর|78 আটাত্তর
79 ঊনআশি উনআশি|80 আশি|81 একাশি|82 বিরাশি|83 তিরাশি|84 চুরাশি|85 পঁচাশি|86 ছিয়াশি|87 সাতাশি|88 অষ্টাশি|89 ঊননব্বই উননব্বই
90 নব্বই|91 একানব্বই|92 বিরানব্বই|93 তিরানব্বই|94 চুরানব্বই|95 পঁচানব্বই|96 ছিয়ানব্বই|97 সাতানব্বই|98 আটানব্বই
99 নিরানব্বই|100 একশত একশ একশো
1 one|2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten
15 fifteen|20 twenty|30 thirty|45 forty-five|60 sixty|90 ninety
"""

NUMBER_WORDS: dict[str, int] = {
    nfc(word): int(entry.split()[0])
    for line in _TABLE.split("\n")
    for entry in line.split("|")
    if entry
    for word in entry.split()[1:]
} | {nfc("একশত বিশ"): 120, nfc("একশত আশি"): 180}


def number_value(number: str) -> int | None:
    """The number that figures or a word say; None where they say none."""
    return int(number) if number.isdecimal() else NUMBER_WORDS.get(number.casefold())


TIMES = {
    nfc(word): times
    for word, times in {
        "শত": 100,
        "শ": 100,
        "হাজার": 1000,
        "লক্ষ": 100_000,
        "লাখ": 100_000,
        "কোটি": 10_000_000,
    }.items()
}
HUNDREDS = nfc("শত")


def number_of_words(words: str) -> int | None:
    """What a whole number written in words says: "পাঁচ হাজার", "এক হাজার দুইশত পঞ্চাশ"; None where a word is no
    number.
    """
    total, group = 0, 0
    for word in words.split():
        stem = word.removesuffix(HUNDREDS) if word not in NUMBER_WORDS else word
        if word in TIMES:
            total, group = total + (group or 1) * TIMES[word], 0
        elif (said := number_value(stem)) is not None:
            group += said * (100 if stem != word else 1)
        else:
            return None
    return total + group or None


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
        rf"|(?P<low>{_FIGURES})\s*(?:{_MARK}|{_TAKA})*\s*(?:-|–|থেকে|হতে|হইতে"
        rf"|to)\s*(?P<high>{_FIGURES})\s*(?:{_MARK}|/(?=\D)|{_TAKA})+(?:\s*{_TAKA})?"
        rf"|(?P<times>{_FIGURES}"
        rf"|(?<![\u0980-\u09ffA-Za-z])(?:{_WORDS}))\s*(?P<unit>{_TIMES})\s*(?:{_WORDS})?\s*{_TAKA}"
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


def money_sums(text: str) -> list[Money]:
    """Every sum of money in the text, in order. Positions are those of the NFC text."""
    return [_money(match) for match in MONEY.finditer(latin_digits(nfc(text)))]


def taka(figures: str) -> float:
    amount = float(figures.replace(",", ""))
    return int(amount) if amount.is_integer() else amount


def _money(match: re.Match[str]) -> Money:
    if match["low"]:
        return Money(taka(match["low"]), taka(match["high"]), *match.span(), False)
    if match["times"]:
        many = number_value(match["times"]) if match["times"] in NUMBER_WORDS else taka(match["times"])
        return Money(None, (many or 0) * TIMES[match["unit"]], *match.span(), False)
    if match["word"]:
        return Money(None, number_value(match["word"]) or 0, *match.span(), False)
    amount = taka(match["before"] or match["after"])
    said = number_of_words(TAKA.sub("", match["said"] or match["told"] or ""))
    return Money(None, amount, *match.span(), said is not None and said != amount)
