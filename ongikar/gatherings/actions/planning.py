"""A gathering planned, moved to another time or place, and cancelled; who is invited to it, and what they
answer.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Invitation, Member, Reply, Roster
from ongikar.gatherings.models.gathering import MOST_TITLE
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.actions import Reference, SubjectReference
from ongikar.letters.models import Letter
from ongikar.offices.models import Office, Place
from ongikar.rules.calendar.office_calendar import TZ

from .act_log import add_act, lock_gathering, record_act, require_act, require_reason, write_act

# A gathering of more than a day is several gatherings.
MOST_HOURS = 24


@transaction.atomic
def plan_gathering(
    *,
    office: Office,
    sort: str,
    title: str,
    place: Place | str | None,
    starts_at: datetime,
    ends_at: datetime,
    roster: Roster,
    venue: str = "",
    subject: SubjectReference | None = None,
    capacity: int | None = None,
    quorum: int | None = None,
    reply_by: date | None = None,
    is_public: bool | None = None,
    actor: Reference,
    now: datetime,
) -> Gathering:
    """Plan one. `place`: one of the office's list, or where it is in words. A past one may be entered late.

    `is_public`: whether it stands in the public calendar; as its sort has it where nothing is said.
    """
    if sort not in Gathering.SORTS:
        raise GatheringFault("sort", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    if not (title := title.strip()):
        raise GatheringFault("title", "কী নিয়ে, লিখুন।", "Write what it is about.")
    listed, words = place_parts(place, venue)
    if roster.office_id != office.pk or (listed and listed.office_id != office.pk):
        raise GatheringFault("place", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    require_times(starts_at, ends_at, reply_by)
    gathering = Gathering.objects.create(
        office=office,
        sort=sort,
        title=title[:MOST_TITLE],
        subject_type=subject[0] if subject else "",
        subject_id=subject[1] if subject else None,
        roster=roster,
        place=listed,
        venue=words,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=capacity,
        quorum=quorum,
        reply_by=reply_by,
        is_public=sort in Gathering.PUBLIC_SORTS if is_public is None else is_public,
        uid=f"gathering-{secrets.token_hex(8)}",
        made_at=now,
    )
    note_last_day(roster, gathering.ends_at)
    write_act(gathering, transitions.PLAN, actor=actor, now=now)
    record_act("planned", gathering, actor=actor, now=now)
    return gathering


def place_parts(place: Place | str | None, venue: str = "") -> tuple[Place | None, str]:
    if isinstance(place, Place):
        return place, venue.strip()[:200]
    return None, ", ".join(filter(None, (venue.strip(), (place or "").strip())))[:200]


def require_times(starts_at: datetime, ends_at: datetime, reply_by: date | None = None) -> None:
    if ends_at <= starts_at:
        raise GatheringFault("ends_at", "শেষের সময় শুরুর পরে দিন।", "The end must come after the beginning.")
    if (ends_at - starts_at).total_seconds() > MOST_HOURS * 3600:
        raise GatheringFault(
            "ends_at",
            "একবারে ২৪ ঘণ্টার বেশি হয় না; প্রতিদিনের জন্য আলাদা করে লিখুন।",
            "One cannot take more than 24 hours; enter each day by itself.",
        )
    if reply_by is not None and reply_by > starts_at.astimezone(TZ).date():
        raise GatheringFault(
            "reply_by",
            "উত্তরের শেষ দিন শুরুর দিনের পরে হতে পারে না।",
            "The last day to answer cannot come after the day itself.",
        )


def note_last_day(roster: Roster, ends_at: datetime) -> None:
    """Keep on the roster the day of its last gathering."""
    day = ends_at.astimezone(TZ).date()
    fresh = Roster.objects.select_for_update().get(pk=roster.pk)
    if fresh.last_on is None or fresh.last_on < day:
        fresh.last_on = roster.last_on = day
        fresh.save(update_fields=["last_on"])


@transaction.atomic
def move_gathering(
    gathering: Gathering,
    *,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    place: Place | str | None = None,
    venue: str = "",
    reply_by: date | None = None,
    actor: Reference,
    now: datetime,
) -> Gathering:
    """Another time or place, and why. The one that replaces it has the same calendar id and the next
    sequence; everybody who was invited is told, and answers anew. `place` and `venue`: left as they are
    where nothing is said.

    Marks that were made at the door stay with the one that was moved, and count nowhere.
    """
    reason = require_reason(reason)
    lock_gathering(gathering)
    require_act(gathering, transitions.MOVE)
    require_times(starts_at, ends_at, reply_by)
    if starts_at < now:
        raise GatheringFault(
            "starts_at", "সময়টি পেরিয়ে গেছে। পরের কোনো সময় দিন।", "This time has passed. Name a later one."
        )
    listed, words = place_parts(place, venue) if place or venue else (gathering.place, gathering.venue)
    if listed and listed.office_id != gathering.office_id:
        raise GatheringFault("place", "তালিকা থেকে বেছে নিন।", "Choose from the list.")
    is_same = (starts_at, ends_at) == (gathering.starts_at, gathering.ends_at)
    if is_same and (listed, words) == (gathering.place, gathering.venue):
        raise GatheringFault(
            "starts_at", "সময় ও জায়গা আগের মতোই আছে।", "The time and the place are the same as before."
        )
    was_invited = gathering.invitations.exists()
    add_act(gathering, transitions.MOVE, actor=actor, now=now, words=reason)
    moved = Gathering.objects.create(
        office=gathering.office,
        sort=gathering.sort,
        title=gathering.title,
        subject_type=gathering.subject_type,
        subject_id=gathering.subject_id,
        roster=gathering.roster,
        place=listed,
        venue=words,
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=gathering.capacity,
        quorum=gathering.quorum,
        reply_by=reply_by,
        is_public=gathering.is_public,
        uid=gathering.uid,
        sequence=gathering.sequence + 1,
        replaces=gathering,
        made_at=now,
    )
    note_last_day(gathering.roster, ends_at)
    write_act(moved, transitions.PLAN, actor=actor, now=now, words=reason)
    if was_invited:
        carry_invitations(gathering, moved, actor=actor, now=now)
    record_act("moved", moved, actor=actor, now=now)
    return moved


def carry_invitations(gathering: Gathering, moved: Gathering, *, actor: Reference, now: datetime) -> None:
    """Whoever was invited to the one is invited to the other: the news of the move is the invitation."""
    from ongikar.gatherings.models import Invitation

    for each in gathering.invitations.select_related("member"):
        if each.member.is_member_on(moved.day):
            Invitation.objects.create(
                gathering=moved, member=each.member, channel=each.channel, letter=None, invited_at=now
            )
    lock_gathering(moved)
    add_act(moved, transitions.INVITE, actor=actor, now=now)


@transaction.atomic
def cancel_gathering(gathering: Gathering, *, reason: str, actor: Reference, now: datetime) -> None:
    """It does not take place, and why. Whoever was invited is told; it counts for and against nobody.

    The sequence rises, so that calendar programs strike their entry.
    """
    reason = require_reason(reason)
    lock_gathering(gathering)
    require_act(gathering, transitions.CANCEL)
    gathering.sequence += 1
    add_act(gathering, transitions.CANCEL, actor=actor, now=now, words=reason, changed=["sequence"])
    record_act("cancelled", gathering, actor=actor, now=now)


@transaction.atomic
def strike_gathering(gathering: Gathering, *, reason: str, actor: Reference, now: datetime) -> None:
    """A class that stands in the book as held and was not, with the reason: it stays readable, struck
    through, and counts for nobody from now on. Its marks stay with it.
    """
    reason = require_reason(reason)
    lock_gathering(gathering)
    if gathering.sort != Gathering.SESSION:
        raise GatheringFault("", "কেবল ক্লাস খাতা থেকে কাটা যায়।", "Only a class can be struck from the book.")
    require_act(gathering, transitions.STRIKE)
    add_act(gathering, transitions.STRIKE, actor=actor, now=now, words=reason)
    record_act("struck", gathering, actor=actor, now=now)


def usual_channel(member: Member) -> str:
    """How an invitation goes by itself: by what address they have, else it is handed over."""
    if member.mobile:
        return Invitation.SMS
    return Invitation.EMAIL if member.email else Invitation.HAND


@transaction.atomic
def invite(
    gathering: Gathering,
    *,
    members: Iterable[Member] | None = None,
    letter: Letter | None = None,
    actor: Reference,
    now: datetime,
) -> list[Invitation]:
    """Invite those of the roster who are not yet: all who belong to it on that day, or these of them.

    With a letter they are invited by it; else by SMS or e-mail, which the worker sends (config/reactions.py).
    """
    lock_gathering(gathering)
    require_act(gathering, transitions.INVITE)
    if gathering.ends_at <= now:
        raise GatheringFault(
            "", "সময়টি পেরিয়ে গেছে, আর ডাকা যায় না।", "It is over; nobody can be invited any more."
        )
    wanted = list(members) if members is not None else list(gathering.roster.members.on(gathering.day))
    known = set(gathering.invitations.values_list("member_id", flat=True))
    made = [
        Invitation.objects.create(
            gathering=gathering,
            member=member,
            channel=Invitation.LETTER if letter else usual_channel(member),
            letter=letter,
            invited_at=now,
        )
        for member in wanted
        if member.pk not in known and member.roster_id == gathering.roster_id
    ]
    if not made:
        raise GatheringFault("", "ডাকার মতো নতুন কেউ তালিকায় নেই।", "There is nobody new on the roster to invite.")
    add_act(gathering, transitions.INVITE, actor=actor, now=now, data={"count": len(made)})
    record_act(
        "invited", gathering, actor=actor, now=now, count=len(made), first=made[0].pk, last=made[-1].pk
    )
    return made


@transaction.atomic
def reply_to(
    gathering: Gathering,
    member: Member,
    *,
    answer: str,
    delegate: str = "",
    words: str = "",
    via: str = Reply.LINK,
    actor: Reference,
    now: datetime,
) -> Reply:
    """What a member answers; said again, the last counts, and the same again is written once.

    Raises GatheringFault once it has begun, or its last day to answer is over for answers from outside.
    """
    delegate = delegate.strip()[:200]
    if answer not in Reply.ANSWERS:
        raise GatheringFault("answer", "একটি উত্তর বেছে নিন।", "Choose an answer.")
    if answer == Reply.DELEGATE and not delegate:
        raise GatheringFault("delegate", "কে আসবেন, তাঁর নাম লিখুন।", "Write the name of who comes instead.")
    lock_gathering(gathering)
    if member.roster_id != gathering.roster_id:
        raise GatheringFault("", "আপনি এই তালিকায় নেই।", "You are not on this roster.")
    if gathering.state not in transitions.COMING or gathering.ends_at <= now:
        raise GatheringFault(
            "",
            "এটি আর হবে না বা হয়ে গেছে; উত্তর লাগবে না।",
            "It is over or does not take place; no answer is needed.",
        )
    is_late = gathering.reply_by is not None and now.astimezone(TZ).date() > gathering.reply_by
    if is_late and via == Reply.LINK:
        raise GatheringFault(
            "",
            "উত্তর দেওয়ার শেষ দিন পেরিয়ে গেছে। কার্যালয়ে ফোন করে জানান।",
            "The last day to answer has passed. Telephone the office.",
        )
    delegate = delegate if answer == Reply.DELEGATE else ""
    last = Reply.objects.filter(gathering=gathering, member=member).order_by("-id").first()
    if last and (last.answer, last.delegate, last.words) == (answer, delegate, words.strip()):
        return last
    reply = Reply.objects.create(
        gathering=gathering,
        member=member,
        answer=answer,
        delegate=delegate,
        words=words.strip()[:500],
        at=now,
        via=via,
        by_type=actor[0],
        by_id=actor[1],
    )
    record_act("answered", gathering, actor=actor, now=now, what=answer)
    return reply
