"""Looking into a complaint: an inquiry officer is named under written terms, reports, or is called off; and
the tier takes the working days that its charter allows for it, once.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.clock import actions as clocks
from ongikar.grievances.handling.act_files import keep_papers
from ongikar.grievances.inquiry.letters import issue_inquiry_order
from ongikar.grievances.inquiry.wait_days import require_waiting_day
from ongikar.grievances.ladder.conflicts import inquiry_reasons
from ongikar.grievances.models import Inquiry, Stage
from ongikar.grievances.rights import may_decide, may_report_inquiry
from ongikar.grievances.transitions import GrievanceFault
from ongikar.offices.models import Post
from ongikar.papers.check import Clean
from ongikar.people.desk import HeldPosts
from ongikar.people.models import Contact
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.transitions import TransitionFault

from ..act_log import add_act, lock_grievance, record_act
from ..handling.screening import take_on
from .open_matters import open_inquiry

ORDERED = (
    "তদন্ত আগেই দেওয়া হয়েছে। অন্য কাউকে দিতে চাইলে আগে সেটি বন্ধ করুন।",
    "An inquiry is open already. To name somebody else, call that one off first.",
)
# By whom the papers of a report came.
INQUIRER = "inquirer"
PAPERS = "papers"


@transaction.atomic
def order_inquiry(
    *,
    stage: Stage,
    officer: Post | Contact,
    terms: str,
    due: date,
    submission: str,
    actor: HeldPosts,
    now: datetime,
    carried_by: str = "",
    reference: str = "",
) -> Inquiry:
    """Name who looks into it, what they shall find out, and by when. The same `submission` twice is one
    order. `carried_by`, `reference`: how the order reaches an officer outside who has no e-mail address.

    Raises GrievanceFault for an officer who may not look into it, a day that cannot be, or where an inquiry
    is open already.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if known := Inquiry.objects.filter(submission=submission).first():
        return known
    if open_inquiry(stage):
        raise GrievanceFault("", *ORDERED)
    post = officer if isinstance(officer, Post) else None
    contact = officer if isinstance(officer, Contact) else None
    day = now.astimezone(TZ).date()
    if reasons := inquiry_reasons(stage, post=post, contact=contact, day=day):
        raise GrievanceFault("officer", *[" ".join(reasons)] * 2)
    require_waiting_day(stage, due, field="due", now=now, within_clock=True)
    inquiry = Inquiry.objects.create(
        stage=stage, post=post, contact=contact, terms=terms, ordered_at=now, due=due, submission=submission
    )
    data = {"inquiry": inquiry.pk, "tier": stage.number}
    add_act(stage.grievance, "order_inquiry", actor=actor.actor, now=now, data=data)
    take_on(stage, now)
    record_act(
        "inquiry_ordered",
        stage.grievance,
        actor=actor.actor,
        now=now,
        tier=stage.number,
        day=due.isoformat(),
        of="inquiry",
        of_id=inquiry.pk,
    )
    if contact is not None:
        issue_inquiry_order(
            inquiry, contact, carried_by=carried_by, reference=reference, actor=actor.actor, now=now
        )
    return inquiry


@transaction.atomic
def report_inquiry(
    *, inquiry: Inquiry, report: str, papers: Sequence[Clean] = (), actor: HeldPosts, now: datetime
) -> None:
    """What was found, by the inquiry officer; or entered by whoever decides, where the report came on paper.

    Sent twice, it is one report. Raises PermissionDenied for anybody else, and TransitionFault where the
    inquiry was called off.
    """
    stage = inquiry.stage
    if not (may_report_inquiry(actor, inquiry) or may_decide(actor, stage)):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    inquiry.refresh_from_db()
    if inquiry.reported_at is not None and inquiry.report == report:
        return
    if not inquiry.is_open:
        raise TransitionFault("this inquiry has ended")
    kept = keep_papers(stage.grievance, "তদন্ত প্রতিবেদন", papers, brought_by=INQUIRER, now=now)
    data = {"inquiry": inquiry.pk, "tier": stage.number, PAPERS: [paper.pk for paper in kept]}
    add_act(stage.grievance, "report_inquiry", actor=actor.actor, now=now, data=data)
    inquiry.report, inquiry.reported_at, inquiry.ended_at = report, now, now
    inquiry.save(update_fields=["report", "reported_at", "ended_at"])
    record_act("inquiry_reported", stage.grievance, actor=actor.actor, now=now, tier=stage.number)


def enter_report(
    *, stage: Stage, report: str, papers: Sequence[Clean] = (), actor: HeldPosts, now: datetime
) -> None:
    """The report of the open inquiry, entered by whoever decides."""
    inquiry = open_inquiry(stage) or stage.inquiries.order_by("-id").first()
    if inquiry is None:
        raise TransitionFault("no inquiry was ordered")
    inquiry.stage = stage
    report_inquiry(inquiry=inquiry, report=report, papers=papers, actor=actor, now=now)


@transaction.atomic
def end_inquiry(*, stage: Stage, reason: str, actor: HeldPosts, now: datetime) -> None:
    """Call it off, with a reason. Raises TransitionFault where none is open."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    inquiry = open_inquiry(stage)
    if inquiry is None:
        raise TransitionFault("no inquiry is open")
    data = {"inquiry": inquiry.pk, "tier": stage.number}
    add_act(stage.grievance, "end_inquiry", actor=actor.actor, now=now, words=reason, data=data)
    inquiry.ended_at, inquiry.ended_reason = now, reason
    inquiry.save(update_fields=["ended_at", "ended_reason"])
    record_act(
        "inquiry_ended",
        stage.grievance,
        actor=actor.actor,
        now=now,
        tier=stage.number,
        of="inquiry",
        of_id=inquiry.pk,
    )


@transaction.atomic
def extend(*, stage: Stage, reason: str, actor: HeldPosts, now: datetime) -> None:
    """The working days that the charter allows for an inquiry, once and before the due moment.

    Raises LedgerFault where the clock takes no more, GrievanceFault where nothing is looked into.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if not Inquiry.objects.filter(stage=stage).exists():
        raise GrievanceFault(
            "",
            "বাড়তি সময় শুধু তদন্তের জন্য। আগে তদন্ত দিন।",
            "More time is for an inquiry alone. Order one first.",
        )
    days = stage.clock.running.undertaking.may_extend
    clocks.extend(stage.clock, working_days=days, reason=reason, now=now)
    data = {"working_days": days, "tier": stage.number}
    add_act(stage.grievance, "extend", actor=actor.actor, now=now, words=reason, data=data)
    record_act("extended", stage.grievance, actor=actor.actor, now=now, tier=stage.number, working_days=days)
