"""The registers that kinds of service write beside the service register: what was asked and given, case by case."""

from collections.abc import Iterator

from ongikar.cases.kinds import Kind, kind_of, kinds
from ongikar.cases.models import Case
from ongikar.cases.officer.standing import tag_of, who
from ongikar.frame.say import say
from ongikar.offices.models import Office

from .figures import day, figures
from .registry import Book, Line, Words
from .service_register import STRUCK

COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("আবেদনকারী", "Applicant"),
    ("বিবরণ", "Particulars"),
    ("ফলাফল", "Outcome"),
)
WIDTHS = (4, 7, 10, 16, 52, 11)
TITLES: dict[str, Words] = {
    "information": ("তথ্য প্রদান রেজিস্টার", "Register of information given"),
    "advice": ("পরামর্শ রেজিস্টার", "Register of advice"),
    "incident": ("সাইবার ঘটনা রেজিস্টার", "Register of cyber incidents"),
    "support": ("কারিগরি সহায়তা রেজিস্টার", "Register of technical support"),
}


def writers() -> list[str]:
    """The kinds that write a register of their own."""
    return [word for word, kind in kinds().items() if type(kind).book_rows is not Kind.book_rows]


def entries(office: Office, fiscal_year: int, slug: str) -> Iterator[tuple[Case, dict[str, str]]]:
    cases = Case.objects.filter(office=office, fiscal_year=fiscal_year, service__kind__in=writers())
    for case in cases.select_related("applicant").order_by("book_serial"):
        yield from ((case, entry) for book, entry in kind_of(case.row).book_rows(case) if book == slug)


def lines(office: Office, fiscal_year: int, slug: str) -> list[Line]:
    return [
        line(place, case, entry)
        for place, (case, entry) in enumerate(entries(office, fiscal_year, slug), start=1)
    ]


def line(place: int, case: Case, entry: dict[str, str]) -> Line:
    outcome = say(*tag_of(case)[1:])
    told = " · ".join(f"{heading}: {text}" for heading, text in entry.items() if text)
    cells = (figures(place), day(case.received_at), figures(case.number), who(case), told, outcome)
    return Line(cells, struck=outcome if case.state in STRUCK else "")


def register_of(slug: str, title: Words) -> Book:
    return Book(slug, title, COLUMNS, lambda office, fiscal_year: lines(office, fiscal_year, slug), WIDTHS)


KIND_REGISTERS = [register_of(slug, title) for slug, title in TITLES.items()]
