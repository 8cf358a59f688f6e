"""What in a text tells of a person: numbers, addresses and names, each with the words as they stand there.

Digits are read in both scripts, names in every usual spelling of either (rules/bangla/names.py). A number
that the office itself gives to everybody, such as that of the police, tells of nobody.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import groupby, pairwise
from typing import NamedTuple

from ongikar.rules.bangla.names import hear, is_heard_alike, name_words
from ongikar.rules.bangla.search import ENDINGS, fold, normalise_text
from ongikar.rules.bangla.text import TO_LATIN

MOBILE, TELEPHONE, IDENTITY, EMAIL, CASE_NUMBER, NAME, ADDRESS = (
    "mobile",
    "telephone",
    "identity",
    "email",
    "case_number",
    "name",
    "address",
)
# What people put between the figures of a number.
BETWEEN = r"[\s().\-–—]{0,2}"
PATTERNS: Mapping[str, re.Pattern[str]] = {
    EMAIL: re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE),
    MOBILE: re.compile(rf"(?<![0-9])(?:\+?{BETWEEN}88{BETWEEN})?0{BETWEEN}1(?:{BETWEEN}[0-9]){{9}}(?![0-9])"),
    CASE_NUMBER: re.compile(r"(?<![0-9])[0-9]{4}[-–][0-9]{2}[-–][0-9]{4,6}(?![0-9])"),
    # Of ten, thirteen or seventeen figures; the card has the ten as 3, 3 and 4.
    IDENTITY: re.compile(
        r"(?<![0-9])(?:[0-9]{17}|[0-9]{13}|[0-9]{10}|[0-9]{3}[\s-][0-9]{3}[\s-][0-9]{4})(?![0-9])"
    ),
    TELEPHONE: re.compile(rf"(?<![0-9])(?:\+?{BETWEEN}88{BETWEEN})?0[2-9](?:[\s-]?[0-9]){{7,9}}(?![0-9])"),
}
# A word as it is written, with its marks and joiners.
WORD = re.compile("[A-Za-z\u0980-\u09e5\u09f0-\u09ff\u200c\u200d]+")
# Behind one of these stands a name. Of titles that also mean something else (ডা, MS) nothing is said.
BEFORE_A_NAME = frozenset(
    normalise_text(
        "মো মোঃ মোহা মোহাঃ মোছা মোছাঃ মোসা মোসাঃ মোসাম্মৎ মুহা মুহাঃ জনাব জনাবা শ্রী শ্রীমতি শ্রীমতী মিস্টার মিসেস"
        " md mst mr mrs sri sree shri"
    ).split()
)
# What stands between a title and its name.
TITLE_GAP = re.compile(r"[.:ঃ\s]{1,3}")
# Of an address, what says which sort of place it is, and not which one.
SORTS_OF_PLACES = frozenset(
    fold(
        "গ্রাম গাঁ পাড়া মহল্লা বাড়ি বাসা হোল্ডিং রোড সড়ক লেন গলি ওয়ার্ড ইউনিয়ন ডাকঘর পোস্ট থানা উপজেলা জেলা সদর পৌরসভা নং"
        " village para house road lane ward union post office upazila thana district sadar holding no"
    ).split()
)
# A word of a name that has fewer consonants is met only as it is written.
LEAST_HEARD, LEAST_LETTERS = 2, 3


class Person(NamedTuple):
    """Whose case a text comes from, as they gave themselves."""

    name: str = ""
    address: str = ""


class Finding(NamedTuple):
    """`field`: in which of the texts; `sort`: what it is; `words`: as they stand there."""

    field: str
    sort: str
    words: str


class Word(NamedTuple):
    """One word of a text: as it is written, in its comparable forms, and where it stands."""

    written: str
    forms: tuple[str, ...]
    start: int
    end: int


def find_personal(
    texts: Mapping[str, str],
    *,
    person: Person | None = None,
    given_to_all: Collection[str] = (),
    of_office: str = "",
) -> list[Finding]:
    """All of it, in the order of the texts. `given_to_all`: numbers and addresses that the office publishes;
    `of_office`: its own name and address, whose words are nobody's.
    """
    known = {plain_number(each) for each in given_to_all}
    found: dict[Finding, None] = {}
    for field, text in texts.items():
        for sort, words in [*numbers_in(text, known), *persons_in(text, person or Person(), of_office)]:
            found[Finding(field, sort, words)] = None
    return list(found)


def plain_number(written: str) -> str:
    """A number or an address of mail as two spellings of it are compared."""
    latin = written.translate(TO_LATIN).strip().lower()
    if "@" in latin:
        return latin
    figures = "".join(each for each in latin if each.isdigit())
    return figures.removeprefix("88") if figures.startswith("880") else figures


def numbers_in(text: str, known: Collection[str]) -> Iterator[tuple[str, str]]:
    # Digit for digit, so that what is found stands at the same place in the text as it was written.
    latin = text.translate(TO_LATIN)
    if len(latin) != len(text):
        latin = text
    taken: list[tuple[int, int]] = []
    for sort, pattern in PATTERNS.items():
        for match in pattern.finditer(latin):
            start, end = match.span()
            if any(start < until and begin < end for begin, until in taken):
                continue
            taken.append((start, end))
            if plain_number(match[0]) not in known:
                yield sort, text[start:end].strip()


def words_of(text: str) -> list[Word]:
    words = []
    for match in WORD.finditer(text):
        forms = tuple(form for each in normalise_text(match[0]).split() for form in forms_of(each))
        words.append(Word(match[0], forms, match.start(), match.end()))
    return words


def forms_of(word: str) -> list[str]:
    """A word, and the same without each ending that it may have: করিমের, করিম. What ends in such letters by
    itself (আকবর) is among them whole.
    """
    endings = [each for each in ENDINGS if word.endswith(each) and len(word) > len(each) + 1]
    return [word, *(word[: -len(each)] for each in endings)]


def persons_in(text: str, person: Person, of_office: str) -> Iterator[tuple[str, str]]:
    words = words_of(text)
    parts = name_words(person.name) if person.name else []
    for run in runs(words, lambda word: any(is_word_of_name(word, part) for part in parts)):
        yield NAME, text[run[0].start : run[-1].end]
    for title, after in pairwise(words):
        # As it stands: without its ending মোটা (thick) would be the মো before a name.
        is_title = not BEFORE_A_NAME.isdisjoint(normalise_text(title.written).split())
        if is_title and TITLE_GAP.fullmatch(text[title.end : after.start]):
            yield NAME, text[title.start : after.end]
    yield from addresses_in(text, words, person.address, of_office)


def is_word_of_name(word: Word, part: str) -> bool:
    if part in word.forms:
        return len(part) > 1
    if len(hear(part).beats) < LEAST_HEARD:
        return False
    return any(is_heard_alike(form, part) for form in word.forms)


def addresses_in(text: str, words: list[Word], address: str, of_office: str) -> Iterator[tuple[str, str]]:
    """Its last part, mostly the union, is a place of many: alone it tells of nobody."""
    nobodys = SORTS_OF_PLACES | set(fold(of_office).split())
    places = [
        [each for each in fold(part).split() if each not in nobodys and len(each) >= LEAST_LETTERS]
        for part in address.split(",")
    ]
    places = [part for part in places if part]
    own = {each for part in (places[:-1] or places) for each in part}
    if not any(is_place(word, own) for word in words):
        return
    every = {each for part in places for each in part}
    for run in runs(words, lambda word: is_place(word, every)):
        yield ADDRESS, text[run[0].start : run[-1].end]


def is_place(word: Word, places: Collection[str]) -> bool:
    return any(
        fold(form) == place or (form.isascii() != place.isascii() and is_heard_alike(form, place))
        for form in word.forms
        for place in places
    )


def runs(words: list[Word], is_meant: Callable[[Word], bool]) -> Iterator[list[Word]]:
    """Words beside each other of which each is meant."""
    for meant, run in groupby(words, is_meant):
        if meant:
            yield list(run)
