"""The accounts of the people of an office: added, given a new password, closed and opened again.

The administrator's pages and the commands both call these functions: what one refuses the other refuses
too, and each act is in the journal with whoever did it. `office_id` is None for what is done at the machine
itself.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.journal.actions import Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.rules.numbers import mobile_fault, normal_mobile

from .models import FormerAddress, User

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")


class AccountFault(Exception):
    """What was asked cannot be done. `at`: the answer it is about ("username", "mobile", "person")."""

    def __init__(self, at: str, bn: str, en: str) -> None:
        super().__init__(en)
        self.at, self.bn, self.en = at, bn, en


@dataclass(frozen=True, slots=True)
class AccountActor:
    """Who acts: as the journal knows them, and for which office; None at the machine."""

    actor: Reference
    office_id: int | None


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is kept of a person. The mobile and the e-mail are their own: there they are told of their
    account.
    """

    name_bn: str
    name_en: str
    mobile: str = ""
    email: str = ""


@transaction.atomic
def add_person(username: str, details: PersonDetails, *, by: AccountActor, now: datetime) -> User:
    """An account without a post and without a password. Raises AccountFault."""
    if not USERNAME.fullmatch(username):
        raise AccountFault(
            "username",
            "নামটি ছোট হাতের ইংরেজি অক্ষরে লিখুন, ৩ থেকে ৩০ অক্ষর",
            "use small Latin letters and figures, 3 to 30 of them",
        )
    user = User(username=username, added_in_id=by.office_id)
    set_details(user, details)
    user.set_unusable_password()
    if User.objects.filter(username__iexact=username).exists():
        raise username_taken_fault()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as fault:
        if not violates(fault, User, "username"):
            raise
        # Two administrators at once.
        raise username_taken_fault() from None
    record_account_act("person.added", user, by, now)
    return user


def username_taken_fault() -> AccountFault:
    return AccountFault("username", "এই নামে একজন আছেন", "there is somebody of this name")


@transaction.atomic
def change_details(user: User, details: PersonDetails, *, by: AccountActor, now: datetime) -> list[str]:
    """Which fields were changed; the journal keeps their names and not what stood there.
    Raises AccountFault.
    """
    before = PersonDetails(user.name_bn, user.name_en, user.mobile, user.email)
    set_details(user, details)
    after = PersonDetails(user.name_bn, user.name_en, user.mobile, user.email)
    fields = [name for name in PersonDetails.__slots__ if getattr(before, name) != getattr(after, name)]
    if fields:
        user.save(update_fields=fields)
        entry = record_account_act("person.changed", user, by, now, fields=fields)
        left = {name: getattr(before, name) for name in ("mobile", "email") if name in fields}
        if any(left.values()):
            FormerAddress.objects.create(user=user, entry_id=entry, **left)
    return fields


def set_details(user: User, details: PersonDetails) -> None:
    if details.mobile and (fault := mobile_fault(details.mobile)):
        raise AccountFault("mobile", *fault)
    user.name_bn, user.name_en, user.email = details.name_bn, details.name_en, details.email
    user.mobile = normal_mobile(details.mobile) if details.mobile else ""


@transaction.atomic
def reset_person(user: User, *, second_factor: bool, by: AccountActor, now: datetime) -> None:
    """The old password stops working, every browser is put out, and a link is good from now on
    (password_links.link_for).

    `second_factor`: take away apps, passkeys and codes too, because the phone is lost. Raises AccountFault
    for a closed account: a link to it would open nothing.
    """
    if not user.is_active:
        raise AccountFault("person", "অ্যাকাউন্টটি বন্ধ; আগে খুলুন", "the account is closed; open it first")
    if second_factor:
        Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record_account_act("person.reset", user, by, now, second_factor=second_factor)


@transaction.atomic
def close_person(user: User, *, by: AccountActor, now: datetime) -> None:
    """The next click opens nothing. What the person holds is ended besides (holdings.end_holding)."""
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        user.is_active = False
        record_account_act("person.closed", user, by, now)


@transaction.atomic
def reopen_person(user: User, *, by: AccountActor, now: datetime) -> None:
    """The person has come back: without any post, and with a password only after a reset."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        user.is_active = True
        record_account_act("person.reopened", user, by, now)


def record_account_act(
    verb: str, user: User, by: AccountActor, now: datetime, /, **facts: Unpack[EntryFacts]
) -> int:
    """The key of the entry."""
    return record(verb, subject=("user", user.pk), actor=by.actor, office_id=by.office_id, now=now, **facts)
