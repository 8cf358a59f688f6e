"""The acts of a class: opened with its invitation, its materials, tour and honorarium, and the host's word.
Each is one transaction, and sent twice it is done once.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Manager

from ongikar.cases.models import Case
from ongikar.delivery.lecture.models import Honorarium, HostFeedback, Lecture, Material, TourEntry
from ongikar.journal.actions import ANYONE, WORKER, Reference, record
from ongikar.offices.serials import next_number
from ongikar.papers.actions import keep_paper, remove_files
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.people.models import GONE
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ

from .words import LectureFault

MOST_TITLE = 200


@transaction.atomic
def open_lecture(case: Case, *, now: datetime) -> Lecture:
    """The rows of a case about a class: with its receipt, or adopted later."""
    known = Lecture.objects.filter(case=case).first()
    if known:
        return known
    year, answers = fiscal_year(now.astimezone(TZ).date()), case.answers
    topic = next(iter(str(answers.get("topic") or case.row.short).splitlines()), "")
    lecture = Lecture.objects.create(
        office=case.office,
        case=case,
        fiscal_year=year,
        book_serial=next_number(case.office, "lectures", year),
        programme=str(answers.get("programme") or "")[:MOST_TITLE],
        topic=topic[:MOST_TITLE],
        venue=str(answers.get("place") or "")[:MOST_TITLE],
        made_at=now,
    )
    note("opened", lecture, WORKER, now)
    return lecture


@transaction.atomic
def add_material(
    lecture: Lecture, *, title: str, content: Clean, submission: str, actor: Reference, now: datetime
) -> Material:
    lock(lecture)
    known = Material.objects.filter(submission=submission).first()
    if known:
        return known
    paper = keep_paper(
        office=lecture.office,
        subject=lecture.reference,
        title=title,
        content=content,
        now=now,
        brought_by="office",
    )
    made = Material.objects.create(
        lecture=lecture, title=title, paper=paper, at=now, by_id=actor[1], submission=submission
    )
    note("material_added", lecture, actor, now)
    return made


@transaction.atomic
def enter_tour(
    lecture: Lecture,
    *,
    traveller: str,
    left_at: datetime,
    back_at: datetime,
    to_place: str,
    transport: str,
    kilometres: int | None,
    reason: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> TourEntry:
    """A line of the tour book. Where one stands already it is struck through, and `reason` says why."""
    lock(lecture)
    known = TourEntry.objects.filter(submission=submission).first()
    if known:
        return known
    if back_at <= left_at:
        raise LectureFault("back", "ফেরার সময় যাওয়ার পরে দিন।", "The return must come after the departure.")
    if back_at > now:
        raise LectureFault("back", "ফেরার সময় এখনো আসেনি।", "The return has not come yet.")
    strike_standing(lecture.tours, reason, now)
    year = fiscal_year(left_at.astimezone(TZ).date())
    made = TourEntry.objects.create(
        office=lecture.office,
        lecture=lecture,
        fiscal_year=year,
        book_serial=next_number(lecture.office, "tours", year),
        traveller=traveller,
        left_at=left_at,
        back_at=back_at,
        to_place=to_place,
        transport=transport,
        kilometres=kilometres,
        at=now,
        by_id=actor[1],
        submission=submission,
    )
    note("tour_entered", lecture, actor, now)
    return made


@transaction.atomic
def enter_honorarium(
    lecture: Lecture,
    *,
    amount: int,
    deducted: int = 0,
    paid_on: date | None = None,
    voucher: str = "",
    reason: str = "",
    submission: str,
    actor: Reference,
    now: datetime,
) -> Honorarium:
    """What was paid for the class; 0 says that nothing was. Another sum strikes the one before through."""
    lock(lecture)
    known = Honorarium.objects.filter(submission=submission).first()
    if known:
        return known
    if deducted > amount:
        raise LectureFault("deducted", "কর্তন সম্মানীর চেয়ে বেশি।", "More is deducted than was paid.")
    if amount and paid_on is None:
        raise LectureFault("paid_on", "কোন দিন পেয়েছেন, লিখুন।", "Write the day it was paid.")
    if paid_on and paid_on > now.astimezone(TZ).date():
        raise LectureFault("paid_on", "দিনটি এখনো আসেনি।", "This day has not come yet.")
    strike_standing(lecture.honoraria, reason, now)
    made = Honorarium.objects.create(
        lecture=lecture,
        amount=amount,
        deducted=deducted,
        paid_on=paid_on if amount else None,
        voucher=voucher if amount else "",
        at=now,
        by_id=actor[1],
        submission=submission,
    )
    note("honorarium_entered", lecture, actor, now)
    return made


@transaction.atomic
def give_feedback(
    lecture: Lecture,
    *,
    clear: int,
    useful: int,
    again: bool,
    words: str,
    via: str,
    now: datetime,
    actor: Reference = ANYONE,
) -> HostFeedback:
    """The host says how it was, once, after the class was given."""
    lock(lecture)
    state = Case.objects.values_list("state", flat=True).get(pk=lecture.case_id)
    if state != case_transitions.KEPT:
        raise LectureFault("", "ক্লাসটি এখনো নেওয়া হয়নি।", "The class was not given yet.")
    known = HostFeedback.objects.filter(lecture=lecture).first()
    if known:
        return known
    made = HostFeedback.objects.create(
        lecture=lecture,
        clear=clear,
        useful=useful,
        again=again,
        words=words,
        via=via,
        at=now,
        by_type=actor[0],
        by_id=actor[1],
    )
    note("acknowledged", lecture, actor, now)
    return made


def strike_standing(rows: "Manager[Any]", reason: str, now: datetime) -> None:
    """Strike through the row that stands, if one does."""
    standing = rows.filter(struck_at__isnull=True).first()
    if standing is None:
        return
    if not reason.strip():
        raise LectureFault(
            "reason", "আগের লেখাটি কেন বাতিল, লিখুন।", "Write why what stands there is struck through."
        )
    standing.struck_at, standing.struck_reason = now, reason.strip()
    standing.save(update_fields=["struck_at", "struck_reason"])


def lock(lecture: Lecture) -> None:
    """Two at once act in turn."""
    Lecture.objects.select_for_update().get(pk=lecture.pk)


def note(verb: str, lecture: Lecture, actor: Reference, now: datetime) -> None:
    record(
        f"lecture.{verb}",
        subject=lecture.reference,
        actor=actor,
        office_id=lecture.office_id,
        now=now,
    )


@transaction.atomic
def forget_host(case: Case) -> None:
    """Empty what the tables of a class keep of persons; days and sums stay. Done twice it is done once."""
    for lecture in Lecture.objects.filter(case=case):
        HostFeedback.objects.filter(lecture=lecture).exclude(words="").update(words="")
        TourEntry.objects.filter(lecture=lecture).exclude(traveller=GONE).update(traveller=GONE)
        Honorarium.objects.filter(lecture=lecture).exclude(voucher="").update(voucher="")
        papers = Paper.objects.filter(subject_type=Lecture.SUBJECT, subject_id=lecture.pk)
        remove_files(papers.exclude(file=""))
