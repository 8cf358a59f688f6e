"""Screening: a complaint is taken on, or it is not, or it goes to the office whose matter it is. Each is a
named officer's, told to both sides, and what is refused or sent on goes out as a letter.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ongikar.core.i18n.say import override_language
from ongikar.grievances import transitions
from ongikar.grievances.handling.destinations import Destination
from ongikar.grievances.handling.screening_letters import issue_forwarding_letter, issue_refusal_letter
from ongikar.grievances.models import Stage
from ongikar.grievances.rights import may_decide
from ongikar.letters.outgoing.ways import Sending
from ongikar.people.post_holders import PostHolder

from ..act_log import add_act, record_act
from .deciding import close_stage


@transaction.atomic
def accept(*, stage: Stage, actor: PostHolder, now: datetime) -> None:
    """Take it on to be looked into; both sides are told by when it will be decided.

    Raises TransitionFault where it was taken on before.
    """
    if not may_decide(actor, stage):
        raise PermissionDenied
    add_act(stage.grievance, "accept", actor=actor.actor, now=now, data={"tier": stage.number})
    take_on(stage, now)
    record_act("accepted", stage.grievance, actor=actor.actor, now=now, tier=stage.number)


def take_on(stage: Stage, now: datetime) -> None:
    """Whatever is done to look into a complaint takes it on, where nobody has said so yet."""
    if stage.accepted_at is None:
        stage.accepted_at = now
        stage.save(update_fields=["accepted_at"])


@transaction.atomic
def do_not_accept(*, stage: Stage, reason_code: str, words: str, actor: PostHolder, now: datetime) -> None:
    """Screening is a decision too: by a named officer, for a reason of the list, in writing; never a silent
    delete.
    """
    close_stage(
        stage,
        "not_accept",
        transitions.NOT_ACCEPTED,
        actor=actor,
        now=now,
        words=words,
        reasons=words,
        reason_code=reason_code,
    )
    issue_refusal_letter(stage, actor=actor.actor, now=now)
    record_act(
        "not_accepted", stage.grievance, actor=actor.actor, now=now, tier=stage.number, reason=reason_code
    )


@transaction.atomic
def redirect_complaint(
    *,
    stage: Stage,
    to: Destination,
    words: str,
    channel: str,
    actor: PostHolder,
    now: datetime,
    carried_by: str = "",
    reference: str = "",
) -> None:
    """Another office's matter: it is sent there with a letter, and whoever complains is told where and why.

    `channel`: how the letter goes (letters.Dispatch); what is carried by whom, or the number of the post
    office's receipt. Raises GrievanceFault where it cannot go that way, or nothing shows that it went.
    """
    grievance = stage.grievance
    with override_language(grievance.tongue):
        reasons = f"{to.name}\n{words}"
    close_stage(
        stage,
        "redirect",
        transitions.REDIRECTED,
        actor=actor,
        now=now,
        words=reasons,
        data=to.data,
        reasons=reasons,
    )
    sending = Sending(channel, reference, carried_by, address=to.address)
    issue_forwarding_letter(stage, to, words=words, sending=sending, actor=actor.actor, now=now)
    record_act("redirected", grievance, actor=actor.actor, now=now, tier=stage.number)
