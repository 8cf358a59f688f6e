"""A pack is made, called back, and known again by its signed address; and what every sending of a phone says
is read. The phone is told the hash of what was kept, and only then lets go of it.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, Signer

from ongikar.core.forms.faults import ActFault
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.records.actions import act_on, note
from ongikar.records.models import Record
from ongikar.rules.calendar.office_calendar import TZ

from .models import CLOCK_IS_OFF, Pack

LASTS = timedelta(days=7)
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
        "এটি অন্য একজন সঙ্গে নিয়েছেন। তাঁকেই পাঠাতে বলুন, অথবা সাইন আউট করুন।",
        "Somebody else has taken this along. Let them send it, or sign out.",
    ),
    OVER: (
        "সাত দিন শেষ। যা লেখা আছে, তা পাঠাতে সাইন ইন করুন।",
        "The seven days are over. Sign in to send what was written.",
    ),
}


def signer(model: type[Pack]) -> Signer:
    return Signer(salt=f"ongikar.{model._meta.app_label}.pack", algorithm="sha256")


def pack_token(pack: Pack) -> str:
    """What the address of a pack says: which record, whose, until when; signed."""
    said = [pack.key.hex, pack.record.pk, pack.user_id, int(pack.expires_at.timestamp())]
    return signer(type(pack)).sign_object(said)


def make_pack[Made: Pack](
    model: type[Made], record: Record, *, user: User, now: datetime, **columns: Any
) -> Made:
    """Take a record along; it says by itself (`check_act`) whether it may be. `columns`: what its sort of
    pack has besides.
    """
    with act_on(record):
        made = model(**{model.PARENT: record}, **columns, user=user, made_at=now, expires_at=now + LASTS)
        made.check_act(now)
        made.save(force_insert=True)
        note(record, made.verb, ("user", user.pk), now)
    return made


def revoke_pack(pack: Pack, *, actor: Reference, now: datetime) -> None:
    """Nothing more is taken from that phone; pressed twice, nothing more happens."""
    with act_on(pack.record):
        pack.refresh_from_db(fields=["revoked_at"])
        if pack.revoked_at is None:
            pack.revoked_at = now
            pack.save(update_fields=["revoked_at"])
            note(pack.record, "called_back", actor, now)


def find_pack[Found: Pack](model: type[Found], office: Office, token: str) -> Found | None:
    """None for a signature that is not ours, and for what the office does not have."""
    try:
        key, record_id, user_id, until = signer(model).unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    rows: Any = model.objects.filter(key=key, **{f"{model.PARENT}__office": office})
    pack: Found | None = rows.select_related("user", model.PARENT).first()
    if pack is None or [pack.record.pk, pack.user_id] != [record_id, user_id]:
        return None
    return pack if int(pack.expires_at.timestamp()) == until else None


def why_shut(pack: Pack, signed_in: User | None, now: datetime) -> str:
    """Why nothing is taken, as one of the four; "" where it is."""
    if pack.revoked_at is not None:
        return REVOKED
    today = now.astimezone(TZ).date()
    if not pack.user.is_active or not pack.is_of(holder_of(pack.user, today)):
        return LEFT
    if signed_in is not None and signed_in.pk != pack.user_id:
        return OTHER
    return OVER if now >= pack.expires_at and signed_in is None else ""


def note_clock(pack: Pack, phone_says: datetime, now: datetime) -> timedelta:
    """By how much the phone's clock is behind ours, as it was when it first sent anything: it stays one
    figure while the phone sends, so that what it says keeps its order. Nothing where it is right.
    """
    measured = now - phone_says
    with act_on(pack.record):
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


@dataclass(frozen=True, slots=True)
class PhoneSending:
    """What every sending says: its own number, when it was said by the phone's clock, put right; and whether
    that can be, or lies ahead all the same, as where the clock was set between writing and sending.
    """

    uuid: UUID
    said_at: datetime
    is_possible: bool = True


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


def read_sent(pack: Pack, said: dict[str, Any], now: datetime) -> PhoneSending:
    uuid, said_at = uuid_in(text_in(said, "uuid")), moment_in(said, "said_at")
    behind = note_clock(pack, moment_in(said, "sent_at"), now)
    is_possible = said_at - now <= CLOCK_IS_OFF - behind
    return PhoneSending(uuid, put_right(said_at, behind, now), is_possible)


def put_right(said_at: datetime, behind: timedelta, now: datetime) -> datetime:
    """By our clock; never later than it came."""
    try:
        return min(said_at + behind, now)
    except OverflowError:
        return now


def take_said[Taken: Pack](
    pack: Taken,
    body: bytes,
    now: datetime,
    take: Callable[[Taken, PhoneSending, dict[str, Any]], object],
) -> str:
    """What was written on the phone; the hash of the body. Raises ActFault."""
    if len(body) > MOST_SENT:
        raise unreadable()
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise unreadable() from fault
    if not isinstance(said, dict):
        raise unreadable()
    take(pack, read_sent(pack, said, now), said)
    return hashlib.sha256(body).hexdigest()


def keys_in(said: dict[str, Any], name: str) -> list[str]:
    """The numbers of other sendings that one names."""
    keys = said.get(name, [])
    if not isinstance(keys, list) or len(keys) > MOST_OVER or not all(isinstance(key, str) for key in keys):
        raise unreadable()
    return [str(uuid_in(key)) for key in keys]
