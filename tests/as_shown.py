"""A page without the white space that lays out its template and that no browser shows.

Tests compare what a page says. White space at the edges of a block, between blocks and within a tag says
nothing; between words it counts as one space, wherever the line of the template breaks.
"""

import re
from collections.abc import Callable, Iterator

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


def tight_tag(match: re.Match[str]) -> str:
    close, name, attributes = match.groups()
    parts = QUOTED.split(attributes)
    parts[::2] = [SPACE.sub(" ", part) for part in parts[::2]]
    return f"<{close}{name}{''.join(parts).rstrip(' ')}>"


def pieces(html: str) -> Iterator[str]:
    """Tags and the text between them, in turn."""
    end = 0
    for match in TAG.finditer(html):
        yield SPACE.sub(" ", html[end : match.start()])
        yield tight_tag(match)
        end = match.end()
    yield SPACE.sub(" ", html[end:])


def is_edge(tag: str, *, before: bool) -> bool:
    """Whether the space before or after a tag is not shown."""
    match = TAG.match(tag)
    name, is_close = match[2].lower(), bool(match[1])
    return name in BLOCKS or (name in BOXES and is_close == before)


def tight(html: str) -> str:
    found = list(pieces(html))
    for at in range(0, len(found), 2):
        if at == 0 or is_edge(found[at - 1], before=False):
            found[at] = found[at].lstrip(" ")
        if at == len(found) - 1 or is_edge(found[at + 1], before=True):
            found[at] = found[at].rstrip(" ")
    return "".join(found)


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
