"""`ongikar clocks rehearse --days N`: every notice, breach and offer that comes if nobody acts. Nothing is
written.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ongikar.core.command_line import Refusal, iso, moment_in_words, refusing
from ongikar.rules.bangla.text import digits

from .cli_arguments import office_named, office_parser

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
    for line in json_lines(events) if asked.json else rehearsal_lines(events, asked.language):
        print(line)
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
