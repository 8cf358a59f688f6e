"""`ongikar ledger`: the root of a day, for the minutes, and whether everything still is as it was sealed; in
both languages.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from ongikar.core.command_line import Refusal, add_json, add_language, in_both, print_json, refusing
from ongikar.core.command_progress import print_line
from ongikar.journal.rules.hash_chain import NO_OFFICE, OF_NO_OFFICE, Root, read_root
from ongikar.rules.bangla.text import date_words, digits, grouped_number
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.number_forms import counting

from .cli_arguments import day_from, office_named
from .ledger_findings import (
    FAULTS,
    SeenRestores,
    Sentence,
    changed_rounds,
    faulty_papers,
    has_right_digest_key,
    key_lines,
    silenced_rows,
)

if TYPE_CHECKING:
    from ongikar.journal.hash_chain import FaultInChain, Verification
    from ongikar.journal.keyed_ledger import KeyedCheck

# More are only counted.
MAX_LINES = 1_000
# A worker that has been silent for longer does not live.
LONGEST_SILENCE = timedelta(minutes=5)


@refusing
def print_root(words: list[str]) -> int:
    """`ongikar ledger root`: a line of plain text for each office, as it stood at the end of a day, or stands
    now.
    """
    from django.utils import timezone

    parser = argparse.ArgumentParser(prog="ongikar ledger root")
    parser.add_argument("--day", help="2026-11-24; else today, as far as it has come")
    parser.add_argument("--office", help="the short name of an office; else all of them")
    add_json(parser)
    asked = parser.parse_args(words)
    start = (
        day_from(asked.day)
        if asked.day
        else datetime.combine(timezone.now().astimezone(TZ).date(), time(), TZ)
    )
    found = list(root_lines(start.date(), asked.office))
    if not found:
        raise Refusal(f"{start.date()}: তখনো কিছু সিল হয়নি", f"{start.date()}: nothing had been sealed yet")
    if asked.json:
        print_json([each._asdict() | {"link": each.link.hex(), "line": each.line()} for each in found])
        return 0
    for each in found:
        print(each.line())
    return 0


def root_lines(day: date, slug: str | None) -> Iterator[Root]:
    from ongikar.journal.hash_chain import day_ends
    from ongikar.offices.day_roots import day_roots, end_of
    from ongikar.offices.models import Office

    for office in [office_named(slug)] if slug else Office.objects.order_by("pk"):
        yield from day_roots(office, [day])
    [last] = day_ends(NO_OFFICE, [end_of(day)]) if not slug else [None]
    if last:
        yield Root(str(day), OF_NO_OFFICE, *last)


@refusing
def verify_ledger(words: list[str]) -> int:
    """`ongikar ledger verify`: everything that is no longer as it was sealed. Exit status 0: all is in order;
    1: it is not; 3: it is, since a restore from a backup; 4: a part cannot be judged, since a key is missing.
    """
    from ongikar.core.crypto.key_registry import random_file
    from ongikar.journal.hash_chain import Verification
    from ongikar.journal.keyed_ledger import keys_at_hand
    from ongikar.journal.raw_reads import leave_digests_out
    from ongikar.journal.state_check import snapshot

    parser = argparse.ArgumentParser(prog="ongikar ledger verify")
    parser.add_argument("--root", action="append", default=[], help="a root as printed; may be given again")
    parser.add_argument("--office", help="the short name of an office; else all of them")
    add_language(parser)
    parser.add_argument(
        "--without-papers", action="store_true", help="leave the files of papers out, which take long to read"
    )
    add_json(parser)
    asked = parser.parse_args(words)
    office_id = office_named(asked.office).pk if asked.office else None
    keys = keys_at_hand()
    walk = Verification(
        [office_id] if office_id else None,
        [parse_root(each) for each in asked.root],
        keys.check.judge if keys.check else None,
        believed_sign(),
    )
    report = Report(None if asked.json else asked.language)
    is_judged = has_right_digest_key()
    # Entries and rows as they stand at one moment, though others write meanwhile.
    with snapshot(), nullcontext() if is_judged else leave_digests_out():
        for fault in every_chain_fault(walk, keys.check):
            report.add_fault(partial(fault_words, fault))
        for sentence in chain(differing_rows(office_id), silenced_rows(office_id), changed_rounds(office_id)):
            report.add_fault(sentence)
    # Files may take long to read, and no snapshot of the database is held for so long.
    for sentence in () if asked.without_papers else faulty_papers(office_id):
        report.add_fault(sentence)
    if report.faults > MAX_LINES:
        report.add_remark(partial(word, "more", n=report.faults - MAX_LINES))
    restores = SeenRestores(office_id, {slug: key for key, slug in office_slugs().items()})
    report.add_remarks(partial(printed_root_lines, walk, restores))
    report.faults += len([root for root in walk.unmet if not restores.is_of_lost_time(root)])
    for is_signed, sentence in restores.lines():
        report.faults += not is_signed
        report.add_remark(sentence)
    if asked.without_papers:
        report.add_remark(partial(word, "without_papers"))
    report.add_remarks(partial(key_lines, keys))
    if not is_judged:
        report.add_remark(partial(word, "no_digest_key", path=random_file("digests")))
    is_judged = is_judged and not keys.are_missing
    outcome = (
        "faulty"
        if report.faults
        else "unjudged"
        if not is_judged
        else "restored"
        if restores.found
        else "sound"
    )
    report.end(outcome, walk)
    return STATUS[outcome]


class Report:
    """What is found: printed as it comes, or gathered for a program where there is no tongue."""

    def __init__(self, tongue: str | None) -> None:
        self.tongue = tongue
        self.faults = 0
        self.found: list[dict[str, str]] = []
        self.remarks: list[dict[str, str]] = []

    def add_fault(self, sentence: Sentence) -> None:
        self.faults += 1
        if self.faults <= MAX_LINES:
            self.tell(sentence, self.found)

    def add_remark(self, sentence: Sentence) -> None:
        self.tell(sentence, self.remarks)

    def add_remarks(self, lines: Callable[[str], Iterable[str]]) -> None:
        """Lines that read alike in either language, so that each has its like in the other."""
        if self.tongue:
            for line in lines(self.tongue):
                print_line(line)
            return
        self.remarks += [{"bn": bn, "en": en} for bn, en in zip(lines("bn"), lines("en"), strict=True)]

    def tell(self, sentence: Sentence, place: list[dict[str, str]]) -> None:
        if self.tongue:
            print_line(sentence(self.tongue))
        else:
            place.append(in_both(sentence))

    def end(self, outcome: str, walk: "Verification") -> None:
        seals = sum(walk.ends.values())
        sentence = partial(word, outcome, n=seals, faults=self.faults)
        if self.tongue:
            print_line(sentence(self.tongue))
            return
        print_json(
            {
                "outcome": outcome,
                "seals": seals,
                "faults": self.faults,
                "found": self.found,
                "remarks": self.remarks,
                "roots": [
                    {"root": root.line(), "met": root.link in walk.found and root.link not in walk.hurt}
                    for root in walk.roots
                ],
                "words": in_both(sentence),
            }
        )


def word(name: str, tongue: str, **told: Any) -> str:
    """One of WORDS with its numbers in the language."""
    written = {
        key: grouped_number(value, tongue) if isinstance(value, int) else value for key, value in told.items()
    }
    return counting(WORDS[tongue][name], **written)


def believed_sign() -> datetime | None:
    """When the worker that lives ended a round; None where none lives, or nothing follows from its time."""
    from django.utils import timezone

    from ongikar.clock.machine_clock import unaccepted_machine_clocks
    from ongikar.core.models import last_sign_of
    from ongikar.demo.models import DemoLife

    sign, now = last_sign_of("worker"), timezone.now()
    # After a clock was put back it lies ahead, and what is entered since seems to be long before it.
    if sign is None or not now - LONGEST_SILENCE < sign <= now or unaccepted_machine_clocks():
        return None
    # While a demonstration is being made the worker does nothing else; it tells of days long past.
    return None if DemoLife.objects.exists() else sign


def accept_ends(words: list[str]) -> int:
    """`ongikar ledger accept --yes`: the chains are right as they end now; an entry tells of it."""
    from django.utils import timezone

    from ongikar.journal.keyed_ledger import accept_head
    from ongikar.journal.ledger_head import head_file

    parser = argparse.ArgumentParser(prog="ongikar ledger accept")
    parser.add_argument("--yes", action="store_true", help="do it; without it only what it means is said")
    print(
        f"{head_file()}: written anew from the chains as they end now; whether anything was cut off before"
        " cannot be said any more, and the ledger tells that this was done"
    )
    if not parser.parse_args(words).yes:
        print("Nothing was changed. If the chains are right as they stand: ongikar ledger accept --yes")
        return 1
    accept_head(timezone.now())
    return 0


def every_chain_fault(walk: "Verification", check: "KeyedCheck | None") -> Iterator["FaultInChain"]:
    """What the chains show by themselves, then what the head beside the keys knows of them."""
    from ongikar.journal.hash_chain import FaultInChain

    yield from walk.faults()
    if check:
        yield from (FaultInChain(*each) for each in check.faults(walk.ends, walk.chains))


STATUS = {"sound": 0, "faulty": 1, "restored": 3, "unjudged": 4}


def adoption_lines() -> Iterator[tuple[date, int]]:
    """On which days rows that stood before they were sealed were taken over, and how many."""
    from ongikar.journal.seal_adoption import count_adopted_rows

    taken: Counter[date] = Counter()
    for at, rows in count_adopted_rows():
        taken[at.astimezone(TZ).date()] += rows
    yield from sorted(taken.items())


def differing_rows(office_id: int | None) -> Iterator[Sentence]:
    """Each row that is not as it was sealed."""
    from ongikar.journal.state_check import expected_rows, find_differences, find_origins

    from .ledger_rows import Subjects, difference_words

    expected = expected_rows()
    found = find_differences(expected, office_id=office_id)
    listed = list(islice(found, MAX_LINES))
    sealed_by, subjects = find_origins(listed), Subjects(expected)
    for each in chain(listed, found):
        origin = sealed_by.get((each.table, each.key, each.column))
        yield partial(difference_words, each, origin, subjects.of(each))


def parse_root(text: str) -> Root:
    if found := read_root(text):
        return found
    raise Refusal(
        f"{text}: শেষ সিলটি পড়া যায় না; ছাপা লাইনটি, বা তার শেষের ৬৪টি অক্ষর দিন",
        f"{text}: this root cannot be read; give the line as printed, or the 64 figures at its end",
    )


def office_slugs() -> dict[int, str]:
    from ongikar.offices.models import Office

    return dict(Office.objects.values_list("pk", "slug")) | {NO_OFFICE: OF_NO_OFFICE}


def day_words(written: str, tongue: str) -> str:
    """The day as a root prints it, in words; as it stands where it is none, such as 30 February."""
    try:
        return date_words(date.fromisoformat(written), tongue, weekday=False)
    except ValueError:
        return written


def day_of(at: int, tongue: str) -> str:
    from ongikar.journal.raw_reads import as_moment

    try:
        return date_words(as_moment(at).astimezone(TZ).date(), tongue)
    except OverflowError:
        return "?"


def fault_words(each: "FaultInChain", tongue: str) -> str:
    what, first, until, entry, at = each.fault
    named = office_slugs()
    name = "" if each.chain is None else named.get(each.chain, str(each.chain))
    return (
        (WORDS[tongue] | FAULTS[tongue])[what]
        .format(
            chain=WORDS[tongue].get(name, name),
            number=grouped_number(first, tongue),
            until=grouped_number(until, tongue),
            entry=digits(str(entry), tongue),
            day=day_of(at, tongue),
        )
        .removeprefix(": ")
    )


def printed_root_lines(walk: "Verification", restores: SeenRestores, tongue: str) -> Iterator[str]:
    """The printed roots, met or not; then what is no fault and yet worth knowing."""
    from ongikar.journal.seal_adoption import count_waiting_rows

    say, chains = WORDS[tongue], {slug: chain for chain, slug in office_slugs().items()}
    for root in walk.roots:
        line = f"{root.day} {root.office} {root.link.hex()[:8]}…".strip()
        if met := walk.found.get(root.link):
            yield say["hurt" if root.link in walk.hurt else "met"].format(
                root=line, number=grouped_number(met[0], tongue), day=day_of(met[1], tongue)
            )
        elif restores.is_of_lost_time(root):
            yield say["lost root"].format(root=line)
        elif (end := walk.ends.get(chains.get(root.office, -1))) is None:
            yield say["unknown"].format(root=line)
        elif end < root.number:
            yield say["cut"].format(root=line, end=grouped_number(end, tongue))
        else:
            yield say["rewritten"].format(root=line, day=day_words(root.day, tongue))
    if walk.late:
        first = walk.first_late[0]
        assert first.entry is not None
        yield counting(
            say["late"],
            n=grouped_number(walk.late, tongue),
            entry=digits(str(first.entry_id), tongue),
            entered=day_of(first.entry[1], tongue),
            day=day_of(first.at, tongue),
        )
    for day, rows in adoption_lines():
        yield counting(say["adopted"], n=grouped_number(rows, tongue), day=date_words(day, tongue))
    if rows := count_waiting_rows():
        yield counting(say["unadopted"], n=grouped_number(rows, tongue))
    if walk.waiting:
        yield counting(say["waiting"], n=grouped_number(walk.waiting, tongue))


WORDS = {
    "bn": {
        "changed": ("{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: সিলের পরে ভুক্তি বা তার সিল বদলানো হয়েছে"),
        "deleted": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: ভুক্তিটি মুছে ফেলা হয়েছে, সিল আছে",
        "missing": (
            "{chain}: {number} থেকে {until} নম্বর সিল ও ভুক্তি মুছে ফেলা হয়েছে; সিল হয়েছিল {day} বা তার পরে"
        ),
        "repeated": ("{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: এই নম্বর আগেই আছে, পরে ঢোকানো হয়েছে"),
        "inserted": "ভুক্তি {entry} ({day}): সিল করা ভুক্তির মধ্যে পরে ঢোকানো হয়েছে, সিল নেই",
        "rewritten": ("{root}: এই শেষ সিল আর মেলে না। {day} বা তার আগের ভুক্তি থেকে খতিয়ান নতুন করে লেখা হয়েছে"),
        "cut": "{root}: এই শেষ সিল আর মেলে না। খতিয়ান {end} নম্বরে শেষ, তার পরের সব কেটে ফেলা হয়েছে",
        "unknown": ("{root}: এই শেষ সিল কোনো খতিয়ানে নেই। খতিয়ান নতুন করে লেখা হয়েছে, নয়তো সিলটি অন্য কার্যালয়ের"),
        "met": "{root}: {number} নম্বর সিল পর্যন্ত ({day}) সব যেমন ছিল তেমনই আছে",
        "hurt": ("{root}: {number} নম্বর সিল ({day}) ঠিকই আছে, কিন্তু তার আগের যা ওপরে লেখা, তা আর আগের মতো নেই"),
        "more": "আরও {n}টি",
        "late": (
            "{n}টি ভুক্তি তার নিজের সময়ের এক ঘণ্টারও বেশি পরে সিল হয়েছে; প্রথমটি ভুক্তি {entry}, সময়"
            " {entered}, সিল {day}"
        ),
        "waiting": "{n}টি ভুক্তি সিলের অপেক্ষায়",
        "adopted": ("{n}টি সারি {day} তারিখে যেমন ছিল তেমনই সিল করা হয়েছে; তার আগের দিনের কথা সিল থেকে জানা যায় না"),
        "unadopted": (
            "{n}টি সারি যেমন আছে তেমন সিল হওয়া বাকি; কর্মী-প্রোগ্রাম তা করছে। ততক্ষণ সিলের নতুন ঘরগুলোর শুধু"
            " সেটুকু মেলানো হয়, যা এর মধ্যে কোনো কাজে লেখা হয়েছে"
        ),
        "no_digest_key": (
            "{path} নেই, বা অন্য একটি: ব্যক্তিগত তথ্যের সিল মিলিয়ে দেখা যায় না; ব্যাকআপ থেকে ফাইলটি ফিরিয়ে আনুন"
        ),
        "without_papers": "কাগজের ফাইল মেলানো হয়নি (--without-papers)",
        "lost root": "{root}: এই শেষ সিল সেই সময়ের, যা ব্যাকআপ থেকে ফেরানোয় হারিয়েছে",
        "restored": "{n}টি সিল মিলিয়ে দেখা হয়েছে: ব্যাকআপ থেকে ফেরানো; তা ছাড়া সব মেলে",
        "unjudged": "{n}টি সিল মিলিয়ে দেখা হয়েছে: ব্যক্তিগত তথ্যের সিল বিচার করা যায় না; বাকি সব মেলে",
        "sound": "{n}টি সিল মিলিয়ে দেখা হয়েছে: সব ঠিক আছে",
        "faulty": "{n}টি সিল মিলিয়ে দেখা হয়েছে: গরমিল {faults}টি",
        OF_NO_OFFICE: "কোনো কার্যালয়ের নয়",
    },
    "en": {
        "changed": (
            "{chain}: seal {number} ({day}), entry {entry}: the entry or its seal was changed after sealing"
        ),
        "deleted": "{chain}: seal {number} ({day}), entry {entry}: the entry was deleted, its seal stands",
        "missing": (
            "{chain}: seals {number} to {until} and their entries were deleted; they were sealed on {day} or"
            " later"
        ),
        "repeated": (
            "{chain}: seal {number} ({day}), entry {entry}: the number was there before, this was put in"
            " later"
        ),
        "inserted": "entry {entry} ({day}): put in among sealed entries later, without a seal",
        "rewritten": (
            "{root}: this root no longer holds. The ledger was rewritten from an entry of {day} or earlier"
        ),
        "cut": "{root}: this root no longer holds. The ledger ends at number {end}: all after it was cut off",
        "unknown": (
            "{root}: this root is in no ledger. The ledger was rewritten, or the root is another office’s"
        ),
        "met": "{root}: up to seal {number} ({day}) all is as it was",
        "hurt": (
            "{root}: seal {number} ({day}) itself stands, but what is told above, before it, is no longer as"
            " it was"
        ),
        "more": "{n} more",
        "late": (
            "{n} [entry was|entries were] sealed more than an hour after the time [it tells|they tell] of;"
            " the first is entry {entry} of {entered}, sealed {day}"
        ),
        "waiting": "{n} [entry waits for its|entries wait for their] seal",
        "adopted": (
            "{n} [row was|rows were] taken over as [it stood|they stood] on {day}; of the days before it the"
            " seals say nothing"
        ),
        "unadopted": (
            "{n} [row is|rows are] still to be taken over as [it stands|they stand]; the worker is at it."
            " Until then newly sealed columns are judged only by what acts have written of them since"
        ),
        "no_digest_key": (
            "{path} is missing, or another one: what is sealed of persons cannot be judged; put the file back"
            " from a backup"
        ),
        "without_papers": "the files of papers were not compared (--without-papers)",
        "lost root": "{root}: this root is of the time that a restore from a backup lost",
        "restored": "{n} [seal|seals] verified: restored from a backup; everything else agrees",
        "unjudged": (
            "{n} [seal|seals] verified: what is sealed of persons cannot be judged; everything else agrees"
        ),
        "sound": "{n} [seal|seals] verified; all is in order",
        "faulty": "{n} [seal|seals] verified; faults: {faults}",
        OF_NO_OFFICE: "of no office",
    },
}
