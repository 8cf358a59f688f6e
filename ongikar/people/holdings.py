"""Giving a post to a person, and taking it back: checked, and entered in the journal of the post's office."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Post
from ongikar.rules.holdings import Held, HoldingFault, holding_faults

from .models import Holding, User


class NotHeld(Exception):
    """The post cannot be given so. `faults`: why, each at the answer it is about."""

    def __init__(self, faults: list[HoldingFault]):
        super().__init__("; ".join(fault.en for fault in faults))
        self.faults = faults

    @property
    def bn(self) -> str:
        return "; ".join(fault.bn for fault in self.faults)

    @property
    def en(self) -> str:
        return "; ".join(fault.en for fault in self.faults)


def held(holding: Holding) -> Held:
    post = holding.post
    return Held(
        holding.user_id, post.pk, post.office_id, post.role, holding.charge, holding.since, holding.until
    )


@transaction.atomic
def begin_holding(
    *, post: Post, user: User, charge: str, since: date, until: date | None, memo_number: str = "", actor: Reference, now: datetime
) -> Holding:  # fmt: skip
    """Raises NotHeld. The desk of the post comes with it: cases lie on posts, never on people."""
    # Two at once are given one after the other.
    Office.objects.select_for_update(no_key=True).get(pk=post.office_id)
    new = Holding(post=post, user=user, charge=charge, since=since, until=until, memo_number=memo_number)
    known = Holding.objects.filter(Q(post__office=post.office_id) | Q(user=user)).select_related("post")
    if faults := holding_faults(held(new), [held(each) for each in known]):
        raise NotHeld(faults)
    new.save()
    tell("holding.began", new, actor, now)
    return new


@transaction.atomic
def end_holding(holding: Holding, *, last_day: date, actor: Reference, now: datetime) -> None:
    """The last day becomes `last_day`; a holding that has not begun by then is taken back whole."""
    if holding.since > last_day:
        tell("holding.withdrawn", holding, actor, now)
        holding.delete()
        return
    holding.until = last_day
    holding.save(update_fields=["until"])
    tell("holding.ended", holding, actor, now)


def tell(verb: str, holding: Holding, actor: Reference, now: datetime) -> None:
    record(
        verb, subject=("holding", holding.pk), actor=actor, office_id=holding.post.office_id, now=now,
        post=holding.post_id, user=holding.user_id, charge=holding.charge, since=holding.since.isoformat(),
        until=holding.until.isoformat() if holding.until else None,
    )  # fmt: skip
