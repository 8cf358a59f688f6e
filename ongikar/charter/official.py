"""The official table: the eight columns of the government's form, filled from the charter as the office stands by it."""

from functools import lru_cache
from typing import NamedTuple

from ongikar.frame.say import language, say
from ongikar.offices.models import Post
from ongikar.rules import bangla
from ongikar.rules.charter_text import read

from .limit_words import extension_words, limit_lines
from .models import CharterVersion, Service, Upload
from .terms import ceiling_of, document_name, fee_of, phone_of, printed_time_of

COLUMNS = (
    ("ক্রমিক নং", "Serial no."),
    ("সেবার নাম", "Service"),
    ("সেবা প্রদানের সর্বোচ্চ সময়", "Longest time"),
    ("প্রয়োজনীয় কাগজপত্র", "Papers needed"),
    ("প্রয়োজনীয় কাগজপত্র / আবেদন ফরম প্রাপ্তিস্থান", "Where to get the papers or the form"),
    ("সেবামূল্য এবং পরিশোধ পদ্ধতি (যদি থাকে)", "Fee and how to pay it (if any)"),
    (
        "শাখার নামসহ দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোড, অফিসিয়াল টেলিফোন ও ই-মেইল",
        "Responsible officer: post, section, room, upazila code, official telephone and e-mail",
    ),
    (
        "ঊর্ধ্বতন কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোডসহ অফিসিয়াল টেলিফোন ও ই-মেইল",
        "Superior officer: post, room, upazila code, official telephone and e-mail",
    ),
)


class Row(NamedTuple):
    """One row of the table, its cells as lines of text."""

    code: str
    number: str
    name: str
    time: list[str]
    papers: list[str]
    source: str
    fee: str
    responsible: list[str]
    superior: list[str]


def row_of(service: Service, geocode: str) -> Row:
    """The cells of one service. `geocode`: the upazila code that the form wants beside each officer."""
    tongue = language()
    papers = [document_name(each) for each in service.documents]
    numbered = (
        [f"{bangla.digits(n, tongue)}. {name}" for n, name in enumerate(papers, 1)]
        if len(papers) > 1
        else papers
    )
    return Row(
        service.code, bangla.digits(service.number, tongue), service.name, time_lines(service), numbered,
        service.form_source, fee_line(service), officer_lines(service.responsible, geocode),
        officer_lines(service.superior, geocode) if service.superior else ["—"],
    )  # fmt: skip


def time_lines(service: Service) -> list[str]:
    """The time as printed, then the office's own limit, the cases or steps, and what can extend it.

    The print is Bangla; an English page says what it comes to.
    """
    printed = service.time_raw if language() == "bn" else printed_time_of(service)
    ceiling = ceiling_of(service)
    own = say("কার্যালয়ের সীমা: {limit}", "The office’s limit: {limit}", limit=ceiling) if ceiling else ""
    return [line for line in (printed, own, *limit_lines(service), extension_words(service)) if line]


def fee_line(service: Service) -> str:
    return service.fee.get("raw", "") or fee_of(service) if language() == "bn" else fee_of(service)


def officer_lines(post: Post, geocode: str) -> list[str]:
    tongue = language()
    lines = [post.title]
    if geocode:
        lines.append(say("উপজেলা কোড: {code}", "Upazila code: {code}", code=bangla.digits(geocode, tongue)))
    if post.phone:
        lines.append(say("ফোন: {phone}", "Phone: {phone}", phone=phone_of(post.phone)))
    if post.email:
        lines.append(post.email)
    return lines


def findings_of(version: CharterVersion) -> list[dict]:
    """What a careful clerk finds wrong in the document as published, worst first, in the page's language."""
    found = stated_findings(version) or read_findings(version.fingerprint, version.document)
    return [{**finding, "message": finding[f"message_{language()}"]} for finding in found]


def stated_findings(version: CharterVersion) -> list[dict]:
    """Of a version published on screen: what was found in its document, whatever format that had."""
    upload = Upload.objects.filter(version=version).only("reading").first()
    return by_severity(upload.reading["findings"]) if upload else []


# The parts of a charter that its own corrections name; those of a row say which service they are about.
PARTS = {
    "vision": ("ভিশন", "Vision"),
    "mission": ("মিশন", "Mission"),
    "header": ("ছকের শিরোনাম", "Headings of the table"),
    "subordinate": ("আওতাধীন দপ্তর", "Offices under this one"),
    "responsible": ("দায়িত্বপ্রাপ্ত কর্মকর্তা", "Responsible officer"),
    "email": ("ই-মেইল", "E-mail"),
    "expectations": ("আপনার কাছে আমাদের প্রত্যাশা", "What we ask of you"),
}
WHOLE = ("পুরো চার্টার", "The charter as a whole")


def corrected_of(version: CharterVersion, services: list[Service]) -> list[tuple[str, dict]]:
    """What was put right, as (where, correction): in the charter as a whole, then row by row."""
    whole = [(say(*PARTS.get(each["field"], WHOLE)), each) for each in version.corrections]
    return whole + [(service.short, each) for service in services for each in service.corrections]


SEVERITY = ("error", "warning", "note")


@lru_cache(maxsize=8)
def read_findings(fingerprint: str, document: str) -> list[dict]:
    found = read(document)["findings"] if document else []
    return by_severity(found)


def by_severity(found: list[dict]) -> list[dict]:
    return sorted(found, key=lambda finding: SEVERITY.index(finding["severity"]))
