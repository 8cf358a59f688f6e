"""What stood in words before there were committees: taken over once, with no clock moved.

A closed case keeps its form, which still tells it, and its lines "task, who, by when" stand on the desk of
task lines. Of an open one its month and its last day stay where they are; what it needs from now on is a
committee.
"""

from datetime import datetime

from ongikar.cases.models import Case
from ongikar.journal.actions import WORKER
from ongikar.rules.quorum import QuorumRule

from .committees import begin_committee
from .models import Committee

# What a committee begins with: half of its members; the office enters what its own order says.
USUAL_RULE = QuorumRule(1, 2, 2, needs_chair=True)
USUAL_NOTICE = 3


def adopt_meeting(case: Case, *, now: datetime) -> None:
    """The committee of its row is begun, without seats, so that somebody can say who sits in it."""
    row = case.row
    if Committee.objects.filter(office=case.office, service_code=row.code, ended_at__isnull=True).exists():
        return
    begin_committee(
        office=case.office,
        name_bn=row.short_bn or row.name_bn,
        name_en=row.short_en or row.name_en,
        rule=USUAL_RULE,
        notice_days=USUAL_NOTICE,
        service_code=row.code,
        submission=f"adopted-{case.office_id}-{row.code}"[:64],
        actor=WORKER,
        now=now,
    )
