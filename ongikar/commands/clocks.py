"""`ongikar promise`: why a day is the day it is, whether every stored moment is as the facts say, what comes
if nobody acts (rehearse), and who would have been late under another promise (replay). Only `rebuild`
writes.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ongikar.core.command_line import Refusal, add_json, iso, moment_in_words, print_json, refusing
from ongikar.core.command_progress import each_of, print_line, print_no_line, step
from ongikar.core.own_command import command_to_type
from ongikar.rules.account import Account
from ongikar.rules.bangla.text import digits, grouped_number
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.number_forms import counting
from ongikar.rules.promise.explanation import Explanation
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.terms import Promise
from ongikar.rules.promise.words import duration_words, reasons_in_words

from .cli_arguments import day_from, office_named, office_parser

ROOT = Path(__file__).resolve().parents[2]


@refusing
def explain_clock(words: list[str]) -> int:
    """`ongikar promise explain`: a due moment and why, of a case or by an office's own files."""
    parser = argparse.ArgumentParser(prog="ongikar promise explain")
    parser.add_argument("--case", help="the number of a case; else all three of the following")
    parser.add_argument("--office", help="a folder of offices/")
    parser.add_argument("--received", help="2026-04-09T16:59, office time unless it names a zone")
    parser.add_argument("--promise", help='"30 working days", "immediate", "7 calendar days"')
    add_json(parser)
    asked = parser.parse_args(words)
    by_files = (asked.office, asked.received, asked.promise)
    if bool(asked.case) == any(by_files) or not (asked.case or all(by_files)):
        parser.error("give --case, or --office, --received and --promise")
    why = explain_case(asked.case) if asked.case else explain_by_office_files(*by_files)
    if asked.json:
        explanation = {
            "due": iso(why.due),
            "provisional": bool(why.provisional),
            "why_bn": reasons_in_words(why, "bn"),
            "why_en": reasons_in_words(why, "en"),
        }
        print_json(explanation)
    else:
        print(iso(why.due), reasons_in_words(why, "bn"), reasons_in_words(why, "en"), sep="\n")
    return 0


def explain_case(number: str) -> Explanation:
    """The promise of a case as it stands now, or stood when it ended."""
    from django.utils import timezone

    from ongikar.cases.models import Case
    from ongikar.rules.bangla.text import digits, latin_digits

    case = Case.objects.select_related("clock").filter(number=latin_digits(number)).first()
    if case is None:
        raise Refusal(
            f"{digits(number)}: এই নম্বরের কোনো আবেদন নেই", f"{number}: there is no case with this number"
        )
    return case.clock.explain(case.clock.stopped_at or timezone.now())


def explain_by_office_files(slug: str, received: str, promise: str) -> Explanation:
    from ongikar.rules.promise import explain_due as explained

    try:
        at = datetime.fromisoformat(received)
    except ValueError:
        raise Refusal(
            f"{received}: সময়টি ঠিক নয়, এভাবে লিখুন: 2026-04-09T16:59",
            f"{received}: not a time; write 2026-04-09T16:59",
        ) from None
    return explained(office_calendar(slug), read_promise(promise), at if at.tzinfo else at.replace(tzinfo=TZ))


def office_calendar(slug: str) -> Calendar:
    """The calendar of an office's folder, read without a database."""
    from ongikar.office_files.holidays import calendar_data

    folder = ROOT / "offices" / slug
    if not folder.is_dir():
        raise Refusal(f"offices/{slug}: এই নামে কোনো কার্যালয় নেই", f"offices/{slug}: there is no such office")
    return Calendar.from_data(calendar_data(folder))


