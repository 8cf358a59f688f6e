"""Where complaints show elsewhere: at their case, with letters, at the counter, on Today, and when charge is
handed over; what pages show of what a decision led to; and from whom complaints are kept.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from ongikar.books.measures import register_measure
from ongikar.books.registry import Shelf, register_book
from ongikar.books.slots import ACCOUNT
from ongikar.cases.case_queries import SETS_OFF
from ongikar.cases.citizen.track import applicant_proof
from ongikar.cases.citizen.track.tracking import FINDERS, KEYED, PAGES
from ongikar.cases.officer.case.case_summary import summarise_case
from ongikar.cases.slots import (
    AGENT,
    CASE,
    COUNTER,
    HELD,
    HELD_ABOVE,
    MINE,
    ONCE,
    PRESSED_ONCE,
    TRACKING,
)
from ongikar.charter.slots import DESK
from ongikar.clock.rehearsal import OWNERS, TOPIC_WORDS
from ongikar.clock.tallies import register_tallies
from ongikar.core.i18n.say import language, say
from ongikar.core.not_none import not_none
from ongikar.core.slots import Answer
from ongikar.gatherings.rights import register_private_subject
from ongikar.journal.actions import Reference
from ongikar.letters.slots import DIARY, INCOMING
from ongikar.offices.models import Post
from ongikar.papers.access import register_reader
from ongikar.people.charge import ChargeLine, ChargeSource, register_charge
from ongikar.people.post_holders import TIER_ROLES, WITH_TODAY
from ongikar.people.section_counts import register_section_count
from ongikar.people.subjects import register_subject
from ongikar.people.today_lines import register_today
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks import transitions as task_moves
from ongikar.tasks.models import Task, TaskAct
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import is_task_late
from ongikar.tasks.rights import KEPT_OUT

from . import parts, transitions
from .act_log import add_act, lock_grievance, record_act
from .citizen import offer_views
from .citizen.agent_views import agent_part
from .citizen.counter_views import counter_part
from .citizen.personal_data import held_of_case_part
from .handling.acts import register_handling_acts
from .handling.evidence import may_read_evidence
from .handling.letter_intake import diary_part, letter_part, may_read_letter
from .handling.redaction import text_for_respondent
from .handling.sections import register_sections
from .hearing import week  # noqa: F401 -- the hearings in the week of the office
from .hearing.acts import register_hearing_acts
from .hearing.parts import paper_address, register_hearing_parts
from .house_rules import house_rules
from .inquiry.parts import register_handling_parts
from .ladder import reactions
from .ladder.conflicts import inquiry_reasons
from .models import DecisionRating, Grievance, Hearing, Inquiry, Recommendation, Stage
from .parts import GRIEVANCE_SUBJECT
from .rights import (
    complaint_by_id,
    find_any_grievance,
    find_grievance,
    is_kept_out,
    may_read_paper,
    readable_grievance,
)
from .slots import FOLLOWING, HANDLING, RESPONDING
from .today import COUNTS, open_inquiries, today_of_grievances, today_of_handling, today_of_meeting
from .transitions import DECIDED
from .upward.dossier.dossier_orders import register_dossiers
from .upward.registers import DECISION_REGISTER, HEARING_REGISTER, REGISTER
from .upward.reports.counting import COMPLAINTS_IN_TIME
from .upward.reports.tables import public_account_part


def stages_on(post: Post) -> QuerySet[Stage]:
    return Stage.objects.filter(post=post, closed_at__isnull=True).order_by("clock_id")


def stage_lines(post: Post, most: int) -> list[ChargeLine]:
    now = timezone.now()
    stages = list(stages_on(post).select_related("grievance", "clock")[:most])
    called = Hearing.objects.filter(stage__in=stages, recorded_at=None, ended_at=None)
    heard = dict(called.values_list("stage_id", "gathering__starts_at"))
    return [
        ChargeLine(
            digits(stage.grievance.number, language()),
            say("শুনানি {day}", "Hearing on {day}", day=heard[stage.pk].astimezone(TZ).date())
            if stage.pk in heard
            else say("সিদ্ধান্ত দিতে হবে", "To be decided"),
            date_words(stage.clock.due_at.astimezone(TZ).date(), language()),
            reverse("desk_grievance", args=[stage.grievance.number]),
            stage.clock.is_overdue(now),
        )
        for stage in stages
    ]


def count_stages(post: Post) -> int:
    return stages_on(post).count()


def inquiries_on(post: Post) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(post=post, ended_at__isnull=True).order_by("id")


def inquiry_lines(post: Post, most: int) -> list[ChargeLine]:
    today = timezone.localdate()
    return [
        ChargeLine(
            digits(inquiry.stage.grievance.number, language()),
            say("তদন্ত প্রতিবেদন", "Report of an inquiry"),
            date_words(inquiry.due, language()),
            reverse("desk_inquiries"),
            inquiry.due < today,
        )
        for inquiry in inquiries_on(post).select_related("stage__grievance")[:most]
    ]


def count_inquiries(post: Post) -> int:
    return inquiries_on(post).count()


@transaction.atomic
def transfer_inquiries(post: Post, *, to: Post, reason: str, actor: Reference, now: datetime) -> int:
    """Those that whoever holds the other post may look into; the rest stays, and the deciding officer names
    another.
    """
    moved = 0
    day = now.astimezone(TZ).date()
    for inquiry in inquiries_on(post).select_related("stage__grievance", "stage__tier"):
        stage = inquiry.stage
        lock_grievance(stage.grievance)
        if stage.post_id == to.pk or inquiry_reasons(stage, post=to, day=day):
            continue
        data = {"inquiry": inquiry.pk, "tier": stage.number, "from": post.pk, "to": to.pk}
        add_act(stage.grievance, transitions.PASS_INQUIRY, actor=actor, now=now, data=data)
        inquiry.post = to
        inquiry.save(update_fields=["post"])
        record_act("inquiry_passed", stage.grievance, actor=actor, now=now, tier=stage.number)
        moved += 1
    return moved


STAGE_CHARGE = ChargeSource(
    "grievances",
    ("সিদ্ধান্তের অপেক্ষায় অভিযোগ ও আপিল", "Complaints and appeals to decide"),
    stage_lines,
    count_stages,
    order=42,
    is_secret=True,
)
INQUIRY_CHARGE = ChargeSource(
    "inquiries",
    ("অভিযোগের তদন্ত", "Inquiries into complaints"),
    inquiry_lines,
    count_inquiries,
    transfer_inquiries,
    order=43,
    is_secret=True,
)


DECISION = "decision"


@dataclass(frozen=True, slots=True)
class RemedyLine:
    """One remedy. `tag`: (look, words); `why`: of one that was withdrawn. `address`: of its task, for whoever
    decides.
    """

    what: str
    who: str
    tag: tuple[str, str]
    why: str
    address: str


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """What one decided stage led to."""

    stage: Stage
    memo: str
    letter: str
    cause: str
    remedies: list[RemedyLine]


def remedy_tag(task: Task, now: datetime) -> tuple[str, str]:
    """Done is what was checked: what is only reported is still to be done."""

    def day(moment: datetime) -> str:
        return date_words(moment.astimezone(TZ).date(), language(), weekday=False, year=False)

    if task.state == task_moves.DONE:
        words = say("করা হয়েছে, যাচাই {day}", "Done, checked on {day}", day=day(not_none(task.ended_at)))
        return "kept", words
    if task.state == task_moves.DROPPED:
        return "shut", say("প্রত্যাহার করা হয়েছে", "Withdrawn")
    due = day(task.clock.due(now))
    if is_task_late(task, now):
        return "late", say("দেরি হয়ে গেছে: শেষ দিন ছিল {day}", "Late: it was due by {day}", day=due)
    return "open", say("চলছে, শেষ দিন {day}", "Under way, due by {day}", day=due)


def drop_words(stages: list[Stage]) -> dict[int, str]:
    """By task, why a remedy was withdrawn; asks only where one was."""
    tasks = [remedy.task for stage in stages for remedy in stage.remedies.all()]
    dropped = [task.pk for task in tasks if task.state == task_moves.DROPPED]
    if not dropped:
        return {}
    acts = TaskAct.objects.filter(task__in=dropped, name=task_moves.DROP).order_by("pk")
    return dict(acts.values_list("task", "words"))


def remedy_lines(
    stage: Stage, now: datetime, *, reasons: dict[int, str], redacted: bool, with_task: bool
) -> list[RemedyLine]:
    """`reasons`: by task, why it was withdrawn."""
    grievance, lines = stage.grievance, []
    for remedy in stage.remedies.all():
        task = remedy.task
        why = reasons.get(task.pk, "")
        lines.append(
            RemedyLine(
                task.title,
                owner_words(task),
                remedy_tag(task, now),
                text_for_respondent(grievance, why) if redacted else why,
                reverse("task", args=[task.number]) if with_task else "",
            )
        )
    return lines


def outcome_lines(
    stage: Stage, now: datetime, *, door: str, redacted: bool = False, with_task: bool = False
) -> list[OutcomeLine]:
    """Of every tier that decided, the highest first."""
    decided = [each for each in stage.grievance.stages.all() if each.outcome == DECIDED]
    rules, reasons = house_rules(stage.grievance.office.slug), drop_words(decided)
    lines = []
    for each in sorted(decided, key=lambda one: -one.number):
        letter = each.letter
        lines.append(
            OutcomeLine(
                each,
                letter.memo_number if letter else "",
                paper_address(door, each, DECISION, each.number) if letter else "",
                rules.cause(each.cause) if each.cause else "",
                remedy_lines(each, now, reasons=reasons, redacted=redacted, with_task=with_task),
            )
        )
    return lines


def desk_outcome(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    lines = outcome_lines(stage, now, door="desk_grievance_paper", with_task=True)
    if not lines:
        return None
    stages = [line.stage for line in lines]
    given = Recommendation.objects.filter(stage__in=stages).order_by("-stage__number", "pk")
    given = given.select_related("case__clock", "case__service").prefetch_related("case__clock__facts")
    advice = [(each, each.case, summarise_case(each.case, now) if each.case else None) for each in given]
    ratings = [one.rating for one in stages if hasattr(one, "rating")]
    ratings.sort(key=lambda rating: -rating.pk)
    return "grievances/handling/outcome.html", {"lines": lines, "advice": advice, "ratings": ratings}


def followed_outcome(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    lines = outcome_lines(stage, now, door="grievance_paper")
    if not lines:
        return None
    rating: DecisionRating | None = getattr(stage, "rating", None)
    context: dict[str, Any] = {
        "lines": lines,
        "rating": rating,
        "may_rate": rating is None and stage.grievance.state == DECIDED,
        "grievance": stage.grievance,
    }
    return "grievances/outcome.html", context


def responding_outcome(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer | None:
    lines = outcome_lines(stage, now, door="desk_complaint_paper", redacted=True)
    return ("grievances/outcome.html", {"lines": lines}) if lines else None


def register_outcome_parts() -> None:
    HANDLING.add(desk_outcome, order=60)
    FOLLOWING.add(followed_outcome, order=60)
    RESPONDING.add(responding_outcome, order=60)


register_private_subject(Grievance.SUBJECT)
register_charge(STAGE_CHARGE)
register_charge(INQUIRY_CHARGE)
TRACKING.add(parts.citizen_case_part, order=10)
CASE.add(parts.officer_case_part, order=10)
HELD.add(held_of_case_part, order=60)
MINE.add(parts.mobile_complaints_part)
ONCE.add(parts.one_use_offer_part)
PRESSED_ONCE |= {
    "file": offer_views.file_from_one_use_address,
    "change": offer_views.edit_from_one_use_address,
}
HELD_ABOVE["is_complained_of"] = parts.complaint_exists
HELD_ABOVE["is_offered"] = parts.offer_exists
FINDERS.append(find_grievance)
KEYED.append(find_any_grievance)
applicant_proof.FINDERS.append(readable_grievance)
PAGES["grievance"] = "grievance"
applicant_proof.THINGS["grievance"] = complaint_by_id
applicant_proof.PAGES_AFTER_PROOF |= {
    "complain": "grievance_about",
    "complaint": "grievance",
    "complaint_held": "grievance_held",
}
register_reader("case")(may_read_paper)
register_reader("grievance")(may_read_evidence)
register_reader("letter")(may_read_letter)
INCOMING.add(letter_part)
DIARY.add(diary_part)
AGENT.add(agent_part)
COUNTER.add(counter_part)
register_subject(GRIEVANCE_SUBJECT)
register_measure(COMPLAINTS_IN_TIME)
register_sections()
register_dossiers()
for book in (REGISTER, HEARING_REGISTER, DECISION_REGISTER):
    register_book(book, Shelf.RIGHTS)
DESK.add(parts.charter_desk_part)
ACCOUNT.add(public_account_part)
register_today("grievances", today_of_grievances, order=5, roles=TIER_ROLES)
register_today("stakeholder_meeting", today_of_meeting, order=55, roles=TIER_ROLES | {Post.OFFICER})
for counted in COUNTS:
    register_section_count(counted)
register_handling_acts()
register_handling_parts()
register_hearing_acts()
register_hearing_parts()
register_today(
    "complaints",
    today_of_handling,
    order=60,
    roles=WITH_TODAY,
    counts={"inquiries": open_inquiries},
)
register_outcome_parts()
KEPT_OUT[Grievance.SUBJECT] = is_kept_out
OWNERS["grievance"] = reactions.stage_owners
register_tallies("grievance", groups=("stage__number",))
TOPIC_WORDS.update(reactions.STAGE_WORDS)
SETS_OFF.append(reactions.expected_complaints)
