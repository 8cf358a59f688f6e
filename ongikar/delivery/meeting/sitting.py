"""The sitting: who is there, what was said, and what is decided. Nothing is decided without a quorum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ongikar.cases.actions.clock import keep_step
from ongikar.core.forms.faults import ActFault, require
from ongikar.delivery.meeting.rules import REPRESENTED, VALUES, Quorum, SeatTaken, compute_quorum
from ongikar.gatherings.transitions import OPENS_BEFORE
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.models import Contact
from ongikar.records.actions import carry_out
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.models.task import MOST_TITLE

from .agenda import agenda_of, open_tasks
from .committees import names_on, seats_on
from .decision_effects import apply_ruling, give_decision, validate_ruling, write_ruling
from .invitations import record_in_calendar
from .minutes import write_first_minutes
from .models import Attendance, Decision, Meeting, Membership, Ruling
from .transitions import ADJOURN, FINISH, OPEN, RECORD


@dataclass(frozen=True, slots=True)
class SeatEntry:
    value: str
    delegate: str = ""


@dataclass(frozen=True, slots=True)
class RulingEntry:
    ruling: str
    until: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """`item`: the key of the agenda item under which it was taken."""

    item: int
    words: str
    owner: Post | Contact
    due: date


@dataclass(frozen=True, slots=True)
class SittingSheet:
    """All that the page of a sitting says at one moment: it is written as a whole, or not at all."""

    attendance: Mapping[int, SeatEntry] = field(default_factory=dict)
    confirmation: str = ""
    corrections: str = ""
    rulings: Mapping[int, RulingEntry] = field(default_factory=dict)
    discussions: Mapping[int, str] = field(default_factory=dict)
    decisions: Sequence[DecisionEntry] = ()

    @property
    def decides(self) -> bool:
        """Whether it says anything that only a quorum may."""
        return bool(
            self.decisions
            or self.confirmation
            or any(entry.ruling != Ruling.GO_ON for entry in self.rulings.values())
        )


def day_of(meeting: Meeting) -> date:
    return meeting.starts_at.astimezone(TZ).date()


def is_time_to_open(meeting: Meeting, now: datetime) -> bool:
    """From half an hour before it begins, as people are let in."""
    return now >= meeting.starts_at - OPENS_BEFORE


def open_sitting(meeting: Meeting, *, actor: Reference, now: datetime) -> None:
    """It begins. Nobody is there until somebody says so."""
    with carry_out(meeting, meeting.act(OPEN), actor=actor, now=now):
        require(
            is_time_to_open(meeting, now),
            "",
            "সভার সময় এখনো হয়নি। আগে হলে সময় বদলান, তাতে সবাই জানবেন।",
            "The time of the meeting has not come. If it is held earlier, move it, so that all are told.",
        )


def quorum_of(meeting: Meeting, values: Mapping[int, str]) -> Quorum:
    """The quorum of the voting members of the day of the meeting, by who of them is there."""
    return quorum_at(meeting, seats_on(meeting.committee, day_of(meeting)), values)


def quorum_at(meeting: Meeting, seats: Sequence[Membership], values: Mapping[int, str]) -> Quorum:
    places = (SeatTaken(seat.is_voting, seat.is_chair, values.get(seat.pk, "")) for seat in seats)
    return compute_quorum(meeting.committee.quorum_rule, places)


def quorum_data(quorum: Quorum) -> dict[str, Any]:
    """The quorum as the meeting keeps it."""
    return {
        "voting": quorum.voting,
        "share": [quorum.share.numerator, quorum.share.denominator],
        "needed": quorum.needed,
        "is_least": quorum.is_least,
        "present": quorum.present,
        "represented": quorum.represented,
        "chair": quorum.chair_is_there,
        "needs_chair": quorum.needs_chair,
    }


def record_sitting(meeting: Meeting, sheet: SittingSheet, *, actor: Reference, now: datetime) -> Quorum:
    """Keep the sheet as it stands; it may be changed until the sitting ends.

    Raises ActFault where it decides something without a quorum.
    """
    with carry_out(meeting, meeting.act(RECORD), actor=actor, now=now):
        seats = seats_on(meeting.committee, day_of(meeting))
        # Of a seat of which this sheet says nothing an earlier one may have.
        known = {row.seat_id: row for row in meeting.attendance.all()}
        values = {key: entry.value for key, entry in (known | dict(sheet.attendance)).items()}
        quorum = quorum_at(meeting, seats, values)
        require(
            quorum.is_met or not sheet.decides,
            "quorum",
            "কোরাম হয়নি, তাই কোনো সিদ্ধান্ত লেখা যায় না। উপস্থিতি মিলিয়ে দেখুন, বা সভা মুলতবি করুন।",
            "There is no quorum, so no decision can be recorded. Check the attendance, or adjourn.",
        )
        write_attendance(meeting, seats, known, sheet.attendance)
        write_discussions(meeting, sheet.discussions)
        write_rulings(meeting, sheet.rulings, now)
        write_decisions(meeting, sheet.decisions, now)
        meeting.confirmation, meeting.corrections = sheet.confirmation, sheet.corrections.strip()
        require(
            meeting.corrections or meeting.confirmation != Meeting.CORRECTED,
            "corrections",
            "কী সংশোধন হলো, লিখুন।",
            "Write what was corrected.",
        )
    return quorum


def write_attendance(
    meeting: Meeting,
    seats: Sequence[Membership],
    stands: Mapping[int, Attendance],
    entries: Mapping[int, SeatEntry],
) -> None:
    known, names = {seat.pk: seat for seat in seats}, names_on(seats, day_of(meeting))
    for key, entry in entries.items():
        if key not in known or entry.value not in VALUES:
            raise ActFault("attendance", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
        delegate = entry.delegate.strip() if entry.value == REPRESENTED else ""
        row = stands.get(key)
        if row is None:
            Attendance.objects.create(
                meeting=meeting, seat=known[key], value=entry.value, name=names[key], delegate=delegate
            )
        elif (row.value, row.delegate) != (entry.value, delegate):
            row.value, row.delegate = entry.value, delegate
            row.save(update_fields=["value", "delegate"])


def write_discussions(meeting: Meeting, discussions: Mapping[int, str]) -> None:
    for item in meeting.items.all():
        said = discussions.get(item.pk, item.discussion).strip()
        if said != item.discussion:
            item.discussion = said
            item.save(update_fields=["discussion"])


def write_rulings(meeting: Meeting, entries: Mapping[int, RulingEntry], now: datetime) -> None:
    """What was said of each open decision. Of one that nobody spoke about nothing is written yet."""
    open_now = {task.pk: task for task in open_tasks(meeting.committee, now, before=meeting)}
    stands = {row.task_id: row for row in meeting.rulings.all()}
    for key, entry in entries.items():
        if key not in open_now:
            # Done or dropped while the page was open: there is nothing to rule on any more.
            continue
        validate_ruling(open_now[key], entry.ruling, entry.until, entry.words, now)
        row = stands.get(key) or Ruling(meeting=meeting, task=open_now[key])
        wanted = (entry.ruling, entry.until, entry.words.strip())
        if row.pk is None or (row.ruling, row.until, row.words) != wanted:
            row.ruling, row.until, row.words = wanted
            write_ruling(row, "ruling", "until", "words")


def write_decisions(meeting: Meeting, entries: Sequence[DecisionEntry], now: datetime) -> None:
    """The decisions in the order in which they stand; changed ones take the place of those written before."""
    items = {item.pk: item for item in meeting.items.all()}
    wanted = []
    for entry in entries:
        if entry.item not in items:
            raise ActFault("decisions", "আলোচ্য বিষয়টি আর নেই।", "The agenda item is no longer there.")
        validate_decision(meeting, entry, now)
        post = entry.owner if isinstance(entry.owner, Post) else None
        contact = entry.owner if isinstance(entry.owner, Contact) else None
        wanted.append((items[entry.item], entry.words.strip(), post, contact, entry.due))
    order = {key: place for place, key in enumerate(items)}
    wanted.sort(key=lambda row: order[row[0].pk])
    stands = [
        (row.item, row.words, row.owner_post, row.owner_contact, row.due)
        for row in meeting.decisions.select_related("item", "owner_post", "owner_contact")
    ]
    if wanted == stands:
        return
    meeting.decisions.all().delete()
    for serial, (item, words, post, contact, due) in enumerate(wanted, 1):
        Decision.objects.create(
            meeting=meeting,
            item=item,
            serial=serial,
            words=words,
            owner_post=post,
            owner_contact=contact,
            due=due,
        )


def validate_decision(meeting: Meeting, entry: DecisionEntry, now: datetime) -> None:
    if not entry.words.strip():
        raise ActFault("decisions", "কী করা হবে, লিখুন।", "Write what is to be done.")
    if len(entry.words.strip()) > MOST_TITLE:
        raise ActFault(
            "decisions",
            "সিদ্ধান্তটি ছোট করুন; বাকিটা আলোচনায় লিখুন।",
            "Shorten the decision; write the rest in the discussion.",
        )
    if entry.owner.office_id != meeting.office_id:
        raise ActFault("decisions", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    if entry.due < now.astimezone(TZ).date():
        raise ActFault(
            "decisions",
            "শেষ দিনটি পেরিয়ে গেছে। আজ বা পরের কোনো দিন দিন।",
            "The last day has passed. Name today or a later day.",
        )


@transaction.atomic
def finish_sitting(meeting: Meeting, sheet: SittingSheet, *, actor: Reference, now: datetime) -> None:
    """The sitting ends with what the sheet says: every decision becomes a task, every ruling takes effect,
    and the first version of the minutes is written.
    """
    quorum = record_sitting(meeting, sheet, actor=actor, now=now)
    with carry_out(meeting, meeting.act(FINISH), actor=actor, now=now) as act:
        require(
            quorum.is_met,
            "quorum",
            "কোরাম হয়নি, তাই সভা হয়েছে বলা যায় না। মুলতবি করুন।",
            "There is no quorum, so no meeting was held. Adjourn it.",
        )
        agenda = agenda_of(meeting, now)
        require_all_entered(meeting, agenda.last)
        rulings = {row.task_id: row for row in meeting.rulings.all()}
        for task in agenda.open:
            ruling = rulings.pop(task.pk, None) or Ruling(meeting=meeting, task=task)
            apply_ruling(ruling, task, actor=actor, now=now)
        # Ended while the sitting went on: nothing was left to say of it.
        meeting.rulings.filter(pk__in=[row.pk for row in rulings.values()]).delete()
        for decision in meeting.decisions.select_related("owner_post", "owner_contact", "item"):
            give_decision(meeting, decision, actor=actor, now=now)
        meeting.quorum, meeting.ended_at, meeting.confirms = quorum_data(quorum), now, agenda.last
        require_begun(meeting, now)
        act.facts = {"count": meeting.decisions.count()}
        write_first_minutes(meeting, actor=actor, now=now)
    record_in_calendar(meeting, actor=actor, now=now)
    keep_first_step(meeting, actor=actor, now=now)


def require_begun(meeting: Meeting, now: datetime) -> None:
    """Nobody is late, and nobody missing, before the hour that all were told."""
    if now <= meeting.starts_at:
        raise ActFault(
            "",
            "সভা শুরুর সময় এখনো হয়নি, তাই শেষ বা মুলতবি করা যায় না।",
            "The hour of the meeting has not come, so it cannot end or be adjourned yet.",
        )


def require_all_entered(meeting: Meeting, last: Meeting | None) -> None:
    """Who was there is known of every seat, and the last minutes were spoken about."""
    seats = {seat.pk for seat in seats_on(meeting.committee, day_of(meeting))}
    if missing := seats - set(meeting.attendance.values_list("seat_id", flat=True)):
        raise ActFault(
            "attendance",
            "সবার উপস্থিতি লেখা হয়নি: একজনও বাদ থাকলে সভা শেষ করা যায় না।"
            if len(missing) == 1
            else "সবার উপস্থিতি লেখা হয়নি। কে এসেছেন, কে আসেননি, প্রত্যেকের জন্য বেছে নিন।",
            "Not everybody’s attendance is entered. Choose for each whether they came.",
        )
    if last is not None and not meeting.confirmation:
        raise ActFault(
            "confirmation",
            "আগের সভার কার্যবিবরণী দৃঢ়ীকরণ হলো কি না, বেছে নিন।",
            "Choose whether the minutes of the last meeting were confirmed.",
        )


def keep_first_step(meeting: Meeting, *, actor: Reference, now: datetime) -> None:
    """Where the row of the charter promises the minutes by a limit of their own, the first step ends here."""
    case = meeting.case
    if case is None or not case.is_open or not case.clock.running.is_before_others:
        return
    keep_step(case, words="", actor=actor, now=now)


@transaction.atomic
def adjourn_sitting(
    meeting: Meeting, sheet: SittingSheet, *, reason: str = "", actor: Reference, now: datetime
) -> None:
    """It could not be held: too few came. The promise of its month goes on, and another meeting is called.

    Raises ActFault where the quorum is met, or something was decided all the same.
    """
    quorum = record_sitting(meeting, sheet, actor=actor, now=now)
    with carry_out(meeting, meeting.act(ADJOURN, reason.strip()), actor=actor, now=now):
        require(
            not quorum.is_met,
            "quorum",
            "কোরাম হয়েছে, তাই কোরামের অভাবে মুলতবি করা যায় না।",
            "There is a quorum, so it cannot be adjourned for want of one.",
        )
        require_begun(meeting, now)
        require_all_entered(meeting, None)
        meeting.quorum, meeting.ended_at = quorum_data(quorum), now
    record_in_calendar(meeting, actor=actor, now=now)
