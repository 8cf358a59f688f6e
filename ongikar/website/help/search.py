"""Searching the manual: which paragraph tells of what somebody typed, with the words around."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.urls import reverse
from django.utils.safestring import SafeString

from ongikar.core.i18n.say import LANGUAGES, language
from ongikar.core.text_search import TextIndex, likely_texts, make_index, similar_words
from ongikar.rules.bangla.search import query_stems, stems
from ongikar.website.search import mark_words

from .manual import PAGES, heading_slugs, heading_words, manual_page, read_tokens

# How much a word counts by where it stands.
HEADING, BODY = 7.0, 2.0
MOST_FOUND = 8
# Of a sentence that is found so many words are shown before the first that was meant, and in all.
BEFORE, SHOWN = 8, 34

# A paragraph of the manual: its page, and its part of the address.
type Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FoundParagraph:
    """`page`: the title of the page that it stands on; `words`: where what was typed is met, marked."""

    url: str
    heading: SafeString
    page: str
    words: SafeString


def find_paragraphs(typed: str) -> list[FoundParagraph]:
    """The paragraphs that fit best, in the language at hand; what is typed may be in either."""
    index = index_of_manual()
    likes = similar_words(typed, index)
    meant = {known for like in likes for known in like}

    def is_meant(word: str) -> bool:
        return not meant.isdisjoint(stems(word))

    found = []
    for name, slug in best_places(typed, index, likes)[:MOST_FOUND]:
        page = manual_page(name, language())
        heading = page.headings[heading_slugs(name).index(slug)].words
        blocks = texts_of(name, language())[name, slug]
        # The sentences that meet most of what was typed; where only the heading does, the first.
        best = max(blocks, key=lambda block: len(meant.intersection(stems(block))), default="")
        found.append(
            FoundParagraph(
                f"{reverse('help_page', args=[name])}#{slug}",
                mark_words(heading, is_meant),
                page.title,
                mark_words(words_around(best, meant), is_meant),
            )
        )
    return found


def best_places(typed: str, index: TextIndex[Place], likes: list[dict[str, float]]) -> list[Place]:
    """First those whose heading has all that was typed, the shortest first: a word that stands everywhere,
    such as “task”, still means the paragraph that is called so.
    """
    wanted = set(query_stems(typed))
    called = sorted(
        (len(heading), place)
        for place, headings in heading_stems().items()
        for heading in headings
        if wanted and wanted <= heading
    )
    return [*dict.fromkeys([place for _, place in called] + likely_texts(index, index.weights, likes))]


@lru_cache(maxsize=1)
def heading_stems() -> dict[Place, list[frozenset[str]]]:
    """Of each paragraph the words of its heading, in either language."""
    found: dict[Place, list[frozenset[str]]] = {}
    for name in PAGES:
        for tongue in LANGUAGES:
            for place, words in headings_of(name, tongue):
                found.setdefault(place, []).append(frozenset(stems(words)))
    return found


def headings_of(name: str, tongue: str) -> Iterator[tuple[Place, str]]:
    words = heading_words(read_tokens(name, tongue))[1:]
    yield from (((name, slug), each) for slug, each in zip(heading_slugs(name), words, strict=True))


def words_around(block: str, meant: set[str]) -> str:
    """A part of it that begins a little before the first word that was meant."""
    words = block.split()
    met = (at for at, word in enumerate(words) if not meant.isdisjoint(stems(word)))
    start = max(0, next(met, 0) - BEFORE)
    shown = " ".join(words[start : start + SHOWN])
    return f"{'… ' if start else ''}{shown}{' …' if start + SHOWN < len(words) else ''}"


@lru_cache(maxsize=1)
def index_of_manual() -> TextIndex[Place]:
    """Made with the first search; a paragraph is found by its words of either language."""
    parts: dict[Place, list[tuple[float, str]]] = {}
    for name in PAGES:
        for tongue in LANGUAGES:
            for place, blocks in texts_of(name, tongue).items():
                parts.setdefault(place, []).append((BODY, " ".join(blocks)))
    # After the bodies, so that a word of a heading counts as one.
    for name in PAGES:
        for tongue in LANGUAGES:
            for place, words in headings_of(name, tongue):
                parts[place].append((HEADING, words))
    return make_index(parts, by_count=True)


@lru_cache(maxsize=len(PAGES) * len(LANGUAGES))
def texts_of(name: str, tongue: str) -> dict[Place, list[str]]:
    """The blocks of each paragraph of a page: sentences, lines of lists, cells of tables."""
    texts: dict[Place, list[str]] = {}
    for at, block in blocks_below_headings(name, tongue):
        texts.setdefault((name, heading_slugs(name)[at]), [])
        if block:
            texts[name, heading_slugs(name)[at]].append(block)
    return texts


def blocks_below_headings(name: str, tongue: str) -> Iterator[tuple[int, str]]:
    """Each block with the number of its heading; of a heading itself none. What stands before the first
    heading says for whom the page is, and is not searched.
    """
    # The title is a heading, too.
    at = -2
    for before, token in pairwise(read_tokens(name, tongue)):
        if before.type == "heading_open":
            at += 1
            if at >= 0:
                yield at, ""
        elif token.type == "inline" and at >= 0:
            shown = (child.content for child in token.children or [] if child.type != "image")
            yield at, "".join(text or " " for text in shown)
