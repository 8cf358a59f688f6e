"""A pack is made, called back, and known again by its signed address."""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.people.desk import STAFF_ROLES, desk_of
from ongikar.people.models import User
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
    found = OfflinePack.objects.filter(key=key, inspection__office=office)
    pack = found.select_related("user", "inspection").first()
    if pack is None or [pack.inspection_id, pack.user_id] != [inspection_id, user_id]:
        return None
    return pack if int(pack.expires_at.timestamp()) == until else None


def why_shut(pack: OfflinePack, signed_in: User | None, now: datetime) -> str:
    """Why nothing is taken, as one of the four; "" where it is."""
    if pack.revoked_at is not None:
        return REVOKED
    today = now.astimezone(TZ).date()
    if not pack.user.is_active or not desk_of(pack.user, today).has(pack.inspection.office_id, STAFF_ROLES):
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
