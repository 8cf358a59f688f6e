"""The innovation register: a line for each initiative, in the order of their numbers."""

from django.db.models import Prefetch, QuerySet

from ongikar.books.cells import register_day_words
from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book
from ongikar.cases.officer.case.case_summary import state_tag
from ongikar.core.i18n.say import language, say
from ongikar.records.words import words_of
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits

from . import transitions
from .desk import InitiativeDesk
from .models import Initiative, InitiativeAct, Measurement, SpreadPlace

DESK = InitiativeDesk()
SCREENED = (transitions.SCREEN, transitions.LEAVE_OUT, transitions.TAKE_UP)


def initiatives_of_book() -> QuerySet[Initiative]:
    standing = Measurement.objects.filter(struck_at__isnull=True)
    spread = SpreadPlace.objects.filter(struck_at__isnull=True)
    rows = Initiative.objects.select_related("case__service", "case__clock", "case__applicant")
    return rows.prefetch_related(
        "acts", Prefetch("measurements", standing, "measured"), Prefetch("spread_places", spread, "spread_to")
    )


def last_act(initiative: Initiative, *names: str) -> InitiativeAct | None:
    return next((act for act in reversed(initiative.acts.all()) if act.name in names), None)


def why_gone(initiative: Initiative) -> str:
    """One that was dropped stays readable, crossed out."""
    case = initiative.case
    gone = case.state in case_transitions.CLOSED and case.state != case_transitions.KEPT
    return say(*state_tag(case)[1:]) if gone else ""


def screened_on(initiative: Initiative) -> object:
    act = last_act(initiative, *SCREENED)
    return act.on if act else None


def pilot_words(initiative: Initiative) -> str:
    pilot = last_act(initiative, transitions.BEGIN_PILOT)
    return f"{pilot.where}, {register_day_words(pilot.on)}" if pilot else ""


def figures_of(measure: Measurement.Measure) -> Column:
    """Before, after and of how many: 5 → 1 days (measurements: 12, 10)."""

    def cell(initiative: Initiative) -> str:
        for row in initiative.measured:  # type: ignore[attr-defined]  # read with the register
            if row.measure == measure:
                many = say(
                    "{before} ও {after} বার মেপে",
                    "measurements: {before}, {after}",
                    before=digits(row.n_before, language()),
                    after=digits(row.n_after, language()),
                )
                return f"{row.figures} ({many})"
        return ""

    return Column(words_of(measure.label), 11, cell)


REGISTER = numbered_book(
    "initiatives",
    ("উদ্ভাবন রেজিস্টার", "Innovation register"),
    (
        Column(("ট্র্যাকিং নম্বর", "Tracking number"), 11, DESK.number_words),
        Column(("উদ্যোগ", "Initiative"), 18, lambda initiative: initiative.title),
        Column(("কে দেখছেন", "Seen to by"), 13, DESK.caption_words),
        Column(("তারিখ", "Date"), 9, lambda initiative: initiative.case.received_at),
        Column(("যাচাই", "Screened on"), 9, screened_on),
        Column(("পরীক্ষা কোথায়, কবে থেকে", "Piloted where and since"), 15, pilot_words),
        *(figures_of(measure) for measure in Measurement.Measure),
        Column(
            ("ছড়ানো হয়েছে", "Spread to"),
            14,
            lambda initiative: ", ".join(each.name for each in initiative.spread_to),
        ),
        Column(
            ("স্মারক", "Memo number"), 12, lambda initiative: digits(initiative.case.memo_number, language())
        ),
        Column(("অবস্থা", "State"), 10, lambda initiative: why_gone(initiative) or str(DESK.state(initiative))),
    ),
    initiatives_of_book,
    struck=why_gone,
)

register_book(REGISTER, Shelf.MEETINGS)
