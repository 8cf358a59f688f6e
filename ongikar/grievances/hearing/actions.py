"""Hearing both sides: the day is named, put off or called off, and what was said is written down.

A hearing is a gathering, so that it has a place, a day that moves, and marks of who came. Its rosters name
the two sides and nobody: who complains stands on the page of the complaint alone, and each side is told by
the messages of the complaint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.core.i18n.say import override_language, say
from ongikar.gatherings import actions as gatherings
from ongikar.gatherings.models import Gathering, Mark
from ongikar.gatherings.transitions import COMING, GatheringFault
from ongikar.gatherings.words import time_words
from ongikar.grievances.hearing.days import LENGTH, require_apart, require_hearing_day
from ongikar.grievances.models import Hearing, HearingParty, Stage
from ongikar.grievances.rights import may_decide
from ongikar.grievances.transitions import GrievanceFault
from ongikar.journal.actions import Reference
from ongikar.people.post_holders import PostHolder

from ..act_log import add_act, enter_hearing, lock_grievance, record_act

MARKS = {
    HearingParty.CAME: Mark.PRESENT,
    HearingParty.REPRESENTED: Mark.PRESENT,
    HearingParty.ABSENT: Mark.ABSENT,
}
CALLED = (
    "শুনানি আগেই ডাকা হয়েছে। অন্য দিন চাইলে “আরেক দিন দিন” চাপুন।",
    "A hearing has been called already. For another day press “Put off”.",
)
NONE_COMING = ("কোনো শুনানি ডাকা নেই। আবার দেখুন।", "No hearing is called. Look again.")


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Who came for one side: itself, somebody in its stead, or nobody; and what was said there for it."""

    attended: str
    representative: str = ""
    said: str = ""


def coming_hearing(stage: Stage) -> Hearing | None:
    rows = Hearing.objects.filter(stage=stage, recorded_at=None, ended_at=None)
    return rows.select_related("gathering__roster", "apart__roster").first()


def require_no_coming_hearing(stage: Stage) -> None:
    """Nothing is decided over the head of whoever was called to be heard."""
    if (hearing := coming_hearing(stage)) is None:
        return
    bn, en = (time_words(hearing.gathering.starts_at, tongue) for tongue in ("bn", "en"))
    raise GrievanceFault(
        "",
        f"শুনানি ডাকা আছে ({bn})। আগে শুনে লিখে রাখুন, বা শুনানি বাতিল করুন।",
        f"A hearing is called ({en}). First hold it and write it down, or call it off.",
    )


def require_coming(stage: Stage) -> Hearing:
    """The hearing that is called, held until the transaction ends."""
    lock_grievance(stage.grievance)
    hearing = coming_hearing(stage)
    if hearing is None:
        raise GrievanceFault("", *NONE_COMING)
    hearing.stage = stage
    return hearing


