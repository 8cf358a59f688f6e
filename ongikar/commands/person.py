"""`ongikar person`: making the people of an office, letting one in again, giving a post and ending it."""

import argparse
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ongikar.core.command_line import Refusal, add_json, print_json, refusing
from ongikar.offices.models import Post
from ongikar.people.accounts import (
    AccountActor,
    AccountFault,
    PersonDetails,
    add_person,
    close_person,
    reopen_person,
    reset_person,
)
from ongikar.people.models import Holding, User
from ongikar.people.passwords import password_link
from ongikar.people.post_assignments import AssignmentRefused, begin_holding, end_holding, has_no_next_holder
from ongikar.people.rules import CHARGE_WORDS, CHARGES

from .cli_arguments import MACHINE, day_from, office_named

AT_THE_MACHINE = AccountActor(MACHINE, None)


@refusing
def create_account(words: list[str]) -> int:
    """`ongikar person add NAME --bn NAME --en NAME`: an account without a post, and a link to its first
    password.
    """
    parser = argparse.ArgumentParser(prog="ongikar person add")
    parser.add_argument("name", help="the user name: small letters, figures, dots")
    parser.add_argument("--bn", required=True, help="the name in Bangla")
    parser.add_argument("--en", required=True, help="the name in English")
    parser.add_argument(
        "--mobile", default="", help="where the person is told of sign-ins that may not be theirs"
    )
    parser.add_argument("--email", default="")
    asked = parser.parse_args(words)
    details = PersonDetails(asked.bn, asked.en, asked.mobile, asked.email)
    try:
        user = add_person(asked.name, details, by=AT_THE_MACHINE, now=timezone.now())
    except AccountFault as fault:
        faulty = asked.mobile if fault.at == "mobile" else asked.name
        raise Refusal(f"{faulty}: {fault.bn}", f"{faulty}: {fault.en}") from None
    print_link(user)
    return 0


@refusing
def reset_access(words: list[str]) -> int:
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
        f"{user.username}: পাসওয়ার্ড রাখার লিংক, একবার চলে, ২৪ ঘণ্টার মধ্যে। নিজের হাতে"
        f" দিন।\n{user.username}: link to a password, good once, within 24 hours. Hand it over"
        f" yourself.\n{password_link(user)}"
    )


@refusing
def give_post(words: list[str]) -> int:
    """`ongikar person hold NAME POST`: give a post of an office, from a day to a day."""
    parser = argparse.ArgumentParser(prog="ongikar person hold")
    parser.add_argument("name")
    parser.add_argument("post", help="the short name of the post, as in office.toml")
    parser.add_argument("--office", help="the short name of the office; else the one that answers by default")
    parser.add_argument("--as", dest="charge", choices=CHARGES, default=Holding.OWN)
    parser.add_argument("--from", dest="since", help="first day, such as 2026-12-01; else today")
    parser.add_argument("--until", help="last day; leave cover needs one")
    parser.add_argument("--memo", default="", help="memo number of the order")
    asked = parser.parse_args(words)
    user, post = open_person(asked.name), post_named(asked.office, asked.post)
    try:
        holding = begin_holding(
            post=post,
            user=user,
            charge=asked.charge,
            since=parse_day(asked.since),
            memo_number=asked.memo[:60],
            until=parse_day(asked.until) if asked.until else None,
            actor=MACHINE,
            now=timezone.now(),
        )
    except AssignmentRefused as refused:
        raise Refusal(refused.bn, refused.en) from None
    print(holding_line(holding))
    return 0


