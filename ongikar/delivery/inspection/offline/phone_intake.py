"""What a phone sends is taken one by one: an answer, a device as it was found, a photo. The phone is told the
hash of what was kept, and only then lets go of it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from ongikar.core.forms.faults import ActFault
from ongikar.papers.check import MOST_BYTES
from ongikar.places.models import Device

from ..answering import question_of, read_note, read_value, record_answer, record_photo, record_sighting
from ..models import OfflinePack
from .packs import note_clock

MOST_SENT, MOST_OVER = 40_000, 200
UNREADABLE = ("যা পাঠানো হয়েছে তা পড়া যায়নি।", "What was sent could not be read.")
OTHER_WORDS = (
    "এই নম্বরে আগে অন্য উত্তর এসেছে।",
    "Another answer came under this number before.",
)
TOO_LARGE = (
    "ছবিটি ৫ MB-এর চেয়ে বড়। ছোট মাপে আবার তুলুন।",
    "The photo is larger than 5 MB. Take it again at a smaller size.",
)


@dataclass(frozen=True, slots=True)
class Sending:
    """What every sending says: its own number, when it was said by the phone's clock, put right."""

    uuid: UUID
    said_at: datetime


def unreadable() -> ActFault:
    return ActFault("", *UNREADABLE)


def text_in(said: dict[str, Any], name: str) -> str:
    value = said.get(name, "")
    if not isinstance(value, str):
        raise unreadable()
    return value


def moment_in(said: dict[str, Any], name: str) -> datetime:
    try:
        found = datetime.fromisoformat(text_in(said, name))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as fault:
        raise unreadable() from fault


def uuid_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise unreadable() from fault


def read_sent(pack: OfflinePack, said: dict[str, Any], now: datetime) -> Sending:
    uuid, said_at = uuid_in(text_in(said, "uuid")), moment_in(said, "said_at")
    behind = note_clock(pack, moment_in(said, "sent_at"), now)
    return Sending(uuid, put_right(said_at, behind, now))


def put_right(said_at: datetime, behind: timedelta, now: datetime) -> datetime:
    """By our clock; never later than it came."""
    try:
        return min(said_at + behind, now)
    except OverflowError:
        return now


def take_said(pack: OfflinePack, body: bytes, now: datetime) -> str:
    """An answer, or a device as it was found; the hash of the body. Raises ActFault."""
    if len(body) > MOST_SENT:
        raise unreadable()
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise unreadable() from fault
    if not isinstance(said, dict):
        raise unreadable()
    sent = read_sent(pack, said, now)
    if "device" in said:
        take_sighting(pack, sent, said, now)
    else:
        take_answer(pack, sent, said, now)
    return hashlib.sha256(body).hexdigest()


def take_answer(pack: OfflinePack, sent: Sending, said: dict[str, Any], now: datetime) -> None:
    item, value, note = (text_in(said, name) for name in ("item", "value", "note"))
    over = said.get("over", [])
    if not isinstance(over, list) or len(over) > MOST_OVER or not all(isinstance(key, str) for key in over):
        raise unreadable()
    kept = record_answer(
        pack.inspection,
        item=item,
        value=value,
        note=note,
        uuid=sent.uuid,
        said_at=sent.said_at,
        by=pack.user,
        now=now,
        source=pack.source,
        over=[str(uuid_in(key)) for key in over],
    )
    # The phone may let go of what stands here, and of nothing else.
    wanted = (item, read_value(pack.inspection, question_of(pack.inspection, item), value), read_note(note))
    if (kept.item, kept.value, kept.note) != wanted:
        raise ActFault("", *OTHER_WORDS)


def take_sighting(pack: OfflinePack, sent: Sending, said: dict[str, Any], now: datetime) -> None:
    key = said["device"]
    device = None
    if isinstance(key, int) and not isinstance(key, bool) and 0 < key < 2**63:
        device = Device.objects.filter(pk=key, office=pack.inspection.office_id).first()
    if device is None:
        raise ActFault("device", "এমন কোনো যন্ত্র নেই।", "There is no such device.")
    state, note = text_in(said, "value"), text_in(said, "note").replace("\0", "").strip()[:300]
    kept = record_sighting(
        pack.inspection,
        device=device,
        state=state,
        note=note,
        uuid=sent.uuid,
        said_at=sent.said_at,
        by=pack.user,
        now=now,
    )
    if (kept.device_id, kept.state, kept.note) != (device.pk, state, note):
        raise ActFault("", *OTHER_WORDS)


def take_photo(pack: OfflinePack, said: dict[str, Any], upload: UploadedFile | None, now: datetime) -> str:
    """A photo; the hash of the file as it was kept under this number. Raises ActFault."""
    if upload is None:
        raise ActFault("photo", "ছবিটি সঙ্গে আসেনি।", "The photo itself did not come.")
    if (upload.size or 0) > MOST_BYTES:
        raise ActFault("photo", *TOO_LARGE)
    if not text_in(said, "sha256"):
        raise unreadable()
    sent = read_sent(pack, said, now)
    kept = record_photo(
        pack.inspection,
        item=text_in(said, "item"),
        uuid=sent.uuid,
        sha256=text_in(said, "sha256"),
        file=upload,
        taken_at=sent.said_at,
        latitude=figure_in(said, "latitude"),
        longitude=figure_in(said, "longitude"),
        accuracy_m=figure_in(said, "accuracy"),
        by=pack.user,
        now=now,
    )
    return kept.sha256


def figure_in(said: dict[str, Any], name: str) -> float | None:
    """None of what the phone did not know; what is no figure is as if it were not said."""
    try:
        return float(text_in(said, name) or "nan") if said.get(name) else None
    except ValueError:
        return None
