"""Parses tables whose columns have run together with single spaces.

The headings ("ক্রমিক নং সেবার নাম সময়সীমা ফি") are parted again by their words; a row begins with its
serial and may take several lines.
"""

import itertools
import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.lines import EMPTY_CELL, LONGEST_CELL, LONGEST_LINE
from ongikar.rules.charter.parse.document.sections import read_heading
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.parse.headings.columns import TableColumn, read_columns
from ongikar.rules.charter.parse.headings.scores import LONGEST_HEADING, column_kind

from .runon_words import WORTH, Word, words_of_row
from .tables import ParsedTable

# নং, কর্মকর্তা and স্থান go on with a heading and begin none.
_OPENERS = (
    "ক্র রমিক সেবা সেব প্রয়োজনীয় প্রদেয় প্রদত্ত শাখা দায়িত্ব দারিত্ব উর্ধ্ব উর্দ্ধ উর্ধ ঊর্ধ্ব মূল্য "
    "সময় সয়ম কাজ কার্যক্রম কার্য মন্তব্য আবেদন কাগজ বিষয় বিবরণ প্রাপ্তি নির্ধারিত নির্দিষ্ট নিদির্ষ্ট "
    "প্রতিকার নিষ্পত্তি নিস্পত্তি কক্ষ নিয়ম বিবেচ্য কোর্ট সরকারী যোগাযোগ সাড়া চার্টার ইউনিট নাগরিক "
    "সংশ্লিষ্ট Name Time Necessary Expenses Focal Rules Responsible Superior Serial Method Required টাকা "
    "খরচ মাশুল ব্যয় যিনি কীভাবে যেভাবে কোথায় কখন লাগবে ধাপ দাখিল মেয়াদ প্রক্রিয়া আপিল আপীল "
    "অভিযোগ উচ্চতর কাদের গ্রাহক Documents Duration Charge"
)
_WHOLE = "ফি যা কী কি কে কাকে যে কবে যার কার কত কোন ডাক The Sl Fee Service মিক"
OPENERS = tuple(map(skeleton, _OPENERS.split()))
WHOLE_OPENERS = frozenset(map(skeleton, _WHOLE.split()))


def may_begin_heading(word: str) -> bool:
    """Whether a heading may begin with the word."""
    bare = skeleton(word.split("/")[0])
    return bare.startswith(OPENERS) or bare in WHOLE_OPENERS


MOST_WORDS = 60
LONGEST = 16  # words in one heading
CONNECTORS = ("ও", "এবং", "and", "/", "&")
FIRST = ("serial", "name")
# The beginning of so many other headings that it names no column among words run together.
TOO_SHORT = (nfc("সেবা"),)
NEEDED = {"time", "fee"}


ODD_OPENING = 1.5
# A row begins; headings have no numbers.
DIGIT = re.compile("[0-9০-৯]")
# "সেবাসমূহের", "কর্মকর্তার": the word it belongs to follows.
GENITIVE = tuple(map(nfc, ("ের", "ার", "ীর")))


class HeadingSplit(NamedTuple):
    cost: float
    labels: list[str]


def split_headings(text: str) -> list[TableColumn]:
    """The columns that the words head, each word in one of them; none where some word
    belongs to no heading.
    """
    words = text.split()
    if not 3 <= len(words) <= MOST_WORDS:
        return []
    labels = _labels(tuple(words))
    if "name" not in map(column_kind, labels):
        # "ক্রমিক সেবা সময় ফি": no longer heading names the services.
        labels = _labels(tuple(words), short=True)
    kinds = [column_kind(label) for label in labels]
    if len(labels) < 3 or kinds[0] not in FIRST or "name" not in kinds or not NEEDED & set(kinds):
        return []
    return read_columns(labels)


def rows_of_one_line(line: str) -> list[str]:
    """The headings and the rows of a table that was copied as one paragraph, each row from its serial on;
    else none.
    """
    text = latin_digits(line)
    if (
        len(line) > LONGEST_LINE
        or not (first := serial_in(text, 1, 0))
        or not split_headings(line[: first.start()])
    ):
        return []
    cuts = [0, first.start()]
    while cut := serial_in(text, len(cuts), cuts[-1] + 1):
        cuts.append(cut.start())
    if len(cuts) == 2:
        return []
    return [line[start:end].strip() for start, end in pairwise([*cuts, len(line)])]