def rebuild_clocks(words: list[str]) -> int:
    """`ongikar promise rebuild`: recompute the caches of every clock, and count the tallies of promises anew;
    exit status 1 if one differed.

    What is sealed is never written anew: a clock whose days differ from what its facts say is told, and left
    as it is.
    """
    from ongikar.clock.models import Clock
    from ongikar.clock.rebuilding import rebuild_all_clocks as pages
    from ongikar.clock.tallies import rebuild_tallies

    parser = argparse.ArgumentParser(prog="ongikar promise rebuild")
    add_json(parser, "for programs")
    asked = parser.parse_args(words)
    tell = print_no_line if asked.json else print_line
    seen, put_right, refused = 0, list[int](), list[int]()
    with step("ঘড়ি আবার গোনা", "Recomputing the clocks", Clock.objects.count) as recomputing:
        for page in pages():
            seen, put_right, refused = (
                seen + page.checked,
                put_right + page.put_right,
                refused + page.refused,
            )
            for clock_id in page.put_right:
                tell(f"clock {clock_id} differed and was put right")
            for clock_id in page.refused:
                tell(
                    f"clock {clock_id} differs from its facts in what is sealed and was left:"
                    f" {command_to_type('ledger verify')}"
                )
            recomputing.advance(page.checked)
    tell(
        counting("{n} [clock|clocks] recomputed, {changed} changed", n=seen, changed=len(put_right))
        + f", {len(refused)} refused" * bool(refused)
    )
    months, corrected = 0, []
    for month in each_of(rebuild_tallies(), "মাস আবার গোনা", "Counting the months anew"):
        months += 1
        if month.differed:
            corrected.append(month._asdict())
            tell(
                f"office {month.office_id}, {month.month:%Y-%m}: "
                + counting("{n} [tally|tallies] differed and was put right", n=month.differed)
            )
    differed = sum(each["differed"] for each in corrected)
    tell(counting("{n} [month|months] of promises counted, {changed} changed", n=months, changed=differed))
    if asked.json:
        counts = {"clocks": seen, "put_right": put_right, "refused": refused}
        print_json(counts | {"months": months, "tallies": corrected})
    return 1 if put_right or refused or corrected else 0


if TYPE_CHECKING:
    from ongikar.clock.rehearsal import ExpectedEvent

MOST_DAYS = 366


@refusing
def rehearse_clocks(words: list[str]) -> int:
    from django.utils import timezone

    from ongikar.clock.rehearsal import expected_events

    parser = office_parser("rehearse")
    parser.add_argument("--days", type=int, required=True, help=f"1 to {MOST_DAYS}")
    asked = parser.parse_args(words)
    if not 1 <= asked.days <= MOST_DAYS:
        raise Refusal(
            f"১ থেকে {digits(MOST_DAYS)} দিনের মধ্যে একটি সংখ্যা লিখুন; “{digits(asked.days)}” চলবে না",
            f"give 1 to {MOST_DAYS} days, not {asked.days}",
        )
    now = timezone.now()
    events = expected_events(office_named(asked.office), now=now, until=now + timedelta(days=asked.days))
    events = each_of(events, "সামনের ঘটনা", "Events ahead")
    for line in json_lines(events) if asked.json else rehearsal_lines(events, asked.language):
        print_line(line)
    return 0


def rehearsal_lines(events: Iterable["ExpectedEvent"], tongue: str) -> Iterator[str]:
    """One line an event: moment, number, service, post, and what happens."""
    from ongikar.clock.rehearsal import event_words

    place, is_quiet = int(tongue == "en"), True
    for each in events:
        number, what, post, *_ = each.owner
        is_quiet = False
        yield (
            f"{moment_in_words(each.at, tongue)} · {digits(number, tongue)} · {what[place]} · {post[place]}: "
            f"{event_words(each)[place]}"
        )
    if is_quiet:
        yield ("কিছু ঘটবে না।", "Nothing will happen.")[place]


def json_lines(events: Iterable["ExpectedEvent"]) -> Iterator[str]:
    """A JSON array with an event a line, written as they are found: there may be many."""
    before = "["
    for each in events:
        yield before + json.dumps(event_data(each), ensure_ascii=False)
        before = ","
    yield "]" if before == "," else "[]"


def event_data(event: "ExpectedEvent") -> dict[str, Any]:
    from ongikar.clock.rehearsal import event_words

    number, what, post, *_ = event.owner
    said = event_words(event)
    return {
        "at": iso(event.at),
        "what": event.what,
        "topic": event.topic,
        "number": number,
        "due": iso(event.due),
        "service_bn": what[0],
        "service_en": what[1],
        "post_bn": post[0],
        "post_en": post[1],
        "words_bn": said[0],
        "words_en": said[1],
    }


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
        print_json(head | replay_data(found, posts))
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
