"""A page without the white space that lays out its template and that no browser shows.

Tests compare what a page says. White space at the edges of a block, between blocks and within a tag says
nothing; between words it counts as one space, wherever the line of the template breaks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse
from django.test import Client

BLOCK_NAMES = """
    html head title meta link body header footer nav main section article aside div p h1 h2 h3 h4 h5
    h6 hr br ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td form fieldset
    legend label details summary figure figcaption blockquote pre select optgroup option script
    style template svg path rect line circle g defs pattern text"""
BLOCKS = frozenset(BLOCK_NAMES.split())
# These stand in a line of text: the space around each counts, the space within its edges does not.
BOXES = frozenset({"button"})
# Typed or printed line by line.
KEPT = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2>)", re.DOTALL)
TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>""")
# A no-break space is a sign, not white space.
SPACE = re.compile(r"[ \t\r\n\f]+")
QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag without the white space between its attributes, and whether the space beside it is not shown."""

    shown: str
    is_edge_after: bool
    is_edge_before: bool


# Pages are made of the same some thousand tags again and again.
@lru_cache(maxsize=20_000)
def tag_of(written: str) -> Tag:
    match = TAG.fullmatch(written)
    close, name, attributes = match.groups()
    parts = QUOTED.split(attributes)
    parts[::2] = [SPACE.sub(" ", part) for part in parts[::2]]
    is_block, is_box = name.lower() in BLOCKS, name.lower() in BOXES
    return Tag(
        f"<{close}{name}{''.join(parts).rstrip(' ')}>",
        is_edge_after=is_block or (is_box and not close),
        is_edge_before=is_block or (is_box and bool(close)),
    )


def tight(html: str) -> str:
    pieces, end, at_edge = [], 0, True
    for match in TAG.finditer(html):
        tag, text = tag_of(match[0]), html[end : match.start()]
        if text:
            text = SPACE.sub(" ", text)
            text = text.lstrip(" ") if at_edge else text
            pieces.append(text.rstrip(" ") if tag.is_edge_before else text)
        pieces.append(tag.shown)
        end, at_edge = match.end(), tag.is_edge_after
    text = SPACE.sub(" ", html[end:]).rstrip(" ")
    return "".join([*pieces, text.lstrip(" ") if at_edge else text])


def as_shown(html: str) -> str:
    # Of this split, every third part is kept, and the name of its tag follows.
    parts = KEPT.split(html)
    return "".join(tight(part) if at % 3 == 0 else part for at, part in enumerate(parts) if at % 3 != 2)


def read_as_shown(request: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`Client.request`, whose pages are read as they are shown."""

    def read(client: Client, **environ) -> HttpResponse:
        answer = request(client, **environ)
        if (
            not answer.streaming
            and answer.content
            and answer.get("Content-Type", "").startswith("text/html")
            and not answer.has_header("Content-Encoding")
        ):
            answer.content = as_shown(answer.content.decode()).encode()
        return answer

    return read
