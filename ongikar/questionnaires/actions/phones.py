"""A phone is let in and shut out; by its token it is known."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from ongikar.journal.actions import Reference, record
from ongikar.offices.models import Office
from ongikar.people.models import User
from ongikar.people.post_holders import STAFF_ROLES, holder_of
from ongikar.questionnaires.models import Phone
from ongikar.rules.calendar.office_calendar import TZ

from .rounds import key_hash

# 144 bits, as 36 figures of an address.
TOKEN_LENGTH = 36


def phone_token(phone: Phone) -> str:
    """The token of a phone. It is made of the installation's secret and not kept: its person may see the code
    again until the phone has come for the first time.
    """
    of = f"{phone.office_id}:{phone.user_id}:{phone.made_at.timestamp()}:{phone.name}"
    return salted_hmac("ongikar.questionnaires.phone", of, algorithm="sha256").hexdigest()[:TOKEN_LENGTH]


@transaction.atomic
def make_phone(*, office: Office, user: User, name: str, actor: Reference, now: datetime) -> Phone:
    """A phone of one person; the same at the same moment is one."""
    made = Phone(office=office, user=user, name=name, made_at=now)
    made.token_hash = key_hash(phone_token(made))
    if phone := Phone.objects.filter(token_hash=made.token_hash).first():
        return phone
    made.save(force_insert=True)
    record("phone.made", subject=made.reference, actor=actor, office_id=office.pk, now=now)
    return made


def may_show_code(phone: Phone, user: User) -> bool:
    """To its person alone, and until it was used: then it is on the phone."""
    is_unused = phone.seen_on is None and phone.revoked_at is None
    return is_unused and phone.user_id == user.pk and phone.token_hash == key_hash(phone_token(phone))


@transaction.atomic
def revoke_phone(phone: Phone, *, actor: Reference, now: datetime) -> None:
    """Nothing more is given to it or taken from it; pressed twice, nothing more happens."""
    fresh = Phone.objects.select_for_update().get(pk=phone.pk)
    if fresh.revoked_at is None:
        fresh.revoked_at = now
        fresh.save(update_fields=["revoked_at"])
        record("phone.revoked", subject=fresh.reference, actor=actor, office_id=fresh.office_id, now=now)
    phone.revoked_at = fresh.revoked_at


def phone_of_token(office: Office, token: str) -> Phone | None:
    """Of this office, revoked or not; None where there is none."""
    return (
        Phone.objects.filter(office=office, token_hash=key_hash(token))
        .select_related("user", "office")
        .first()
    )


def is_let_in(phone: Phone, now: datetime) -> bool:
    """Not revoked, and its person is of the office's staff today."""
    if phone.revoked_at is not None or not phone.user.is_active:
        return False
    return holder_of(phone.user, now.astimezone(TZ).date()).has(phone.office_id, STAFF_ROLES)


def note_visit(phone: Phone, now: datetime) -> None:
    """That it came is kept by the day, so that most visits write nothing."""
    today = now.astimezone(TZ).date()
    if phone.seen_on != today:
        Phone.objects.filter(pk=phone.pk).update(seen_on=today)
