"""The innovation register: a line for each initiative, in the order of their numbers."""

from django.db.models import Prefetch

from ongikar.books.cells import day_cell, number_cell, register_day_words
from ongikar.books.registry import Book, Cell, RegisterLine
from ongikar.books.serial_lines import SerialLines
from ongikar.cases.officer.case.case_summary import state_tag
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from . import transitions
from .models import Initiative, InitiativeAct, Measurement, SpreadPlace
from .words import measure_line, state_of_initiative, state_words

BOOK = "initiatives"
COLUMNS = (
    ("ক্রমিক", "No."),
    ("ট্র্যাকিং নম্বর", "Tracking number"),
    ("উদ্যোগ", "Initiative"),
    ("কে দেখছেন", "Seen to by"),
    ("তারিখ", "Date"),
    ("যাচাই", "Screened on"),
    ("পরীক্ষা কোথায়, কবে থেকে", "Piloted where and since"),
    ("সময়", "Time"),
    ("খরচ", "Cost"),
    ("যাতায়াত", "Visits"),
    ("ছড়ানো হয়েছে", "Spread to"),
    ("স্মারক", "Memo number"),
    ("অবস্থা", "State"),
)
WIDTHS = (5, 11, 18, 13, 9, 9, 15, 11, 11, 11, 14, 12, 10)


def initiative_lines(office: Office, fiscal_year: int) -> SerialLines:
    standing = Measurement.objects.filter(struck_at__isnull=True)
    spread = SpreadPlace.objects.filter(struck_at__isnull=True)
    rows = Initiative.objects.select_related("case__service", "case__clock", "case__applicant")
    rows = rows.prefetch_related(
        "acts", Prefetch("measurements", standing, "measured"), Prefetch("spread_places", spread, "spread_to")
    )
    return SerialLines(
        rows.filter(office=office, fiscal_year=fiscal_year),
        lambda found: [initiative_line(each) for each in found],
        office=office,
        book=BOOK,
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
    )


def initiative_line(initiative: Initiative) -> RegisterLine:
    """One that was dropped stays readable, crossed out."""
    case = initiative.case
    acts = list(initiative.acts.all())
    screened = last_act(acts, transitions.SCREEN, transitions.LEAVE_OUT, transitions.TAKE_UP)
    pilot = last_act(acts, transitions.BEGIN_PILOT)
    gone = case.state in case_transitions.CLOSED and case.state != case_transitions.KEPT
    state = say(*state_tag(case)[1:]) if gone else state_words(state_of_initiative(initiative))
    measured: list[Measurement] = getattr(initiative, "measured", [])
    spread: list[SpreadPlace] = getattr(initiative, "spread_to", [])
    return RegisterLine(
        (
            number_cell(initiative.book_serial),
            digits(case.number, language()),
            initiative.title,
            str(case.answers.get("owner") or ""),
            day_cell(case.received_at),
            Cell.of(register_day_words(screened.on), screened.on) if screened else "",
            f"{pilot.where}, {register_day_words(pilot.on)}" if pilot else "",
            *(figures_of(measured, sort) for sort in Measurement.MEASURES),
            ", ".join(each.name for each in spread),
            digits(case.memo_number, language()),
            state,
        ),
        struck=state if gone else "",
    )


def last_act(acts: list[InitiativeAct], *names: str) -> InitiativeAct | None:
    return next((act for act in reversed(acts) if act.name in names), None)


def figures_of(rows: list[Measurement], sort: str) -> str:
    """Before, after and of how many: 5 → 1 days (measurements: 12, 10)."""
    for row in rows:
        if row.measure == sort:
            line = measure_line(row)
            tongue = language()
            many = say(
                "{before} ও {after} বার মেপে",
                "measurements: {before}, {after}",
                before=digits(row.n_before, tongue),
                after=digits(row.n_after, tongue),
            )
            return f"{line.before} → {line.after} {line.unit} ({many})"
    return ""


REGISTER = Book(
    BOOK,
    ("উদ্ভাবন রেজিস্টার", "Innovation register"),
    COLUMNS,
    initiative_lines,
    widths=WIDTHS,
)
