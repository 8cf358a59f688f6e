"""Numbers as they are said in Bangladesh, up to 999: what a voice reads must not be left to a program, which
says কুড়ি for ২০ and spells in English what it does not know.
"""

_BANGLA = (
    "শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ"
    " বিশ একুশ বাইশ তেইশ চব্বিশ পঁচিশ ছাব্বিশ সাতাশ আটাশ ঊনত্রিশ"
    " ত্রিশ একত্রিশ বত্রিশ তেত্রিশ চৌত্রিশ পঁয়ত্রিশ ছত্রিশ সাঁইত্রিশ আটত্রিশ ঊনচল্লিশ"
    " চল্লিশ একচল্লিশ বিয়াল্লিশ তেতাল্লিশ চুয়াল্লিশ পঁয়তাল্লিশ ছেচল্লিশ সাতচল্লিশ আটচল্লিশ ঊনপঞ্চাশ"
    " পঞ্চাশ একান্ন বায়ান্ন তিপ্পান্ন চুয়ান্ন পঞ্চান্ন ছাপ্পান্ন সাতান্ন আটান্ন ঊনষাট"
    " ষাট একষট্টি বাষট্টি তেষট্টি চৌষট্টি পঁয়ষট্টি ছেষট্টি সাতষট্টি আটষট্টি ঊনসত্তর"
    " সত্তর একাত্তর বাহাত্তর তিয়াত্তর চুয়াত্তর পঁচাত্তর ছিয়াত্তর সাতাত্তর আটাত্তর ঊনআশি"
    " আশি একাশি বিরাশি তিরাশি চুরাশি পঁচাশি ছিয়াশি সাতাশি অষ্টাশি ঊননব্বই"
    " নব্বই একানব্বই বিরানব্বই তিরানব্বই চুরানব্বই পঁচানব্বই ছিয়ানব্বই সাতানব্বই আটানব্বই নিরানব্বই"
)
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
BANGLA, ENGLISH, TENS = _BANGLA.split(), _ENGLISH.split(), _TENS.split()
MOST = 999


def number_words(number: int, language: str) -> str:
    """২৩ as তেইশ, 105 as one hundred five. Raises ValueError below 0 and above MOST."""
    if not 0 <= number <= MOST:
        raise ValueError(f"{number} is not from 0 to {MOST}")
    hundreds, rest = divmod(number, 100)
    if language == "bn":
        said = [f"{BANGLA[hundreds]}শ"] if hundreds else []
        return " ".join([*said, BANGLA[rest]] if rest or not hundreds else said)
    said = [ENGLISH[hundreds], "hundred"] if hundreds else []
    return " ".join([*said, *english_below_hundred(rest)] if rest or not hundreds else said)


def english_below_hundred(number: int) -> list[str]:
    if number < len(ENGLISH):
        return [ENGLISH[number]]
    tens, ones = divmod(number, 10)
    return [TENS[tens - 2], *([ENGLISH[ones]] if ones else [])]
