"""Who sent a letter: found in the book of addresses by what is typed, or written into it."""

from datetime import date, datetime
from functools import reduce
from operator import and_

from django.db import transaction
from django.db.models import Q

from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office
from ongikar.people.models import Contact
from ongikar.rules.bangla.search import fold
from ongikar.rules.calendar.office_calendar import TZ

# So many are offered; whoever does not find theirs types another word.
OFFERED = 8


def find_senders(office: Office, typed: str, day: date, most: int = OFFERED) -> list[Contact]:
    """The contacts in use that bear every word typed, in the order of the book."""
    words = fold(typed).split()
    if not words:
        return []
    bearing = reduce(and_, (Q(search__contains=word) for word in words))
    found = Contact.objects.in_use(day).filter(bearing, office=office)
    return list(found.order_by("organisation", "post", "id")[:most])


def sender_meant(found: list[Contact], typed: str) -> Contact | None:
    """The one of them whose name was typed whole; None where none is, or two are called the same."""
    meant = [each for each in found if fold(typed) in {fold(each.title), fold(each.full_title)}]
    return meant[0] if len(meant) == 1 else None


@transaction.atomic
def add_sender(
    *,
    office: Office,
    organisation: str,
    post: str = "",
    name: str = "",
    address: str = "",
    actor: Reference,
    now: datetime,
) -> Contact:
    """Write a new contact into the book of addresses."""
    contact = Contact(
        office=office,
        organisation=organisation,
        post=post,
        name=name,
        address=address,
        since=now.astimezone(TZ).date(),
    )
    contact.search = contact.search_words()
    contact.save(force_insert=True)
    record("contact.added", subject=contact.reference, actor=actor, office_id=office.pk, now=now)
    return contact
