"""A request received on paper and entered later: the promise counts from the moment on the paper, and both
moments are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Unpack

from django.db import transaction
from django.urls import reverse

from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import Office
from ongikar.offices.serials import draw_check, next_number
from ongikar.rules.bangla.text import digits
from ongikar.rules.numbers import MOST_SERIAL, slip_number

from .citizen.track.tracking import FINDERS, TrackedSubject
from .models import Act, Case, Slip, SlipRange

# What is older cannot be told from a slip of the pen; what is older than some days is explained.
MOST_DAYS, DAYS_UNEXPLAINED = 30, 7
# As many as stand on 20 sheets.
LEAST_SLIPS, MOST_SLIPS = 4, 80


class SlipFault(ValueError):
    """A slip that cannot be used, with the reason in both languages."""

    def __init__(self, bn: str, en: str) -> None:
        self.bn, self.en = bn, en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class PaperIntake:
    """When it was received, on which slip, and why it is entered so late."""

    received: datetime
    slip: "Slip"
    reason: str = ""

    def moments(self, now: datetime) -> dict[str, str]:
        """As the act and the journal tell it: the moment on paper and the moment of entering."""
        return {"received_at": self.received.isoformat(), "entered_at": now.isoformat()}


class PaperIntakeWords(NamedTuple):
    """The same of a case that stands: for its pages and papers."""

    slip: str
    received: datetime
    entered: datetime
    reason: str


def paper_intake_of_case(case: Case) -> PaperIntakeWords | None:
    """None for a case that was entered as it came."""
    return None if case.entered_at is None else paper_intake_of_act(next(iter(case.acts_in_order)))


def paper_intake_of_act(act: Act) -> PaperIntakeWords | None:
    """What the act of receipt tells of the paper."""
    if "slip" not in act.data:
        return None
    received, entered = (datetime.fromisoformat(act.data[name]) for name in ("received_at", "entered_at"))
    return PaperIntakeWords(act.data["slip"], received, entered, act.words)


@transaction.atomic
def reserve_slips(office: Office, *, count: int, user_id: int, now: datetime, submission: str) -> SlipRange:
    """Reserve the next `count` numbers; raises SlipFault when five figures are used up. The same `submission`
    twice is one range.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if known := SlipRange.objects.filter(submission=submission).first():
        return known
    serials = [next_number(office, "slips", 0) for _ in range(count)]
    if serials[-1] > MOST_SERIAL:
        raise SlipFault("স্লিপের নম্বর ফুরিয়ে গেছে", "The numbers of slips are used up")
    reserved = SlipRange.objects.create(
        office=office,
        first=serials[0],
        last=serials[-1],
        reserved_at=now,
        reserved_by_id=user_id,
        submission=submission,
    )
    Slip.objects.bulk_create(
        Slip(
            office=office,
            range=reserved,
            serial=serial,
            number=slip_number(office.geocode, serial, draw_check()),
        )
        for serial in serials
    )
    record_slip_act(
        reserved, "slips.reserved", ("user", user_id), now, first=reserved.first, last=reserved.last
    )
    return reserved


@transaction.atomic
def cancel_open_slip(slip: Slip, *, reason: str, user_id: int, now: datetime) -> None:
    """Cancel a slip that was spoilt or lost. Raises SlipFault where it is used or cancelled."""
    slip = open_slip(slip.office, slip.number)
    slip.cancelled_at, slip.cancelled_by_id, slip.reason = now, user_id, reason
    slip.save(update_fields=["cancelled_at", "cancelled_by", "reason"])
    record_slip_act(slip.range, "slips.cancelled", ("user", user_id), now, slip=slip.serial)


def record_slip_act(
    reserved: SlipRange, verb: str, actor: Reference, now: datetime, **facts: Unpack[EntryFacts]
) -> None:
    record(verb, subject=("slips", reserved.pk), actor=actor, office_id=reserved.office_id, now=now, **facts)


def open_slip(office: Office, number: str) -> Slip:
    """The slip, locked, if it can still be used; raises SlipFault saying why not."""
    slip = (
        Slip.objects.select_for_update(of=("self",))
        .select_related("range", "office")
        .filter(office=office, number=number)
        .first()
    )
    if slip is None:
        raise SlipFault(
            "এই নম্বরের কোনো স্লিপ এই কার্যালয় ছাপেনি। স্লিপের সঙ্গে মিলিয়ে লিখুন।",
            "This office has printed no slip with this number. Check it against the slip.",
        )
    if slip.cancelled_at:
        raise SlipFault("এই স্লিপ বাতিল করা হয়েছে।", "This slip was cancelled.")
    if slip.case:
        raise SlipFault(
            f"এই স্লিপ আগেই লেখা হয়েছে, আবেদন {digits(slip.case.number)}।",
            f"This slip was entered before, as application {slip.case.number}.",
        )
    return slip


def use_slip(slip: Slip, case: Case) -> None:
    """Lay the case to its slip, in the transaction that received it. Raises SlipFault where another took it
    meanwhile.
    """
    if not Slip.objects.filter(pk=slip.pk, case=None, cancelled_at=None).update(case=case):
        raise SlipFault("এই স্লিপ এর মধ্যে লেখা বা বাতিল হয়েছে।", "This slip was entered or cancelled meanwhile.")


def count_unused_slips(ranges: Iterable[SlipRange]) -> dict[int, int]:
    """How many slips of each range can still be used."""
    counts: dict[int, int] = {}
    rows = Slip.objects.filter(range__in=[each.pk for each in ranges], case=None, cancelled_at=None)
    for range_id in rows.values_list("range_id", flat=True):
        counts[range_id] = counts.get(range_id, 0) + 1
    return counts


def slip_moment_fault(received: datetime, now: datetime) -> str:
    """What is wrong with the moment on the slip; "" when it can be."""
    if received > now:
        return say(
            "এই সময় এখনো আসেনি। স্লিপের দিন ও সময় লিখুন।",
            "This time has not come yet. Write the day and time on the slip.",
        )
    if now - received > timedelta(days=MOST_DAYS):
        return say(
            "{n} দিনের বেশি আগের স্লিপ এখানে লেখা যায় না। তারিখটি মিলিয়ে দেখুন।",
            "A slip more than {n} days old cannot be entered here. Check the date.",
            n=MOST_DAYS,
        )
    return ""


def needs_reason(received: datetime, slip: Slip, now: datetime) -> str:
    """Why a reason is needed; "" where none is."""
    if received < slip.range.reserved_at:
        return say(
            "স্লিপটি এই সময়ের পরে ছাপা। কেন এমন হলো, একটি বাক্যে লিখুন।",
            "The slip was printed after this time. Say in a sentence how that came about.",
        )
    if now - received > timedelta(days=DAYS_UNEXPLAINED):
        return say(
            "{n} দিনের বেশি পরে লেখা হচ্ছে। কেন দেরি হলো, একটি বাক্যে লিখুন।",
            "It is entered after more than {n} days. Say in a sentence why so late.",
            n=DAYS_UNEXPLAINED,
        )
    return ""


def find_by_slip(number: str, last_four: str, office: Office) -> TrackedSubject | None:
    """The case that was written on this slip, if the mobile given with it ends so; none
    until it is entered.
    """
    case = (
        Case.objects.filter(slip__number=number, office=office, applicant__mobile__endswith=last_four)
        .only("pk", "number")
        .first()
    )
    return TrackedSubject(case.reference, reverse("track_case", args=[case.number])) if case else None


FINDERS.append(find_by_slip)
