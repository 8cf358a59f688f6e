"""Finds papers that cannot be supplied: no source, asked for twice, attested by nobody, or identical with what is applied for."""

import re
from collections.abc import Iterator

from ongikar.rules.bangla import nfc
from ongikar.rules.charter_lint.findings import Finding, Service, finding, left_out, path
from ongikar.rules.charter_lint.folding import fold

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


def judge_papers(services: list[Service]) -> Iterator[Finding]:
    for service in services:
        yield from _of_row(service)
    yield from left_out(services, "documents.missing", "documents", _are_unsaid)
    yield from left_out(services, "documents.no_place", "form_source", _are_nowhere)


def _of_row(service: Service) -> Iterator[Finding]:
    items, where = service["documents"]["items"], f"{path(service)}/documents"
    seen: set[str] = set()
    for item in items:
        if fold(item) in seen:
            yield finding("documents.repeated", where, item)
        seen.add(fold(item))
        if _is_what_is_given(item, service["name"]):
            yield finding("documents.asks_for_result", where, item)
    raw = nfc(service["documents"]["raw"])
    if ATTESTED.search(raw) and not BY_WHOM.search(raw):
        yield finding("documents.no_attester", where, service["documents"]["raw"])


def _is_what_is_given(item: str, name: str) -> bool:
    gives = GIVES.fullmatch(nfc(name))
    return (
        gives is not None and not OF_AN_EARLIER_ONE.search(nfc(name)) and fold(gives["thing"]) == fold(item)
    )


def _are_unsaid(service: Service) -> bool:
    return BLANK.fullmatch(service["documents"]["raw"]) is not None


def _are_nowhere(service: Service) -> bool:
    papers = service["documents"]
    return bool(papers["items"]) and not service["form_source"] and not SAYS_WHERE.search(nfc(papers["raw"]))
