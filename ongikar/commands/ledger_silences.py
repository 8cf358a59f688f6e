"""What `ongikar ledger verify` says of rows by which the worker would not come."""

from collections.abc import Iterator

from ongikar.journal.silences import Silence

# By table and column; {key} is the row's, of one that is missing the entry's and what it owes.
WORDS = {
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
OTHER = (
    "{table} {key}: কর্মী-প্রোগ্রাম পরে যখন দেখবে ({column}), তথ্য থেকে তা হয় না",
    "{table} {key}: when the worker looks next ({column}) is not what its facts say",
)


def silence_lines(office_id: int | None, language: str) -> Iterator[str]:
    """A line for each, of everything there is; to be read in the snapshot of the rest."""
    from django.utils import timezone

    from ongikar.operations.silences import find_silences

    for each in find_silences(timezone.now(), office_id=office_id):
        if each is not None:
            yield silence_words(each[1], language)


def silence_words(silence: Silence, language: str) -> str:
    words = WORDS.get((silence.table, silence.column), OTHER)[language == "en"]
    return words.format(key=silence.key, table=silence.table, column=silence.column)
