"""Places entered, changed, closed and opened again: each in one transaction with its journal entry.

They stand here beside the contacts, and not in `offices`, because who answers for a place is a contact.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office, Place, PlaceName
from ongikar.rules.calendar.office_calendar import TZ

# What of a place is entered and changed.
PLACE_FACTS = (
    *("kind", "name_bn", "name_en", "union", "eiin", "address", "phone", "email", "opened_on"),
    *("latitude", "longitude"),
)


class PlaceFault(ActFault):
    """Why something cannot be done with a place."""


SAME_EIIN = PlaceFault(
    "eiin", "এই ইআইআইএন-এর জায়গা তালিকায় আগে থেকেই আছে", "A place with this EIIN is on the list already"
)


@transaction.atomic
def add_place(*, office: Office, facts: Mapping[str, Any], actor: Reference, now: datetime) -> Place:
    """`facts`: by PLACE_FACTS; a name in one language alone stands for both."""
    # Two at once draw their names for the address one after the other.
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    check_eiin(office, facts, None)
    place = Place(office=office, slug=new_slug(office, facts["kind"]), was_changed=True, **fill_names(facts))
    place.save(force_insert=True)
    record_place("place.added", place, actor, now)
    return place


def new_slug(office: Office, kind: str) -> str:
    """lab-12: its kind, and the next figure that no place of the office has."""
    known = set(
        Place.objects.filter(office=office, slug__startswith=f"{kind}-").values_list("slug", flat=True)
    )
    number = len(known) + 1
    while f"{kind}-{number}" in known:
        number += 1
    return f"{kind}-{number}"


def fill_names(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Both names, so that no page has an empty one."""
    bn, en = facts.get("name_bn", ""), facts.get("name_en", "")
    return {**facts, "name_bn": bn or en, "name_en": en or bn}


def check_eiin(office: Office, facts: Mapping[str, Any], own: int | None) -> None:
    eiin = facts.get("eiin", "")
    same = Place.objects.filter(office=office, kind=facts["kind"], eiin=eiin).exclude(pk=own or 0)
    if eiin and same.exists():
        raise SAME_EIIN


@transaction.atomic
def change_place(place: Place, *, facts: Mapping[str, Any], actor: Reference, now: datetime) -> list[str]:
    """Write what differs; a name that changes stays as the one it had until yesterday."""
    Office.objects.select_for_update(no_key=True).get(pk=place.office_id)
    place = Place.objects.select_for_update().get(pk=place.pk)
    facts = fill_names(facts)
    check_eiin(place.office, facts, place.pk)
    changed = [name for name, value in facts.items() if getattr(place, name) != value]
    if not changed:
        return []
    if {"name_bn", "name_en"} & set(changed):
        until = now.astimezone(TZ).date() - timedelta(days=1)
        PlaceName(place=place, name_bn=place.name_bn, name_en=place.name_en, until=until).save()
    for name in changed:
        setattr(place, name, facts[name])
    place.was_changed = True
    place.save(update_fields=[*changed, "was_changed"])
    record_place("place.changed", place, actor, now, fields=changed)
    return changed


@transaction.atomic
def close_place(place: Place, *, last_day: date, actor: Reference, now: datetime) -> None:
    """Offered for nothing new after its last day; what was done there stays."""
    place = Place.objects.select_for_update().get(pk=place.pk)
    place.closed_on, place.was_changed = last_day, True
    place.save(update_fields=["closed_on", "was_changed"])
    record_place("place.closed", place, actor, now, last_day=last_day.isoformat())


@transaction.atomic
def reopen_place(place: Place, *, actor: Reference, now: datetime) -> None:
    place = Place.objects.select_for_update().get(pk=place.pk)
    if place.closed_on is None:
        return
    place.closed_on, place.was_changed = None, True
    place.save(update_fields=["closed_on", "was_changed"])
    record_place("place.reopened", place, actor, now)


def record_place(verb: str, place: Place, actor: Reference, now: datetime, **facts: object) -> None:
    record(
        verb,
        subject=("place", place.pk),
        actor=actor,
        office_id=place.office_id,
        now=now,
        **facts,  # type: ignore[arg-type]  # by the keys of EntryFacts, as each caller names them
    )
