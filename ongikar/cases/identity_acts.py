"""Reading the whole number of an identity paper is an act of its own, entered with its reason before it is shown."""

from datetime import datetime, timedelta

from django.db import transaction

from ongikar.journal.actions import Reference
from ongikar.journal.models import Entry

from .acting import record_act
from .models import Case

READ = "case.identity_read"
# A second press comes within this.
AGAIN = timedelta(minutes=1)
# Name → words. The journal keeps the name only.
REASONS = {
    "compare": ("আনা কাগজের সঙ্গে মেলাতে", "To compare it with the document brought"),
    "verify": ("নির্বাচন কমিশন বা নিবন্ধকের কাছে যাচাই করতে", "To verify it with the Election Commission or the registrar"),
    "certificate": ("সনদে বা চিঠিতে লিখতে", "To write it on a certificate or a letter"),
    "order": ("আদালত বা কর্তৃপক্ষের লিখিত আদেশে", "By a written order of a court or an authority"),
}  # fmt: skip


@transaction.atomic
def enter_reading(case: Case, *, reason: str, actor: Reference, now: datetime) -> None:
    """The entry says who reads it, of which case, when and why, and never the number; pressed twice, it is one."""
    if reason not in REASONS:
        raise ValueError(f"{reason} is no reason to read it")
    Case.objects.select_for_update().get(pk=case.pk)
    known = Entry.objects.filter(
        subject_type="case", subject_id=case.pk, verb=READ, actor_type=actor[0], actor_id=actor[1], facts={"reason": reason},
        at__gt=now - AGAIN,
    )  # fmt: skip
    if not known.exists():
        record_act("identity_read", case, actor, now, reason=reason)
