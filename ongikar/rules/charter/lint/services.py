"""Faults of one service row: its time, papers, place and fee; and what two cells of a row say differently."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from ongikar.rules.bangla.text import latin_digits, nfc
from ongikar.rules.charter.reading_types import Finding, ParsedFee, ParsedService, ParsedTime

from .findings import make_finding, missing_cells, service_path
from .wording import fold_letters

BLANK = re.compile(r"[\s\-–—_.|]*")
# The merged column of the headquarters' form names the place beside the paper.
SAYS_WHERE = re.compile(
    nfc(r"প্রাপ্তি|হতে|থেকে|ওয়েব|www|\.gov|কার্যালয়|অফিস|ডেস্ক|শাখা|দপ্তর|পরিষদ|ব্যাংক|স্থান|office|website|desk"),
    re.IGNORECASE,
)
ATTESTED = re.compile(nfc(r"সত্যায়িত|সত্যায়ন"))
BY_WHOM = re.compile(nfc(r"কর্তৃক|দ্বারা|গেজেটেড|শ্রেণি|শ্রেণী|কর্মকর্তা|চেয়ারম্যান|কাউন্সিলর|মেয়র|শিক্ষক|নোটারি|অধ্যক্ষ"))
GIVES = re.compile(nfc(r"(?P<thing>.+?)\s*(?:প্রদান|ইস্যু|সরবরাহ|বিতরণ|প্রাপ্তি|দেওয়া|দেয়া)(?:করণ|\s*করা)?\s*।?"))
OF_AN_EARLIER_ONE = re.compile(nfc(r"নবায়ন|সংশোধন|নকল|ডুপ্লিকেট|দ্বিতীয়|প্রতিলিপি|হারান|পরিবর্তন|পুনঃ|পুনরায়"))


def judge_papers(services: list[ParsedService]) -> Iterator[Finding]:
    for service in services:
        yield from _of_row(service)
    yield from missing_cells(services, "documents.missing", "documents", _are_unsaid)
    yield from missing_cells(services, "documents.no_place", "form_source", _are_nowhere)


def _of_row(service: ParsedService) -> Iterator[Finding]:
    items, where = service["documents"]["items"], f"{service_path(service)}/documents"
    seen: set[str] = set()
    for item in items:
        if fold_letters(item) in seen:
            yield make_finding("documents.repeated", where, item)
        seen.add(fold_letters(item))
        if _is_what_is_given(item, service["name"]):
            yield make_finding("documents.asks_for_result", where, item)
    raw = nfc(service["documents"]["raw"])
    if ATTESTED.search(raw) and not BY_WHOM.search(raw):
        yield make_finding("documents.no_attester", where, service["documents"]["raw"])


def _is_what_is_given(item: str, name: str) -> bool:
    gives = GIVES.fullmatch(nfc(name))
    return (
        gives is not None
        and not OF_AN_EARLIER_ONE.search(nfc(name))
        and fold_letters(gives["thing"]) == fold_letters(item)
    )


def _are_unsaid(service: ParsedService) -> bool:
    return BLANK.fullmatch(service["documents"]["raw"]) is not None


def _are_nowhere(service: ParsedService) -> bool:
    papers = service["documents"]
    return bool(papers["items"]) and not service["form_source"] and not SAYS_WHERE.search(nfc(papers["raw"]))


# Kinds of time a clock can start from, where they name a number.
COUNTABLE = frozenset(
    {"immediate", "minutes", "hours", "working_days", "calendar_days", "weeks", "months", "nth_working_day"}
)
# Several promises in one cell are countable when each of them is.
IN_PARTS: Final = ("cases", "stages")

FREE = re.compile(nfc(r"বিনা\s*মূল্য|ফ্রি|টাকা"))
METHOD = re.compile(nfc(r"সরাসরি|অনলাইনে|টেলিফোনে|মৌখিক"))
OPEN_ENDED = re.compile(
    nfc(
        r"অন্যান্য|প্রয়োজন অনুযায়ী|প্রয়োজনীয় কাগজ|চাহিদা"
        r" অনুযায়ী|নির্দেশনা\s*(?:অনুযায়ী|মোতাবেক)|প্রাপ্ত পত্র অনুযায়ী|ইত্যাদি"
    )
)
NO_PLACE = re.compile(nfc(r"নির্দেশনা\s*(?:অনুযায়ী|মোতাবেক)|নির্ভরশীল|চাহিদা অনুযায়ী"))
PLACE_AS_PAPER = re.compile(nfc(r"ওয়েব\s*সাইট|কার্যালয়|ফ্রন্ট ডেস্ক"))
# "৩০০ টাকার স্ট্যাম্পে অঙ্গীকারনামা": a paper is known by what it is written on, and no fee is asked here.
STAMP = re.compile(
    nfc(
        r"[0-9,]+\s*(?:/-)?\s*(?:\(\S+\)\s*)?(?:টাকা(?:র)?)?\s*(?:মূল্য(?:মান)?(?:ের|র)?)?\s*(?:এর\s*)?(?:নন[-"
        r" ]?জুডিশিয়াল\s*)?(?:স্ট্যাম্প|ষ্ট্যাম্প|stamp)"
    ),
    re.IGNORECASE,
)
MONEY = re.compile(nfc(r"\d\s*/-|\d\s*টাকা"))
TIME_IN_FEE = re.compile(
    nfc(r"\d+\s*(?:\([^)]*\)\s*)?(?:কার্য|কর্ম)\s*দিবস(?:\s*\([^)]*\))?|\d+\s*(?:ঘ[নণ]্টা|মিনিট)")
)


def is_countable(time: ParsedTime) -> bool:
    """Whether a clock can start from the time as printed."""
    for parts in IN_PARTS:
        if time["kind"] == parts:
            return all(is_countable(part) for part in time[parts])
    return time["kind"] in COUNTABLE and (time["max"] is not None or time["kind"] == "immediate")


def judge_service(service: ParsedService) -> Iterator[Finding]:
    """The faults of a row that can be seen without looking at the others."""
    if not service["name"]:
        yield make_finding("name.missing", f"{service_path(service)}/name")
    yield from _time(service)
    yield from _documents(service)
    yield from _place(service)
    yield from _fee(service)


def _time(service: ParsedService) -> Iterator[Finding]:
    time, where = service["time"], f"{service_path(service)}/time"
    special = {"none": "time.missing", "misplaced": "time.misplaced", "unknown": "time.unknown"}
    if time["kind"] in special:
        yield make_finding(special[time["kind"]], where, time["raw"])
    elif not is_countable(time):
        yield make_finding("time.unmeasurable", where, time["raw"])
    if time.get("qualifier") == "at_least":
        yield make_finding("time.at_least", where, time["raw"])
    if time.get("contradiction"):
        yield make_finding("time.contradiction", where, time["raw"])


def _documents(service: ParsedService) -> Iterator[Finding]:
    raw, where = nfc(service["documents"]["raw"]), f"{service_path(service)}/documents"
    if OPEN_ENDED.search(raw):
        yield make_finding("documents.open_ended", where, service["documents"]["raw"])
    if METHOD.search(raw):
        yield make_finding("documents.holds_method", where, service["documents"]["raw"])
    if len(service["documents"]["items"]) == 1 and PLACE_AS_PAPER.search(raw):
        yield make_finding("documents.holds_place", where, service["documents"]["raw"])
    if MONEY.search(STAMP.sub(" ", latin_digits(raw))):
        yield make_finding("documents.holds_fee", where, service["documents"]["raw"])


def _place(service: ParsedService) -> Iterator[Finding]:
    place, where = service["form_source"], f"{service_path(service)}/form_source"
    if not place:
        return
    if FREE.search(nfc(place)):
        yield make_finding("place.holds_fee", where, place)
    elif NO_PLACE.search(nfc(place)):
        yield make_finding("place.not_a_place", where, place)


def _fee(service: ParsedService) -> Iterator[Finding]:
    fee, where = service["fee"], f"{service_path(service)}/fee"
    faults = {"per_schedule": "fee.no_amount", "unknown": "fee.unknown"}
    if fee["kind"] in faults:
        yield make_finding(faults[fee["kind"]], where, fee["raw"])
    # Free for some: what the others pay is as open as a whole fee without an amount.
    kinds = {case["kind"] for case in fee.get("cases", ())}
    if kinds == {"free", "per_schedule"}:
        yield make_finding("fee.no_amount", where, fee["raw"])
    if misplaced := TIME_IN_FEE.search(latin_digits(nfc(fee["raw"]))):
        # Latin digits keep every position: the printed text is cut at the same place.
        yield make_finding(
            "fee.holds_time", where, fee["raw"], nfc(fee["raw"])[misplaced.start() : misplaced.end()]
        )


def judge_across_services(services: list[ParsedService]) -> Iterator[Finding]:
    """The faults that only show when the rows stand beside one another."""
    if services and not any(is_countable(service["time"]) for service in services):
        yield make_finding("charter.no_countable_time", "charter")
    if services and all(service["category"] is None for service in services):
        yield make_finding("charter.no_category", "charter")
    yield from missing_cells(services, "fee.missing", "fee", lambda service: service["fee"]["kind"] == "none")
    yield from missing_cells(
        services, "officer.missing", "responsible", lambda service: not service["responsible"]["raw"]
    )
    yield from missing_cells(
        services, "superior.missing", "superior", lambda service: not service["superior"]["raw"]
    )
    places = Counter(service["form_source"] for service in services if service["form_source"])
    if not places:
        return
    usual, times = places.most_common(1)[0]
    for service in services:
        if times > 2 and service["form_source"] and _lacks_a_part(service["form_source"], usual):
            yield make_finding(
                "place.incomplete", f"{service_path(service)}/form_source", service["form_source"], usual
            )


def _lacks_a_part(place: str, usual: str) -> bool:
    """Whether a place opens like the usual address but leaves out a part of it."""
    parts = [part.strip() for part in usual.split(",")]
    return place != usual and parts[0] in place and not all(part in place for part in parts)


# Only what is surely a limit: days of work, or days with "within". Ages, courses and photos have other words.
LIMIT = re.compile(
    nfc(
        r"(?P<days>\d{1,3})\s*(?:\([^)\d]*\)\s*)?(?:(?P<working>(?:কার্য|কর্ম)\s*দিবস)(?:ের"
        r"|এর)?(?:\s*মধ্যে)?|(?:দিন|দিবস)(?:ের|এর)?\s*মধ্যে)"
    )
)
DAYS = {"working_days": 7 / 5, "calendar_days": 1}
SUM_OF_MONEY = re.compile(nfc(r"(\d[\d,]*)\s*(?:/\s*[-=]|টাকা)"))
PAID = re.compile(nfc(r"ফি|চালান|মূল্য|খরচ|স্ট্যাম্প|পে-?\s*অর্ডার|ড্রাফট"))


class PrintedLimit(NamedTuple):
    """A limit in some cell of the row."""

    unit: str
    days: int
    words: str
    cell: str


def judge_cells(service: ParsedService) -> Iterator[Finding]:
    yield from _time_elsewhere(service)
    yield from _fee_elsewhere(service)


def _time_elsewhere(service: ParsedService) -> Iterator[Finding]:
    time, where = service["time"], f"{service_path(service)}/time"
    for limit in _limits(service):
        if not is_countable(time):
            yield make_finding("time.elsewhere", where, limit.cell, limit.words)
        elif _is_another(limit, time["kind"], time["max"]):
            yield make_finding("time.contradiction", where, f"{time['raw']} / {limit.cell}")


def _limits(service: ParsedService) -> Iterator[PrintedLimit]:
    """The first limit of each cell beside the time and the fee, which have faults of their own for it."""
    for cell in (service["name"], service["method"] or "", *service["extras"].values()):
        if match := LIMIT.search(latin_digits(nfc(cell))):
            unit = "working_days" if match["working"] else "calendar_days"
            # Latin digits keep every position: the printed text is cut at the same place.
            yield PrintedLimit(unit, int(match["days"]), nfc(cell)[match.start() : match.end()].strip(), cell)


def _is_another(limit: PrintedLimit, kind: str, most: int | None) -> bool:
    """A step may be shorter than the whole; longer, or the same figure in another unit,
    cannot both be true.
    """
    if kind not in DAYS or most is None:
        return False
    if limit.unit != kind and limit.days == most:
        return True
    return limit.days * DAYS[limit.unit] > most * DAYS[kind]


def _fee_elsewhere(service: ParsedService) -> Iterator[Finding]:
    fee, where = service["fee"], f"{service_path(service)}/fee"
    for cell in (service["documents"]["raw"], service["method"] or "", *service["extras"].values()):
        text = latin_digits(nfc(cell))
        amounts = {int(amount.replace(",", "") or 0) for amount in SUM_OF_MONEY.findall(text)}
        if not amounts or not PAID.search(text):
            continue
        if fee["kind"] == "free" or (fee["kind"] == "fixed" and fee["amount"] not in amounts):
            yield make_finding("fee.contradiction", where, f"{fee['raw']} / {cell}")
    if _is_paid(fee) and not fee.get("payment_methods"):
        yield make_finding("fee.no_method", where, fee["raw"])


def _is_paid(fee: ParsedFee) -> bool:
    """Whether some amount is to be paid, whatever the case."""
    if fee["kind"] == "cases":
        return any(_is_paid(case) for case in fee["cases"])
    return fee["kind"] in ("fixed", "range", "percent")
