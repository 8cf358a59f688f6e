"""What `ongikar ledger verify` says beside the chains: of papers, answers without a name, restores, rows by
which the worker would not come, and of the ledger's keys.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from ongikar.core.command_line import moment_in_words
from ongikar.journal.rules.hash_chain import Root
from ongikar.journal.silences import Silence
from ongikar.rules.bangla.text import date_words, digits, grouped_number
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.number_forms import counting

if TYPE_CHECKING:
    from ongikar.journal.keyed_ledger import KeysAtHand
    from ongikar.journal.models import Entry
    from ongikar.papers.integrity import PaperNotAsKept
    from ongikar.questionnaires.round_seals import ChangedRound

# What is said of something, in the language that it is called with.
type Sentence = Callable[[str], str]

# ---- papers whose file is gone or is another than was kept ----


def faulty_papers(office_id: int | None) -> Iterator[Sentence]:
    from ongikar.papers.integrity import find_faulty_papers

    for each in find_faulty_papers(office_id):
        yield partial(paper_words, each)


def paper_words(each: "PaperNotAsKept", language: str) -> str:
    """Whose it is is asked for those alone that are at fault."""
    from ongikar.core.i18n.say import override_language

    with override_language(language):
        whose = owner_words(each.paper.subject_type, each.paper.subject_id)
    paper = str(each.paper.pk)
    return PAPER_WORDS[language][each.fault].format(
        whose=digits(whose) if language == "bn" else whose,
        paper=digits(paper) if language == "bn" else paper,
    )


def owner_words(subject_type: str, subject_id: int) -> str:
    """The number of what the paper belongs to, such as that of a case; of what has none, its type and
    key.
    """
    from ongikar.people.subjects import load_subjects

    line = load_subjects([(subject_type, subject_id)]).get((subject_type, subject_id))
    return line.number if line and line.number else f"{subject_type} {subject_id}"


PAPER_WORDS = {
    "bn": {
        "lost": "{whose}: কাগজ {paper}: ফাইলটি তার জায়গায় নেই",
        "changed": "{whose}: কাগজ {paper}: ফাইলটি আর আগের মতো নেই, রাখার পরে বদলানো হয়েছে",
        "unreadable": "{whose}: কাগজ {paper}: ফাইলটি পড়া যায় না, তাই মেলানো যায়নি",
    },
    "en": {
        "lost": "{whose}: document {paper}: its file is not in its place",
        "changed": "{whose}: document {paper}: its file is another than was kept",
        "unreadable": "{whose}: document {paper}: its file cannot be read, so it was not compared",
    },
}


# ---- answers without a name that are no longer those sealed with their round ----


def changed_rounds(office_id: int | None) -> Iterator[Sentence]:
    """Nothing where the key of the digests is left out."""
    from ongikar.journal.raw_reads import has_digest_key
    from ongikar.questionnaires.round_seals import find_changed_rounds

    if not has_digest_key():
        return
    for each in find_changed_rounds(office_id):
        yield partial(round_words, each)


def round_words(each: "ChangedRound", language: str) -> str:
    return ROUND_WORDS[language].format(
        round=digits(str(each.round.pk), language),
        title=each.round.questionnaire.in_words("title", language),
        day=moment_in_words(each.sealed_at, language),
        was=grouped_number(each.was, language),
        count=grouped_number(each.now, language),
    )


ROUND_WORDS = {
    "bn": (
        "প্রশ্নমালা “{title}”, পর্ব {round}: নাম ছাড়া উত্তর {day} সিলের পরে বদলানো, যোগ করা বা মুছে ফেলা হয়েছে;"
        " সিলে ছিল {was}টি, এখন {count}টি"
    ),
    "en": (
        "questionnaire “{title}”, round {round}: answers without a name were changed, added or deleted after"
        " they were sealed on {day}; sealed were {was}, now there are {count}"
    ),
}


# ---- restores from a backup, and whether there is the key to judge all ----


def has_right_digest_key() -> bool:
    from ongikar.core.crypto.key_fingerprints import is_other_key
    from ongikar.core.crypto.key_registry import KEYS
    from ongikar.journal.raw_reads import has_digest_key

    return has_digest_key() and not is_other_key(KEYS["digests"])


class SeenRestores:
    """The restores that the chains tell of: of one office, or of the installation."""

    def __init__(self, office_id: int | None, chains: Mapping[str, int]):
        from ongikar.journal.restores import OF_ALL, restore_entries

        self.found = restore_entries(office_id or OF_ALL)
        self.office_id, self.chains = office_id or OF_ALL, chains

    def is_of_lost_time(self, root: Root) -> bool:
        """Whether a root that fits nowhere was printed in the time that a restore lost."""
        from ongikar.journal.restores import restores_of

        chain = self.chains.get(root.office, self.office_id)
        return any(each.has_lost(root) for each in restores_of(chain))

    def lines(self) -> Iterator[tuple[bool, Sentence]]:
        """A sentence for each, with whether the office's key signed it."""
        from ongikar.papers.signed_restores import is_signed_by_office

        for entry in self.found:
            is_signed = is_signed_by_office(entry)
            yield is_signed, partial(restore_words, entry, is_signed)


