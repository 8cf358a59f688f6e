"""A name as its owner knows it again and a stranger does not learn it; and a page without it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from html import escape

DOTS = "•••"
# A sign that joins the consonant after it to the one before.
VIRAMA = "\u09cd"
JOINERS = frozenset({"\u200c", "\u200d"})


def masked_name(name: str) -> str:
    """র••• খা•••: the first letter of each word with its signs. A word of a single letter is hidden whole."""
    return " ".join(masked_word(word) for word in name.split())


def masked_word(word: str) -> str:
    first = first_letter(word)
    rest = word[len(first) :]
    return f"{first}{DOTS}" if any(mark.isalnum() for mark in rest) else DOTS


def first_letter(word: str) -> str:
    """The first letter with what is written on it, so that no sign stands alone."""
    end = 1
    while end < len(word):
        is_sign = unicodedata.category(word[end]).startswith("M") or word[end] in JOINERS
        if not is_sign and word[end - 1] != VIRAMA:
            break
        end += 1
    return word[:end]


# Markup, and what somebody typed into a form, which is given back as it was typed.
KEPT = r"<textarea\b.*?</textarea>|<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>"
# Between two words of a name: a page may mark one of them as of another language.
BETWEEN = r"(?:\s|&nbsp;|<[^<>]*>)+"
# A single word is looked for as a word, and a short one not at all, or half the page would be dots.
SHORTEST = 3
# A place of fewer words is where half the office's people live, and stands in the office's own address.
PLACE_WORDS = 3


def hide_in_markup(markup: str, names: Iterable[str], places: Iterable[str] = ()) -> str:
    """The markup with each name masked and each place hidden, wherever its text says them whole."""
    hidden = {pattern_of(name): masked_name(name) for name in names if is_findable(name)}
    hidden |= {pattern_of(place): DOTS for place in places if len(place.split()) >= PLACE_WORDS}
    return replace_outside_tags(markup, hidden) if hidden else markup


def is_findable(name: str) -> bool:
    words = name.split()
    return len(words) > 1 or sum(mark.isalnum() for mark in name) >= SHORTEST


def pattern_of(words: str) -> str:
    """What finds the words as a page writes them; a single one only where no letter stands around it."""
    parts = [re.escape(escape(word)) for word in words.split()]
    pattern = BETWEEN.join(parts)
    return pattern if len(parts) > 1 else rf"(?<![\w\u0980-\u09ff]){pattern}(?![\w\u0980-\u09ff])"


def replace_outside_tags(markup: str, hidden: Mapping[str, str]) -> str:
    # The longest first: a name that is a part of another does not leave the rest of it standing.
    ordered = sorted(hidden, key=len, reverse=True)
    groups = "|".join(f"(?P<h{at}>{pattern})" for at, pattern in enumerate(ordered))
    finder = re.compile(f"(?P<kept>{KEPT})|{groups}", re.DOTALL | re.IGNORECASE)

    def hide_one(match: re.Match[str]) -> str:
        group = match.lastgroup or "kept"
        if group == "kept":
            return match.group()
        # What was opened or closed within the name still is.
        tags = "".join(re.findall(r"<[^<>]*>", match.group()))
        return hidden[ordered[int(group[1:])]] + tags

    return finder.sub(hide_one, markup)
