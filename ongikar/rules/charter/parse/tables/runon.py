"""Parses tables whose columns have run together with single spaces.

The headings ("ক্রমিক নং সেবার নাম সময়সীমা ফি") are parted again by their words; a row begins with its
serial and may take several lines.
"""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import marks, time_words
from ongikar.rules.charter.parse.cells.amounts import time_amounts
from ongikar.rules.charter.parse.cells.contacts import EMAIL, PHONE
from ongikar.rules.charter.parse.cells.fee import FREE
from ongikar.rules.charter.parse.cells.money import money_sums
from ongikar.rules.charter.parse.cells.officer import POST_WORDS
from ongikar.rules.charter.parse.cells.time import TAIL
from ongikar.rules.charter.parse.document.lines import EMPTY_CELL, LONGEST_CELL, LONGEST_LINE
from ongikar.rules.charter.parse.document.sections import read_heading
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.parse.headings.columns import TableColumn, read_columns
from ongikar.rules.charter.parse.headings.scores import LONGEST_HEADING, column_kind

from .tables import ParsedTable

# What each sort of word is worth in each column; elsewhere and else nothing.
WORTH: dict[str, dict[str, float]] = {
    "time": {"time": 4, "limit": 4, "fee": -4, "officer": -3, "superior": -3},
    "fee": {"fee": 4, "time": -4, "limit": -4, "officer": -3, "superior": -3, "name": -1},
    "contact": {"officer": 3, "superior": 3, "address": 3, "whom": 2, "time": -3, "fee": -3},
    "post": {"officer": 2, "superior": 2, "remedy": 2, "whom": 2, "time": -2, "fee": -2},
    "receiver": {"extra": 2, "officer": 1, "superior": 1, "time": -2, "fee": -2},
    "paper": {"documents": 2, "time": -2, "fee": -2, "officer": -1, "superior": -1},
    "site": {"place": 2, "time": -2, "fee": -2},
    "way": {"method": 2, "time": -2, "fee": -2, "officer": -1, "superior": -1},
    "": {"time": -1, "fee": -1, "limit": -1, "officer": -0.2, "superior": -0.2},
}
SORTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(nfc(words), re.IGNORECASE))
    for sort, words in (
        (
            "receiver",
            r"সর্বসাধারণ|^সকল|^প্রাপ্তবয়স্ক|^নিবন্ধিত$|^ছাত্র|ছাত্রী$|সদস্য$|ভোক্তা|উদ্যোক্তা|কর্মকর্তা/কর্মচারী|কর্মচারী|নাগরিক|জনগণ"
            r"|জনসাধারণ|আবেদনকারী|কৃষক|শিক্ষার্থী|গ্রাহক|জনগোষ্ঠী|মহিলা$|পুরুষ$|প্রতিবন্ধী|মুক্তিযোদ্ধা",
        ),
        (
            "paper",
            r"^[0-9০-৯]{1,2}[.)।]+$|^[কখগঘঙ][.)।]$|আবেদনপত্র|আবেদন,$|এনআইডি|^NID|কপি|ছবি|পরিচয়পত্র|ফরম$|সনদের"
            r"|কাগজ|দলিল|রশিদ|প্রত্যয়ন|photocopy|application",
        ),
        ("site", r"ডেস্ক|ফ্রন্ট|ডিজিটাল|ওয়েব|কার্যালয়|সেন্টার|অফিসের|দপ্তর|website|desk"),
        ("way", r"সরাসরি|অনলাইনে|ডাকযোগে|মাধ্যমে|আবেদনের|online|directly"),
        ("post", r"কর্মকর্তা|অফিসার|সচিব|চেয়ারম্যান|পরিচালক|প্রশাসক|প্রকৌশলী|সহকারী|কমিশনার|ফোন|মোবাইল"),
    )
)
# What ends a post: another may begin behind it.
POST_ENDS = re.compile(
    nfc(
        r"(?:কর্মকর্তা|অফিসার|সচিব|চেয়ারম্যান|পরিচালক|প্রশাসক|প্রকৌশলী|সহকারী|কমিশনার|প্রোগ্রামার|রক্ষক|মেয়র|officer|director)[,।]?$"
    )
)
# What ends the name of a service, as most of them end; a bracket that only explains the name ends it too.
NAME_ENDS = re.compile(
    nfc(
        r"(?:প্রদান|নিবন্ধন|নবায়ন|তালিকাভুক্তি|আয়োজন|বিতরণ|অনুমোদন|সরবরাহ|ইস্যু|পাঠ|সংশোধন|প্রশিক্ষণ|পরামর্শ|নিষ্পত্তি|মঞ্জুরি|মঞ্জুরী"
        r"|সহায়তা|ভর্তি|সংযোগ|বদলি|স্থানান্তর|পরিদর্শন|গ্রহণ|করণ|সেবা|\))$"
    )
)
# "প্রতি ঘণ্টা ২০/-": what the sum is paid for.
MEASURE = re.compile(nfc(r"প্রতি\s+\S+\s*$"))
BRACKETED = re.compile(r"\([^()]*\)")
# What only explains the time before it: "২৪ ঘন্টা খোলা (ছুটির দিনেও)".
BEHIND = re.compile(r"\s*\([^()]*\)")
GOING_ON = frozenset(map(nfc, ("ও", "এবং", "বা", "and", "or", "&", "/")))
# A time without an amount.
UNCOUNTED = re.compile(
    nfc(
        rf"(?:(?:প্রতি|প্রত্যেক)\s*(?:বছর|বৎসর|মাসে?|সপ্তাহে?)(?:\s*{time_words.MONTH})?"
        rf"|{time_words.MONTH})(?:\s*মাসে)?(?![\u0980-\u09ff])|(?:(?:বছরের|বৎসরের|মাসের|সপ্তাহের)\s*)?(?:নির্ধারিত"
        r"|নির্দিষ্ট)\s*(?:দিনে|তারিখে|সময়ে)|অফিস\s*(?:চলাকালীন\s*)?সময়(?:ে|সূচি)?(?![\u0980-\u09ff])|অফিস\s*চলাকালীন"
        r"|সার্বক্ষণিক|সারা\s*(?:বছর|বৎসর)|বছর\s*ব্যাপী|office"
        r" hours"
    ),
    re.IGNORECASE,
)
# How long a thing lasts, and not when it is given: "(১৫ দিনের জন্য)".
LASTS = re.compile(nfc(r"\s*(?:জন্য|ব্যাপী|মেয়াদ)"))
# Papers or a way to apply, where nothing says that the count begins with it.
BARE_APPLICATION = frozenset(map(nfc, ("আবেদন", "আবেদনপত্র")))
SCHEDULE = re.compile(
    nfc(
        r"(?:সরকার|বিধি|নীতিমালা|(?:আদর্শ\s*)?(?:কর\s*)?তফসিল)\S*\s*(?:নির্ধারিত|মোতাবেক|অনুযায়ী|অনুসারে)(?:\s*(?:হারে|ফি"
        r"|মূল্যে?))?|নির্ধারিত\s*(?:হারে|ফি|মূল্যে?)"
    )
)


