"""The two official tables (eight columns for field offices, seven for headquarters): which columns, in what
words, and what stands in each cell, as lines of text in the page's language.
"""

from collections.abc import Callable
from typing import NamedTuple

from ongikar.charter.models import Service, Tier
from ongikar.charter.terms import (
    ceiling_words,
    document_name,
    extension_words,
    fee_of,
    limit_lines,
    printed_time,
    printed_time_of,
)
from ongikar.core.i18n.say import language, say
from ongikar.core.number_formats import phone_of
from ongikar.offices.models import Post
from ongikar.rules.bangla import text

Words = tuple[str, str]


class FormColumn(NamedTuple):
    """`key`: the cell it holds, see cells.py. `width`: its part of the sheet, in percent."""

    key: str
    words: Words
    width: float


class OfficialForm(NamedTuple):
    name: str
    title: Words
    columns: tuple[FormColumn, ...]


SERIAL, NAME = ("ক্রমিক নং", "Serial no."), ("সেবার নাম", "Service name")

FIELD = OfficialForm(
    "field",
    ("মাঠ পর্যায়ের ৮ কলামের ছক", "The field offices’ table of 8 columns"),
    (
        FormColumn("number", SERIAL, 5),
        FormColumn("name", NAME, 15),
        FormColumn("time", ("সেবা প্রদানের সর্বোচ্চ সময়", "Longest time of service"), 11.5),
        FormColumn("papers", ("প্রয়োজনীয় কাগজপত্র", "Documents needed"), 15),
        FormColumn(
            "source",
            ("প্রয়োজনীয় কাগজপত্র / আবেদন ফরম প্রাপ্তিস্থান", "Where to get the documents or the form"),
            11,
        ),
        FormColumn(
            "fee",
            ("সেবামূল্য এবং পরিশোধ পদ্ধতি (যদি থাকে)", "Fee and how to pay it (if any)"),
            10.5,
        ),
        FormColumn(
            "responsible",
            (
                ("শাখার নামসহ দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোড, অফিসিয়াল টেলিফোন ও ই-মেইল"),
                "Responsible officer: post, section, room, upazila code, official telephone and e-mail",
            ),
            16,
        ),
        FormColumn(
            "superior",
            (
                "ঊর্ধ্বতন কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোডসহ অফিসিয়াল টেলিফোন ও ই-মেইল",
                "Superior officer: post, room, upazila code, official telephone and e-mail",
            ),
            16,
        ),
    ),
)
HEADQUARTERS = OfficialForm(
    "hq",
    ("সদর দপ্তরের ৭ কলামের ছক", "Headquarters’ table of 7 columns"),
    (
        FormColumn("number", SERIAL, 5),
        FormColumn("name", NAME, 19),
        FormColumn("method", ("সেবা প্রদান পদ্ধতি", "How the service is given"), 16),
        FormColumn(
            "papers_and_source",
            ("প্রয়োজনীয় কাগজপত্র এবং প্রাপ্তিস্থান", "Documents needed and where to get them"),
            19,
        ),
        FormColumn("fee", ("সেবামূল্য এবং পরিশোধ পদ্ধতি", "Fee and how to pay it"), 11),
        FormColumn("time", ("সেবা প্রদানের সময়সীমা", "Time of service"), 12),
        FormColumn(
            "responsible",
            (
                ("শাখার নামসহ দায়িত্বপ্রাপ্ত কর্মকর্তার পদবি, রুম নম্বর, উপজেলা কোড, অফিসিয়াল টেলিফোন ও ই-মেইল"),
                "Responsible officer: post, section, room, upazila code, official telephone and e-mail",
            ),
            18,
        ),
    ),
)
FORMS = {form.name: form for form in (FIELD, HEADQUARTERS)}

EXPECTATION_COLUMNS = (
    FormColumn("number", SERIAL, 6),
    FormColumn(
        "expected",
        (
            "প্রতিশ্রুত/কাঙ্ক্ষিত সেবা প্রাপ্তির লক্ষ্যে করণীয়",
            "What to do so that the service can be given as promised",
        ),
        94,
    ),
)
TIER_COLUMNS = (
    FormColumn("number", SERIAL, 6),
    FormColumn("when", ("কখন যোগাযোগ করবেন", "When to contact"), 28),
    FormColumn("whom", ("কার সঙ্গে যোগাযোগ করবেন", "Whom to contact"), 24),
    FormColumn("address", ("যোগাযোগের ঠিকানা", "Address"), 28),
    FormColumn("limit", ("নিষ্পত্তির সময়সীমা", "Settled within"), 14),
)


