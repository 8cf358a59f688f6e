"""Headings run together with single spaces: "ক্রমিক নং সেবার নাম সময়সীমা ফি", parted again by their words."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.document.lines import LONGEST_LINE
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.parse.headings.columns import TableColumn, read_columns
from ongikar.rules.charter.parse.headings.scores import LONGEST_HEADING, column_kind

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
    while found := serial_in(text, len(cuts), cuts[-1] + 1):
        cuts.append(found.start())
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
