"""Putting right what is held about the applicant: the officer makes the correction, and the act keeps what
stood there before.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.cases.actions.corrections import Correction, parse_correction
from ongikar.people.desk import HeldPosts
from ongikar.people.models import User
from ongikar.rti.models import InformationRequest, RtiAct
from ongikar.rti.rights import may_answer

from .act_log import add_act, lock_request, record_act

CORRECT = "correct"
# Which of what is held may be wrong; the journal is told the field, never what stood or stands in it.
FIELDS = ("name", "address", "mobile", "email")


@transaction.atomic
def correct_applicant(
    request: InformationRequest, *, field: str, new: str, words: str, actor: HeldPosts, now: datetime
) -> None:
    """Write `new` into one field. Pressed twice, it is written once."""
    if not may_answer(actor, request):
        raise PermissionDenied
    lock_request(request)
    person = request.applicant
    person.refresh_from_db(fields=[field])
    old = getattr(person, field)
    if old == new:
        return
    data = {"field": field, "old": old, "new": new}
    add_act(request, CORRECT, actor=actor.actor, now=now, words=words, data=data)
    setattr(person, field, new)
    person.save(update_fields=[field])
    record_act("corrected", request, actor=actor.actor, now=now, field=field)


def corrections_of_requests(keys: Collection[int]) -> dict[int, list[Correction]]:
    """By request, the oldest first; one that was never corrected is not in it. Two statements at most."""
    acts = RtiAct.objects.filter(request__in=keys, name=CORRECT).order_by("id")
    rows = list(acts.values_list("request", "data", "at", "by_id")) if keys else []
    names = User.objects.in_bulk({by for *_, by in rows if by}) if rows else {}
    found: dict[int, list[Correction]] = defaultdict(list)
    for key, data, at, by in rows:
        if made := parse_correction(data, at, names.get(by)):
            found[key].append(made)
    return dict(found)
