"""The sections of the page of those who decide that every complaint has: both sides, what was decided at each
tier, the application complained of, what happened, and who may decide.
"""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.act_words import act_words_for_office
from ongikar.cases.actions.attachments import papers_with_titles
from ongikar.cases.kinds import first_line, kind_of
from ongikar.cases.officer.case.case_summary import summarise_case
from ongikar.clock.day_moves import move_lines
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.papers.actions import papers_of
from ongikar.people.post_holders import StaffRequest

from ..citizen.personal_data import held_part
from ..hearing.acts import has_coming_hearing
from ..hearing.words import hearings_of, said_by
from ..inquiry.parts import officer_words
from ..ladder.tiers import window_days
from ..models import Grievance, Stage
from ..rights import conflict_reasons, may_decide
from ..slots import FOLLOWING, HANDLING, HANDLING_SIDE
from ..words import grievance_history, stage_summaries
from .course import course_of
from .evidence import RESPONDENT, SIDES, evidence_part, exhibits
from .readings import readings_part
from .similar import similar_complaints


def two_sides(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer:
    """What each side says, with its evidence."""
    grievance = stage.grievance
    case, acts = grievance.case, grievance.acts.all()
    pieces = exhibits(grievance, SIDES, grievance.came_papers.values())
    return "grievances/handling/sides.html", {
        "grievance": grievance,
        "answers": [act for act in acts if act.name == "answer"],
        "said_with_evidence": [act for act in acts if act.name == "add_evidence" and act.words],
        "heard": [
            (hearing, said_by(hearing, Stage.COMPLAINANT), said_by(hearing, Stage.RESPONDENT))
            for each in grievance.stages.all()
            for hearing in hearings_of(each)
            if hearing.recorded_at
        ],
        "of_complainant": [each for each in pieces if each.paper.brought_by != RESPONDENT],
        "of_respondent": [each for each in pieces if each.paper.brought_by == RESPONDENT],
        "wanted": kind_of(case.row).facts(case) if case else [],
        "case_stands": summarise_case(case, now) if case else None,
    }


def course(*, request: StaffRequest, stage: Stage, now: datetime) -> Answer:
    """When what happened, what was found, and how complaints like it were decided."""
    may = may_decide(request.holder, stage)
    return "grievances/handling/course.html", {
        "course": course_of(stage, now),
        "inquiries": [
            f"{officer_words(inquiry)}: {first_line(inquiry.report)}"
            for each in stage.grievance.stages.all()
            for inquiry in each.inquiries.all()
            if inquiry.reported_at
        ],
        "similar": similar_complaints(request.holder, stage, now),
        "may_words": say("আপনি পারেন", "You may") if may else say("আপনি পারেন না", "You may not"),
    }


def decisions(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer:
    """What each tier said, the highest first; of the one that is open, that nothing is decided yet."""
    summaries = [each for each in stage_summaries(stage.grievance, now) if not each.stage.is_open]
    return "grievances/handling/decisions.html", {
        "stage": stage,
        "summaries": summaries,
        "waits": any(inquiry.is_open for inquiry in stage.inquiries.all()),
        "is_called": has_coming_hearing(stage),
    }


def application(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    case = stage.grievance.case
    if case is None:
        return None
    return "grievances/handling/application.html", {
        "case": case,
        "case_stands": summarise_case(case, now),
        "case_acts": case_history(stage.grievance, now),
        "papers": papers_with_titles(papers_of(case.reference), case.row),
    }


def history(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer:
    return "grievances/handling/history.html", {
        "history": grievance_history(stage.grievance, with_notes=True)
    }


def who_decides(*, request: StaffRequest, stage: Stage, now: datetime) -> Answer:
    """Whether this person may decide, and why."""
    return "grievances/handling/who_decides.html", {
        "stage": stage,
        "tag": (
            ("kept", say("আপনি পারেন", "You may"))
            if may_decide(request.holder, stage)
            else ("shut", say("আপনি পারেন না", "You may not"))
        ),
        "reasons": conflict_reasons(request.holder, stage),
        "window": window_days(stage.tier, stage.grievance.office.slug),
    }


def case_history(grievance: Grievance, now: datetime) -> list[tuple[datetime, str, bool]]:
    """When what happened to the application complained of, and whether it broke a promise, the newest first;
    orders that moved its day too.
    """
    case = grievance.case
    if case is None:
        return []
    lines = [(act.at, act_words_for_office(act, case), False) for act in case.acts.all()]
    broken = say("সময় পেরিয়ে গেছে। কথা রাখা যায়নি।", "The time passed. The promise was not kept.")
    lines += [(due, broken, True) for due in case.breaches(now)]
    lines += [(move.at, words, False) for move, words in move_lines(case.clocks)]
    lines.reverse()
    return sorted(lines, key=lambda line: line[0], reverse=True)


def register_sections() -> None:
    HANDLING.add(two_sides, order=10)
    HANDLING.add(course, order=12)
    HANDLING.add(evidence_part, order=15)
    FOLLOWING.add(held_part, order=90)
    HANDLING.add(decisions, order=50)
    HANDLING_SIDE.add(history, order=10)
    HANDLING_SIDE.add(who_decides, order=20)
    HANDLING_SIDE.add(readings_part, order=25)
    HANDLING_SIDE.add(application, order=30)
