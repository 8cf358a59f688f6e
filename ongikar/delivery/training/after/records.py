"""Hours of training of the office's own staff, and lines of the lab use book: what is entered of them, by the
office or of itself, and how the year of each of the staff stands.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from ongikar.cases.models import Case
from ongikar.delivery.training.models import Batch, LabUse, TrainingHours
from ongikar.delivery.training.models.office_books import MINUTES_AN_HOUR
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, GatheringAct, Mark
from ongikar.journal.actions import WORKER, Reference
from ongikar.journal.models import OutboxEntry
from ongikar.offices.models import Office, Place
from ongikar.records.actions import ENTERED, STRUCK, open_once, strike

# Hours a year that each of the staff is owed (public training policy of 2003).
OWED_HOURS = 60
MOST_REASON = 300


@dataclass(frozen=True, slots=True)
class PersonsHours:
    """What one person was trained in a fiscal year, held against the hours owed."""

    name: str
    minutes: int

    @property
    def hours(self) -> int:
        """Whole hours, rounded down."""
        return self.minutes // MINUTES_AN_HOUR

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


def enter_hours(
    *, office: Office, hours: int, submission: str, actor: Reference, now: datetime, **columns: Any
) -> TrainingHours:
    """So many hours of one person, in the fiscal year in which they ended. The same `submission` twice is one
    line. Raises ActFault.
    """
    row = TrainingHours(office=office, minutes=hours * MINUTES_AN_HOUR, submission=submission[:80], **columns)
    return open_once(row, ENTERED, actor=actor, now=now)


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
            name=name[:200],
            post_words=(post.rpartition(",")[0].strip() or post.strip())[:200],
            hours=int(outcome["hours"]),
            title=str(outcome.get("course") or answers.get("topic") or "")[:200],
            first_on=date.fromisoformat(outcome["from_day"]),
            last_on=date.fromisoformat(outcome["to_day"]),
            order_number=str(answers["order_number"])[:80],
            submission=f"order-{case.pk}-{place}",
            actor=WORKER,
            now=now,
        )
    return len(lines)


def enter_lab_use(
    *, place: Place, submission: str, actor: Reference, now: datetime, **columns: Any
) -> LabUse:
    """One line of the book of a lab. The same `submission` twice is one line. Raises ActFault."""
    row = LabUse(office=place.office, place=place, submission=submission[:80], **columns)
    return open_once(row, ENTERED, actor=actor, now=now)


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
    strike(use, STRUCK, reason=act.words[:MOST_REASON], actor=act.by, now=now)
