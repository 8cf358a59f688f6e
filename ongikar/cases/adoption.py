"""Open cases that were received under an earlier form of their kind go on under the present one.

The worker does it in pieces while the office is served, however many they are: until its turn comes a case
stays on the form it was received under, on its page and in its acts. Closed cases are never rewritten: their
own form still tells them.
"""

import logging
import time
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ongikar.core.isolation import run_isolated
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Office
from ongikar.rules import case_transitions
from ongikar.rules.number_forms import counting

from .actions.act_log import record_act
from .kinds.kind import kinds
from .models import Case

log = logging.getLogger("ongikar.worker")

# Seconds of one piece: clocks and messages wait no longer for it.
PIECE = 0.5
PAGE = 100
# Seconds until it is looked for again what a fault left, or a process of the version before has received.
AGAIN = 3600.0


class OpenCaseAdoption:
    """`adopt(now)`: the next piece of all open cases of before; how many were adopted. Once it has been
    through them, it asks nothing for an hour.
    """

    def __init__(self) -> None:
        self.keys: Iterator[int] | None = None
        self.count = 0
        self.again_at = float("-inf")

    @property
    def is_through(self) -> bool:
        return self.keys is None and self.again_at > time.monotonic()

    def __call__(self, now: datetime) -> int:
        if self.is_through:
            return 0
        if self.keys is None:
            self.keys = outdated_keys()
        until, adopted = time.monotonic() + PIECE, 0
        for key in self.keys:
            adopted += run_isolated(f"adopting case {key}", adopt_case, key, now)
            if time.monotonic() > until:
                break
        else:
            self.keys, self.again_at = None, time.monotonic() + AGAIN
        self.count += adopted
        if self.is_through and self.count:
            log.info(
                counting("{n} open [case goes|cases go] on under the new form of the service", n=self.count)
            )
            self.count = 0
        return adopted


def outdated_keys() -> Iterator[int]:
    """Of open cases of an earlier form, office by office and page by page."""
    is_outdated = Q(pk__in=())
    for word, kind in kinds().items():
        if kind.form_version > 1:
            is_outdated |= Q(service__kind=word, form_version__lt=kind.form_version)
    for office_id in Office.objects.order_by("pk").values_list("pk", flat=True):
        opened = Case.objects.filter(office_id=office_id, state__in=case_transitions.OPEN)
        rows, last = opened.filter(is_outdated, closed_at__isnull=True).order_by("id"), 0
        while page := list(rows.filter(id__gt=last).values_list("pk", flat=True)[:PAGE]):
            yield from page
            last = page[-1]


def adopt_open_cases(now: datetime) -> int:
    """All that are there, at once; how many. Run again it finds none."""
    adopt, adopted = OpenCaseAdoption(), 0
    while not adopt.is_through:
        adopted += adopt(now)
    return adopted


@transaction.atomic
def adopt_case(key: int, now: datetime) -> int:
    case = Case.objects.select_for_update().get(pk=key)
    kind = kinds()[case.row.kind]
    if case.closed_at or case.form_version >= kind.form_version:
        return 0
    kind.make_rows(case, now=now)
    case.form_version = kind.form_version
    case.save(update_fields=["form_version"])
    record_act("adopted", case, WORKER, now, version=kind.form_version)
    return 1
