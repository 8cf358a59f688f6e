"""Numbers of files: the 22 digits in eight parts of the Secretariat Instructions 2024, and the 18 and 19
digits of the instructions before, which older files go on bearing.
"""

import re
from itertools import accumulate, pairwise

from ...rules.bangla.text import digits, latin_digits, nfc

# How many digits each part has. Parts that an office has no use for are zeros.
PARTS_2024 = (2, 2, 4, 3, 3, 2, 4, 2)
# As e-Nothi gave them since 2014: 05.00.0000.173.08.014.07; and as they were typed before:
# 05.170.022.07.02.001.2010.
PARTS_2014 = (2, 2, 4, 3, 2, 3, 2)
PARTS_2008 = (2, 3, 3, 2, 2, 3, 4)
LAYOUTS = {sum(parts): parts for parts in (PARTS_2024, PARTS_2014, PARTS_2008)}
CURRENT = sum(PARTS_2024)
# What people put between the parts; the joiners come with text that was copied.
SEPARATORS = re.compile(r"[\s.\-–—/,:\u00b7\u200b-\u200d]+")


def normal_file_number(typed: str) -> str:
    """The number in Latin digits with a full stop between its parts, as a file keeps it; "" if it is none.

    Typed in either script, with any separators or none. With separators its parts must be those of a number
    of as many digits: two numbers that differ by where a part ends are two files.
    """
    return "" if file_number_fault(typed) else join_groups(figures_of(typed))


def figures_of(typed: str) -> list[str]:
    """The groups of digits as they were typed."""
    return [part for part in SEPARATORS.split(latin_digits(nfc(typed))) if part]


def join_groups(groups: list[str]) -> str:
    figures = "".join(groups)
    ends = accumulate(LAYOUTS[len(figures)], initial=0)
    return ".".join(figures[first:last] for first, last in pairwise(ends))


def file_number_fault(typed: str) -> tuple[str, str] | None:
    """What is wrong with the number, as (Bangla, English); None when it is right."""
    groups = figures_of(typed)
    figures = "".join(groups)
    if not (figures.isascii() and figures.isdigit()):
        return (
            "নথি নম্বরে শুধু সংখ্যা ও বিন্দু লিখুন, যেমন ০৫.৫৫.৮৫৪৯.০০০.০০০.১৬.০০০২.২৬",
            "Use only digits and full stops in the file number, such as 05.55.8549.000.000.16.0002.26",
        )
    layout = LAYOUTS.get(len(figures))
    if layout is None:
        count = len(figures)
        return (
            f"নথি নম্বর ২২ সংখ্যার (পুরোনো নথিতে ১৮ বা ১৯); এখানে আছে {digits(count)}টি। মিলিয়ে দেখুন।",
            f"A file number has 22 digits (an older one 18 or 19); this one has {count}. Check it.",
        )
    if len(groups) > 1 and tuple(map(len, groups)) != layout:
        example = ".".join("0" * length for length in layout)
        return (
            f"নম্বরের অংশগুলো ঠিক জায়গায় ভাগ হয়নি। এভাবে ভাগ করুন: {digits(example)}",
            f"The parts of the number end in the wrong places. Write them as {example}",
        )
    return None


def is_current_layout(number: str) -> bool:
    """Whether a number, as a file keeps it, is one of the Secretariat Instructions 2024."""
    return len(number.replace(".", "")) == CURRENT
