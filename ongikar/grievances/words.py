"""The words of a grievance: what it is about, how it stands, and what each act says in its history."""

from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases.case_promise import PromiseDisplay, display_promise
from ongikar.clock.day_moves import DayMove, move_lines
from ongikar.core.i18n.say import say, say_lazy
from ongikar.people.models import Applicant
from ongikar.rules import tiers
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .house_rules import house_rules
from .models import NOT_UPHELD, PARTLY, UPHELD, Act, Grievance, Stage


def filed_as(grievance: Grievance) -> str:
    """How whoever complains stands to be named: what a list says, since no name is shown but where its
    reading is recorded.
    """
    if grievance.is_own_motion:
        return grievance.get_channel_display()
    if grievance.anonymous or grievance.complainant_id is None:
        return say("নাম দেননি", "No name given")
    if grievance.identity_hidden:
        return say("নাম গোপন", "Name hidden")
    return say("নিজের নামে", "In their own name")


# How the tag looks of a stage that ended undecided.
LOOKS = {
    transitions.NOT_ACCEPTED: "shut",
    transitions.WITHDRAWN: "shut",
    transitions.REDIRECTED: "shut",
    Stage.PASSED_UP: "late",
    Stage.HANDED_UP: "shut",
}
# By what was found of the complaint.
DECIDED = {
    UPHELD: ("kept", say_lazy("সিদ্ধান্ত হয়েছে: অভিযোগ সঠিক", "Decided: complaint upheld")),
    PARTLY: ("kept", say_lazy("সিদ্ধান্ত হয়েছে: অভিযোগ কিছুটা সঠিক", "Decided: complaint partly upheld")),
    NOT_UPHELD: (
        "shut",
        say_lazy("সিদ্ধান্ত হয়েছে: অভিযোগ সঠিক পাওয়া যায়নি", "Decided: complaint not upheld"),
    ),
}
# In a few words, and as a sentence of its own, which is the decision where nothing else is said.
FINDINGS = {
    UPHELD: say_lazy("হ্যাঁ, সঠিক পাওয়া গেছে", "Yes"),
    PARTLY: say_lazy("কিছুটা সঠিক পাওয়া গেছে", "In part"),
    NOT_UPHELD: say_lazy("না, সঠিক পাওয়া যায়নি", "No"),
}
FINDING_SENTENCES = {
    UPHELD: ("অভিযোগটি সঠিক পাওয়া গেছে।", "The complaint is upheld."),
    PARTLY: ("অভিযোগটি কিছুটা সঠিক পাওয়া গেছে।", "The complaint is upheld in part."),
    NOT_UPHELD: ("অভিযোগটি সঠিক পাওয়া যায়নি।", "The complaint is not upheld."),
}
LATE = ("late", say_lazy("সময় পেরিয়ে গেছে", "The time has passed"))
OPEN = ("open", say_lazy("সিদ্ধান্তের অপেক্ষায়", "Waiting for the decision"))


# Of a complaint about an application, by who applied: a school that complains is no citizen.
APPLICANT_KINDS = {
    Applicant.INSTITUTION: say_lazy("প্রতিষ্ঠান", "Institution"),
    Applicant.OFFICE: say_lazy("দপ্তর", "Office"),
}


def complainant_kind_words(grievance: Grievance) -> str:
    """Who complains: as they said, and as the institution or office that they applied for."""
    person = grievance.complainant
    said = APPLICANT_KINDS.get(person.kind) if person and grievance.kind == Grievance.CITIZEN else None
    return str(said or grievance.get_kind_display())


def stage_title(stage: Stage) -> str:
    """অভিযোগ at tier 1, আপিল above it."""
    return say(*tiers.WORDS[stage.what])


def stage_status(stage: Stage, now: datetime) -> tuple[str, str]:
    """How a stage stands, as (state of the tag, words)."""
    return LATE if stage.is_open and stage.clock.is_late(now) else outcome_tag(stage)


def outcome_tag(stage: Stage) -> tuple[str, str]:
    """The same without its clock: what became of it, or that nothing is decided yet."""
    if stage.outcome == transitions.DECIDED:
        return DECIDED[stage.finding or NOT_UPHELD]
    if stage.outcome:
        return LOOKS[stage.outcome], stage.get_outcome_display()
    return OPEN


def finding_words(stage: Stage) -> str:
    return str(FINDINGS[stage.finding or NOT_UPHELD])


def own_words(stage: Stage) -> str:
    """What the decision says beside its finding; "" where the finding is all of it."""
    is_finding = stage.decision in FINDING_SENTENCES[stage.finding or NOT_UPHELD]
    return "" if is_finding else stage.decision


@dataclass(frozen=True, slots=True)
class StageSummary:
    """A stage with its words: what it is, how it stands (state of the tag, words), and its promise drawn."""

    stage: Stage
    what: str
    tag: tuple[str, str]
    promise: PromiseDisplay
    reason: str
    is_late: bool

    @property
    def finding(self) -> str:
        return finding_words(self.stage)

    @property
    def own_words(self) -> str:
        return own_words(self.stage)

    @property
    def due_day(self) -> date:
        return self.promise.due.astimezone(TZ).date()

    @property
    def closed_day(self) -> date | None:
        return self.stage.closed_at and self.stage.closed_at.astimezone(TZ).date()


def stage_summaries(grievance: Grievance, now: datetime) -> list[StageSummary]:
    """All stages, the highest first."""
    return [
        summarise_stage(stage, grievance, now)
        for stage in sorted(grievance.stages.all(), key=lambda s: -s.number)
    ]


def summarise_stage(stage: Stage, grievance: Grievance, now: datetime) -> StageSummary:
    reason = house_rules(grievance.office.slug).reason(stage.reason_code) if stage.reason_code else ""
    return StageSummary(
        stage,
        stage_title(stage),
        stage_status(stage, now),
        display_promise(stage.clock, now),
        reason,
        stage.clock.is_late(now),
    )


def grievance_history(grievance: Grievance, *, with_notes: bool = False) -> list[tuple[Act | DayMove, str]]:
    """What happened, the newest first, each with its sentence; orders that moved a due day too. Notes are for
    those who decide.
    """
    acts = [act for act in grievance.acts.all() if with_notes or act.name != "note"]
    lines: list[tuple[Act | DayMove, str]] = [(act, act.get_name_display()) for act in acts]
    lines += move_lines([stage.clock for stage in grievance.stages.all()])
    # Of what happened at one moment, the later one comes first too.
    lines.reverse()
    return sorted(lines, key=lambda line: line[0].at, reverse=True)
