"""Hours of training of the office's own staff, and lines of the lab use book: entered once, struck through
where they are wrong, never edited.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum

from ongikar.cases.models import Case
from ongikar.core.db.violations import violates
from ongikar.delivery.training.act_log import TrainingFault
from ongikar.delivery.training.models import Batch, LabUse, SchoolCourse, TrainingHours
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, GatheringAct, Mark
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Office, Place
from ongikar.offices.serials import next_number
from ongikar.people.models import User
from ongikar.rules.bangla.text import fiscal_year, nfc
from ongikar.rules.calendar.office_calendar import TZ

# Hours a year that each of the staff is owed (public training policy of 2003).
OWED_HOURS = 60
MOST_HOURS_A_DAY = 12
MOST_NAME, MOST_REASON = 200, 300


@dataclass(frozen=True, slots=True)
class PersonsHours:
    """What one person was trained in a fiscal year, held against the hours owed."""

    name: str
    minutes: int

    @property
    def hours(self) -> int:
        """Whole hours, rounded down."""
        return self.minutes // 60

    @property
    def remaining(self) -> int:
        return max(OWED_HOURS - self.hours, 0)

    @property
    def is_reached(self) -> bool:
        return self.hours >= OWED_HOURS


def hours_of_year(office: Office, year: int) -> list[PersonsHours]:
    """Each of the staff with the year's sum, the fewest first; what was struck counts nothing."""
    rows = TrainingHours.objects.filter(office=office, fiscal_year=year, struck_at=None)
    sums = rows.values("name").annotate(minutes=Sum("minutes")).order_by("minutes", "name")
    return [PersonsHours(each["name"], each["minutes"]) for each in sums]


@transaction.atomic
def enter_hours(
    *,
    office: Office,
    name: str,
    hours: int,
    title: str,
    first_on: date,
    last_on: date,
    submission: str,
    actor: Reference,
    now: datetime,
    post_words: str = "",
    held_by: str = "",
    order_number: str = "",
    user: User | None = None,
    batch: Batch | None = None,
) -> TrainingHours:
    """So many hours of one person, in the fiscal year in which they ended. The same `submission` twice is one
    line. Raises TrainingFault.
    """
    name = " ".join(nfc(name).split())[:MOST_NAME]
    if not name:
        raise TrainingFault("name", "নাম লিখুন।", "Write the name.")
    if last_on < first_on:
        raise TrainingFault("last_on", "শেষের দিনটি শুরুর আগে।", "It ends before it begins.")
    if last_on > now.astimezone(TZ).date():
        raise TrainingFault("last_on", "প্রশিক্ষণটি এখনো শেষ হয়নি।", "The training is not over yet.")
    if not 0 < hours <= ((last_on - first_on).days + 1) * MOST_HOURS_A_DAY:
        raise TrainingFault("hours", "এই কয় দিনে এত ঘণ্টা হয় না।", "These days do not have so many hours.")
    try:
        with transaction.atomic():
            made = TrainingHours.objects.create(
                office=office,
                user=user,
                name=name,
                post_words=post_words[:MOST_NAME],
                fiscal_year=fiscal_year(last_on),
                minutes=60 * hours,
                batch=batch,
                title=title[:MOST_NAME],
                held_by=held_by[:MOST_NAME],
                first_on=first_on,
                last_on=last_on,
                order_number=order_number[:80],
                entered_at=now,
                submission=submission[:80],
            )
    except IntegrityError as fault:
        if not violates(fault, TrainingHours, "submission"):
            raise
        return TrainingHours.objects.get(submission=submission[:80])
    record("training_hours.entered", subject=made.reference, actor=actor, office_id=office.pk, now=now)
    return made


def hours_of_order(case: Case, *, now: datetime) -> int:
    """An office order that was carried out: the hours of everybody it names, a line each. Done twice it is
    done once.
    """
    outcome, answers = case.outcome, case.answers
    if not (answers.get("order_number") and outcome.get("hours") and outcome.get("to_day")):
        return 0
    lines = [line for line in str(answers.get("names") or "").splitlines() if line.strip()]
    for place, line in enumerate(lines):
        name, _, post = line.partition(",")
        enter_hours(
            office=case.office,
            name=name,
            post_words=post.rpartition(",")[0].strip() or post.strip(),
            hours=int(outcome["hours"]),
            title=str(outcome.get("course") or answers.get("topic") or ""),
            first_on=date.fromisoformat(outcome["from_day"]),
            last_on=date.fromisoformat(outcome["to_day"]),
            order_number=str(answers["order_number"]),
            submission=f"order-{case.pk}-{place}",
            actor=WORKER,
            now=now,
        )
    return len(lines)


