"""Detects a document of another office: by the geocode it prints, and by the office and the place that its
heading names.

A charter of the neighbouring upazila looks like one's own down to the last row, and would replace it
unnoticed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ongikar.rules.bangla.text import digits, nfc
from ongikar.rules.charter.parse.fuzzy_regex import skeleton
from ongikar.rules.charter.reading_types import CharterText, Finding

from .findings import make_finding

# The codes of this file: none of them is settled by leaving a cell open, but only by saying why the
# document is one's own.
CODES = frozenset({"office.other_geocode", "office.other_place", "office.other_name"})

HEADING_LINES, LONGEST_HEADING = 15, 140
# A heading ends where the document itself begins.
BEGINS = re.compile(
    nfc(r"ভিশন|মিশন|রূপকল্প|অভিলক্ষ্য|প্রতিশ্রুত\s*সেবা|নাগরিক\s*সেবা|ক্রমিক|ক্র[.:ঃ]|সেবার\s*নাম|vision|service\s*name"),
    re.IGNORECASE,
)
OFFICE = re.compile(
    nfc(r"কার্যালয়|কার্যালয়|অফিস(?!ার)|পরিষদ|পৌরসভা|দপ্তর|অধিদপ্তর|অধিদফতর|ব্যুরো|কর্পোরেশন")
    + r"|\b(?:office|department|directorate|council|municipality|bureau)\b",
    re.IGNORECASE,
)
LABELLED = re.compile(
    nfc(r"(?:উপজেলা|জেলা|ইউনিয়ন|থানা|upazila|district|union)\s*[:ঃ–-]\s*([^,|।;:ঃ]{2,40})"), re.IGNORECASE
)
# হরিদেবপুর ইউনিয়ন পরিষদ; ৪ নং সদ্যপুষ্করিণী ইউনিয়ন; Haridebpur Union Parishad.
UNION = re.compile(
    nfc(r"(?:[0-9০-৯]+\s*(?:নং|নম্বর|no\.?)?\s*)?([^\s,|।;:ঃ]+)\s+(?:ইউনিয়ন|union)(?=[\s,|।]|$)"),
    re.IGNORECASE,
)
# মিঠাপুকুর উপজেলা আইসিটি অফিস; রংপুর সদর উপজেলা.
UPAZILA = re.compile(
    nfc(r"((?:[^\s,|।;:ঃ]+\s+(?=সদর|sadar))?[^\s,|।;:ঃ]+)\s+(?:উপজেলা|upazila)(?=[\s,|।]|$)"), re.IGNORECASE
)
SORT_OF_PLACE = re.compile(
    nfc(
        r"^(?:উপজেলা|জেলা|ইউনিয়ন|থানা|upazila|district|union)\s*[:ঃ–-]\s*|(?:উপজেলা|জেলা|বিভাগ|থানা|upazila|district)\s*$"
    ),
    re.IGNORECASE,
)
PARTS = re.compile(r"[][,،;|।()#]")
# Words of an office's name that every office has.
GENERIC = frozenset(
    skeleton(word)
    for word in [
        "উপজেলা",
        "জেলা",
        "বিভাগ",
        "বিভাগীয়",
        "আঞ্চলিক",
        "সদর",
        "থানা",
        "ইউনিয়ন",
        "পরিষদ",
        "পৌরসভা",
        "কার্যালয়",
        "কার্যালয়ের",
        "অফিস",
        "অফিসার",
        "অফিসারের",
        "কর্মকর্তা",
        "কর্মকর্তার",
        "দপ্তর",
        "অধিদপ্তর",
        "অধিদফতর",
        "মন্ত্রণালয়",
        "সরকার",
        "সরকারি",
        "গণপ্রজাতন্ত্রী",
        "বাংলাদেশ",
        "ও",
        "এবং",
        "এর",
        "সহকারী",
        "পরিচালক",
        "পরিচালকের",
        "উপ",
        "উপপরিচালক",
        "উপপরিচালকের",
        "সিনিয়র",
        "জুনিয়র",
        "প্রধান",
        "সিটিজেন",
        "সিটিজেনস",
        "চার্টার",
        "নাগরিক",
        "সনদ",
        "সেবা",
        "প্রদান",
        "প্রতিশ্রুতি",
        "বাংলাদেশের",
        "মাঠ",
        "পর্যায়",
        "নং",
        "নম্বর",
        "upazila",
        "district",
        "divisional",
        "regional",
        "sadar",
        "union",
        "parishad",
        "council",
        "municipality",
        "office",
        "officer",
        "of",
        "the",
        "and",
        "department",
        "directorate",
        "ministry",
        "government",
        "peoples",
        "republic",
        "bangladesh",
        "assistant",
        "deputy",
        "director",
        "senior",
        "citizen",
        "citizens",
        "charter",
        "service",
    ]
)
LEAST_WORD = 2


class OwnOffice(NamedTuple):
    """The office as its file describes it. `name` and `address` in both languages; `trade`: its department
    and the titles of the posts that give its services.
    """

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    trade: tuple[str, ...]
    geocode: str


def heading_of(lines: Sequence[str | list[str]]) -> list[str]:
    """The lines before the charter itself: at most fifteen, and none of a table. `lines`: a text or a row of
    cells, each.
    """
    heading: list[str] = []
    for line in lines[:HEADING_LINES]:
        if not isinstance(line, str):
            # A letterhead is often laid out as a table of one row.
            line = " ".join(line) if len([cell for cell in line if cell.strip()]) == 1 else ""
        text = " ".join(nfc(line).split())
        if not text or BEGINS.search(text):
            break
        if len(text) <= LONGEST_HEADING and "|" not in text and "\t" not in line:
            heading.append(text)
    return heading


def judge_office(reading: CharterText, heading: Sequence[str], own: OwnOffice) -> Iterator[Finding]:
    """At most one finding of each sort, each an error of the charter as a whole."""
    if code := other_geocode(reading, own.geocode):
        yield make_finding(
            "office.other_geocode",
            "charter",
            code,
            digits(own.geocode),
            raw_bn=digits(code),
            suggestion_en=own.geocode,
        )
    if place := other_place(heading, own):
        yield make_finding("office.other_place", "charter", place, own_place(own))
    if name := other_name(heading, own):
        yield make_finding("office.other_name", "charter", name, own.names[0] if own.names else "")


def other_geocode(reading: CharterText, own: str) -> str:
    """The geocode printed most, where none of those of the responsible officers is this office's; "" where it
    is, or none is printed.

    Two figures name a district and four an upazila in it, so a district's code fits its upazilas.
    """
    printed = Counter(
        geocode for service in reading["services"] if (geocode := service["responsible"].get("geocode"))
    )
    if not own or not printed or any(own.startswith(code) or code.startswith(own) for code in printed):
        return ""
    return printed.most_common(1)[0][0]


def other_place(heading: Sequence[str], own: OwnOffice) -> str:
    """The place that the heading names, where it is not this office's; "" where it names none or this one."""
    mine = places_in([*own.names, *own.addresses])
    ours = skeleton(" ".join([*own.names, *own.addresses]))
    unions = [union for line in heading for union in unions_in(line)]
    if unions and not any(skeleton(union) in ours for union in unions):
        return unions[0]
    named = places_in(heading)
    if not mine or any(skeleton(mine[0]) in skeleton(place) for place in named):
        return ""
    # Of a heading that names only the district nothing can be said.
    return next((place for place in named if skeleton(place) not in ours), "")


