"""What people wrote, in whichever language they wrote it, marked so that it is read aloud in that language.

Source: WCAG 2.2, 3.1.2 Language of Parts.
"""

import re
from collections.abc import Callable
from html import escape

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .say import language

BANGLA_LETTER = re.compile("[\u0980-\u09e5\u09f0-\u09ff]")
# From the first letter of the other language to its last letter or figure, with the spaces and stops
# between its words and after them. A danda is Bangla wherever it stands.
STOPS = "[?!.,;)…’”\u0964]*"
FOREIGN = {
    "en": re.compile(f"([\u0980-\u09ff](?:[^A-Za-z]*[\u0980-\u09ff\u200c\u200d])?{STOPS}|\u0964)"),
    "bn": re.compile(f"([A-Za-z](?:[^\u0980-\u09ff]*[A-Za-z0-9])?{STOPS})"),
}
OTHER = {"en": "bn", "bn": "en"}


def mark_languages(words: object) -> str:
    """The words with every part marked that is not in the page's language. Marks stay within a line."""
    if not words:
        return ""
    if isinstance(words, SafeString):
        return words
    text, tongue = str(words), language()
    if not FOREIGN[tongue].search(text):
        return text
    return mark_safe("\n".join(mark_line(line, tongue) for line in text.split("\n")))  # noqa: S308


def marked_html(words: object) -> str:
    """The same as markup, for what is written as text in Python."""
    marked = mark_languages(words)
    return marked if isinstance(marked, SafeString) else escape(marked)


def language_attribute(words: str) -> dict[str, str]:
    """The attribute of an element that can hold no marked parts, such as a choice of a list box: on an
    English page whatever has Bangla letters is Bangla.
    """
    return {"lang": "bn"} if language() == "en" and BANGLA_LETTER.search(words) else {}


def mark_line(line: str, tongue: str, escape: Callable[[str], str] = conditional_escape) -> str:
    """One line as markup. Single foreign words in a Bangla sentence are left as they stand: they are read
    well so. `escape`: how a part becomes markup, where more is to be marked in it.
    """
    if tongue == "bn" and BANGLA_LETTER.search(line):
        return escape(line)
    # Of a split, every second part is what the pattern found.
    return "".join(
        (f'<span lang="{OTHER[tongue]}">{escape(part)}</span>' if place % 2 else escape(part))
        for place, part in enumerate(FOREIGN[tongue].split(line))
    )
