"""What `ongikar ledger verify` says of restores from a backup, and whether it has the key to judge all."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from ongikar.core.command_line import moment_in_words
from ongikar.journal.rules.hash_chain import Root
from ongikar.rules.bangla.text import digits


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

    def lines(self, language: str) -> Iterator[tuple[bool, str]]:
        """A line for each, with whether the office's key signed it."""
        from ongikar.papers.signed_restores import is_signed_by_office

        say = WORDS[language]
        for entry in self.found:
            facts, is_signed = entry.facts["restore"], is_signed_by_office(entry)
            told = {
                "day": moment_in_words(entry.at, language),
                "made": moment_in_words(datetime.fromisoformat(facts["made_at"]), language),
                "backup": facts["backup"],
                "entry": digits(str(entry.pk), language),
            }
            yield is_signed, say["restore" if is_signed else "unsigned restore"].format(**told)


WORDS = {
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
