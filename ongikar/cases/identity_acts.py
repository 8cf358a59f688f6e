"""Reading the whole number of an identity paper is an act of its own, entered with its reason before it is shown."""

from datetime import datetime

from django.db import transaction

from ongikar.journal.actions import Reference

from .acting import record_act
from .models import Case

# Name → words. The journal keeps the name only.
REASONS = {
    "compare": ("আনা কাগজের সঙ্গে মেলাতে", "To compare it with the paper brought"),
    "verify": ("নির্বাচন কমিশন বা নিবন্ধকের কাছে যাচাই করতে", "To verify it with the Election Commission or the registrar"),
    "certificate": ("সনদে বা চিঠিতে লিখতে", "To write it on a certificate or a letter"),
    "order": ("আদালত বা কর্তৃপক্ষের লিখিত আদেশে", "By a written order of a court or an authority"),
}  # fmt: skip


@transaction.atomic
def read_identity(case: Case, *, reason: str, actor: Reference, now: datetime) -> str:
    """The number in whole; the entry says who read it, of which case, when and why, and never the number."""
    if reason not in REASONS:
        raise ValueError(f"{reason} is no reason to read it")
    record_act("identity_read", case, actor, now, reason=reason)
    return case.applicant.open_identity()
