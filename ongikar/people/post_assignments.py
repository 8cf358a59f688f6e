"""Giving a post to a person, and taking it back: checked, and entered in the journal of the post's office.

The screen and the commands both call these functions, so that neither gives what the other refuses.
"""

from datetime import date, datetime
from typing import Unpack

from django.db import transaction
from django.db.models import Q

from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.offices.models import Office, Post
from ongikar.people.rules import (
    AssignmentFault,
    AssignmentPeriod,
    assignment_faults,
    ending_faults,
    is_left_vacant,
)

from .models import Holding, User


class AssignmentRefused(Exception):
    """The post cannot be given so. `faults`: why, each at the answer it is about."""

    def __init__(self, faults: list[AssignmentFault]) -> None:
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults = faults

    @property
    def bn(self) -> str:
        return "; ".join(fault.bn for fault in self.faults)

    @property
    def en(self) -> str:
        return "; ".join(fault.en for fault in self.faults)


class PostLeftVacant(Exception):
    """Nobody would hold the post after the last day, and whoever ends it did not say that this is meant."""


OWN_ASSIGNMENT = AssignmentFault(
    "person",
    "নিজেকে পদ দেওয়া যায় না; অন্য একজন প্রশাসক দেবেন।",
    "Nobody gives a post to themselves; another administrator does.",
)
CLOSED = AssignmentFault(
    "person", "তাঁর অ্যাকাউন্ট বন্ধ; আগে খুলুন।", "The account of this person is closed; open it first."
)


def as_held(holding: Holding) -> AssignmentPeriod:
    post = holding.post
    return AssignmentPeriod(
        holding.user_id, post.pk, post.office_id, post.role, holding.charge, holding.since, holding.until
    )


@transaction.atomic
def begin_holding(
    *,
    post: Post,
    user: User,
    charge: str,
    since: date,
    until: date | None,
    memo_number: str = "",
    actor: Reference,
    now: datetime,
) -> Holding:
    """Raises NotHeld. The desk of the post comes with it: cases lie on posts, never on people."""
    # Two at once are given one after the other.
    Office.objects.select_for_update(no_key=True).get(pk=post.office_id)
    new = Holding(post=post, user=user, charge=charge, since=since, until=until, memo_number=memo_number)
    known = Holding.objects.filter(Q(post__office=post.office_id) | Q(user=user)).select_related("post")
    faults = assignment_faults(as_held(new), [as_held(each) for each in known])
    if actor == ("user", user.pk):
        faults.append(OWN_ASSIGNMENT)
    if not User.objects.filter(pk=user.pk, is_active=True).exists():
        # A post given to a closed account would look given, and open nothing.
        faults.append(CLOSED)
    if faults:
        raise AssignmentRefused(faults)
    new.save()
    record_holding_act("holding.began", new, actor, now)
    return new


def has_no_next_holder(holding: Holding, last_day: date) -> bool:
    """Whether nobody holds the post on the day after `last_day`. A holding that has not begun by then leaves
    nothing.
    """
    return holding.since <= last_day and is_left_vacant(
        as_held(holding), last_day, holdings_of_office(holding.post)
    )


def holdings_of_office(post: Post) -> list[AssignmentPeriod]:
    known = Holding.objects.filter(post__office=post.office_id).select_related("post")
    return [as_held(each) for each in known]


@transaction.atomic
def end_holding(
    holding: Holding, *, last_day: date, may_leave_vacant: bool, actor: Reference, now: datetime
) -> None:
    """The last day becomes `last_day`; a holding that has not begun by then is taken back whole.

    Raises NotHeld where it cannot end so, and LeftVacant where nobody holds the post afterwards and
    `may_leave_vacant` does not say that this is meant. The cases stay on the desk of the post, and their
    days go on being counted.
    """
    Office.objects.select_for_update(no_key=True).get(pk=holding.post.office_id)
    holding.refresh_from_db(fields=["since", "until"])
    if holding.until == last_day:
        return  # Pressed twice.
    at_machine = actor[0] == "command"
    if faults := ending_faults(
        as_held(holding), last_day, holdings_of_office(holding.post), at_machine=at_machine
    ):
        raise AssignmentRefused(faults)
    is_vacant = has_no_next_holder(holding, last_day)
    if is_vacant and not may_leave_vacant:
        raise PostLeftVacant
    if holding.since > last_day:
        record_holding_act("holding.withdrawn", holding, actor, now)
        holding.delete()
        return
    holding.until = last_day
    holding.save(update_fields=["until"])
    record_holding_act("holding.ended", holding, actor, now, vacant=is_vacant)


def record_holding_act(
    verb: str, holding: Holding, actor: Reference, now: datetime, **more: Unpack[EntryFacts]
) -> None:
    facts: EntryFacts = {
        "post": holding.post_id,
        "user": holding.user_id,
        "charge": holding.charge,
        "since": holding.since.isoformat(),
        "until": holding.until.isoformat() if holding.until else None,
        **more,
    }
    record(
        verb,
        subject=("holding", holding.pk),
        actor=actor,
        office_id=holding.post.office_id,
        now=now,
        **facts,
    )