@refusing
def end_posts(words: list[str]) -> int:
    """`ongikar person leave NAME`: the last day of all or one of the posts a person holds."""
    parser = argparse.ArgumentParser(prog="ongikar person leave")
    parser.add_argument("name")
    parser.add_argument("--post", help="only this post; else all that the person holds")
    parser.add_argument("--office", help="only in this office")
    parser.add_argument("--on", help="the last day, included; else today")
    parser.add_argument(
        "--at-once", action="store_true", help="close the account, too: nothing opens any more from now on"
    )
    asked = parser.parse_args(words)
    user, last_day, now = person_named(asked.name), parse_day(asked.on), timezone.now()
    holdings = (
        Holding.objects.filter(user=user).exclude(until__lte=last_day).select_related("post__office", "user")
    )
    if asked.post:
        holdings = holdings.filter(post__slug=asked.post)
    if asked.office:
        holdings = holdings.filter(post__office=office_named(asked.office))
    found = list(holdings.order_by("pk"))
    if not (found or asked.at_once):
        raise Refusal(f"{asked.name}: সেদিনের পরে কোনো পদ নেই", f"{asked.name}: holds nothing after that day")
    with transaction.atomic():
        for holding in found:
            end_one_holding(holding, last_day, now)
        if asked.at_once:
            close_person(user, by=AT_THE_MACHINE, now=now)
            print(f"{user.username}: অ্যাকাউন্ট বন্ধ · the account is closed")
    return 0


def end_one_holding(holding: Holding, last_day: date, now: datetime) -> None:
    """At the machine a post may be left vacant: whoever must go at once goes. What that leaves behind is
    told.
    """
    is_vacant = has_no_next_holder(holding, last_day)
    try:
        end_holding(holding, last_day=last_day, may_leave_vacant=True, actor=MACHINE, now=now)
    except AssignmentRefused as refused:
        raise Refusal(f"{holding.post.slug}: {refused.bn}", f"{holding.post.slug}: {refused.en}") from None
    # One that had not begun is taken back whole.
    print(holding_line(holding) if holding.pk else f"{holding_line(holding)}: ফিরিয়ে নেওয়া · withdrawn")
    if is_vacant:
        print(
            f"{holding.post.slug}: {last_day.isoformat()} তারিখের পরে পদটিতে কেউ নেই; আবেদন এই টেবিলেই থাকে,"
            f" দিন গোনা চলে। অন্য কাউকে দিন: person hold\n{holding.post.slug}: nobody holds the post after"
            f" {last_day.isoformat()}; its cases stay on this desk and their days go on. Give it to somebody:"
            " person hold"
        )


@refusing
def list_holders(words: list[str]) -> int:
    """`ongikar person list`: who holds which post today, and who is to come."""
    parser = argparse.ArgumentParser(prog="ongikar person list")
    parser.add_argument("--office", help="the short name of an office; else the one that answers by default")
    add_json(parser)
    asked = parser.parse_args(words)
    office = office_named(asked.office)
    today = timezone.localdate()
    holdings = (
        Holding.objects.filter(post__office=office).exclude(until__lt=today).select_related("user", "post")
    )
    by_post: dict[int, list[Holding]] = {}
    for holding in holdings.order_by("since", "pk"):
        by_post.setdefault(holding.post_id, []).append(holding)
    if asked.json:
        print_json([post_data(post, by_post.get(post.pk, [])) for post in office.posts.order_by("pk")])
        return 0
    for post in office.posts.order_by("pk"):
        known = by_post.get(post.pk, [])
        if all(holding.since > today for holding in known):
            print(f"{post.slug}: খালি · vacant")
        for holding in known:
            print(holding_line(holding))
    return 0


def post_data(post: Post, holdings: list[Holding]) -> dict[str, Any]:
    return {
        "post": post.slug,
        "title_bn": post.title_bn,
        "title_en": post.title_en,
        "holders": [
            {
                "name": each.user.username,
                "charge": each.charge,
                "since": each.since,
                "until": each.until,
                "memo": each.memo_number,
            }
            for each in holdings
        ],
    }


def post_named(office: str | None, slug: str) -> Post:
    where = office_named(office)
    if post := where.posts.filter(slug=slug).first():
        return post
    known = ", ".join(where.posts.order_by("pk").values_list("slug", flat=True))
    raise Refusal(f"{slug}: এমন পদ নেই; আছে: {known}", f"{slug}: no such post; there are {known}")


def parse_day(text: str | None) -> date:
    return day_from(text).date() if text else timezone.localdate()


def holding_line(holding: Holding) -> str:
    bn, en = CHARGE_WORDS[holding.charge]
    last = holding.until.isoformat() if holding.until else "…"
    return f"{holding.post.slug}: {holding.user.username}, {bn} · {en}, {holding.since} – {last}"
