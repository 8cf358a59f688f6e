"""The ready complaint that files itself, where the office has set that it does (on its page of settings, or
`auto_file` in its grievances.toml): so many working days after the breach, while the service is still not
given.

Whoever complained with a hidden name, or of whom a complaint stands already, is left alone: what files itself
would bring their name to the officer.
"""

from datetime import datetime, timedelta

from ongikar.cases.models import Case
from ongikar.journal.actions import WORKER
from ongikar.journal.models import OutboxEntry
from ongikar.journal.outbox import RetryLater, comes_again

from ..actions import file_offer
from ..ladder.tiers import filing_day
from ..models import Grievance, Offer
from .prefilled_complaint import prefilled_words

# Sixty working days are the most that an office may set, with the weekends and holidays among them.
LONGEST_OFFER = timedelta(days=150)


def latest_filing(outbox_entry: OutboxEntry, now: datetime) -> datetime:
    """By whatever setting and calendar was in force when it was looked at last."""
    return outbox_entry.entry.at + LONGEST_OFFER


@comes_again(latest_filing)
def file_unpressed_offer(outbox_entry: OutboxEntry, *, now: datetime) -> None:
    """At the breach of a case, and again on the day: files what nobody pressed."""
    cases = Case.objects.with_related().select_related("office")
    case = cases.of_clock(outbox_entry.entry.subject_id).first()
    if case is None or case.applicant is None:
        return
    day = filing_day(case, outbox_entry.entry.at)
    if day is None:
        return
    if now < (falls := case.office.calendar.close(day)):
        raise RetryLater(falls)
    offer = Offer.objects.select_related("office", "tier").filter(case=case, filed_at=None).first()
    if offer is None or not case.is_open or case.grievances.exists():
        return
    offer.case = case
    file_offer(
        offer=offer, text=prefilled_words(offer, now=now), now=now, channel=Grievance.BY_ITSELF, actor=WORKER
    )