def restore_words(entry: "Entry", is_signed: bool, language: str) -> str:
    facts = entry.facts["restore"]
    return RESTORE_WORDS[language]["restore" if is_signed else "unsigned restore"].format(
        day=moment_in_words(entry.at, language),
        made=moment_in_words(datetime.fromisoformat(facts["made_at"]), language),
        backup=facts["backup"],
        entry=digits(str(entry.pk), language),
    )


RESTORE_WORDS = {
    "bn": {
        "restore": ("ব্যাকআপ থেকে ফেরানো: {day}; ব্যাকআপটি নেওয়া: {made} ({backup}); এর মাঝের কাজ হারিয়ে থাকতে পারে"),
        "unsigned restore": "ভুক্তি {entry}: ব্যাকআপ থেকে ফেরার কথা লেখা, কিন্তু কার্যালয়ের চাবির স্বাক্ষর নেই",
    },
    "en": {
        "restore": (
            "restored on {day} from the backup of {made} ({backup}): what happened between may be missing"
        ),
        "unsigned restore": "entry {entry}: tells of a restore, and the office’s key has not signed it",
    },
}


# ---- rows by which the worker would not come ----


# By table and column; {key} is the row's, of one that is missing the entry's and what it owes.
SILENCE_WORDS = {
    ("clock_clock", "look_at"): (
        "ঘড়ি {key}: কর্মী-প্রোগ্রাম পরে যখন দেখবে (look_at), তথ্য থেকে তা হয় না",
        "clock {key}: when the worker looks next (look_at) is not what its facts say",
    ),
    ("journal_outboxentry", ""): (
        "ভুক্তি {key}: এর পরে যা করার, আউটবক্সে তার সারি নেই বা পড়ে আছে",
        "entry {key}: what it owes is not in the outbox, or lies there",
    ),
    ("journal_outboxentry", "next_try"): (
        "আউটবক্সের সারি {key}: যত পরে রাখা (next_try), তত পরে রাখার কোনো কারণ নেই",
        "outbox row {key}: put off further (next_try) than anything gives",
    ),
    ("journal_outboxentry", "done_at"): (
        "আউটবক্সের সারি {key}: হয়ে গেছে বলা (done_at), অথচ বার্তাটি যায়নি",
        "outbox row {key}: said to be done (done_at), while its message has not gone",
    ),
    ("notices_message", "status"): (
        "বার্তা {key}: যে অবস্থা লেখা (status), কোনো ভুক্তি তা বলে না",
        "message {key}: of the state it is said to be in (status) no entry tells",
    ),
    ("notices_message", "not_before"): (
        "বার্তা {key}: যত পরে রাখা (not_before), কার্যালয়ের সময়সূচি থেকে তা হয় না",
        "message {key}: waits longer (not_before) than its office’s hours give",
    ),
}
OTHER_SILENCE = (
    "{table} {key}: কর্মী-প্রোগ্রাম পরে যখন দেখবে ({column}), তথ্য থেকে তা হয় না",
    "{table} {key}: when the worker looks next ({column}) is not what its facts say",
)


def silenced_rows(office_id: int | None) -> Iterator[Sentence]:
    """Of everything there is; to be read in the snapshot of the rest."""
    from django.utils import timezone

    from ongikar.operations.silences import find_silences

    for each in find_silences(timezone.now(), office_id=office_id):
        if each is not None:
            yield partial(silence_words, each[1])


def silence_words(silence: Silence, language: str) -> str:
    words = SILENCE_WORDS.get((silence.table, silence.column), OTHER_SILENCE)[language == "en"]
    return words.format(key=silence.key, table=silence.table, column=silence.column)


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
