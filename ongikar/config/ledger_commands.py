"""`ongikar ledger`: the root of a day, for the minutes, and whether everything still is as it was sealed."""

import argparse
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ongikar.rules.bangla import date_words, number
from ongikar.rules.calendar import TZ
from ongikar.rules.chain import NO_OFFICE, Root, read_root

from .asked import Refusal, day_from, office_named, refusing

if TYPE_CHECKING:
    from ongikar.journal.verifying import Misplaced, Verification

# More are only counted.
MOST_TOLD = 1_000
# What stands in a root's line for entries of no office.
OF_NO_OFFICE = "no-office"
WORDS = {
    "bn": {
        "changed": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: সিলের পরে ভুক্তি বা তার সিল বদলানো হয়েছে",
        "deleted": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: ভুক্তিটি মুছে ফেলা হয়েছে, সিল আছে",
        "missing": "{chain}: {number} থেকে {until} নম্বর সিল ও ভুক্তি নেই, {day} বা তার পরে মুছে ফেলা",
        "repeated": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: এই নম্বর আগেই আছে, পরে ঢোকানো হয়েছে",
        "inserted": "ভুক্তি {entry} ({day}): সিল করা ভুক্তির মধ্যে পরে ঢোকানো হয়েছে, সিল নেই",
        "rewritten": "{root}: এই রুট আর মেলে না। {day} বা তার আগের ভুক্তি থেকে খতিয়ান নতুন করে লেখা হয়েছে",
        "cut": "{root}: এই রুট আর মেলে না। খতিয়ান {end} নম্বরে শেষ, তার পরের সব কেটে ফেলা হয়েছে",
        "unknown": "{root}: এই রুট কোনো খতিয়ানে নেই। খতিয়ান নতুন করে লেখা হয়েছে, নয়তো রুটটি অন্য কার্যালয়ের",
        "met": "{root}: {number} নম্বর সিল পর্যন্ত ({day}) সব যেমন ছিল তেমনই আছে",
        "more": "আরও {n}টি",
        "late": "{n}টি ভুক্তি তার নিজের সময়ের এক ঘণ্টারও বেশি পরে সিল হয়েছে; প্রথমটি ভুক্তি {entry}, সময় {told}, সিল {day}",
        "waiting": "{n}টি ভুক্তি সিলের অপেক্ষায়",
        "sound": "{n}টি সিল মিলিয়ে দেখা হয়েছে: সব ঠিক আছে",
        "faulty": "{n}টি সিল মিলিয়ে দেখা হয়েছে: {faults}টি গরমিল",
        OF_NO_OFFICE: "কোনো কার্যালয়ের নয়",
    },
    "en": {
        "changed": "{chain}: seal {number} ({day}), entry {entry}: the entry or its seal was changed after sealing",
        "deleted": "{chain}: seal {number} ({day}), entry {entry}: the entry was deleted, its seal stands",
        "missing": "{chain}: seals {number} to {until} and their entries are gone, deleted on or after {day}",
        "repeated": "{chain}: seal {number} ({day}), entry {entry}: the number was there before, this was put in later",
        "inserted": "entry {entry} ({day}): put in among sealed entries later, without a seal",
        "rewritten": "{root}: this root no longer holds. The ledger was rewritten from an entry of {day} or earlier",
        "cut": "{root}: this root no longer holds. The ledger ends at number {end}: all after it was cut off",
        "unknown": "{root}: this root is in no ledger. The ledger was rewritten, or the root is another office’s",
        "met": "{root}: up to seal {number} ({day}) all is as it was",
        "more": "{n} more",
        "late": "{n} entries were sealed more than an hour after the time they tell of; the first is entry {entry} of {told}, sealed {day}",
        "waiting": "{n} entries wait for their seal",
        "sound": "{n} seals verified: all is in order",
        "faulty": "{n} seals verified: {faults} faults",
        OF_NO_OFFICE: "of no office",
    },
}  # fmt: skip


@refusing
def root(words: list[str]) -> int:
    """`ongikar ledger root`: a line of plain text for each office, as it stood at the end of a day, or stands now."""
    from django.utils import timezone

    parser = argparse.ArgumentParser(prog="ongikar ledger root")
    parser.add_argument("--day", help="2026-11-24; else today, as far as it has come")
    parser.add_argument("--office", help="the short name of an office; else all of them")
    asked = parser.parse_args(words)
    start = (
        day_from(asked.day)
        if asked.day
        else datetime.combine(timezone.now().astimezone(TZ).date(), time(), TZ)
    )
    found = list(roots(start.date(), asked.office))
    if not found:
        raise Refusal(f"{start.date()}: তখনো কিছু সিল হয়নি", f"{start.date()}: nothing had been sealed yet")
    for each in found:
        print(each.line())
    return 0