def unions_in(line: str) -> list[str]:
    return [union for match in UNION.finditer(nfc(line)) if (union := bare_place_name(match[1]))]


def other_name(heading: Sequence[str], own: OwnOffice) -> str:
    """The office that the heading names, where none of its words is of this office's trade; "" where one is,
    or nothing is named.
    """
    places = {skeleton(word) for place in places_in([*own.names, *own.addresses]) for word in place.split()}
    trade = set(trade_words(" ".join([*own.names, *own.trade]))) - places
    named = [part for line in heading for part in PARTS.split(line) if OFFICE.search(part)]
    said = {word for part in named for word in trade_words(part)} - places
    elsewhere = {skeleton(word) for place in places_in(heading) for word in place.split()}
    if (
        not trade
        or not said - elsewhere
        or any(is_same_trade_word(one, other) for one in said for other in trade)
    ):
        return ""
    return next(part.strip() for part in named if set(trade_words(part)) - places - elsewhere)


def is_same_trade_word(one: str, other: str) -> bool:
    """সমাজসেবা and সমাজসেবার, মৎস্য and মৎস্যসম্পদ."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > LEAST_WORD and longer.startswith(shorter)


def trade_words(text: str) -> list[str]:
    """The words that tell one trade from another, bare."""
    words = (skeleton(word) for word in re.split(r"[\s,.।:ঃ()/–-]+", nfc(text)))
    return [word for word in words if len(word) > LEAST_WORD and word not in GENERIC and not word.isdigit()]


def own_place(own: OwnOffice) -> str:
    return next(iter(places_in([*own.names, *own.addresses])), "")


def places_in(lines: Sequence[str]) -> list[str]:
    """The places named beside an office, the nearest first: a union, what is labelled, and what stands behind
    its name.
    """
    places: list[str] = []
    is_after_office = False
    for line in lines:
        text = nfc(line)
        places += [*unions_in(line), *(match[1].strip() for match in LABELLED.finditer(text))]
        parts = [part.strip(" .-–") for part in PARTS.split(text)]
        office = next((place for place, part in enumerate(parts) if OFFICE.search(part)), None)
        if office is not None:
            places += [match[1] for match in UPAZILA.finditer(parts[office])]
            places += parts[office + 1 :]
        elif is_after_office:
            # উপজেলা সমাজসেবা কার্যালয় / মিঠাপুকুর, রংপুর
            places += parts
        is_after_office = office is not None
    return list(dict.fromkeys(place for each in places if (place := bare_place_name(each))))


def bare_place_name(place: str) -> str:
    """A place without its sort: মিঠাপুকুর উপজেলা is মিঠাপুকুর; "" for what is none, such as a telephone or a long
    line.
    """
    text = SORT_OF_PLACE.sub("", nfc(place).strip())
    words = text.split()
    if not words or len(words) > 3 or any(sign.isdigit() for sign in text) or "@" in text or "." in text:
        return ""
    if all(skeleton(word) in GENERIC for word in words):
        return ""
    return " ".join(words)
