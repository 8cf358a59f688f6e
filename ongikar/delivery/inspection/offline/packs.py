"""A pack is made, called back, and known again by its signed address; and what a phone sends is taken one by
one: an answer, a device as it was found, a photo. The phone is told the hash of what was kept, and only then
lets go of it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
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
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.papers.check import MOST_BYTES
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, holder_of
from ongikar.places.models import Device
from ongikar.records.actions import act_on, note
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Inspection, OfflinePack

LASTS = timedelta(days=7)
# A phone whose clock is this far off is put right; by less, latency is as likely.
CLOCK_IS_OFF = timedelta(minutes=3)
# Why a pack takes nothing more: called back; its person has left; somebody else is signed in here; or its
# days are over, when its person signs in to send what was said in time.
REVOKED, LEFT, OTHER, OVER = "revoked", "left", "other", "over"
WORDS = {
    REVOKED: (
        "কার্যালয় এই ফোনের অনুমতি ফিরিয়ে নিয়েছে। কার্যালয়ে কথা বলুন।",
        "The office has called this phone back. Ask at the office.",
    ),
    LEFT: (
        "আপনি এখন এই কার্যালয়ের দায়িত্বে নেই, তাই নেওয়া গেল না।",
        "You hold no post of this office now, so it was not taken.",
    ),
    OTHER: (
        "এটি অন্য একজনের নেওয়া পরিদর্শন। তাঁকেই পাঠাতে বলুন, অথবা সাইন আউট করুন।",
        "Somebody else has taken this inspection along. Let them send it, or sign out.",
    ),
    OVER: (
        "সাত দিন শেষ। যা লেখা আছে, তা পাঠাতে সাইন ইন করুন।",
        "The seven days are over. Sign in to send what was written.",
    ),
}


def signer() -> Signer:
    return Signer(salt="ongikar.inspection.pack", algorithm="sha256")


def pack_token(pack: OfflinePack) -> str:
    """What the address of a pack says: which inspection, whose, until when; signed."""
    said = [pack.key.hex, pack.inspection_id, pack.user_id, int(pack.expires_at.timestamp())]
    return signer().sign_object(said)


def pack_path(pack: OfflinePack) -> str:
    return reverse("field", args=[pack_token(pack)])


def make_pack(inspection: Inspection, *, user: User, now: datetime) -> OfflinePack:
    """Take an inspection along. Raises ActFault where it does not go on any more."""
    with act_on(inspection):
        inspection.require_under_way()
        made = OfflinePack(inspection=inspection, user=user, made_at=now, expires_at=now + LASTS)
        made.save(force_insert=True)
        note(inspection, made.verb, ("user", user.pk), now)
    return made


def revoke_pack(pack: OfflinePack, *, actor: Reference, now: datetime) -> None:
    """Nothing more is taken from that phone; pressed twice, nothing more happens."""
    with act_on(pack.inspection):
        pack.refresh_from_db(fields=["revoked_at"])
        if pack.revoked_at is None:
            pack.revoked_at = now
            pack.save(update_fields=["revoked_at"])
            note(pack.inspection, "called_back", actor, now)


def find_pack(office: Office, token: str) -> OfflinePack | None:
    """None for a signature that is not ours, and for what the office does not have."""
    try:
        key, inspection_id, user_id, until = signer().unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    packs = OfflinePack.objects.filter(key=key, inspection__office=office)
    pack = packs.select_related("user", "inspection").first()
    if pack is None or [pack.inspection_id, pack.user_id] != [inspection_id, user_id]:
        return None
    return pack if int(pack.expires_at.timestamp()) == until else None


def why_shut(pack: OfflinePack, signed_in: User | None, now: datetime) -> str:
    """Why nothing is taken, as one of the four; "" where it is."""
    if pack.revoked_at is not None:
        return REVOKED
    today = now.astimezone(TZ).date()
    if not pack.user.is_active or not holder_of(pack.user, today).has(pack.inspection.office_id, STAFF_ROLES):
        return LEFT
    if signed_in is not None and signed_in.pk != pack.user_id:
        return OTHER
    return OVER if now >= pack.expires_at and signed_in is None else ""


def note_clock(pack: OfflinePack, phone_says: datetime, now: datetime) -> timedelta:
    """By how much the phone's clock is behind ours, as it was when it first sent anything: it stays one
    figure while the phone sends, so that what it says keeps its order. Nothing where it is right.
    """
    measured = now - phone_says
    with act_on(pack.inspection):
        pack.refresh_from_db(fields=["behind_seconds"])
        known = timedelta(seconds=pack.behind_seconds) if pack.behind_seconds is not None else None
        if known is None or abs(measured - known) > CLOCK_IS_OFF:
            known = measured
            # Of a clock years off the figure is of no use, and no column holds it.
            pack.behind_seconds = max(-(2**31), min(2**31 - 1, int(measured.total_seconds())))
        pack.sent_at = now
        pack.save(update_fields=["behind_seconds", "sent_at"])
    return known if abs(known) > CLOCK_IS_OFF else timedelta()


# ---- what a phone sends ----

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
class PhoneSending:
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
        moment = datetime.fromisoformat(text_in(said, name))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as fault:
        raise unreadable() from fault


def uuid_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise unreadable() from fault


def read_sent(pack: OfflinePack, said: dict[str, Any], now: datetime) -> PhoneSending:
    uuid, said_at = uuid_in(text_in(said, "uuid")), moment_in(said, "said_at")
    behind = note_clock(pack, moment_in(said, "sent_at"), now)
    return PhoneSending(uuid, put_right(said_at, behind, now))


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


def take_answer(pack: OfflinePack, sent: PhoneSending, said: dict[str, Any], now: datetime) -> None:
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
