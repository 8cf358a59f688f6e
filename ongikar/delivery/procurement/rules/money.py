"""Sums of money as people type and read them: in either script, grouped or not, to the hundredth."""

import re

from ongikar.rules.bangla.text import digits, grouped_number, latin_digits

# What is written beside a sum and says nothing of its size.
BESIDE = re.compile(r"৳|/-|/=|টাকা|taka|tk\.?|bdt", re.IGNORECASE)
# 1250000, 12,50,000 or 1,250,000. "1,5" is neither: it would be read as fifteen.
GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}|\d+")
MOST = 99_999_999_999
NO_NUMBER, NEGATIVE, NOUGHT, TOO_FINE, TOO_LARGE = "no_number", "negative", "nought", "too_fine", "too_large"


class AmountFault(ValueError):
    """What was typed is no sum above nought; `key` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def parse_amount(typed: str) -> int:
    """The sum in hundredths: poisha of taka, cents of dollars. Raises AmountFault."""
    left = BESIDE.sub("", latin_digits(typed)).strip()
    if left.startswith(("-", "−", "–")):
        raise AmountFault(NEGATIVE)
    whole, point, part = left.partition(".")
    whole = whole.strip()
    if (
        not GROUPED.fullmatch(whole)
        or not whole.isascii()
        or (point and not (part.isascii() and part.isdigit()))
    ):
        raise AmountFault(NO_NUMBER)
    if len(part.rstrip("0")) > 2:
        raise AmountFault(TOO_FINE)
    figures = whole.replace(",", "")
    if len(figures) > len(str(MOST)):
        raise AmountFault(TOO_LARGE)
    amount = int(figures) * 100 + int(f"{part:0<2}"[:2])
    if amount == 0:
        raise AmountFault(NOUGHT)
    if amount > MOST:
        raise AmountFault(TOO_LARGE)
    return amount


def amount_figures(amount: int, language: str) -> str:
    """The sum in the digits of a language, grouped as South Asia groups it; hundredths where there are
    any.
    """
    whole, part = divmod(amount, 100)
    figures = grouped_number(whole, language)
    return f"{figures}{digits(f'.{part:02d}', language)}" if part else figures
