"""The service register: every application of a fiscal year on its own numbered line, in the office's form."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.officer.case.case_summary import GIVEN_LATE, REOPENED, STATES
from ongikar.cases.officer.queue.filters import charter_row_ids
from ongikar.cases.register_counts import (
    LATE,
    WAS_LATE,
    WAS_REOPENED,
    fresh_counts,
    is_counted,
    kept_counts,
)
from ongikar.charter.models import charter_in_force
from ongikar.core import cache_version
from ongikar.core.i18n.say import say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import month_span
from ongikar.rules.calendar.office_calendar import TZ

from .account import month_words, months_of, start_of_day
from .register_filter import FilterChoice, NarrowedBook, OutcomeTotal
from .registry import Book, RegisterLine, RegisterLines, rows_in_batches
from .service_lines import ServiceLines, lines_for_cases

LATE_KEY, REOPENED_KEY = "given_late", "reopened"
STILL_OPEN = frozenset(STATES) - case_transitions.CLOSED - {case_transitions.RECEIVED}
# The outcomes in the order of a case's life: what was given late is told apart from what was kept, and what
# was reopened from what is new.
OUTCOMES = {
    case_transitions.RECEIVED: STATES[case_transitions.RECEIVED][1:],
    REOPENED_KEY: REOPENED[1:],
    **{state: words[1:] for state, words in STATES.items() if state in STILL_OPEN},
    case_transitions.KEPT: STATES[case_transitions.KEPT][1:],
    LATE_KEY: GIVEN_LATE[1:],
    **{
        state: words[1:]
        for state, words in STATES.items()
        if state in case_transitions.CLOSED - {case_transitions.KEPT}
    },
}


class NarrowedLines:
    """The lines of some cases in the order of their serials, read only as far as they are wanted."""

    def __init__(self, cases: QuerySet[Case], count: Callable[[], int], now: datetime) -> None:
        self.cases, self.count, self.now = cases.order_by("book_serial"), count, now

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        return lines_for_cases(list(self.cases.select_related("applicant", "clock")[wanted]), self.now)

    def __iter__(self) -> Iterator[RegisterLine]:
        for cases in rows_in_batches(self.cases.select_related("applicant", "clock")):
            yield from lines_for_cases(cases, self.now)


class ServiceNarrowing:
    """What was chosen of one year's register. Whatever in it is unknown counts as not given."""

    def __init__(self, office: Office, fiscal_year: int, given: Mapping[str, str], now: datetime) -> None:
        self.office, self.fiscal_year, self.now = office, fiscal_year, now
        today = now.astimezone(TZ).date()
        self.months = {f"{first:%Y-%m}": first for first in months_of(fiscal_year, today)}
        self.services = charter_in_force(office, today).services
        self.month = known_or_blank(given.get("month", ""), self.months)
        self.service = known_or_blank(given.get("service", ""), [row.code for row in self.services])
        self.state = known_or_blank(given.get("state", ""), OUTCOMES)

    @property
    def is_whole(self) -> bool:
        return not (self.month or self.service or self.state)

    @property
    def of_any_state(self) -> QuerySet[Case]:
        """The cases of the month and service, whatever became of them."""
        cases = Case.objects.filter(office=self.office, fiscal_year=self.fiscal_year)
        if self.month:
            first, until = month_span(self.months[self.month])
            # All states are named so that the index, in which the state stands before the day,
            # narrows by the day.
            cases = cases.filter(
                state__in=STATES, received_at__gte=start_of_day(first), received_at__lt=start_of_day(until)
            )
        if self.service:
            cases = cases.filter(service__in=self.service_ids)
        return cases

    @property
    def service_ids(self) -> Iterable[int]:
        """The rows of the chosen service in all versions of the charter."""
        return charter_row_ids(self.office.pk, self.service, cache_version.current_version(self.office.pk))

    @property
    def cases(self) -> QuerySet[Case]:
        if not self.state:
            return self.of_any_state
        if self.state == LATE_KEY:
            return self.of_any_state.filter(WAS_LATE, state=case_transitions.KEPT)
        if self.state == REOPENED_KEY:
            return self.of_any_state.filter(WAS_REOPENED, state=case_transitions.RECEIVED)
        cases = self.of_any_state.filter(state=self.state)
        if self.state == case_transitions.RECEIVED:
            return cases.exclude(WAS_REOPENED)
        return cases.exclude(WAS_LATE) if self.state == case_transitions.KEPT else cases

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many lines have each outcome, off the sums that are kept; outcomes without a line are left out.

        Of a year that was not counted yet, the cases are.
        """
        if is_counted(self.office.pk, self.fiscal_year):
            month = self.months[self.month] if self.month else None
            services = self.service_ids if self.service else None
            numbers = kept_counts(self.office.pk, self.fiscal_year, month=month, services=services)
        else:
            numbers = fresh_counts(self.of_any_state)
        late = numbers.get(LATE, 0)
        counts = numbers | {
            case_transitions.KEPT: numbers.get(case_transitions.KEPT, 0) - late,
            LATE_KEY: late,
        }
        return {key: counts[key] for key in OUTCOMES if counts.get(key)}

    @property
    def choices(self) -> list[FilterChoice]:
        return [
            FilterChoice(
                "month",
                say("মাস", "Month"),
                [
                    ("", say("পুরো বছর", "Whole year")),
                    *((key, month_words(first)) for key, first in self.months.items()),
                ],
                self.month,
            ),
            FilterChoice(
                "service",
                say("সেবা", "Service"),
                [("", say("সব সেবা", "All services")), *((row.code, row.short) for row in self.services)],
                self.service,
            ),
            FilterChoice(
                "state",
                say("ফলাফল", "Outcome"),
                [
                    ("", say("সব ফলাফল", "All outcomes")),
                    *((key, say(*words)) for key, words in OUTCOMES.items()),
                ],
                self.state,
            ),
        ]

    @property
    def count(self) -> int:
        return self.counts.get(self.state, 0) if self.state else sum(self.counts.values())

    def narrow_book(self) -> NarrowedBook:
        whole = ServiceLines(self.office, self.fiscal_year, self.now)
        some = NarrowedLines(self.cases, lambda: self.count, self.now)
        rows: RegisterLines = whole if self.is_whole else some
        return NarrowedBook(rows, self.choices, self.totals)

    def totals(self) -> list[OutcomeTotal]:
        return [self.total(key, many) for key, many in self.counts.items()]

    def total(self, key: str, many: int) -> OutcomeTotal:
        chosen = {"month": self.month, "service": self.service, "state": key}
        query = "&".join(f"{name}={value}" for name, value in chosen.items() if value)
        return OutcomeTotal(say(*OUTCOMES[key]), many, f"?{query}", key == self.state)


def known_or_blank(value: str, values: Iterable[str]) -> str:
    return value if value in values else ""


def narrow_service_register(office: Office, fiscal_year: int, given: Mapping[str, str]) -> NarrowedBook:
    return ServiceNarrowing(office, fiscal_year, given, timezone.now()).narrow_book()


COLUMNS = (
    ("ক্রমিক", "No."),
    ("তারিখ", "Date"),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("আবেদনকারী ও ঠিকানা", "Applicant and address"),
    ("সেবা", "Service"),
    ("প্রাপ্তির মাধ্যম", "Received by"),
    ("শেষ দিন", "Due"),
    ("নিষ্পত্তির তারিখ", "Settled on"),
    ("স্মারক নম্বর", "Memo number"),
    ("ফলাফল", "Outcome"),
    ("সময়মতো কি না", "In time"),
    ("মন্তব্য", "Remarks"),
)
WIDTHS = (7, 11, 13, 14, 11, 7, 9, 9, 10, 8, 7, 12)


def service_register_lines(office: Office, fiscal_year: int) -> ServiceLines:
    return ServiceLines(office, fiscal_year, timezone.now())


SERVICE_REGISTER = Book(
    "services",
    ("সেবা রেজিস্টার", "Service register"),
    COLUMNS,
    service_register_lines,
    WIDTHS,
    narrow_service_register,
)