# A condition before the amount, with the word it begins with: "সরেজমিন তদন্ত সাপেক্ষে ৭ দিন".
SUBJECT_TO = re.compile(
    nfc(r"(?:সরেজমিন\s*)?(?:তদন্ত|যাচাই|যাচাই-বাছাই|পরিদর্শন|অনুমোদন|শুনানি|শুনানী|বরাদ্দ(?:\s*প্রাপ্তি)?)\s*সাপেক্ষে\s*$")
)
PHONE_WORDS = frozenset(map(nfc, ("ফোন", "মোবাইল", "মোবা", "টেলিফোন")))


class Word(NamedTuple):
    text: str
    sort: str
    breaks: bool  # it begins a line of the document
    ends_post: bool
    begins_span: bool  # the first word of a time, of a sum, or of a post
    ends_name: bool
    goes_on: bool  # it stands inside a bracket, or is an "and": no column begins with it


def words_of_row(lines: list[str]) -> list[Word]:
    """The words of a row printed over these lines, cut also where a time or a sum begins without a space."""
    text = nfc("\n".join(lines))
    spans = sorted(_spans(text))
    spans = sorted([*spans, *_contacts(text, spans)])
    cuts = {edge for start, end, _ in spans for edge in (start, end)}
    words: list[Word] = []
    brackets = [match.span() for match in BRACKETED.finditer(text)]
    for match in re.finditer(r"\S+", text):
        edges = [match.start(), *sorted(c for c in cuts if match.start() < c < match.end()), match.end()]
        for start, end in itertools.pairwise(edges):
            span = next((s for s in spans if s[0] <= start < s[1]), None)
            breaks = start > 0 and text[start - 1] == "\n"
            word = text[start:end]
            sort = span[2] if span else _sort(word)
            begins = span is not None and (span[0] >= start or text[span[0] : start].isspace())
            goes_on = any(a < start < b for a, b in brackets) or word.startswith("(") or word in GOING_ON
            post_ends, name_ends = (pattern.search(word) is not None for pattern in (POST_ENDS, NAME_ENDS))
            words.append(Word(word, sort, breaks, post_ends, begins, name_ends, goes_on))
    return [_of_a_post(words, place) for place in range(len(words))]