def serial_in(text: str, serial: int, start: int) -> re.Match[str] | None:
    """Where a serial with its mark begins a row."""
    return re.compile(rf"(?<=\s)\(?0?{serial}\s?[.।)]\s*(?=[^\d\s])").search(text, start)


def has_several_headings(line: str) -> bool:
    """Whether one line heads at least three columns."""
    words = tuple(line.split())
    return 3 <= len(words) <= MOST_WORDS and max(len(_labels(words)), len(_labels(words, short=True))) >= 3


@lru_cache(maxsize=256)
def _labels(words: tuple[str, ...], *, short: bool = False) -> list[str]:
    """The way to part the words into most different headings that begin as headings do; [] where there is
    none.
    """
    best: dict[int, dict[frozenset[str], HeadingSplit]] = {0: {frozenset(): HeadingSplit(0.0, [])}}
    for start in range(len(words)):
        for met, way in list(best.get(start, {}).items()):
            for end in range(start + 1, min(len(words), start + LONGEST) + 1):
                label = " ".join(words[start:end])
                if len(label) > LONGEST_HEADING or DIGIT.search(label):
                    break
                kind = column_kind(label)
                if (
                    kind is None
                    or kind in met
                    or (label in TOO_SHORT and not short)
                    or not _whole(words, start, end)
                ):
                    continue
                reached = best.setdefault(end, {})
                cost = way.cost + (0.0 if may_begin_heading(words[start]) else ODD_OPENING)
                key = met | {kind}
                if key not in reached or reached[key].cost > cost:
                    reached[key] = HeadingSplit(cost, [*way.labels, label])
    ways = best.get(len(words), {})
    return max(ways.values(), key=lambda way: len(way.labels) - way.cost).labels if ways else []


def _whole(words: tuple[str, ...], start: int, end: int) -> bool:
    """Whether a heading may begin and end here: not at a connector, and not inside a bracket."""
    first, last = words[start], words[end - 1]
    label = " ".join(words[start:end])
    return (
        first not in CONNECTORS
        and not first.startswith(("(", "/"))
        and last not in CONNECTORS
        and not nfc(last).endswith((",", "/", *GENITIVE))
        and label.count("(") == label.count(")")
    )


# Headings may be broken over so many lines.
HEADING_LINES = 4
DELIMITERS = ("\t", "|", "   ")
SKIPPED = -1.5
NAMELESS = -5.0  # a row without a name is none
AT_LINE = 1.0  # a column often begins where a line does
INSIDE = -0.5  # and seldom inside a time or a sum
NEXT_POST = 1.5
NAME_DONE = 1.0


def run_on_at(lines: list[str], start: int) -> ParsedTable | None:
    """The table whose headings begin in line `start` and run together; None where none do."""
    if unrolled := rows_of_one_line(lines[start]):
        table = _run_on(unrolled, 0)
        return table and table._replace(end=start + 1)
    return _run_on(lines, start)


def _run_on(lines: list[str], start: int) -> ParsedTable | None:
    heads, index = _heads(lines, start)
    if not heads:
        return None
    rows: list[list[str]] = []  # lines of each row
    numbered, last = None, 0
    while (
        index < len(lines)
        and not read_heading(lines[index])
        and not any(d in lines[index] for d in DELIMITERS)
    ):
        line = lines[index].strip()
        cells = line.split()
        if not rows and marks.is_number_row(cells):
            numbered = len(cells)
        elif line and line != EMPTY_CELL:
            serial = _serial_of(line, heads, last)
            if serial is not None or not rows:
                rows.append([])
            last = serial or last
            rows[-1].append(line)
        index += 1
    return ParsedTable(heads, [_place_words(row, heads) for row in rows], numbered, index) if rows else None


