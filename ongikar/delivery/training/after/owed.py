"""The certificates that a batch still owes: of whom, and by when."""

from dataclasses import dataclass
from datetime import datetime

from ongikar.certificates.models import Certificate
from ongikar.delivery.training.models import Batch, Completion


@dataclass(frozen=True, slots=True)
class OwedCertificates:
    """`due_at`: when the first of them is due; None where none of their cases runs any more."""

    count: int = 0
    due_at: datetime | None = None
    is_late: bool = False
    without_english: int = 0


def owed_certificates(batch: Batch, now: datetime) -> OwedCertificates:
    """Of whoever passed and was issued none for this batch, in two statements."""
    held = Certificate.objects.of_subject(batch.reference).exclude(holder_id=None).order_by()
    given = set(held.values_list("holder_id", flat=True))
    passed = Completion.objects.filter(application__call__batch=batch, passed=True)
    rows = [
        each
        for each in passed.select_related("application__case__clock")
        if each.application.case.applicant_id not in given
    ]
    dues = [each.application.case.clock.due_at for each in rows if each.application.case.closed_at is None]
    due_at = min(dues, default=None)
    return OwedCertificates(
        len(rows),
        due_at,
        due_at is not None and due_at < now,
        sum(not each.application.name_en for each in rows),
    )
