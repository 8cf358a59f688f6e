"""The pages of docs/manual as they are shown in the program: the same files, drawn when they are first read.

A heading has the same address in both languages, made of its English words: the Bangla page has the same
headings in the same order (tests/test_help.py).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ongikar.core.i18n.lang_markup import marked_html
from ongikar.core.i18n.say import LANGUAGES, override_language
from ongikar.core.not_none import not_none

# In the order in which they stand on the page of all.
PAGES = ("officer", "assistant", "gro", "administrator", "citizen")
MANUAL_LINK = re.compile(r"([a-z]+)\.md(?:#.*)?")
PICTURE = re.compile(r"\.\./shots/([\w-]+\.png)")
BANGLA = re.compile("[\u0980-\u09ff]")
APOSTROPHES = re.compile("['’]")
APOSTROPHES = re.compile("['’]")
NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph of a page: its part of the address, and its words in the language of the page."""

    slug: str
    words: str


@dataclass(frozen=True, slots=True)
class ManualPage:
    name: str
    title: str
    headings: tuple[Heading, ...]
    body: SafeString


def slug_of(words: str) -> str:
    """The part of an address that English words make: `letters-that-come-in`."""
    return NO_LETTERS.sub("-", APOSTROPHES.sub("", words.lower())).strip("-")


def has_manual() -> bool:
    """Whether this installation brought the manual with it."""
    return settings.MANUAL is not None


@lru_cache(maxsize=len(PAGES) * len(LANGUAGES))
def manual_page(name: str, tongue: str) -> ManualPage:
    """Raises KeyError for a page that there is not."""
    if name not in PAGES or settings.MANUAL is None:
        raise KeyError(name)
    tokens = read_tokens(name, tongue)
    title, *paragraphs = heading_words(tokens)
    # The title stands above the page, and is not drawn once more.
    shown = tokens[3:]
    slugs = heading_slugs(name)
    headings = tuple(Heading(slug, words) for slug, words in zip(slugs, paragraphs, strict=True))
    with override_language(tongue):
        return ManualPage(name, title, headings, draw(shown, slugs))


@lru_cache(maxsize=len(PAGES))
def heading_slugs(name: str) -> tuple[str, ...]:
    """The addresses of the paragraphs of a page, in their order."""
    return tuple(slug_of(words) for words in heading_words(read_tokens(name, "en"))[1:])


@cache
def markdown() -> Any:
    """What reads the files and draws them; markup in them is shown as it is written."""
    # Loaded with the first page of help that is opened.
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    # What is of the other language is marked as everywhere; a name of the program is read as it is written.
    made.add_render_rule("text", lambda self, tokens, at, *rest: marked_html(tokens[at].content))
    made.add_render_rule("code_inline", lambda self, tokens, at, *rest: draw_code(tokens[at].content))
    return made


def draw_code(words: str) -> str:
    """What is typed or named as it stands, such as `/sign-in/` or a status in Bangla."""
    return f"<code{'' if BANGLA.search(words) else ' lang="en"'}>{escape(words)}</code>"


def read_tokens(name: str, tongue: str) -> list[Any]:
    text = (not_none(settings.MANUAL) / tongue / f"{name}.md").read_text("utf-8")
    tokens: list[Any] = markdown().parse(text)
    return tokens


def heading_words(tokens: Sequence[Any]) -> list[str]:
    """The words of the title and of each paragraph's heading."""
    return [inside.content for token, inside in pairwise(tokens) if token.type == "heading_open"]


def draw(tokens: Sequence[Any], slugs: Sequence[str]) -> SafeString:
    """As markup, in the language at hand."""
    places = iter(slugs)
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("id", next(places))
        elif token.type == "inline":
            token.children = list(lead_within(token.children or []))
    made = markdown()
    # The files are our own, and whatever else stands in them is escaped.
    return mark_safe(made.renderer.render(tokens, made.options, {}))  # noqa: S308


def lead_within(children: Sequence[Any]) -> Iterator[Any]:
    """Pictures from where the program serves them, links to other pages of the manual; what leads to a
    document that the program does not hold stays as words.
    """
    leads = True
    for child in children:
        if child.type == "image" and (found := PICTURE.fullmatch(str(child.attrGet("src")))):
            child.attrSet("src", static(f"manual/{found[1]}"))
            child.attrSet("loading", "lazy")
        elif child.type == "link_open":
            address = str(child.attrGet("href"))
            found = MANUAL_LINK.fullmatch(address)
            if leads := address == "../README.md" or (found is not None and found[1] in PAGES):
                child.attrSet("href", reverse("help_page", args=[found[1]]) if found else reverse("help"))
        if leads or not child.type.startswith("link_"):
            yield child
        leads = leads or child.type == "link_close"
