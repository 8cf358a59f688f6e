"""Joins the parts of a cell that was broken over several lines or paragraphs and copied as several cells."""

import re
from itertools import pairwise

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import marks

from .amounts import time_amounts
from .contacts import is_contact
from .officer import POST_LABEL, is_titled_name

# The cell is not done: "অফিসার/", "(ত্রাণ শাখা),", "জেলা প্রশাসক ও".
UNDONE = re.compile(nfc(r"(?:(?<![0-9০-৯])[/,]|\s(?:ও|এবং|and|&|হতে|থেকে|হইতে))$"))
# What a list is headed by, and its first paper.
LIST_HEAD = re.compile(nfc(r"(?:প্রয়োজনীয়\s*)?(?:কাগজ\s*পত্র|দলিল)\S*\s*[:ঃ]\s*-?"))
LISTED = re.compile(nfc(r"\(?[0-9০-৯ক]{1,2}\s*[.।)]|[•●▪*-]\s"))
BRACKET = re.compile(r"\([^()]*\)")
# "০৭ (সাত)", and its unit in the next line.
BARE_NUMBER = re.compile(r"\d{1,3}\s*(?:\([^()\d]{1,20}\))?")
# The further numbers of a list that stands in one cell.
WITHIN = re.compile(r"(?<=[\s।,;])\(?(\d{1,2})\s*[.)।]+\s*(?=[^\d\s])")
LETTERED = re.compile(nfc(r"\(?([কখগঘঙচছজ])\s*[.)।]\s*\S"))
LONGEST_NUMBER = 40
# "পদবিঃ … ফোনঃ …" is a whole cell; "পদবিঃ …" alone stands under a name.
CONTACT_INSIDE = re.compile(r"@|\d{6}")


def mend_cells(cells: list[str]) -> list[str]:
    """The cells, each with the pieces that go on with it."""
    whole: list[str] = []
    last = ""
    for cell in cells:
        if whole and continues_cell(last, cell):
            whole[-1] = f"{whole[-1]} {cell}"
        else:
            whole.append(cell)
        last = cell
    return whole


def drop_repeated_posts(cells: list[str]) -> list[str]:
    """The cells without a post that a page prints twice, one line under the other."""
    doubled = (cell == before and marks.looks_like_officer(cell) for before, cell in pairwise(["", *cells]))
    return [cell for cell, twice in zip(cells, doubled, strict=True) if not twice]


def continues_cell(before: str, cell: str) -> bool:
    """Whether a cell is the next piece of the one before it."""
    if not before or not cell or marks.is_serial(before) or marks.is_serial(cell):
        return False
    if UNDONE.search(before) or BRACKET.fullmatch(cell) or _closes_bracket(before, cell):
        return True
    return _next_of_a_list(before, cell) or _unit_of(before, cell) or _of_an_officer(before, cell)


def _closes_bracket(before: str, cell: str) -> bool:
    return before.count("(") > before.count(")") and cell.count(")") > cell.count("(")


def _next_of_a_list(before: str, cell: str) -> bool:
    if LIST_HEAD.fullmatch(nfc(before)) and LISTED.match(nfc(cell)):
        return True
    first, second = marks.split_leading_serial(before)[0], marks.split_leading_serial(cell)[0]
    if first is not None:
        inside = [int(number) for number in WITHIN.findall(latin_digits(before))]
        return second == (inside[-1] if inside else first) + 1
    one, other = LETTERED.match(before), LETTERED.match(cell)
    return one is not None and other is not None and ord(other[1]) == ord(one[1]) + 1


def _unit_of(before: str, cell: str) -> bool:
    if len(before) > LONGEST_NUMBER or len(cell) > LONGEST_NUMBER:
        return False
    number = BARE_NUMBER.fullmatch(latin_digits(before).strip())
    return number is not None and bool(time_amounts(f"{before} {cell}")) and not time_amounts(cell)


def _of_an_officer(before: str, cell: str) -> bool:
    """Post, phone, room or e-mail on a line of its own, under a name or a post."""
    if is_titled_name(before):
        return marks.looks_like_officer(cell)
    posted = POST_LABEL.match(nfc(cell)) and not CONTACT_INSIDE.search(latin_digits(cell))
    if not (is_contact(cell) or posted):
        return False
    return is_contact(before) or not (marks.looks_like_time(before) or marks.looks_like_fee(before))
