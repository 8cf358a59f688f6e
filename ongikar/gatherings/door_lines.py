"""Tickets as they come at the door: one scan, or the lines that a phone kept while it had no network."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from ongikar.core.i18n.say import say
from ongikar.journal.actions import Reference
from ongikar.rules.bangla.text import latin_digits
from ongikar.rules.calendar.office_calendar import TZ

from .actions import check_in
from .models import Gathering, Mark, Member
from .tickets import find_members, normal_ticket
from .transitions import GatheringFault
from .words import clock_words, mark_words

# So many lines are taken at once: a hall of people, several times over.
MOST_LINES = 1000
# 2026-11-22 10:05, 22/11/2026 10:05, 10:05:30, at the end or the beginning of a line.
DAY = r"(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}))"
WHEN = re.compile(
    rf"(?:{DAY}[T ,]+)?(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?(?:Z|\+06:?00)?"
)


@dataclass(frozen=True, slots=True)
class DoorLine:
    """What became of one line. `words`: for whoever stands at the door; `is_wrong`: nothing was written."""

    typed: str
    words: str
    name: str = ""
    is_wrong: bool = False


def take_lines(
    gathering: Gathering, typed: str, *, nonce: str, actor: Reference, now: datetime
) -> list[DoorLine]:
    """Check in whoever these lines name, each by itself: a wrong one keeps no other from being written."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    taken = lines[:MOST_LINES]
    parts = [split_line(line, gathering) for line in taken]
    members = find_members(gathering.office, [ticket for ticket, _ in parts if ticket])
    found = [
        take_line(gathering, line, ticket, at, members.get(ticket), f"{nonce}-{place}", actor, now)
        for place, (line, (ticket, at)) in enumerate(zip(taken, parts, strict=True))
    ]
    too_many = say("একবারে {n}টি লাইন পর্যন্ত।", "At most {n} lines at once.", n=MOST_LINES)
    return found + [DoorLine(line, too_many, is_wrong=True) for line in lines[MOST_LINES:]]


def split_line(line: str, gathering: Gathering) -> tuple[str, datetime | None]:
    """The ticket of a line, and the moment beside it where one is."""
    line = latin_digits(line)
    at, rest = None, line
    if match := WHEN.search(line):
        at, rest = moment_of(match, gathering), line[: match.start()] + " " + line[match.end() :]
    words = rest.replace(",", " ").replace(";", " ").split()
    tickets = [ticket for word in [*words, rest] if (ticket := normal_ticket(word))]
    return (tickets[0] if tickets else ""), at


def moment_of(match: re.Match[str], gathering: Gathering) -> datetime | None:
    """A time alone is one of the day of the gathering."""
    try:
        day = gathering.day
        if match["iso"]:
            day = date(*map(int, match["iso"].split("-")))
        elif match["y"]:
            day = day.replace(year=int(match["y"]), month=int(match["m"]), day=int(match["d"]))
        moment = datetime.combine(day, time(int(match["hour"]), int(match["minute"])), TZ)
    except ValueError:
        return None
    return moment


def take_line(
    gathering: Gathering,
    line: str,
    ticket: str,
    at: datetime | None,
    member: Member | None,
    nonce: str,
    actor: Reference,
    now: datetime,
) -> DoorLine:
    if member is None:
        words = (
            say("এই টিকিট আমাদের তালিকায় নেই।", "This ticket is on no list of ours.")
            if ticket
            else say("এখানে কোনো টিকিট নেই।", "There is no ticket here.")
        )
        return DoorLine(line, words, is_wrong=True)
    if at is None and now > gathering.ends_at:
        words = say(
            "কখন এসেছিলেন, পাশে লিখুন; যেমন ১০:০৫।",
            "Write beside it when they came, such as 10:05.",
        )
        return DoorLine(line, words, member.title, is_wrong=True)
    # What a phone kept is the same line however often it is sent.
    kept = f"phone-{gathering.pk}-{member.pk}-{at:%Y%m%d%H%M}" if at else nonce
    try:
        mark, is_new = check_in(
            gathering,
            member,
            via=Mark.PHONE if at else Mark.TICKET,
            nonce=kept,
            at=at,
            actor=actor,
            now=now,
        )
    except GatheringFault as fault:
        return DoorLine(line, say(fault.bn, fault.en), member.title, is_wrong=True)
    when = clock_words(mark.at)
    if is_new:
        return DoorLine(line, f"{mark_words(mark.value)}, {when}", member.title)
    return DoorLine(line, say("আগেই লেখা হয়েছে, {when}", "Already marked at {when}", when=when), member.title)
