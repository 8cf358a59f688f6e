"""The presets that each kind offers to a charter row: a name for the officer, the words that suggest it,
its options.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from ongikar.rules.charter.suggestions import Words, suggest_kinds


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


def preset_of_row(word: str, options: Mapping[str, Any]) -> str:
    """The key of the sort that a row of the charter is: the one that says most of its options. A row may have
    others beside it, such as the questions that the office added.
    """
    fitting = (
        (len(each.options), key)
        for key, each in presets().items()
        if key.partition("?")[0] == word and each.options.items() <= options.items()
    )
    return max(fitting, default=(0, word))[1]


def other_options(word: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """What of the options of a row its sort does not say."""
    known = presets().get(preset_of_row(word, options))
    return {name: value for name, value in options.items() if known is None or name not in known.options}


def suggested_preset(name: str) -> str:
    """The key of the sort that a service of this name most likely is; "" where no kind hears
    anything in it.
    """
    kinds = suggest_kinds(name, {key: each.words for key, each in presets().items()})
    return kinds[0].kind if kinds else ""
