"""A web page as blocks, read as a stream: tables with their spans, fonts, list numbers; no scripts, no
menus.
"""

import re
from pathlib import Path
from typing import Any

from ongikar.rules.charter.parse.document.blocks import Block

from .builder import Builder, read_span
from .text import decode_pieces


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SPACE = re.compile(r"[ \t\r\n\f]+")
UNSEEN = _names("""
    script style noscript template head nav footer aside select option button textarea svg iframe object
    video audio
""")
# Elements whose end parts their text from what follows.
BLOCKS = _names("""
    p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 section article header main address blockquote pre figure
    figcaption center hr fieldset form caption
""")
# The scaffolding of the portal's pages, by the names its own sheets of style use.
SCAFFOLD = _names("""
    menu nav navbar navigation breadcrumb breadcrumbs sidebar footer share social pagination skip-link
""")
SCAFFOLD_TAGS = frozenset({"div", "ul", "ol", "section", "header"})
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
FONT_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)", re.I)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)


def blocks(source: bytes | Path) -> list[Block]:
    from lxml import etree

    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    parser.feed(b"<html>")
    for text in decode_pieces(source, CHARSET):
        # A letter that is no character would end the page there.
        parser.feed(text.replace("\0", "").encode("utf-8", "ignore"))
    try:
        parser.close()
    except etree.LxmlError:
        pass
    return page.builder.finish()


class _Page:
    """What lxml calls for every element; the names are lxml's."""

    def __init__(self) -> None:
        self.builder = Builder()
        self.open: list[tuple[str, bool, str | None]] = []  # tag, whether it is unseen, font
        self.unseen = 0
        self.lists: list[int | None] = []  # the number of the next item; None in a list of bullets
        self.mark = ""  # the number or bullet of an item of which nothing has been said yet
        self.in_link = self.in_pre = 0

    def start(self, tag: str, said: Any) -> None:
        unseen = tag not in ("html", "body") and self._is_unseen(tag, said)
        font = self.open[-1][2] if self.open else None
        style = said.get("style", "")
        if tag == "font" and said.get("face"):
            font = said["face"]
        elif family := FONT_FAMILY.search(style):
            font = family[1]
        self.open.append((tag, unseen, font))
        self.unseen += unseen
        if self.unseen:
            return
        if tag in BLOCKS:
            self.builder.end_paragraph()
        if act := STARTS.get(tag):
            act(self, said)

    def _is_unseen(self, tag: str, said: Any) -> bool:
        if tag in UNSEEN or "hidden" in said or HIDDEN.search(said.get("style", "")):
            return True
        names = f"{said.get('class', '')} {said.get('id', '')} {said.get('role', '')}"
        return tag in SCAFFOLD_TAGS and not SCAFFOLD.isdisjoint(names.casefold().split())

    def end(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                break
        else:
            return
        seen = not self.unseen
        self.unseen -= sum(unseen for _, unseen, _ in self.open[at:])
        del self.open[at:]
        if not seen:
            return
        if act := ENDS.get(tag):
            act(self)
        if tag in BLOCKS:
            self.builder.end_paragraph()

    def data(self, text: str) -> None:
        if self.unseen:
            return
        font = self.open[-1][2] if self.open else None
        if self.lists and self.in_link and not self.builder.in_cell:
            return
        if self.mark and text.strip():
            self.builder.text(self.mark)
            self.mark = ""
        self.builder.text(text if self.in_pre else SPACE.sub(" ", text), font)

    def comment(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass

    def start_cell(self, said: Any) -> None:
        self.builder.start_cell(read_span(said.get("colspan")), read_span(said.get("rowspan")))

    def start_item(self, said: Any) -> None:
        if not self.lists or self.lists[-1] is None:
            self.mark = "• "
        else:
            self.mark = f"{self.lists[-1]}. "
            self.lists[-1] += 1

    def end_item(self) -> None:
        self.mark = ""

    def end_list(self) -> None:
        if self.lists:
            self.lists.pop()

    def link(self, by: int) -> None:
        self.in_link = max(0, self.in_link + by)

    def pre(self, by: int) -> None:
        self.in_pre = max(0, self.in_pre + by)


STARTS = {
    "table": lambda page, said: page.builder.start_grid(),
    "tr": lambda page, said: page.builder.start_row(),
    "td": _Page.start_cell,
    "th": _Page.start_cell,
    "br": lambda page, said: page.builder.text("\n"),
    "ul": lambda page, said: page.lists.append(None),
    "ol": lambda page, said: page.lists.append(read_span(said.get("start"))),
    "li": _Page.start_item,
    "a": lambda page, said: page.link(1),
    "pre": lambda page, said: page.pre(1),
}
ENDS = {
    "table": lambda page: page.builder.end_grid(),
    "td": lambda page: page.builder.end_cell(),
    "th": lambda page: page.builder.end_cell(),
    "ul": _Page.end_list,
    "ol": _Page.end_list,
    "li": _Page.end_item,
    "a": lambda page: page.link(-1),
    "pre": lambda page: page.pre(-1),
}


def looks_like_html(head: str) -> bool:
    """Whether the first letters of a text are a page's."""
    return re.search(r"<!doctype html|<html|<body|<table|<div|<p[ >]|<head", head, re.I) is not None
