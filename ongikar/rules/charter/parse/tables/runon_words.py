"""Scores how well each word of a row whose columns have run together suits each column."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.parse.cells import time_words
from ongikar.rules.charter.parse.cells.amounts import time_amounts
from ongikar.rules.charter.parse.cells.contacts import EMAIL, PHONE
from ongikar.rules.charter.parse.cells.fee import FREE
from ongikar.rules.charter.parse.cells.money import money_sums
from ongikar.rules.charter.parse.cells.officer import POST_WORDS
from ongikar.rules.charter.parse.cells.time import TAIL

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
CONNECTORS = frozenset(map(nfc, ("ও", "এবং", "বা", "and", "or", "&", "/")))
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
            goes_on = any(a < start < b for a, b in brackets) or word.startswith("(") or word in CONNECTORS
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
