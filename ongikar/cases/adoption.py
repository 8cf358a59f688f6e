"""Open cases that were received under an earlier form of their kind go on under the present one.

Closed cases are never rewritten: their own form still tells them.
"""

from datetime import datetime

from django.db import transaction

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER

from .actions.act_log import record_act
from .kinds.kind import kinds
from .models import Case


def adopt_open_cases(now: datetime) -> int:
    """Let each kind make the rows of its open cases of before; returns how many were adopted. Run again it
    finds none.
    """
    return sum(
        run_isolated(f"adopting case {key}", adopt_case, key, now)
        for word, kind in kinds().items()
        if kind.form_version > 1
        for key in Case.objects.filter(
            service__kind=word, closed_at__isnull=True, form_version__lt=kind.form_version
        )
        .order_by("id")
        .values_list("pk", flat=True)
    )


@transaction.atomic
def adopt_case(key: int, now: datetime) -> int:
    case = Case.objects.select_for_update().get(pk=key)
    kind = kinds()[case.row.kind]
    if case.closed_at or case.form_version >= kind.form_version:
        return 0
    kind.adopt(case, now=now)
    case.form_version = kind.form_version
    case.save(update_fields=["form_version"])
    record_act("adopted", case, WORKER, now, version=kind.form_version)
    return 1