@transaction.atomic
def enter_lab_use(
    *,
    place: Place,
    starts_at: datetime,
    ends_at: datetime,
    what: str,
    students: int,
    submission: str,
    actor: Reference,
    now: datetime,
    school_class: str = "",
    girls: int | None = None,
    computers_working: int | None = None,
    teacher: str = "",
    materials: str = "",
    gathering: Gathering | None = None,
    course: SchoolCourse | None = None,
) -> LabUse:
    """One line of the book of a lab. The same `submission` twice is one line. Raises TrainingFault."""
    if ends_at <= starts_at:
        raise TrainingFault("until", "শেষের সময় শুরুর পরে দিন।", "The end must come after the beginning.")
    if ends_at > now and gathering is None:
        raise TrainingFault("until", "সময়টি এখনো আসেনি।", "This time has not come yet.")
    if girls is not None and girls > students:
        raise TrainingFault("girls", "মোট শিক্ষার্থীর চেয়ে ছাত্রী বেশি।", "More girls than students.")
    known = LabUse.objects.filter(submission=submission[:80]).first()
    if known:
        return known
    year = fiscal_year(starts_at.astimezone(TZ).date())
    try:
        # The number is drawn within: where the same line comes at the same moment, it goes back.
        with transaction.atomic():
            made = LabUse.objects.create(
                office=place.office,
                place=place,
                fiscal_year=year,
                book_serial=next_number(place.office, "lab_use", year),
                starts_at=starts_at,
                ends_at=ends_at,
                what=what[:200],
                school_class=school_class[:60],
                students=students,
                girls=girls,
                computers_working=computers_working,
                teacher=teacher[:200],
                materials=materials[:300],
                gathering=gathering,
                course=course,
                entered_at=now,
                by_id=actor[1],
                submission=submission[:80],
            )
    except IntegrityError as fault:
        if not violates(fault, LabUse, "submission"):
            raise
        return LabUse.objects.get(submission=submission[:80])
    record("lab_use.entered", subject=made.reference, actor=actor, office_id=place.office_id, now=now)
    return made


def enter_class_in_lab(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Called after every gathering that was recorded: a class of a batch in a lab writes its line in the
    lab's book.
    """
    gathering = Gathering.objects.select_related("place__office").get(pk=outbox_entry.entry.subject_id)
    place = gathering.place
    if gathering.subject_type != Batch.SUBJECT or place is None or place.kind != Place.LAB:
        return
    there = Mark.objects.that_say_who_was_there().filter(gathering=gathering).count()
    enter_lab_use(
        place=place,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        what=gathering.title,
        students=there,
        gathering=gathering,
        submission=f"gathering-{gathering.pk}",
        actor=WORKER,
        now=now,
    )


def strike_class_in_lab(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """Called after a class was struck: the line that it had written in the lab's book is struck with it, by
    whoever struck the class and with their reason.
    """
    entry = outbox_entry.entry
    use = LabUse.objects.filter(gathering=entry.subject_id, struck_at=None).first()
    if use is None:
        return
    act = GatheringAct.objects.filter(gathering=entry.subject_id, name=transitions.STRIKE).latest("id")
    strike(use, reason=act.words[:MOST_REASON], actor=act.by, now=now)


@transaction.atomic
def strike(row: TrainingHours | LabUse, *, reason: str, actor: Reference, now: datetime) -> None:
    """It stays readable, struck through, and counts no more. Pressed twice it is done once."""
    fresh: Any = type(row).objects.select_for_update().get(pk=row.pk)
    if fresh.struck_at:
        return
    if not (reason := reason.strip()):
        raise TrainingFault("reason", "কেন বাতিল, লিখুন।", "Write why it is struck.")
    fresh.struck_at, fresh.struck_reason = now, reason
    fresh.save(update_fields=["struck_at", "struck_reason"])
    record(f"{row.SUBJECT}.struck", subject=row.reference, actor=actor, office_id=row.office_id, now=now)