def roots(day: date, slug: str | None) -> Iterator[Root]:
    from ongikar.journal.verifying import chains_with_seals, day_ends

    named = slugs()
    end = datetime.combine(day + timedelta(days=1), time(), TZ)
    for chain in [office_named(slug).pk] if slug else chains_with_seals():
        [last] = day_ends(chain, [end])
        if last:
            yield Root(str(day), named.get(chain, f"office-{chain}"), *last)


@refusing
def verify(words: list[str]) -> int:
    """`ongikar ledger verify`: everything that is no longer as it was sealed; exit status 1 if there is any."""
    from ongikar.journal.verifying import Verification

    parser = argparse.ArgumentParser(prog="ongikar ledger verify")
    parser.add_argument("--root", action="append", default=[], help="a root as printed; may be given again")
    parser.add_argument("--office", help="the short name of an office; else all of them")
    parser.add_argument("--language", choices=("bn", "en"), default="bn")
    asked = parser.parse_args(words)
    walk = Verification(
        [office_named(asked.office).pk] if asked.office else None, [read(each) for each in asked.root]
    )
    faults = 0
    for faults, each in enumerate(walk.faults(), 1):  # noqa: B007
        if faults <= MOST_TOLD:
            print(fault_words(each, asked.language), flush=True)
    say = WORDS[asked.language]
    if faults > MOST_TOLD:
        print(say["more"].format(n=number(faults - MOST_TOLD, asked.language)))
    for line in seen(walk, asked.language):
        print(line)
    faults += len(walk.unmet)
    told = {"n": number(sum(walk.ends.values()), asked.language), "faults": number(faults, asked.language)}
    print(say["faulty" if faults else "sound"].format(**told))
    return 1 if faults else 0


def read(text: str) -> Root:
    if found := read_root(text):
        return found
    raise Refusal(
        f"{text}: রুটটি পড়া যায় না; ছাপা লাইনটি, বা তার শেষের ৬৪টি অক্ষর দিন",
        f"{text}: this root cannot be read; give the line as printed, or the 64 figures at its end",
    )


def slugs() -> dict[int, str]:
    from ongikar.offices.models import Office

    return dict(Office.objects.values_list("pk", "slug")) | {NO_OFFICE: OF_NO_OFFICE}


def day_of(at: int, tongue: str) -> str:
    from ongikar.journal.sealed_rows import as_moment

    try:
        return date_words(as_moment(at).astimezone(TZ).date(), tongue)
    except OverflowError:
        return "?"


def fault_words(each: "Misplaced", tongue: str) -> str:
    what, first, until, entry, at = each.fault
    named = slugs()
    name = "" if each.chain is None else named.get(each.chain, str(each.chain))
    return WORDS[tongue][what].format(
        chain=WORDS[tongue].get(name, name), number=number(first, tongue), until=number(until, tongue), entry=entry,
        day=day_of(at, tongue),
    )  # fmt: skip


def seen(walk: "Verification", tongue: str) -> Iterator[str]:
    """The printed roots, met or not; then what is no fault and yet worth knowing."""
    say, chains = WORDS[tongue], {slug: chain for chain, slug in slugs().items()}
    for root in walk.roots:
        line = f"{root.day} {root.office} {root.link.hex()[:8]}…".strip()
        if met := walk.found.get(root.link):
            yield say["met"].format(root=line, number=number(met[0], tongue), day=day_of(met[1], tongue))
        elif not root.day:
            yield say["unknown"].format(root=line)
        elif (end := walk.ends.get(chains.get(root.office, -1), 0)) < root.number:
            yield say["cut"].format(root=line, end=number(end, tongue))
        else:
            yield say["rewritten"].format(root=line, day=date_words(date.fromisoformat(root.day), tongue))
    if walk.late:
        first = walk.first_late[0]
        assert first.entry is not None
        yield say["late"].format(
            n=number(walk.late, tongue), entry=first.entry_id, told=day_of(first.entry[1], tongue), day=day_of(first.at, tongue)
        )  # fmt: skip
    if walk.waiting:
        yield say["waiting"].format(n=number(walk.waiting, tongue))