def form_named(name: str) -> OfficialForm:
    """The form somebody asked for; the field form for any other word."""
    return FORMS.get(name, FIELD)


Lines = list[str]
# A hyphen, as published charters print it: what nobody reads as a word.
EMPTY = "-"

# What a person does to get it, where the charter prints no method of its own: as this office takes requests.
METHOD = {
    "citizen": ("অনলাইনে, ফোনে বা কার্যালয়ে এসে আবেদন", "Apply online, by phone or at the office"),
    "institutional": ("অনলাইনে, পত্রে বা কার্যালয়ে এসে আবেদন", "Apply online, by letter or at the office"),
    "internal": ("কার্যালয় নিজে করে; আবেদন লাগে না", "Done by the office itself; nobody need apply"),
}


def number(service: Service, _: str) -> Lines:
    return [text.digits(service.number, language())]


def name(service: Service, _: str) -> Lines:
    return [service.name]


def method(service: Service, _: str) -> Lines:
    return [service.options.get(f"method_{language()}") or say(*METHOD[service.category])]


def time(service: Service, _: str) -> Lines:
    """The time as printed, and the office's own limit where it set one beside it, with what can extend that.

    The print is Bangla; an English table says what it comes to, case by case or step by step.
    """
    printed = (
        printed_time(service)
        if language() == "bn"
        else "; ".join(limit_lines(service)) or printed_time_of(service)
    )
    ceiling = ceiling_words(service)
    own = say("কার্যালয়ের সীমা: {limit}", "The office’s limit: {limit}", limit=ceiling) if ceiling else ""
    return [line for line in (printed, own, extension_words(service)) if line]


def papers(service: Service, _: str) -> Lines:
    """Each paper on a line of its own, numbered where there are several."""
    names = [document_name(each) for each in service.documents]
    if not names:
        # What is left open stays as blank as it was printed; that none are needed is an answer.
        return [EMPTY if service.papers_left_open else say("নেই", "None")]
    return number_papers(names) if len(names) > 1 else names


def number_papers(papers: Lines) -> Lines:
    return [f"{text.digits(n, language())}. {paper}" for n, paper in enumerate(papers, 1)]


def source(service: Service, _: str) -> Lines:
    return [service.form_source or EMPTY]


def papers_and_source(service: Service, geocode: str) -> Lines:
    """A place beside papers: even a single one has its number, lest the place be read as the rest of its
    name.
    """
    where = service.form_source
    if not where:
        return papers(service, geocode)
    names = [document_name(each) for each in service.documents]
    return [*number_papers(names), say("প্রাপ্তিস্থান: {where}", "To be had at: {where}", where=where)]


def fee(service: Service, _: str) -> Lines:
    return [service.fee.get("raw", "") or fee_of(service) if language() == "bn" else fee_of(service)]


def responsible(service: Service, geocode: str) -> Lines:
    return officer(service.responsible, geocode)


def superior(service: Service, geocode: str) -> Lines:
    return officer(service.superior, geocode) if service.superior else [EMPTY]


def officer(post: Post, geocode: str) -> Lines:
    """Post, the upazila's code that the form wants beside each officer, telephone and e-mail."""
    lines = [post.title]
    if geocode:
        code = text.digits(geocode, language())
        lines.append(say("উপজেলা কোড: {code}", "Upazila code: {code}", code=code))
    if post.phone:
        lines.append(say("ফোন: {phone}", "Phone: {phone}", phone=phone_of(post.phone)))
    return [*lines, post.email] if post.email else lines


def tier_cells(tier: Tier) -> list[Lines]:
    """The cells of one step of the ladder, in the order of its columns."""
    phone = say("ফোন: {phone}", "Phone: {phone}", phone=phone_of(tier.phone)) if tier.phone else ""
    post = "" if tier.post.title in tier.address else tier.post.title
    return [
        [text.digits(tier.number, language())],
        [tier.when],
        [tier.title],
        [line for line in (post, tier.address, phone, tier.email, tier.web) if line] or [EMPTY],
        [tier.promise.words(language())],
    ]


# The key of a column → what it holds, of a service in an office with this upazila code.
CELLS: dict[str, Callable[[Service, str], Lines]] = {
    "number": number,
    "name": name,
    "method": method,
    "time": time,
    "papers": papers,
    "source": source,
    "papers_and_source": papers_and_source,
    "fee": fee,
    "responsible": responsible,
    "superior": superior,
}
