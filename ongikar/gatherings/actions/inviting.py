"""Inviting members to a gathering, and what they answer."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ongikar.gatherings import transitions
from ongikar.gatherings.models import Gathering, Invitation, Member, Reply
from ongikar.gatherings.transitions import GatheringFault
from ongikar.journal.actions import Reference
from ongikar.letters.models import Letter
from ongikar.rules.calendar.office_calendar import TZ

from .act_log import add_act, lock_gathering, record_act, require_act


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
