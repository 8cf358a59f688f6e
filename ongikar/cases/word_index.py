"""Cases found by any part of a word that stands in `Case.search` (core/db/word_index.py)."""

from typing import Any

from ongikar.core.db.word_index import LOOKED_THROUGH, WordIndex

__all__ = ["CASE_WORDS", "LOOKED_THROUGH", "keep_word_index", "make_word_index", "newest_with_words"]

# The index has the name that the fourth migration gave it.
CASE_WORDS = WordIndex("cases_case", name="cases_by_words")
keep_word_index = CASE_WORDS.keeper()


def make_word_index(database: Any) -> None:
    """Called by the migration that brought the index."""
    CASE_WORDS.make(database)


def newest_with_words(office_id: int, words: list[str], *, before: int | None, most: int) -> list[int]:
    """The keys of the newest cases of an office that bear every one of these folded words, older than
    `before`.
    """
    return CASE_WORDS.newest(office_id, words, before=before, most=most)
