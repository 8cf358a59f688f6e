"""An inspection is taken along, and what a phone sends of it is taken one by one: an answer, a device as it
was found, a photo.
"""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from ongikar.core.forms.faults import ActFault
from ongikar.delivery.inspection.answering import (
    question_of,
    read_note,
    read_value,
    record_answer,
    record_photo,
    record_sighting,
)
from ongikar.packs import actions as packs
from ongikar.packs.actions import (
    OTHER_WORDS,
    PhoneSending,
    keys_in,
    pack_token,
    read_sent,
    text_in,
    unreadable,
)
from ongikar.papers.check import MOST_BYTES
from ongikar.people.models import User
from ongikar.places.models import Device

from ..models import Inspection, OfflinePack

TOO_LARGE = (
    "ছবিটি ৫ MB-এর চেয়ে বড়। ছোট মাপে আবার তুলুন।",
    "The photo is larger than 5 MB. Take it again at a smaller size.",
)


def pack_path(pack: OfflinePack) -> str:
    return reverse("field", args=[pack_token(pack)])


def make_pack(inspection: Inspection, *, user: User, now: datetime) -> OfflinePack:
    """Take an inspection along. Raises ActFault where it does not go on any more."""
    return packs.make_pack(OfflinePack, inspection, user=user, now=now)


def take_said(pack: OfflinePack, body: bytes, now: datetime) -> str:
    """An answer, or a device as it was found; the hash of the body. Raises ActFault."""

    def take(pack: OfflinePack, sent: PhoneSending, said: dict[str, Any]) -> None:
        if "device" in said:
            take_sighting(pack, sent, said, now)
        else:
            take_answer(pack, sent, said, now)

    return packs.take_said(pack, body, now, take)


def written_at(pack: OfflinePack, sent: PhoneSending) -> datetime:
    """Nothing is written in a pack before it was made, whatever the clock of the phone said."""
    return max(sent.said_at, pack.made_at)


def take_answer(pack: OfflinePack, sent: PhoneSending, said: dict[str, Any], now: datetime) -> None:
    item, value, note = (text_in(said, name) for name in ("item", "value", "note"))
    kept = record_answer(
        pack.inspection,
        item=item,
        value=value,
        note=note,
        uuid=sent.uuid,
        said_at=written_at(pack, sent),
        by=pack.user,
        now=now,
        source=pack.source,
        over=keys_in(said, "over"),
    )
    # The phone may let go of what stands here, and of nothing else.
    wanted = (item, read_value(pack.inspection, question_of(pack.inspection, item), value), read_note(note))
    if (kept.item, kept.value, kept.note) != wanted:
        raise ActFault("", *OTHER_WORDS)


def take_sighting(pack: OfflinePack, sent: PhoneSending, said: dict[str, Any], now: datetime) -> None:
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
        said_at=written_at(pack, sent),
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
