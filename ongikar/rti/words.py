"""The words of a request: its state, the forms in which information is given, and what each act says."""

from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases.case_promise import PromiseDisplay, display_promise
from ongikar.clock.day_moves import DayMove, move_lines
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.promise import Promise

from . import transitions
from .appeal_window import period_of, refuse_by, was_late
from .models import InformationRequest, RtiAct, RtiAppeal
from .track import Period, find_post

# The look of a state’s tag (core/templatetags/icons.py).
LOOKS = {
    transitions.OPEN: "open",
    transitions.ORDERED: "open",
    transitions.PROVIDED: "kept",
    transitions.IN_PART: "kept",
    transitions.REFUSED: "shut",
    transitions.LAPSED: "shut",
    transitions.WITHDRAWN: "shut",
}
LATE = ("late", say_lazy("সময় পেরিয়ে গেছে", "The time has passed"))
# The same where the last day had passed before: what came late is not shown as kept.
ENDED_LATE = {
    transitions.PROVIDED: say_lazy("তথ্য দেওয়া হয়েছে, তবে সময়ের পরে", "Information given, but late"),
    transitions.IN_PART: say_lazy("আংশিক তথ্য দেওয়া হয়েছে, তবে সময়ের পরে", "Given in part, but late"),
    transitions.REFUSED: say_lazy(
        "তথ্য দেওয়া যায়নি (কারণসহ), জানানো হয়েছে সময়ের পরে", "Refused, with the reason, but late"
    ),
    transitions.LAPSED: say_lazy("সময়ের পরে শেষ হয়েছে: মূল্য দেওয়া হয়নি", "Ended late: the price was not paid"),
    transitions.WITHDRAWN: say_lazy("সময় পেরোনোর পর আবেদন তুলে নেওয়া হয়েছে", "Withdrawn after the last day"),
}
# What the letter is called with which each answer goes out.
ANSWERS = {
    "provide": say_lazy("চাওয়া তথ্য দেওয়া হলো", "The information you asked for"),
    "provide_part": say_lazy("চাওয়া তথ্যের একাংশ দেওয়া হলো", "A part of the information you asked for"),
    "refuse": say_lazy(
        "তথ্য দিতে না পারার নোটিশ (ফরম খ)", "Notice that the information cannot be given (form B)"
    ),
    "lapse": say_lazy("মূল্য না দেওয়ায় আবেদন শেষ হলো", "Request ended: the price was not paid"),
}
APPEAL_LOOKS = {"": "open", RtiAppeal.ORDERED: "kept", RtiAppeal.DISMISSED: "shut"}
WAITS_FOR_PRICE = ("কপির মূল্যের অপেক্ষা", "waiting for the price of the copies")


def state_tag(request: InformationRequest, now: datetime) -> tuple[str, str]:
    """How a request stands, as (state of the tag, words)."""
    if request.is_waiting and request.open_clock.is_overdue(now):
        return LATE
    if request.state in ENDED_LATE and was_late(request, now):
        return "late", ENDED_LATE[request.state]
    return LOOKS[request.state], request.get_state_display()


def appeal_tag(appeal: RtiAppeal, now: datetime) -> tuple[str, str]:
    if appeal.is_open and appeal.clock.is_overdue(now):
        return LATE
    return APPEAL_LOOKS[appeal.outcome], appeal.get_outcome_display()


def appeal_words(request: InformationRequest) -> str:
    """To whom and within how many days an appeal goes: it stands on every answer."""
    period = period_of(request)
    return say(
        "সন্তুষ্ট না হলে {n} দিনের মধ্যে {who} বরাবর আপিল করতে পারেন; তিনি {limit}-এর মধ্যে নিষ্পত্তি করবেন।",
        "If you are not satisfied, appeal within {n} [day|days] to the {who}, who decides it in {limit}.",
        n=period.appeal_window_days,
        who=find_post(request.office, "appeal").title,
        limit=period.appeal.words(language()),
    )


@dataclass(frozen=True, slots=True)
class RequestSummary:
    """A request with its words: how it stands, its promise drawn, and the last day of a refusal."""

    request: InformationRequest
    tag: tuple[str, str]
    promise: PromiseDisplay
    is_late: bool
    refuse_by: date
    is_unverified: bool

    @property
    def due_day(self) -> date:
        return self.promise.due.astimezone(TZ).date()

    @property
    def closed_day(self) -> date | None:
        closed = self.request.closed_at
        return closed.astimezone(TZ).date() if closed else None


def summarise(request: InformationRequest, now: datetime) -> RequestSummary:
    clock = request.open_clock
    return RequestSummary(
        request,
        state_tag(request, now),
        display_promise(clock, now, wait_reason=WAITS_FOR_PRICE),
        clock.is_overdue(now),
        refuse_by(request, now).astimezone(TZ).date(),
        request.is_urgent and "urgent" in period_of(request).unverified,
    )


def request_history(
    request: InformationRequest, *, with_notes: bool = False
) -> list[tuple[RtiAct | DayMove, str]]:
    """What happened, the newest first, each with its sentence; orders that moved a due day too."""
    acts = [act for act in request.acts.all() if with_notes or act.name != "note"]
    lines: list[tuple[RtiAct | DayMove, str]] = [(act, act.get_name_display()) for act in acts]
    lines += move_lines([request.clock])
    lines.reverse()
    return sorted(lines, key=lambda line: line[0].at, reverse=True)


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One of the Act's days as a page shows it."""

    what: str
    limit: str
    is_unverified: bool = False


def period_lines(period: Period) -> list[PeriodLine]:
    """The days of the Act, in the language at hand."""
    tongue = language()
    others = Promise(period.answer.unit, period.others_involved_days).words(tongue)
    lines = [
        ("answer", say("উত্তর", "Answer"), period.answer.words(tongue)),
        ("others", say("অন্য দপ্তর জড়িত থাকলে", "Where other units are involved"), others),
        ("refusal", say("না দিলে লিখিত কারণ", "A refusal, in writing"), period.refusal.words(tongue)),
        (
            "urgent",
            say("জীবন-মৃত্যু, গ্রেপ্তার বা মুক্তির বিষয়", "Life, death, arrest or release"),
            period.urgent.words(tongue),
        ),
        ("appeal", say("আপিলের সিদ্ধান্ত", "Decision of an appeal"), period.appeal.words(tongue)),
    ]
    return [PeriodLine(what, limit, name in period.unverified) for name, what, limit in lines]
