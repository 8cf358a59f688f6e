"""`ongikar person add|reset`: making the people of an office, and letting one in again."""

import argparse

from django.db import transaction
from django.utils import timezone

from ongikar.frame.command_line import Refusal, refusing
from ongikar.journal.actions import Reference
from ongikar.people.accounts import AccountFault, Details, Doer, add_person, reopen_person, reset_person
from ongikar.people.models import User
from ongikar.people.password_links import link_for

# Whoever is at the machine itself: not a person of the office.
MACHINE: Reference = ("command", None)
AT_THE_MACHINE = Doer(MACHINE, None)


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
    details = Details(asked.bn, asked.en, asked.mobile, asked.email)
    try:
        user = add_person(asked.name, details, by=AT_THE_MACHINE, now=timezone.now())
    except AccountFault as fault:
        told = asked.mobile if fault.at == "mobile" else asked.name
        raise Refusal(f"{told}: {fault.bn}", f"{told}: {fault.en}") from None
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
        if asked.reopen:
            reopen_person(user, by=AT_THE_MACHINE, now=timezone.now())
        reset_person(user, second_factor=asked.second_factor, by=AT_THE_MACHINE, now=timezone.now())
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
