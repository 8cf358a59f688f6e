"""Setting an office's face: its names, emblem, colour and the lines of its letters, all at once or none."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from ongikar.core import cache_version
from ongikar.journal.actions import Reference, record

from .models import Emblem, Office

FIELDS = (
    "name_bn",
    "name_en",
    "department_bn",
    "department_en",
    "address_bn",
    "address_en",
    "phone",
    "email",
    "website",
    "memo_start",
    "colour",
    "head_bn",
    "head_en",
    "foot_bn",
    "foot_en",
)


class NewEmblem(NamedTuple):
    """A checked emblem (papers/emblem.py); both empty: from now on there is none."""

    content: bytes
    media_type: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest() if self.content else ""


NO_EMBLEM = NewEmblem(b"", "")


@transaction.atomic
def set_face(
    office: Office,
    said: dict[str, str],
    *,
    emblem: NewEmblem | None,
    is_of_screen: bool,
    actor: Reference,
    now: datetime,
) -> list[str]:
    """Write what differs; the names of the fields that did. `said`: of FIELDS, those that are said. `emblem`:
    None leaves the one there is.
    """
    row = Office.objects.select_for_update().get(pk=office.pk)
    changed = [name for name in FIELDS if name in said and getattr(row, name) != said[name]]
    for name in changed:
        setattr(row, name, said[name])
    if emblem is not None and emblem.sha256 != row.emblem:
        Emblem.objects.create(
            office=row,
            sha256=emblem.sha256,
            media_type=emblem.media_type,
            content=emblem.content,
            since=now,
        )
        row.emblem = emblem.sha256
        changed.append("emblem")
    if not changed:
        return []
    row.has_face_of_screen = is_of_screen
    row.save(update_fields=[*changed, "has_face_of_screen"])
    record(
        "office.face_changed",
        subject=("office", row.pk),
        actor=actor,
        office_id=row.pk,
        now=now,
        fields=sorted(changed),
    )
    # Names and emblems stand among what belongs to all offices.
    cache_version.invalidate()
    return changed
