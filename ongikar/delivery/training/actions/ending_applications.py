"""An application ends with its case, or with its batch: whoever leaves frees the seat, whatever page it was
done on.
"""

from datetime import datetime

from ongikar.cases.models import Case
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Offer
from ongikar.delivery.training.next_look import set_look
from ongikar.journal.actions import WORKER, Reference
from ongikar.records.actions import carry_out
from ongikar.rules import case_transitions

# What ends an application by its state: of one who leaves, and of one whom the office answers.
LEAVES = {states.OFFERED: states.DECLINE, states.ENROLLED: states.GIVE_BACK}
ANSWERED = {states.OFFERED: states.DECLINE, states.ENROLLED: states.DROP}
BY = "web"


def end_application(
    application: Application, *, actor: Reference, now: datetime, leaves: bool = False
) -> None:
    """End an application whose batch is locked, and the offer that it holds."""
    name = (
        LEAVES.get(application.state, states.WITHDRAW)
        if leaves
        else ANSWERED.get(application.state, states.LEAVE_OUT)
    )
    if not states.APPLICATION.may_follow(application.state, name):
        return
    becomes = Offer.DECLINED if name == states.DECLINE else Offer.GIVEN_BACK
    with carry_out(application, application.act(name), actor=actor, now=now):
        held = Offer.objects.filter(application=application, state__in=Offer.HOLDING)
        held.update(state=becomes, answered_at=now, via=BY)


def follow_case_end(case: Case, *, now: datetime) -> None:
    """Called as a case ends: an application that still lives ends with it."""
    application = Application.objects.filter(case=case).select_related("call__batch").first()
    if application is None or application.state in states.GONE:
        return
    if case.state == case_transitions.KEPT:
        return
    batch = application.call.batch
    batch.lock()
    application.lock()
    leaves = case.state == case_transitions.WITHDRAWN
    end_application(application, actor=WORKER, now=now, leaves=leaves)
    set_look(batch)