@transaction.atomic
def call_hearing(
    *,
    stage: Stage,
    starts_at: datetime,
    place: str,
    manner: str = Hearing.TOGETHER,
    apart_at: datetime | None = None,
    actor: PostHolder,
    now: datetime,
) -> Hearing:
    """Call both sides. Pressed twice, it is called once.

    `apart_at`: when the complainant is heard alone. Raises GrievanceFault for a day on which nobody can be
    heard, and where a hidden name would meet the other side; PermissionDenied for whoever does not decide.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    lock_grievance(stage.grievance)
    if known := coming_hearing(stage):
        if known.gathering.starts_at == starts_at:
            return known
        raise GrievanceFault("", *CALLED)
    require_hearing_day(stage, starts_at, now=now, is_first=True)
    if manner == Hearing.APART:
        require_apart(stage, starts_at, apart_at, now=now, is_first=True)
    require_manner(stage, manner)
    by = actor.actor
    sides = [Stage.RESPONDENT] if manner == Hearing.APART else [Stage.RESPONDENT, Stage.COMPLAINANT]
    hearing = Hearing.objects.create(
        stage=stage,
        gathering=plan_for(stage, sides, starts_at, place, by, now),
        manner=manner,
        apart=plan_for(stage, [Stage.COMPLAINANT], apart_at, place, by, now)
        if apart_at and len(sides) == 1
        else None,
        called_at=now,
    )
    enter_hearing(hearing, now=now)
    data = {"tier": stage.number, "day": starts_at.isoformat()}
    add_act(stage.grievance, "call_hearing", actor=actor.actor, now=now, data=data)
    if stage.accepted_at is None:
        stage.accepted_at = now
        stage.save(update_fields=["accepted_at"])
    day = starts_at.isoformat()
    record_act("hearing_called", stage.grievance, actor=by, now=now, tier=stage.number, day=day)
    return hearing


def require_manner(stage: Stage, manner: str) -> None:
    if manner not in Hearing.MANNERS:
        raise GrievanceFault("manner", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    if manner == Hearing.TOGETHER and not stage.grievance.is_open_identity:
        raise GrievanceFault(
            "manner",
            "অভিযোগকারী নাম প্রকাশ করেননি। তাঁকে আলাদা শুনুন, বা প্রতিনিধি পাঠাতে বলুন।",
            "The complainant’s name is not disclosed. Hear them apart, or by somebody in their stead.",
        )


def plan_for(
    stage: Stage, sides: list[str], starts_at: datetime, place: str, actor: Reference, now: datetime
) -> Gathering:
    """A gathering for these sides, to which they are called. No name stands on its roster."""
    grievance = stage.grievance
    with override_language("bn"):
        title = say("শুনানি: {number}", "Hearing: {number}", number=grievance.number)
        names = {
            Stage.COMPLAINANT: say("অভিযোগকারী", "Complainant"),
            Stage.RESPONDENT: grievance.respondent.title,
        }
    try:
        roster = gatherings.open_roster(
            office=grievance.office, subject=grievance.reference, title=title, actor=actor, now=now
        )
        for side in sides:
            gatherings.add_member(roster, post=names[side], organisation=side, actor=actor, now=now)
        planned = gatherings.plan_gathering(
            office=grievance.office,
            sort=Gathering.HEARING,
            title=title,
            place=place,
            starts_at=starts_at,
            ends_at=starts_at + LENGTH,
            roster=roster,
            subject=grievance.reference,
            actor=actor,
            now=now,
        )
        gatherings.invite(planned, actor=actor, now=now)
    except GatheringFault as fault:
        raise as_grievance_fault(fault) from fault
    return planned


def as_grievance_fault(fault: GatheringFault) -> GrievanceFault:
    fields = {"starts_at": "day", "ends_at": "day", "words": "reason"}
    return GrievanceFault(fields.get(fault.field, fault.field), fault.bn, fault.en)


@transaction.atomic
def put_off_hearing(
    *,
    stage: Stage,
    starts_at: datetime,
    reason: str,
    place: str = "",
    apart_at: datetime | None = None,
    actor: PostHolder,
    now: datetime,
) -> Hearing:
    """Another day, and why: both sides are told anew. Pressed twice, it is put off once."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    hearing = require_coming(stage)
    if hearing.gathering.starts_at == starts_at and not has_moved_apart(hearing, apart_at):
        if hearing.gathering.replaces_id:
            return hearing
        raise GrievanceFault("day", "দিন ও সময় আগের মতোই আছে।", "The day and time are what they were.")
    require_hearing_day(stage, starts_at, now=now)
    if hearing.apart:
        require_apart(stage, starts_at, apart_at, now=now)
    move_hearing(hearing, starts_at, apart_at, place=place, reason=reason, actor=actor.actor, now=now)
    return hearing


def has_moved_apart(hearing: Hearing, apart_at: datetime | None) -> bool:
    return bool(hearing.apart and apart_at and hearing.apart.starts_at != apart_at)


def move_hearing(
    hearing: Hearing,
    starts_at: datetime,
    apart_at: datetime | None,
    *,
    place: str = "",
    reason: str,
    actor: Reference,
    now: datetime,
) -> None:
    """The same hearing at another time, in the caller's transaction."""
    stage = hearing.stage
    hearing.gathering = move_sitting(hearing.gathering, starts_at, place, reason, actor, now)
    if hearing.apart and apart_at:
        hearing.apart = move_sitting(hearing.apart, apart_at, place, reason, actor, now)
    hearing.save(update_fields=["gathering", "apart"])
    tier, day = stage.number, starts_at.isoformat()
    data = {"tier": tier, "day": day}
    add_act(stage.grievance, "put_off_hearing", actor=actor, now=now, words=reason, data=data)
    record_act("hearing_put_off", stage.grievance, actor=actor, now=now, tier=tier, day=day)


def move_sitting(
    gathering: Gathering, starts_at: datetime, place: str, reason: str, actor: Reference, now: datetime
) -> Gathering:
    if gathering.starts_at == starts_at and place in ("", gathering.venue):
        return gathering
    try:
        return gatherings.move_gathering(
            gathering,
            starts_at=starts_at,
            ends_at=starts_at + LENGTH,
            place=place or None,
            reason=reason,
            actor=actor,
            now=now,
        )
    except GatheringFault as fault:
        raise as_grievance_fault(fault) from fault


@transaction.atomic
def call_off_hearing(*, stage: Stage, reason: str, actor: PostHolder, now: datetime) -> None:
    """It is not held at all, and why. The decision then rests on what is written."""
    if not may_decide(actor, stage):
        raise PermissionDenied
    hearing = require_coming(stage)
    data = {"tier": stage.number}
    add_act(stage.grievance, "call_off_hearing", actor=actor.actor, now=now, words=reason, data=data)
    end_hearing(hearing, reason=reason, actor=actor.actor, now=now)


