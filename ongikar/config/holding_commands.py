"""`ongikar person hold|leave|list`: giving a person a post from a day to a day, ending it, and who holds which."""

import argparse
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from ongikar.frame.command_line import Refusal, refusing
from ongikar.offices.models import Post
from ongikar.people.accounts import close_person
from ongikar.people.holdings import NotHeld, begin_holding, end_holding, leaves_vacant
from ongikar.people.models import Holding
from ongikar.rules.holdings import CHARGE_WORDS, CHARGES

from .asked import day_from, office_named
from .person_commands import AT_THE_MACHINE, MACHINE, open_person, person_named


@refusing
def hold(words: list[str]) -> int:
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
            post=post, user=user, charge=asked.charge, since=day_of(asked.since), memo_number=asked.memo[:60],
            until=day_of(asked.until) if asked.until else None, actor=MACHINE, now=timezone.now(),
        )  # fmt: skip
    except NotHeld as refused:
        raise Refusal(refused.bn, refused.en) from None
    print(line_of(holding))
    return 0


@refusing
def leave(words: list[str]) -> int:
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
    user, last_day, now = person_named(asked.name), day_of(asked.on), timezone.now()
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
            end(holding, last_day, now)
        if asked.at_once:
            close_person(user, by=AT_THE_MACHINE, now=now)
            print(f"{user.username}: অ্যাকাউন্ট বন্ধ · the account is closed")
    return 0


def end(holding: Holding, last_day: date, now: datetime) -> None:
    """At the machine a post may be left vacant: whoever must go at once goes. What that leaves behind is told."""
    is_vacant = leaves_vacant(holding, last_day)
    try:
        end_holding(holding, last_day=last_day, may_leave_vacant=True, actor=MACHINE, now=now)
    except NotHeld as refused:
        raise Refusal(f"{holding.post.slug}: {refused.bn}", f"{holding.post.slug}: {refused.en}") from None
    # One that had not begun is taken back whole.
    print(line_of(holding) if holding.pk else f"{line_of(holding)}: ফিরিয়ে নেওয়া · withdrawn")
    if is_vacant:
        print(
            f"{holding.post.slug}: {last_day.isoformat()} তারিখের পরে পদটিতে কেউ নেই; আবেদন এই টেবিলেই থাকে, দিন গোনা চলে। অন্য কাউকে দিন: person hold\n"
            f"{holding.post.slug}: nobody holds the post after {last_day.isoformat()}; its cases stay on this desk and their days go on. Give it to somebody: person hold"
        )


@refusing
def listed(words: list[str]) -> int:
    """`ongikar person list`: who holds which post today, and who is to come."""
    parser = argparse.ArgumentParser(prog="ongikar person list")
    parser.add_argument("--office", help="the short name of an office; else the one that answers by default")
    office = office_named(parser.parse_args(words).office)
    today = timezone.localdate()
    holdings = (
        Holding.objects.filter(post__office=office).exclude(until__lt=today).select_related("user", "post")
    )
    by_post: dict[int, list[Holding]] = {}
    for holding in holdings.order_by("since", "pk"):
        by_post.setdefault(holding.post_id, []).append(holding)
    for post in office.posts.order_by("pk"):
        known = by_post.get(post.pk, [])
        if all(holding.since > today for holding in known):
            print(f"{post.slug}: খালি · vacant")
        for holding in known:
            print(line_of(holding))
    return 0


def post_named(office: str | None, slug: str) -> Post:
    where = office_named(office)
    if post := where.posts.filter(slug=slug).first():
        return post
    known = ", ".join(where.posts.order_by("pk").values_list("slug", flat=True))
    raise Refusal(f"{slug}: এমন পদ নেই; আছে: {known}", f"{slug}: no such post; there are {known}")


def day_of(text: str | None) -> date:
    return day_from(text).date() if text else timezone.localdate()


def line_of(holding: Holding) -> str:
    bn, en = CHARGE_WORDS[holding.charge]
    last = holding.until.isoformat() if holding.until else "…"
    return f"{holding.post.slug}: {holding.user.username}, {bn} · {en}, {holding.since} – {last}"
