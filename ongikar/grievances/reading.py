"""Recording who read a grievance: whoever complains is told each time, so nothing shows one unrecorded.

Called by every page, paper, PDF and file that shows what was filed, before it is shown: what cannot be
recorded is not shown.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.grievances.models import Grievance, Reading
from ongikar.offices.models import Post
from ongikar.people.post_holders import PostHolder

from .act_log import record_act


def record_reading(grievance: Grievance, *, holder: PostHolder, what: str, now: datetime) -> None:
    """`desk` opened the grievance: with the name of who complains (Reading.NAMED) or without
    (Reading.REDACTED).

    Looked at again within the hour it is the same reading. Of a grievance without an open name nothing is
    ever NAMED but to those who may study it.
    """
    record_readings([grievance], holder=holder, what=what, now=now)


def record_readings(grievances: Iterable[Grievance], *, holder: PostHolder, what: str, now: datetime) -> None:
    """The same of every grievance on a list."""
    by_key = {grievance.pk: grievance for grievance in grievances}
    hour = now.replace(minute=0, second=0, microsecond=0)
    mine = Reading.objects.filter(user=holder.user, what=what, hour=hour, grievance__in=list(by_key))
    for pk in mine.values_list("grievance_id", flat=True) if by_key else ():
        del by_key[pk]
    for grievance in by_key.values():
        try:
            write_reading(grievance, holder=holder, what=what, now=now, hour=hour)
        except IntegrityError as fault:
            # Opened twice at once: the other page has told of it.
            if not violates(fault, Reading, "grievance", "user", "what", "hour"):
                raise


@transaction.atomic
def write_reading(
    grievance: Grievance, *, holder: PostHolder, what: str, now: datetime, hour: datetime
) -> None:
    post = post_of_reading(grievance, holder)
    Reading.objects.create(grievance=grievance, user=holder.user, post=post, what=what, at=now, hour=hour)
    record_act("read", grievance, actor=holder.actor, now=now)


def post_of_reading(grievance: Grievance, holder: PostHolder) -> Post | None:
    """The post through which they might: that of a tier, the one complained of, or any of the office."""
    concerned = {stage.post_id for stage in grievance.stages.all()} | {grievance.respondent_id}
    own = next((post for post in holder.posts if post.pk in concerned), None)
    return own or holder.post_in(grievance.office_id)