def _of_a_post(words: list[Word], place: int) -> Word:
    """কৃষি and সমবায় begin a post only where the post goes on: "কৃষি কর্মকর্তা", and not "কৃষি ঋণ"."""
    word = words[place]
    if word.sort == "post" and not word.ends_post and "(" not in word.text:
        ahead = words[place + 1 : place + 3]
        if not any(near.ends_post for near in ahead) and word.text.strip(":ঃ") not in PHONE_WORDS:
            return word._replace(sort="")
    return word


def _sort(word: str) -> str:
    bare = word.strip("();।")
    if bare.strip(",") in POST_WORDS:
        return "post"
    return next((sort for sort, pattern in SORTS if pattern.search(bare)), "")


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where times and sums stand."""
    latin = latin_digits(text)
    for money in money_sums(text):
        measure = MEASURE.search(text[max(0, money.start - 40) : money.start])
        yield money.start - (len(measure[0]) if measure else 0), money.end, "fee"
    for match in time_words.OPENING_HOURS.finditer(latin):
        bracket = BEHIND.match(text, match.end())
        yield match.start(), bracket.end() if bracket else match.end(), "time"
    yield from ((*match.span(), "time") for match in UNCOUNTED.finditer(text))
    for pattern in (FREE, SCHEDULE):
        yield from ((*match.span(), "fee") for match in pattern.finditer(latin))
    for amount in time_amounts(text):
        end = TAIL.match(text, amount.end).end()  # type: ignore[union-attr]
        if LASTS.match(text, end):
            continue
        lead = time_words.LEAD.search(text[max(0, amount.start - 40) : amount.start])
        start = amount.start - (len(lead[0]) if lead else 0)
        if counted := re.search(
            rf"(?:{time_words.COUNTED_FROM.pattern})\s*$", latin[max(0, start - 60) : start]
        ):
            start -= len(counted[0]) if counted[0].strip() not in BARE_APPLICATION else 0
        if subject := SUBJECT_TO.search(text[max(0, start - 60) : start]):
            start -= len(subject[0])
        yield start, end, "time"
    yield from ((*match.span(), "time") for match in time_words.IMMEDIATE.finditer(latin))


def _contacts(text: str, taken: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Where phones and e-mail addresses stand, up to the time or sum that stands behind them."""
    for pattern in (EMAIL, PHONE):
        for match in pattern.finditer(latin_digits(text)):
            start, end = match.span()
            yield start, min([end, *(span[0] for span in taken if start < span[0] < end)]), "contact"


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


# Headings may be broken over this many lines.
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
