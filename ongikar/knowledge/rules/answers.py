"""Which of a few notes answers a question: those that share its words, the best first."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from ongikar.rules.bangla.search import query_stems, stems

# Words that stand in every question say nothing about what is asked.
LEAST_LETTERS = 3
# Of the words of a question so many must be met, and this part of the note's own heading.
LEAST_MET, LEAST_PART = 2, 0.5


@lru_cache(maxsize=4096)
def said_words(text: str) -> frozenset[str]:
    """The words that say what a text is about."""
    return frozenset(word for word in query_stems(text) if len(word) >= LEAST_LETTERS)


@lru_cache(maxsize=4096)
def all_words(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def likeness(asked: Collection[str], headings: Iterable[str]) -> float:
    """How well words that were asked fit a note's headings and words to find it by, 0 to 1: the part of the
    heading that was asked, where enough of it was.
    """
    best = 0.0
    for heading in headings:
        own = said_words(heading)
        met = len(own.intersection(asked))
        if met >= min(LEAST_MET, len(own)) and own:
            best = max(best, met / len(own))
    return best


def find_answers(typed: str, notes: Mapping[int, tuple[str, ...]], most: int) -> list[int]:
    """The keys of the notes that may answer what was typed, the likest first. `notes`: by key the headings of
    each, and its lines of words to find it by.
    """
    asked = all_words(typed)
    if len(said_words(typed)) < LEAST_MET:
        return []
    likes = {key: likeness(asked, headings) for key, headings in notes.items()}
    likely = [key for key, like in likes.items() if like >= LEAST_PART]
    return sorted(likely, key=lambda key: (-likes[key], key))[:most]