def _heads(lines: list[str], start: int) -> tuple[list[TableColumn], int]:
    best: tuple[list[TableColumn], int] = ([], start)
    joined, run_on = "", False
    first = next(iter(lines[start].split()), "")
    if not may_begin_heading(first) and column_kind(first) is None:
        return best
    for index in range(start, min(len(lines), start + HEADING_LINES)):
        line = lines[index]
        if not line.strip() or any(mark in line for mark in DELIMITERS) or len(line) > LONGEST_CELL:
            break
        if index > start and column_kind(line.split()[0]) == "serial" != column_kind(first):
            # The headings begin here; what stands above is a title.
            break
        joined = f"{joined} {line.strip()}".strip()
        heads = split_headings(joined)
        run_on = run_on or has_several_headings(line)
        if heads and run_on:
            best = heads, index + 1
    return best


def _serial_of(line: str, heads: list[TableColumn], last: int) -> int | None:
    """The serial with which the line begins a row, 0 where it has a letter or the table has no serials; else
    None.
    """
    if heads[0].kind != "serial":
        return 0
    first = words_of_row([line[:80]])[0]
    if first.sort in ("time", "fee", "contact") or not marks.is_serial(first.text):
        return None
    serial = marks.serial_number(first.text)
    if " " not in line and serial != last + 1:
        return None
    return 0 if serial is None else serial if serial > last else None


def _place_words(lines: list[str], heads: list[TableColumn]) -> list[str]:
    """The words of a row under their headings, each column after the one before it."""
    cells = [""] * len(heads)
    if sum(map(len, lines)) > LONGEST_CELL:
        return [*cells[:-1], " ".join(lines)]
    kinds = [head.kind for head in heads]
    words = words_of_row(lines)
    if kinds[0] == "serial" and words and marks.is_serial(words[0].text):
        cells[0], words = words[0].text, words[1:]
        first = 1
    else:
        first = 1 if kinds[0] == "serial" else 0
    if words and marks.is_ditto(words[0].text) and first + 1 < len(kinds):
        # ঐ is the whole cell.
        cells[first], words = words[0].text, words[1:]
        first += 1
    for word, column in zip(words, _cheapest(words, kinds, first), strict=True):
        cells[column] = f"{cells[column]} {word.text}".strip()
    return cells


def _cheapest(words: list[Word], kinds: list[str], first: int) -> list[int]:
    """The column of each word: columns only go forward, and every word costs what it is worth there."""
    if not words:
        return []
    places = range(first, len(kinds))
    scores = {c: _worth(words[0], kinds[c]) + _skipping(kinds[first:c]) for c in places}
    origins: list[dict[int, int]] = []
    for before, word in itertools.pairwise(words):
        came: dict[int, int] = {}
        reached: dict[int, float] = {}
        for column in places:
            ways = {
                p: scores[p] + _passing(before, word, p, column, ended=kinds[p] == "name")
                for p in places
                if p <= column
            }
            came[column] = max(ways, key=lambda p: ways[p])
            reached[column] = ways[came[column]] + _worth(word, kinds[column])
        scores = reached
        origins.append(came)
    # A row whose last columns were lost may end early, at less than the cost of a column skipped inside it.
    column = max(places, key=lambda c: scores[c] + SKIPPED / 2 * (len(kinds) - 1 - c))
    path = [column]
    for came in reversed(origins):
        column = came[column]
        path.append(column)
    return path[::-1]


def _skipping(kinds: list[str]) -> float:
    return sum(NAMELESS if kind == "name" else SKIPPED for kind in kinds)


def _worth(word: Word, kind: str) -> float:
    return WORTH[word.sort].get(kind, 0.0)


def _passing(before: Word, word: Word, previous: int, column: int, *, ended: bool) -> float:
    """The cost of going from one column to another between two words; `ended`: the name's column is left."""
    if previous == column:
        return -AT_LINE / 2 if word.breaks else 0.0
    cost = SKIPPED * (column - previous - 1) + (AT_LINE if word.breaks else 0.0)
    if word.goes_on:
        cost += 4 * INSIDE
    elif ended and before.ends_name:
        cost += NAME_DONE
    if word.sort == before.sort and word.sort in ("time", "fee") and not word.begins_span:
        return cost + 4 * INSIDE
    if (
        word.sort == "post"
        and before.sort in ("post", "contact")
        and (before.ends_post or before.sort == "contact")
    ):
        cost += NEXT_POST
    return cost
