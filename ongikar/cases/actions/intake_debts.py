"""Questions left out at the counter: a debt of the case until somebody asks them and
writes the answers in.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ongikar.cases.kinds import kind_of
from ongikar.cases.kinds.intake_forms import Intake, is_answered
from ongikar.cases.models import Case
from ongikar.core.forms.fields import UploadField
from ongikar.journal.actions import Reference
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.fold import LedgerFault

from .act_log import add_act, record_act

NAMES = "names"


def open_questions(*args, case: Case, now: datetime) -> Intake:
    """The kind's form with what is still unknown. What the promise rests on was asked at receipt and is not
    changed here.
    """
    form = kind_of(case.row).intake_form(
        *args, service=case.row, today=now.astimezone(TZ).date(), may_leave_out=True
    )
    asked_at_once = form.always_asked
    for name in list(form.fields):
        known = name in asked_at_once or is_answered(case.answers.get(name))
        if known or isinstance(form.fields[name], UploadField):
            del form.fields[name]
    return form


@transaction.atomic
def fill_in_answers(case: Case, *, answers: Mapping[str, Any], actor: Reference, now: datetime) -> None:
    """Write in what was left out. An answer that was given before is never replaced.

    Raises LedgerFault where nothing was answered.
    """
    stored = Case.objects.select_for_update().values_list("answers", flat=True).get(pk=case.pk)
    new = {name: answer for name, answer in answers.items() if not is_answered(stored.get(name))}
    if not new:
        raise LedgerFault("অন্তত একটি প্রশ্নের উত্তর লিখুন", "Answer at least one question")
    add_act(case, case_transitions.FILL_IN, actor=actor, now=now, data={NAMES: list(new)})
    case.answers = stored | new
    case.save(update_fields=["answers"])
    record_act("filled_in", case, actor, now, names=list(new))
