"""Writing down who is there: by ticket at the door, by the code on the wall, on a list, or from a sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Mark, Member
from ongikar.gatherings.rules import door_code
from ongikar.gatherings.rules.attendance import value_on_arrival
from ongikar.gatherings.tickets import secret_of
from ongikar.gatherings.transitions import GatheringFault
from ongikar.gatherings.words import time_words
from ongikar.journal.actions import Reference
from ongikar.rules.bangla.text import digits, latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from .act_log import add_act, lock_gathering, record_act

# A telephone's clock may be ahead by so much.
AHEAD = timedelta(minutes=10)


class AlreadyMarked(GatheringFault):
    """There is a mark that says something else: it is corrected, not written over."""

    def __init__(self, mark: Mark, bn: str, en: str) -> None:
        super().__init__("", bn, en)
        self.mark = mark


@transaction.atomic
def open_gathering(gathering: Gathering, *, actor: Reference, now: datetime) -> None:
    """People are let in. Opened twice, it is open; never earlier than half an hour before it begins."""
    lock_gathering(gathering)
    open_if_coming(gathering, actor=actor, now=now)


def open_if_coming(gathering: Gathering, *, actor: Reference, now: datetime) -> None:
    """The first mark opens it. It is locked."""
    if gathering.state in (transitions.OPENED, transitions.RECORDED):
        return
    if gathering.state in transitions.GONE:
        raise GatheringFault("", *gone_words(gathering))
    require_not_early(gathering, now)
    add_act(gathering, transitions.OPEN, actor=actor, now=now)
    record_act("opened", gathering, actor=actor, now=now)


def gone_words(gathering: Gathering) -> tuple[str, str]:
    if gathering.state == transitions.STRUCK:
        return (
            "এটি খাতা থেকে কাটা হয়েছে। কারও উপস্থিতি লেখা হয়নি।",
            "It was struck from the book. Nobody was marked.",
        )
    moved = getattr(gathering, "replaced_by", None) if gathering.state == transitions.MOVED else None
    if moved is None:
        return ("এটি বাতিল হয়েছে। কারও উপস্থিতি লেখা হয়নি।", "It was cancelled. Nobody was marked.")
    bn, en = time_words(moved.starts_at, "bn"), time_words(moved.starts_at, "en")
    return (
        f"এটি সরানো হয়েছে: নতুন সময় {bn}। উপস্থিতি লেখা হয়নি; নতুন সময়ে আবার লিখুন।",
        f"It was moved to {en}. Nobody was marked; mark them at the new time.",
    )


def require_not_early(gathering: Gathering, at: datetime) -> None:
    if at < gathering.opens_at:
        bn, en = time_words(gathering.opens_at, "bn"), time_words(gathering.opens_at, "en")
        raise GatheringFault(
            "",
            f"এখনো সময় হয়নি: উপস্থিতি লেখা যাবে {bn} থেকে।",
            f"It is too early: people are marked from {en} on.",
        )


def require_moment(gathering: Gathering, at: datetime, now: datetime) -> None:
    """When somebody came: while people were let in, and not in the future."""
    require_not_early(gathering, at)
    if at > now + AHEAD:
        raise GatheringFault(
            "at",
            "ফোনের ঘড়ি ঠিক নেই: সময়টি এখনো আসেনি।",
            "The phone’s clock is wrong: this time has not come.",
        )
    if at > gathering.ends_at:
        bn, en = time_words(gathering.ends_at, "bn"), time_words(gathering.ends_at, "en")
        raise GatheringFault(
            "",
            f"এটি {bn}-এ শেষ হয়েছে। কেউ এসেছিলেন হলে তালিকায় ঠিক করুন।",
            f"It ended at {en}. If somebody was there, correct it on the list.",
        )


def require_member(gathering: Gathering, member: Member) -> None:
    """A ticket of another batch, or of somebody who has left, or not come yet."""
    if member.roster_id != gathering.roster_id:
        raise GatheringFault(
            "ticket",
            f"এটি অন্য তালিকার টিকিট: {member.roster.title}। এখানে কিছু লেখা হয়নি।",
            f"This ticket is of another roster: {member.roster.title}. Nothing was marked here.",
        )
    if not member.is_member_on(gathering.day):
        raise GatheringFault(
            "ticket",
            "সেদিন তিনি এই তালিকায় ছিলেন না।",
            "They did not belong to this roster on that day.",
        )


def standing_marks(gathering: Gathering) -> dict[int, Mark]:
    return {each.member_id: each for each in Mark.objects.that_stand().filter(gathering=gathering)}


def standing_mark(gathering: Gathering, member: Member) -> Mark | None:
    return Mark.objects.that_stand().filter(gathering=gathering, member=member).first()


@transaction.atomic
def mark_attendance(
    gathering: Gathering,
    member: Member,
    *,
    value: str,
    minutes: int | None = None,
    via: str,
    nonce: str,
    at: datetime | None = None,
    corrects: Mark | None = None,
    actor: Reference,
    now: datetime,
) -> Mark:
    """Write one mark. The same nonce, or the same mark again, changes nothing.

    `corrects`: the mark that this one strikes through; it must be the one that stands. Raises AlreadyMarked
    where another mark stands and none, or another, was to be corrected.
    """
    if value not in Mark.VALUES or via not in Mark.WAYS:
        raise GatheringFault("value", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    require_minutes(gathering, value, minutes)
    known = Mark.objects.filter(nonce=nonce).first()
    if known is not None:
        return known
    lock_gathering(gathering)
    require_member(gathering, member)
    stands = standing_mark(gathering, member)
    if stands is not None and stands.nonce == nonce:
        return stands
    if stands is not None and (stands.value, stands.minutes) == (value, minutes) and not stands.is_claim:
        return stands
    if stands is not None and (corrects is None or corrects.pk != stands.pk):
        raise AlreadyMarked(
            stands, "এর মধ্যে অন্য কিছু লেখা হয়েছে। আবার দেখুন।", "It has changed meanwhile. Look again."
        )
    open_if_coming(gathering, actor=actor, now=at or now)
    try:
        with transaction.atomic():
            mark = Mark.objects.create(
                gathering=gathering,
                member=member,
                value=value,
                minutes=minutes,
                # Written down after it ended it is about the end, as on the list (listing.py).
                at=at or min(now, gathering.ends_at),
                recorded_at=now,
                by_type=actor[0],
                by_id=actor[1],
                via=via,
                nonce=nonce,
                corrects=stands,
            )
    except IntegrityError as fault:
        if not violates(fault, Mark, "nonce"):
            raise
        return Mark.objects.get(nonce=nonce)
    if gathering.state == transitions.RECORDED:
        add_act(gathering, transitions.CORRECT, actor=actor, now=now, data={"mark": mark.pk})
    record_act("corrected" if stands else "marked", gathering, actor=actor, now=now, what=value, how=via)
    return mark


def require_minutes(gathering: Gathering, value: str, minutes: int | None) -> None:
    """How long somebody was there is asked of whoever came late or left, and is less than the whole."""
    if value in (Mark.LATE, Mark.LEFT_EARLY):
        if minutes is None or not 0 <= minutes <= gathering.minutes:
            raise GatheringFault(
                "minutes",
                f"কত মিনিট ছিলেন, ০ থেকে {digits(gathering.minutes)}-এর মধ্যে লিখুন।",
                f"Write how many minutes they were there, from 0 to {gathering.minutes}.",
            )
    elif minutes is not None:
        raise GatheringFault("minutes", "এখানে মিনিট লাগে না।", "No minutes are needed here.")


def check_in(
    gathering: Gathering,
    member: Member,
    *,
    via: str = Mark.TICKET,
    nonce: str,
    at: datetime | None = None,
    actor: Reference,
    now: datetime,
) -> tuple[Mark, bool]:
    """Somebody is at the door: present, or late with what is left. Also whether it was written only now.

    A scan that arrives after the list was closed, from a telephone that was offline, puts right an *absent*.
    """
    came = at or now
    require_moment(gathering, came, now)
    require_member(gathering, member)
    stands = standing_mark(gathering, member)
    if stands is not None and stands.value in Mark.THERE and not stands.is_claim:
        return stands, False
    if stands is not None and via == Mark.MOBILE:
        # A number that many know puts right no mark, whoever wrote it.
        return stands, False
    value, minutes = value_on_arrival(gathering.starts_at, gathering.ends_at, came)
    mark = mark_attendance(
        gathering,
        member,
        value=value,
        minutes=min(minutes, gathering.minutes) if minutes is not None else None,
        via=via,
        nonce=nonce,
        at=came,
        corrects=stands,
        actor=actor,
        now=now,
    )
    return mark, mark.nonce == nonce


def claim_presence(
    gathering: Gathering,
    member: Member,
    *,
    code: str,
    has_ticket: bool,
    actor: Reference,
    now: datetime,
) -> tuple[Mark, bool]:
    """A member types the code on the wall: a claim. By ticket it counts once heads were counted; by a mobile
    number alone, which others know and a photographed code lets them use from anywhere, once somebody who
    sees the room has marked that very person.
    """
    require_moment(gathering, now, now)
    require_member(gathering, member)
    if gathering.state in transitions.GONE:
        raise GatheringFault("", *gone_words(gathering))
    if gathering.state == transitions.RECORDED:
        raise GatheringFault(
            "",
            "উপস্থিতির তালিকা বন্ধ হয়েছে। প্রশিক্ষককে বলুন, তিনি তালিকায় ঠিক করবেন।",
            "The list is closed. Tell the trainer, who corrects it on the list.",
        )
    typed = latin_digits(code).replace(" ", "")
    secret = secret_of(gathering)
    if not secret or not typed.isascii() or not door_code.is_accepted(secret, typed, now):
        raise GatheringFault(
            "code",
            "সংখ্যাটি মেলেনি। দেয়ালে এখন যে ৬টি অঙ্ক আছে, সেগুলো লিখুন।",
            "The figures do not match. Type the six that are on the wall now.",
        )
    day = now.astimezone(TZ).date()
    way, via = ("door", Mark.DOOR_CODE) if has_ticket else ("mobile", Mark.MOBILE)
    nonce = f"{way}-{gathering.pk}-{member.pk}-{day:%Y%m%d}"
    return check_in(gathering, member, via=via, nonce=nonce, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class ListedMark:
    """What a list says of one member. `was`: the key of the mark that it showed; 0 where it showed none."""

    member: Member
    value: str
    minutes: int | None = None
    was: int = 0


class ListFault(ValueError):
    """What stands in the way, by the key of the member it is about."""

    def __init__(self, faults: Mapping[int, GatheringFault]) -> None:
        super().__init__("; ".join(map(str, faults.values())))
        self.faults = dict(faults)


CHANGED = (
    "এর মধ্যে অন্য কিছু লেখা হয়েছে। নতুনটি দেখে ঠিক করুন।",
    "It was marked otherwise meanwhile. Look and decide.",
)


@transaction.atomic
def mark_list(
    gathering: Gathering,
    listed: Iterable[ListedMark],
    *,
    via: str = Mark.LIST,
    nonce: str,
    actor: Reference,
    now: datetime,
) -> int:
    """Write the marks that differ from what stands; how many there were. All of them, or none.

    Raises ListFault with a sentence for each member whose mark cannot be written.
    """
    lock_gathering(gathering)
    open_if_coming(gathering, actor=actor, now=now)
    standing = standing_marks(gathering)
    faults: dict[int, GatheringFault] = {}
    made: list[Mark] = []
    for each in listed:
        stands = standing.get(each.member.pk)
        is_same = stands is not None and (stands.value, stands.minutes) == (each.value, each.minutes)
        if is_same and not (stands is not None and stands.is_claim):
            continue
        try:
            require_member(gathering, each.member)
            require_minutes(gathering, each.value, each.minutes)
            if (stands.pk if stands else 0) != each.was:
                raise GatheringFault("value", *CHANGED)
        except GatheringFault as fault:
            faults[each.member.pk] = fault
            continue
        made.append(
            Mark(
                gathering=gathering,
                member=each.member,
                value=each.value,
                minutes=each.minutes,
                at=min(now, gathering.ends_at),
                recorded_at=now,
                by_type=actor[0],
                by_id=actor[1],
                via=via,
                nonce=f"{nonce}-{each.member.pk}",
                corrects=stands,
            )
        )
    if faults:
        raise ListFault(faults)
    if not made:
        return 0
    struck = sum(1 for each in made if each.corrects_id)
    Mark.objects.bulk_create(made)
    if gathering.state == transitions.RECORDED:
        add_act(gathering, transitions.CORRECT, actor=actor, now=now, data={"count": len(made)})
    record_act("listed", gathering, actor=actor, now=now, count=len(made), rows=struck, how=via)
    return len(made)
