"""Which of several: ৩য়, 3rd."""

from .bangla import digits, nfc

# Bangla writes the first ten each in its own way; from the eleventh on all alike.
BANGLA = ("ম", "য়", "য়", "র্থ", "ম", "ষ্ঠ", "ম", "ম", "ম", "ম")
ENGLISH = {1: "st", 2: "nd", 3: "rd"}


def ordinal(number: int, language: str) -> str:
    """The number, from 1 on, with its ending."""
    if language == "bn":
        return digits(number) + nfc(BANGLA[number - 1] if number <= len(BANGLA) else "তম")
    ending = "th" if number % 100 in (11, 12, 13) else ENGLISH.get(number % 10, "th")
    return f"{number}{ending}"
