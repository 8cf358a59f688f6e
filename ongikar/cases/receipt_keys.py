"""Who may have a receipt printed with its secret digits at the office or at a digital centre, and for how
long.

The paper passes through the hands of whoever prints it, and with it the right to act: so it is printed by
the hand that took the request in, on that day, while the person stands there, and once. Any later copy
bears no figures.
"""

from datetime import datetime

from django.utils import timezone

from ongikar.journal.actions import Reference

from .models import Case
from .models.proofs import PRINTED_ANEW, key_made_at, make_key


def may_print_key(case: Case, actor: Reference, now: datetime) -> bool:
    """Whether this person's next copy of the receipt may bear the figures."""
    received = next((act for act in case.acts_in_order if act.name == "receive"), None)
    if received is None or (received.by_type, received.by_id) != tuple(actor):
        return False
    if timezone.localdate(received.at) != timezone.localdate(now):
        return False
    made = key_made_at(case.reference)
    return made is None or now < made + PRINTED_ANEW


def printed_key(case: Case, actor: Reference, now: datetime) -> str:
    """The figures for the paper; "" where this copy bears none."""
    if case.applicant is None or not may_print_key(case, actor, now):
        return ""
    return make_key(case.office, case.reference, now=now, actor=actor)
