"""What `ongikar ledger verify` says of the ledger's keys: faults that only a key shows, and what cannot be
judged without one.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ongikar.rules.bangla.text import date_words, digits, grouped_number
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.number_forms import counting

if TYPE_CHECKING:
    from ongikar.journal.keyed_ledger import KeysAtHand


def key_lines(keys: "KeysAtHand", tongue: str) -> Iterator[str]:
    """What is no fault of the ledger and yet worth knowing."""
    from ongikar.journal.keyed_ledger import accepted_heads
    from ongikar.journal.ledger_keys import keys_file

    say = REMARKS[tongue]
    if keys.are_missing:
        yield say["no_ledger_key"].format(path=keys_file())
    if keys.check is None or keys.check.adoption is None or keys.check.judge is None:
        return
    adoption, judge = keys.check.adoption, keys.check.judge
    before = sum(number for number, _ in adoption.ends.values())
    if adoption.lost:
        yield say["lost_keys"].format(day=day_words(adoption.at, tongue))
    elif before:
        yield counting(
            say["before_keys"], n=grouped_number(before, tongue), day=day_words(adoption.at, tongue)
        )
    if judge.untrusted:
        since = min(each.untrusted_from for each in judge.retired.values() if each.untrusted_from is not None)
        yield counting(
            say["untrusted"], n=grouped_number(judge.untrusted, tongue), day=day_words(since, tongue)
        )
    for entry in accepted_heads(keys.check.keys):
        yield say["accepted"].format(day=day_of_moment(entry.at, tongue), entry=digits(str(entry.pk), tongue))


def day_words(micros: int, tongue: str) -> str:
    from ongikar.journal.raw_reads import as_moment

    return day_of_moment(as_moment(micros), tongue)


def day_of_moment(at: datetime, tongue: str) -> str:
    return date_words(at.astimezone(TZ).date(), tongue)


# Faults, worded as those of commands/ledger.py.
FAULTS = {
    "bn": {
        "unkeyed": ("{chain}: {number} নম্বর সিল, ভুক্তি {entry} ({day}): চাবির ছাপ নেই, এই প্রোগ্রাম ভুক্তিটি লেখেনি"),
        "forged": ("{chain}: {number} নম্বর সিল, ভুক্তি {entry} ({day}): চাবির ছাপ মেলে না, ভুক্তিটি বানানো বা বদলানো"),
        "retired": "{chain}: {number} নম্বর সিল, ভুক্তি {entry} ({day}): চাবিটি তখন আর চালু ছিল না",
        "seal unkeyed": "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: সিলে চাবির ছাপ নেই",
        "seal forged": (
            "{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: সিলের চাবির ছাপ মেলে না, খতিয়ান নতুন করে লেখা"
        ),
        "seal retired": ("{chain}: {number} নম্বর সিল ({day}), ভুক্তি {entry}: চাবিটি তখন আর চালু ছিল না"),
        "replayed": "ভুক্তি {entry} ({day}): আগের একটি ভুক্তির হুবহু নকল, পরে ঢোকানো হয়েছে",
        "head_cut": (
            "{chain}: {number} থেকে {until} নম্বর সিল ছিল (চাবির পাশে লেখা, {day}), এখন নেই: শেষটা কেটে ফেলা হয়েছে"
        ),
        "head_other": (
            "{chain}: {number} নম্বর সিল চাবির পাশে যা লেখা ({day}), তা নয়: খতিয়ান নতুন করে লেখা, নয়তো অন্য ডেটাবেজ"
        ),
        "adoption_cut": ("{chain}: {number} থেকে {until} নম্বর সিল চাবির আওতায় নেওয়া হয়েছিল ({day}), এখন নেই"),
        "adoption_other": (
            "{chain}: {number} নম্বর সিল পর্যন্ত যা চাবির আওতায় নেওয়া হয়েছিল ({day}), তা আর আগের মতো নেই"
        ),
        "adopted_twice": ("ভুক্তি {entry} ({day}): খতিয়ান আরেকবার চাবির আওতায় নেওয়া হয়েছে; তা একবারই হয়"),
        "unsealed": "ভুক্তি {entry} ({day}): পাঁচ মিনিটেরও বেশি সিল ছাড়া, যদিও কর্মী-প্রোগ্রাম চলছিল",
        "head_missing": ("চাবির পাশের ফাইল ledger-head.json নেই: শেষ থেকে কিছু কাটা হয়েছে কি না বলা যায় না"),
        "head_forged": "চাবির পাশের ফাইল ledger-head.json এই কার্যালয়ের চাবি দিয়ে লেখা নয়",
        "head_unreadable": "চাবির পাশের ফাইল ledger-head.json পড়া যায় না",
    },
    "en": {
        "unkeyed": (
            "{chain}: seal {number}, entry {entry} ({day}): bears no MAC, this program did not write it"
        ),
        "forged": (
            "{chain}: seal {number}, entry {entry} ({day}): its MAC does not fit, it was made up or changed"
        ),
        "retired": (
            "{chain}: seal {number}, entry {entry} ({day}): written with a key that was good no longer"
        ),
        "seal unkeyed": "{chain}: seal {number} ({day}), entry {entry}: the seal bears no MAC",
        "seal forged": (
            "{chain}: seal {number} ({day}), entry {entry}: the seal’s MAC does not fit, the chain was"
            " written anew"
        ),
        "seal retired": (
            "{chain}: seal {number} ({day}), entry {entry}: sealed with a key that was good no longer"
        ),
        "replayed": "entry {entry} ({day}): an earlier entry over again, put in later",
        "head_cut": (
            "{chain}: seals {number} to {until} stood when the head beside the keys was written ({day}), and"
            " do not now: the end was cut off"
        ),
        "head_other": (
            "{chain}: seal {number} is not the one that the head beside the keys knows ({day}): the chain was"
            " written anew, or the head is of another database"
        ),
        "adoption_cut": (
            "{chain}: seals {number} to {until} stood when the ledger was taken under keys ({day}), and do"
            " not now"
        ),
        "adoption_other": (
            "{chain}: what was taken under keys up to seal {number} ({day}) is no longer as it was"
        ),
        "adopted_twice": ("entry {entry} ({day}): the ledger was taken under keys again; that is done once"),
        "unsealed": "entry {entry} ({day}): unsealed for over five minutes though the worker was at work",
        "head_missing": (
            "the file ledger-head.json beside the keys is missing: whether the end of a chain was cut off"
            " cannot be said"
        ),
        "head_forged": (
            "the file ledger-head.json beside the keys was not written with a key of this office"
        ),
        "head_unreadable": "the file ledger-head.json beside the keys cannot be read",
    },
}
REMARKS = {
    "bn": {
        "no_ledger_key": (
            "{path} নেই, বা অন্য একটি: ভুক্তির চাবির ছাপ মিলিয়ে দেখা যায় না; ব্যাকআপ থেকে ফাইলটি ফিরিয়ে আনুন"
        ),
        "lost_keys": ("{day}-এর আগের চাবি হারিয়েছে: তার আগের ভুক্তি চাবি দিয়ে বিচার করা যায় না, শুধু শিকল ও ছাপা সিল দিয়ে"),
        "before_keys": (
            "{n}টি সিল {day} তারিখে যেমন ছিল তেমনই চাবির আওতায় নেওয়া হয়েছে; তার আগের কথা শুধু ছাপা সিল বলে"
        ),
        "untrusted": ("{day} থেকে চাবিটি অন্যের হাতে ছিল: তখনকার {n}টি ভুক্তি শুধু চাবির ছাপ দেখে মানা যায় না"),
        "accepted": (
            "{day}: খতিয়ানের শেষ যেমন ছিল তেমনই মেনে নেওয়া হয়েছে (ভুক্তি {entry}); তার আগে কাটা হলে জানা যায় না"
        ),
    },
    "en": {
        "no_ledger_key": (
            "{path} is missing, or another one: the MACs of entries cannot be judged; put the file back from"
            " a backup"
        ),
        "lost_keys": (
            "the keys of before {day} are lost: entries before that cannot be judged by them, by the links"
            " and printed roots only"
        ),
        "before_keys": (
            "{n} [seal was|seals were] taken under keys as [it stood|they stood] on {day}; of the days before"
            " it only printed roots tell"
        ),
        "untrusted": (
            "from {day} on the key was in other hands: {n} [entry|entries] of that time cannot be believed by"
            " [its|their] MAC alone"
        ),
        "accepted": (
            "{day}: the ends of the chains were accepted as they stood (entry {entry}); whether anything was"
            " cut off before cannot be said"
        ),
    },
}
