"""Contacts entered, changed, ended and merged: each in one transaction with its journal entry."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Place
from ongikar.rules.calendar.office_calendar import TZ

from .contact_changes import CONTACT_FIELDS, LANGUAGES, ContactChange
from .contacts import Contact
from .subjects import REFERRING_MODELS


class ContactFault(ActFault):
    """Why something cannot be done with a contact."""


@transaction.atomic
def add_contact(
    *, office: Office, facts: Mapping[str, Any], since: date, actor: Reference, now: datetime
) -> Contact:
    """`facts`: what is known, by CONTACT_FIELDS."""
    contact = Contact(office=office, since=since, **facts)
    contact.save(force_insert=True)
    record("contact.added", subject=contact.reference, actor=actor, office_id=office.pk, now=now)
    return contact


@transaction.atomic
def change_contact(
    contact: Contact, *, facts: Mapping[str, Any], words: str, actor: Reference, now: datetime
) -> list[str]:
    """Write what differs, each with what stood there before; answers the names of the fields."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    changed = [name for name, value in facts.items() if getattr(contact, name) != value]
    if not changed:
        return []
    for name in changed:
        old, new = (value_words(name, value) for value in (getattr(contact, name), facts[name]))
        ContactChange(
            contact=contact, field=name, old=old, new=new, words=words, at=now, by_id=user_of(actor)
        ).save(force_insert=True)
        setattr(contact, name, facts[name])
    contact.save(update_fields=changed)
    record(
        "contact.changed",
        subject=contact.reference,
        actor=actor,
        office_id=contact.office_id,
        now=now,
        fields=changed,
    )
    return changed


@transaction.atomic
def end_contact(
    contact: Contact, *, last_day: date, words: str = "", actor: Reference, now: datetime
) -> None:
    """Written to until the last day and not after it; what was sent there stays."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.merged_into_id:
        raise ContactFault(
            "last_day", "যোগাযোগটি অন্যটির সঙ্গে মেলানো হয়েছে", "This contact was merged into another"
        )
    if last_day < contact.since:
        raise ContactFault(
            "last_day", "শেষ দিন শুরুর দিনের আগে হতে পারে না", "The last day cannot be before the first"
        )
    contact.until = last_day
    contact.save(update_fields=["until"])
    record(
        "contact.ended",
        subject=contact.reference,
        actor=actor,
        office_id=contact.office_id,
        now=now,
        last_day=last_day.isoformat(),
        reason="given" if words else "",
    )


@transaction.atomic
def reopen_contact(contact: Contact, *, actor: Reference, now: datetime) -> None:
    """Written to again; what was merged stays merged."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.merged_into_id or contact.until is None:
        return
    contact.until = None
    contact.save(update_fields=["until"])
    record("contact.reopened", subject=contact.reference, actor=actor, office_id=contact.office_id, now=now)


@transaction.atomic
def merge_contacts(contact: Contact, *, into: Contact, actor: Reference, now: datetime) -> int:
    """Of two that are the same the second goes on: whatever pointed at the first points at it; how many rows.

    Names that letters, minutes and tasks copied stay as they were. A row that would then stand twice, as the
    same letter to both, stays with the first, which names the one that goes on.
    """
    first, second = sorted((contact.pk, into.pk))
    locked = {row.pk: row for row in Contact.objects.select_for_update().filter(pk__in=(first, second))}
    if len(locked) != 2:
        raise ContactFault("into", "নিজের সঙ্গে মেলানো যায় না", "A contact is not merged into itself")
    contact, into = locked[contact.pk], locked[into.pk]
    if contact.office_id != into.office_id or contact.merged_into_id or into.merged_into_id:
        raise ContactFault(
            "into", "এ দুটি আর মেলানো যায় না; পাতাটি আবার খুলুন", "These two can no longer be merged; load again"
        )
    day = now.astimezone(TZ).date()
    moved = move_references(contact, into)
    missing = {
        name: getattr(contact, name)
        for name in CONTACT_FIELDS
        if name != "language" and getattr(contact, name) and not getattr(into, name)
    }
    if missing:
        change_contact(into, facts=missing, words="", actor=actor, now=now)
    contact.merged_into = into
    contact.until = max(contact.since, min(contact.until or day, day))
    contact.save(update_fields=["merged_into", "until"])
    record(
        "contact.merged",
        subject=contact.reference,
        actor=actor,
        office_id=contact.office_id,
        now=now,
        of_id=into.pk,
        count=moved,
    )
    return moved


# What belongs to the contact itself and stays with it.
OWN_ROWS = frozenset({"changes", "words"})


def move_references(contact: Contact, into: Contact) -> int:
    """Every foreign key of whatever app, and every generic reference, that names the one names the other."""
    moved = 0
    for relation in Contact._meta.related_objects:
        if relation.get_accessor_name() not in OWN_ROWS:
            name = relation.field.name
            moved += move_rows(relation.related_model, {name: contact}, {name: into})
    for model in REFERRING_MODELS:
        wanted = {"subject_type": Contact.SUBJECT, "subject_id": contact.pk}
        moved += move_rows(model, wanted, {"subject_id": into.pk})
    return moved


def move_rows(model: type[models.Model], wanted: dict[str, Any], values: dict[str, Any]) -> int:
    """One by one: a row that a constraint refuses stays, and does not hold up the others."""
    moved = 0
    for pk in model._default_manager.filter(**wanted).order_by("pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                moved += model._default_manager.filter(pk=pk).update(**values)
        except IntegrityError:
            continue
    return moved


def value_words(name: str, value: Any) -> str:
    """A value as a change of it tells."""
    if isinstance(value, Place):
        return value.name_bn
    if name == "language" and value in LANGUAGES:
        return str(LANGUAGES[value])
    return str(value or "")


def user_of(actor: Reference) -> int | None:
    return actor[1] if actor[0] == "user" else None


def say_fault(fault: ContactFault) -> str:
    return say(fault.bn, fault.en)
