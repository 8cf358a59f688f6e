"""Parts of the office's stock are built in: the stock book and the sheet tell of it."""

from datetime import datetime

from django.db import transaction

from ongikar.delivery.support.models import Job
from ongikar.delivery.support.transitions import USE_PART
from ongikar.journal.actions import Reference
from ongikar.places.actions.parts import use_part
from ongikar.places.models import Device, Part

from .act_log import add_act, is_done, lock_job
from .devices import note_first_look


@transaction.atomic
def use_parts(
    job: Job,
    *,
    part: Part,
    quantity: int,
    device: Device | None = None,
    submission: str | None = None,
    actor: Reference,
    now: datetime,
) -> None:
    """Raises DeviceFault where there are not so many. What was used by mistake is taken back in the stock
    book, and is then not told by the next sheet.
    """
    lock_job(job)
    if is_done(submission):
        return
    add_act(
        job,
        USE_PART,
        actor=actor,
        now=now,
        data={"part": part.pk, "quantity": quantity} | ({"device": device.pk} if device else {}),
        submission=submission,
        changed=note_first_look(job, now),
    )
    use_part(
        office=job.office,
        part=part,
        quantity=quantity,
        subject=job.reference,
        place=job.place,
        device=device,
        actor=actor,
        now=now,
    )
