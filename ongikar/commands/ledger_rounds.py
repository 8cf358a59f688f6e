"""What `ongikar ledger verify` says of answers without a name that are no longer those that were sealed with
their round.
"""

from collections.abc import Iterator

from ongikar.core.command_line import moment_in_words
from ongikar.rules.bangla.text import digits, grouped_number


def changed_round_lines(office_id: int | None, language: str) -> Iterator[str]:
    """A line for each round; nothing where the key of the digests is left out."""
    from ongikar.journal.raw_reads import has_digest_key
    from ongikar.questionnaires.round_seals import find_changed_rounds

    if not has_digest_key():
        return
    for each in find_changed_rounds(office_id):
        yield WORDS[language].format(
            round=digits(str(each.round.pk), language),
            title=each.round.questionnaire.in_words("title", language),
            day=moment_in_words(each.sealed_at, language),
            was=grouped_number(each.was, language),
            count=grouped_number(each.now, language),
        )


WORDS = {
    "bn": (
        "প্রশ্নমালা “{title}”, পর্ব {round}: নাম ছাড়া উত্তর {day} সিলের পরে বদলানো, যোগ করা বা মুছে ফেলা হয়েছে;"
        " সিলে ছিল {was}টি, এখন {count}টি"
    ),
    "en": (
        "questionnaire “{title}”, round {round}: answers without a name were changed, added or deleted after"
        " they were sealed on {day}; sealed were {was}, now there are {count}"
    ),
}
