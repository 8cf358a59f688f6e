"""How devices were found, and whose work a finding is."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ongikar.offices.models import Post
from ongikar.people.models import Contact, User
from ongikar.places.models import Device
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.tasks.actions.giving import validate_task
from ongikar.tasks.transitions import TaskFault

from ..act_log import MOVED_ON, lock_inspection, record_inspection
from ..findings import latest_sightings, proposed_findings
from ..merged_answers import filled_checklist
from ..models import DeviceSighting, Finding, Inspection
from ..transitions import InspectionFault
from .answering import device_here, require_lives, same_inspection


@transaction.atomic
def record_sighting(
    inspection: Inspection,
    *,
    device: Device,
    state: str,
    note: str = "",
    uuid: UUID,
    said_at: datetime,
    by: User,
    now: datetime,
) -> DeviceSighting:
    """How one device was found; brought again under its UUID it is the one that is known. Of several the one
    said last counts. Raises InspectionFault for a device of another office.
    """
    lock_inspection(inspection)
    require_lives(inspection)
    known = DeviceSighting.objects.filter(uuid=uuid).first()
    if known is not None:
        return same_inspection(known, inspection)
    device_here(inspection, device)
    if state not in DeviceSighting.STATES:
        raise InspectionFault("state", "অবস্থাটি বেছে নিন।", "Choose its state.")
    made = DeviceSighting.objects.create(
        inspection=inspection,
        device=device,
        state=state,
        note=" ".join(note.split())[:300],
        uuid=uuid,
        said_at=min(said_at, now),
        kept_at=now,
        by=by,
        is_late=not inspection.is_under_way,
    )
    record_inspection("device_seen", inspection, actor=("user", by.pk), now=now, of="device", of_id=device.pk)
    return made


@transaction.atomic
def name_owner(
    inspection: Inspection,
    *,
    item: str = "",
    device: Device | None = None,
    owner: Post | Contact,
    due: date,
    by: User,
    now: datetime,
) -> Finding:
    """Who puts a finding right by when, instead of what the checklist proposes. Raises InspectionFault where
    the item did not fail, the day has passed, or whoever it is is not of the office's lists.
    """
    lock_inspection(inspection)
    if not inspection.is_under_way:
        raise InspectionFault("", *MOVED_ON)
    day = now.astimezone(TZ).date()
    proposed = proposed_findings(
        inspection, filled_checklist(inspection, day), latest_sightings(inspection).values(), day
    )
    found = next((each for each in proposed if each.item == item and (item or each.device == device)), None)
    if found is None:
        raise InspectionFault("", "এখানে এখন কোনো ত্রুটি লেখা নেই।", "Nothing is entered as wrong here now.")
    try:
        validate_task(
            inspection.office,
            title=found.words,
            owner=owner,
            given_by=inspection.case.post,
            check=None,
            due=due,
            now=now,
        )
    except TaskFault as fault:
        raise InspectionFault(fault.field, fault.bn, fault.en) from fault
    values: dict[str, Any] = {
        "words": found.words,
        "owner_post": owner if isinstance(owner, Post) else None,
        "owner_contact": owner if isinstance(owner, Contact) else None,
        "due": due,
        "is_critical": found.is_critical,
    }
    row, _ = Finding.objects.update_or_create(
        inspection=inspection, item=item, device=None if item else device, defaults=values
    )
    record_inspection("owner_named", inspection, actor=("user", by.pk), now=now, of="finding", of_id=row.pk)
    return row
