"""The service register: every application of a fiscal year on its own numbered line, in the office's form."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max, Q
from django.utils import timezone

from ongikar.cases.models import Act, Case, EarlierEnding
from ongikar.cases.officer.standing import CHANNELS, is_late, tag_of, who
from ongikar.frame.say import say
from ongikar.offices.models import Office
from ongikar.rules import moves

from .figures import day, figures
from .registry import Book, Line

COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("আবেদনকারী ও ঠিকানা", "Applicant and address"),
    ("সেবা", "Service"),
    ("প্রাপ্তির মাধ্যম", "Received by"),
    ("শেষ দিন", "Due"),
    ("নিষ্পত্তির তারিখ ও স্মারক", "Settled on, memo"),
    ("ফলাফল", "Outcome"),
    ("সময়মতো কি না", "In time"),
    ("মন্তব্য", "Remarks"),
)
WIDTHS = (5, 10, 14, 17, 13, 8, 10, 14, 9, 7, 11)
# Lines that no longer count are crossed out, with the reason; they are never taken out.
STRUCK = (moves.WITHDRAWN, moves.REDIRECTED)


class ServiceLines:
    """The lines of one year, read only as far as they are wanted. Serials have no gaps, so line n is serial n."""

    def __init__(self, office: Office, fiscal_year: int, now: datetime):
        self.cases = Case.objects.filter(office=office, fiscal_year=fiscal_year)
        self.now = now

    def __len__(self) -> int:
        return self.cases.aggregate(last=Max("book_serial"))["last"] or 0

    def __getitem__(self, wanted: slice) -> list[Line]:
        first, last, _ = wanted.indices(len(self))
        within = Q(book_serial__gt=first, book_serial__lte=last)
        cases = list(self.cases.filter(within).select_related("applicant", "clock").order_by("book_serial"))
        reasons, late = withdrawal_words(cases), late_before(cases, self.now)
        return [
            line(case, reasons.get(case.pk, ""), case.pk in late or case.clock.broke_before, self.now)
            for case in cases
        ]

    def __iter__(self) -> Iterator[Line]:
        """All lines, some hundred at a time: a year's register never stands in memory whole."""
        for first in range(0, len(self), 500):
            yield from self[first : first + 500]


def late_before(cases: list[Case], now: datetime) -> set[int]:
    """Those of the cases, by id, that were late before they were reopened."""
    endings = EarlierEnding.objects.filter(case__in=cases).select_related("clock")
    return {ending.case_id for ending in endings if ending.clock.is_late(now)}


def withdrawal_words(cases: list[Case]) -> dict[int, str]:
    withdrawn = [case.pk for case in cases if case.state == moves.WITHDRAWN]
    return (
        dict(Act.objects.filter(case__in=withdrawn, name="withdraw").values_list("case_id", "words"))
        if withdrawn
        else {}
    )


def line(case: Case, withdrawal: str, was_late: bool, now: datetime) -> Line:
    remark = remark_of(case, withdrawal)
    return Line(
        (
            figures(case.book_serial), day(case.received_at), figures(case.number), applicant(case), case.row.short,
            say(*CHANNELS[case.channel]), day(case.clock.due_at), settled(case), say(*tag_of(case)[1:]),
            in_time(case, was_late, now), remark,
        ),
        struck=(remark or say(*tag_of(case)[1:])) if case.state in STRUCK else "",
    )  # fmt: skip


def applicant(case: Case) -> str:
    person = case.applicant
    if person is None:
        return who(case)
    parts = (person.institution, person.name, person.address, figures(person.mobile.removeprefix("+88")))
    return ", ".join(part for part in parts if part)


def settled(case: Case) -> str:
    if case.closed_at is None:
        return ""
    return " · ".join(part for part in (day(case.closed_at), figures(case.memo_number)) if part)


def in_time(case: Case, was_late: bool, now: datetime) -> str:
    """Said of what was kept or is late; a promise still running is neither."""
    if was_late or is_late(case, case.closed_at or now):
        return say("না", "No")
    return say("হ্যাঁ", "Yes") if case.state == moves.KEPT else ""


def remark_of(case: Case, withdrawal: str) -> str:
    if case.state == moves.WITHDRAWN:
        return withdrawal
    return case.outcome.get("to" if case.state == moves.REDIRECTED else "reason", "")


def rows(office: Office, fiscal_year: int) -> ServiceLines:
    return ServiceLines(office, fiscal_year, timezone.now())


SERVICE_REGISTER = Book("services", ("সেবা রেজিস্টার", "Service register"), COLUMNS, rows, WIDTHS)
