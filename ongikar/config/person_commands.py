"""`ongikar person add|reset`: making the people of an office, and letting one in again."""

import argparse
import re

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from ongikar.journal.actions import Reference, record
from ongikar.people.models import User
from ongikar.people.password_links import link_for
from ongikar.rules.numbers import mobile_fault, normal_mobile

from .asked import Refusal, refusing

# Whoever is at the machine itself: not a person of the office.
MACHINE: Reference = ("command", None)
NAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")


@refusing
def add(words: list[str]) -> int:
    """`ongikar person add NAME --bn NAME --en NAME`: an account without a post, and a link to its first password."""
    parser = argparse.ArgumentParser(prog="ongikar person add")
    parser.add_argument("name", help="the user name: small letters, figures, dots")
    parser.add_argument("--bn", required=True, help="the name in Bangla")
    parser.add_argument("--en", required=True, help="the name in English")
    parser.add_argument(
        "--mobile", default="", help="where the person is told of sign-ins that may not be theirs"
    )
    parser.add_argument("--email", default="")
    asked = parser.parse_args(words)
    if not NAME.fullmatch(asked.name):
        raise Refusal(
            f"{asked.name}: নামটি ছোট হাতের ইংরেজি অক্ষরে লিখুন, ৩ থেকে ৩০ অক্ষর",
            f"{asked.name}: use small Latin letters and figures, 3 to 30 of them",
        )
    if asked.mobile and (fault := mobile_fault(asked.mobile)):
        raise Refusal(f"{asked.mobile}: {fault[0]}", f"{asked.mobile}: {fault[1]}")
    if User.objects.filter(username__iexact=asked.name).exists():
        raise Refusal(f"{asked.name}: এই নামে একজন আছেন", f"{asked.name}: there is somebody of this name")
    with transaction.atomic():
        user = User(
            username=asked.name, name_bn=asked.bn, name_en=asked.en, email=asked.email,
            mobile=normal_mobile(asked.mobile) if asked.mobile else "",
        )  # fmt: skip
        user.set_unusable_password()
        user.save()
        tell("person.added", user)
    print_link(user)
    return 0


@refusing
def reset(words: list[str]) -> int:
    """`ongikar person reset NAME`: a link to a new password, good once, for a day."""
    parser = argparse.ArgumentParser(prog="ongikar person reset")
    parser.add_argument("name")
    parser.add_argument(
        "--second-factor", action="store_true", help="take away apps, passkeys and codes: the phone is lost"
    )
    parser.add_argument(
        "--reopen", action="store_true", help="open a closed account again: the person has come back"
    )
    asked = parser.parse_args(words)
    user = person_named(asked.name) if asked.reopen else open_person(asked.name)
    with transaction.atomic():
        if asked.reopen and not user.is_active:
            User.objects.filter(pk=user.pk).update(is_active=True)
            tell("person.reopened", user)
        if asked.second_factor:
            Authenticator.objects.filter(user=user).delete()
        # The old password must not work beside the link, and every browser is put out.
        user.set_unusable_password()
        user.save(update_fields=["password"])
        tell("person.reset", user, second_factor=asked.second_factor)
    print_link(user)
    return 0


def person_named(name: str) -> User:
    if user := User.objects.filter(username=name).first():
        return user
    raise Refusal(f"{name}: এই নামে কেউ নেই", f"{name}: there is nobody of this name")


def open_person(name: str) -> User:
    """A link or a post given to a closed account would look given, and open nothing."""
    user = person_named(name)
    if not user.is_active:
        raise Refusal(
            f"{name}: অ্যাকাউন্ট বন্ধ; আবার খুলতে: person reset {name} --reopen",
            f"{name}: the account is closed; to open it again: person reset {name} --reopen",
        )
    return user


def print_link(user: User) -> None:
    print(
        f"{user.username}: পাসওয়ার্ড রাখার লিংক, একবার চলে, ২৪ ঘণ্টার মধ্যে। নিজের হাতে দিন।\n"
        f"{user.username}: link to a password, good once, within 24 hours. Hand it over yourself.\n{link_for(user)}"
    )


def tell(verb: str, user: User, **facts) -> None:
    record(verb, subject=("user", user.pk), actor=MACHINE, office_id=None, now=timezone.now(), **facts)
