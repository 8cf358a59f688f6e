"""The presets that each kind offers to a charter row: a name for the officer, the words that suggest it,
its options.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from ongikar.rules.suggestions import Words, suggest_kinds


@dataclass(frozen=True)
class Preset:
    """`title` in the page's language; `words` with their weights; `options` of the charter row that make it
    this sort.
    """

    title: Any
    words: Words
    options: Mapping[str, str] = field(default_factory=dict)


# Filled by the app that knows the kinds: their words, each with the sorts it offers.
SOURCES: list[Callable[[], Mapping[str, Iterable[Preset]]]] = []


@cache
def presets() -> dict[str, Preset]:
    """Every sort of every kind, by the key under which a review keeps it: support, support?place=lab."""
    return {
        preset_key(word, each): each
        for source in SOURCES
        for word, offered in source().items()
        for each in offered
    }


def preset_key(word: str, sort: Preset) -> str:
    return f"{word}?{urlencode(sort.options)}" if sort.options else word


def suggested_preset(name: str) -> str:
    """The key of the sort that a service of this name most likely is; "" where no kind hears
    anything in it.
    """
    found = suggest_kinds(name, {key: each.words for key, each in presets().items()})
    return found[0].kind if found else ""
