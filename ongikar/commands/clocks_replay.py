"""`ongikar clocks replay`: who would have been late under another promise, and which desk held the cases
longest.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ongikar.core.command_line import Refusal, iso, moment_in_words, refusing
from ongikar.rules.account import Account
from ongikar.rules.bangla.text import digits, grouped_number
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.terms import Promise
from ongikar.rules.promise.words import duration_words

from .cli_arguments import day_from, office_named, office_parser

if TYPE_CHECKING:
    from ongikar.cases.replay import ReplayResult
    from ongikar.offices.models import Post

WORDS = {
    "bn": {
        "was": "যেমন ছিল: {rate}",
        "would_be": "{promise} হলে: {rate}",
        "none": "কোনো কথার দিন আসেনি",
        "rate": "{percent}% (মোট {promised}, সময়মতো {in_time}, দেরি {late})",
        "open": "এখনও খোলা",
        "late": "  {number} · শেষ সময় {due} · {ended}",
        "desk": "{post}: {days} কার্যদিবস, {held}",
        "longest": "সবচেয়ে বেশি সময় ছিল: {post}",
        "nothing": "০ মিনিট",
    },
    "en": {
        "was": "As it was: {rate}",
        "would_be": "With {promise}: {rate}",
        "none": "no promise has come due",
        "rate": "{percent}% ({promised} promised, {in_time} in time, {late} late)",
        "open": "still open",
        "late": "  {number} · due {due} · {ended}",
        "desk": "{post}: working days {days}, {held}",
        "longest": "Held longest by: {post}",
        "nothing": "0 minutes",
    },
}


@refusing
def replay_clocks(words: list[str]) -> int:
    from django.utils import timezone

    from ongikar.cases.replay import replay_service
    from ongikar.charter.models import Service
    from ongikar.offices.models import Post

    parser = office_parser("replay")
    parser.add_argument("--service", required=True, help="the code of a charter row, such as citizen-8")
    parser.add_argument("--promise", required=True, help='"3 working days", "তাৎক্ষণিক"')
    parser.add_argument("--since", required=True, help="2026-01-01: the first day of receipt")
    asked = parser.parse_args(words)
    office, promise, start = office_named(asked.office), read_promise(asked.promise), day_from(asked.since)
    rows = Service.objects.filter(version__office=office, code=asked.service)
    row = rows.order_by("-version__number").first()
    if row is None:
        raise Refusal(
            f"{asked.service}: চার্টারে এই কোডের কোনো সেবা নেই",
            f"{asked.service}: the charter has no such service",
        )
    found = replay_service(office, code=row.code, promise=promise, start=start, now=timezone.now())
    posts = Post.objects.in_bulk([desk.post for desk in found.desks])
    if asked.json:
        head = {"service": row.code, "since": asked.since, "promise": promise.as_data()}
        print(json.dumps(head | replay_data(found, posts), ensure_ascii=False, indent=2))
        return 0
    print(
        row.in_words("short", asked.language), *replay_lines(found, posts, promise, asked.language), sep="\n"
    )
    return 0


def replay_lines(
    found: "ReplayResult", posts: dict[int, "Post"], promise: Promise, tongue: str
) -> Iterator[str]:
    words = WORDS[tongue]
    yield words["was"].format(rate=rate_words(found.was, tongue))
    yield words["would_be"].format(promise=promise.words(tongue), rate=rate_words(found.would_be, tongue))
    for late in found.late:
        ended = moment_in_words(late.ended, tongue) if late.ended else words["open"]
        yield words["late"].format(
            number=digits(late.key, tongue), due=moment_in_words(late.due, tongue), ended=ended
        )
    for desk in found.desks:
        held = duration_words(desk.office_time, tongue) or words["nothing"]
        post = posts[desk.post].in_words("title", tongue)
        yield words["desk"].format(post=post, days=grouped_number(desk.days, tongue), held=held)
    if found.longest:
        yield words["longest"].format(post=posts[found.longest.post].in_words("title", tongue))


def rate_words(account: Account, tongue: str) -> str:
    """The one on-time rate, with the figures it is made of."""
    if account.percent is None:
        return WORDS[tongue]["none"]
    figures = {name: getattr(account, name) for name in ("percent", "promised", "in_time", "late")}
    return WORDS[tongue]["rate"].format(
        **{name: grouped_number(each, tongue) for name, each in figures.items()}
    )


def replay_data(found: "ReplayResult", posts: dict[int, "Post"]) -> dict[str, Any]:
    return {
        "was": account_data(found.was),
        "would_be": account_data(found.would_be),
        "late": [
            {"number": late.key, "due": iso(late.due), "ended": late.ended and iso(late.ended)}
            for late in found.late
        ],
        "desks": [
            {
                "post": posts[desk.post].slug,
                "post_bn": posts[desk.post].title_bn,
                "post_en": posts[desk.post].title_en,
                "working_days": desk.days,
                "office_minutes": desk.minutes,
            }
            for desk in found.desks
        ],
        "longest": found.longest and posts[found.longest.post].slug,
    }


def account_data(account: Account) -> dict[str, int | None]:
    names = (
        "percent",
        "promised",
        "in_time",
        "kept_late",
        "open_late",
        "refused",
        "redirected",
        "withdrawn",
        "withdrawn_late",
        "dropped",
    )
    return {name: getattr(account, name) for name in names}