def end_hearing(hearing: Hearing, *, reason: str, actor: Reference, now: datetime) -> None:
    """In the caller's transaction: it will not be held, and nobody need come."""
    for gathering in hearing.gatherings:
        if gathering.state in COMING:
            gatherings.cancel_gathering(gathering, reason=reason, actor=actor, now=now)
    hearing.ended_at, hearing.ended_reason = now, reason
    hearing.save(update_fields=["ended_at", "ended_reason"])
    stage = hearing.stage
    record_act("hearing_called_off", stage.grievance, actor=actor, now=now, tier=stage.number)


@transaction.atomic
def record_hearing(
    *,
    stage: Stage,
    parties: Mapping[str, PartyEntry],
    said_by_others: str = "",
    record_apart: str = "",
    actor: PostHolder,
    now: datetime,
) -> Hearing:
    """Who came, and who said what. Whoever stayed away was told of the day, so it goes on without them.

    Raises GrievanceFault before everybody's time has come, where a side is left out, and where nothing is
    written of what a side that was there has said.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    hearing = require_coming(stage)
    if now < hearing.last_begins_at:
        raise GrievanceFault(
            "", "শুনানির সময় এখনো হয়নি। আগে লেখা যায় না।", "The hearing has not begun. It is recorded afterwards."
        )
    for side in (Stage.COMPLAINANT, Stage.RESPONDENT):
        entry = require_party(side, parties.get(side), has_said_apart=bool(record_apart.strip()))
        write_party(hearing, side, entry, now)
    for gathering in hearing.gatherings:
        mark_gathering(gathering, parties, actor=actor.actor, now=now)
    hearing.said_by_others, hearing.record_apart = said_by_others.strip(), record_apart.strip()
    hearing.recorded_at, hearing.recorded_by = now, actor.user
    hearing.save(update_fields=["said_by_others", "record_apart", "recorded_at", "recorded_by"])
    data = {"tier": stage.number, "hearing": hearing.pk}
    add_act(stage.grievance, "record_hearing", actor=actor.actor, now=now, data=data)
    record_act("hearing_recorded", stage.grievance, actor=actor.actor, now=now, tier=stage.number)
    return hearing


def require_party(side: str, entry: PartyEntry | None, *, has_said_apart: bool) -> PartyEntry:
    """What is written of one side, when it is whole. `has_said_apart`: whether the complainant, heard alone,
    has said something that the other side does not read; then nothing else need be theirs.
    """
    if entry is None or entry.attended not in HearingParty.ATTENDED:
        raise GrievanceFault(side, "কে এসেছিলেন, বেছে নিন।", "Choose who came.")
    if entry.attended == HearingParty.REPRESENTED and not entry.representative.strip():
        raise GrievanceFault(f"{side}_by", "প্রতিনিধির নাম ও পরিচয় লিখুন।", "Write who came in their stead.")
    if entry.attended == HearingParty.ABSENT and entry.said.strip():
        raise GrievanceFault(
            f"{side}_said",
            "এই পক্ষ আসেননি, তাই তাঁদের কথা লেখা যায় না। এ ঘর খালি রাখুন, বা কে এসেছিলেন ঠিক করুন।",
            "This side did not come, so nothing was said. Leave this empty, or change who came.",
        )
    is_told_apart = has_said_apart and side == Stage.COMPLAINANT
    if entry.attended != HearingParty.ABSENT and not entry.said.strip() and not is_told_apart:
        raise GrievanceFault(
            f"{side}_said",
            "কী বলেছেন, লিখুন। কিছু না বললে তা-ই লিখুন।",
            "Write what was said. If nothing was said, write that.",
        )
    return entry


def write_party(hearing: Hearing, side: str, entry: PartyEntry, now: datetime) -> None:
    is_represented = entry.attended == HearingParty.REPRESENTED
    HearingParty.objects.create(
        hearing=hearing,
        side=side,
        attended=entry.attended,
        representative=entry.representative.strip()[:200] if is_represented else "",
        said=entry.said.strip(),
        at=now,
    )


def mark_gathering(
    gathering: Gathering, parties: Mapping[str, PartyEntry], *, actor: Reference, now: datetime
) -> None:
    """Who came stands at the gathering too; how long it took is not asked."""
    minutes = int((now - gathering.starts_at).total_seconds() // 60)
    try:
        for member in gathering.roster.members.all():
            gatherings.mark_attendance(
                gathering,
                member,
                value=MARKS[parties[member.organisation].attended],
                via=Mark.LIST,
                nonce=f"hearing-{gathering.pk}-{member.pk}",
                actor=actor,
                now=now,
            )
        held = min(max(minutes, 1), int(LENGTH / timedelta(minutes=1)))
        gatherings.record_gathering(gathering, rest=Mark.ABSENT, held_minutes=held, actor=actor, now=now)
    except GatheringFault as fault:
        raise as_grievance_fault(fault) from fault
