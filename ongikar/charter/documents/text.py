"""Plain text and Markdown as blocks. Tables typed in plain text are found by the reader itself."""

import re
from collections.abc import Iterator
from pathlib import Path

from ongikar.rules.charter.parse.document.blocks import Block, Grid, make_cell, make_paragraph

from .encodings import read_text
from .faults import Measure

RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
# A pipe that parts cells, not one that was written as a letter.
PIPE = re.compile(r"(?<!\\)\|")
MARKS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
BREAK = re.compile(r"<br\s*/?>", re.I)


def blocks(source: bytes | Path) -> list[Block]:
    return [make_paragraph(_measured(read_text(source)))]


def markdown_blocks(source: bytes | Path) -> list[Block]:
    """Tables as grids; marks of emphasis and headings taken off."""
    return list(_markdown(_measured(read_text(source)).splitlines()))


def _measured(text: str) -> str:
    Measure().add(text)
    return text


def _markdown(lines: list[str]) -> Iterator[Block]:
    plain: list[str] = []
    at = 0
    while at < len(lines):
        if "|" in lines[at] and at + 1 < len(lines) and RULE.fullmatch(lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield make_paragraph("\n".join(plain))
            plain = []
            yield Grid(
                tuple(
                    tuple(make_cell(text) for text in _cells(line))
                    for line in [lines[at], *lines[at + 2 : end]]
                )
            )
            at = end
        else:
            plain.append(_plain(lines[at]))
            at += 1
    yield make_paragraph("\n".join(plain))


def _cells(line: str) -> list[str]:
    cells = PIPE.split(line.strip())
    cells = cells[1:] if not cells[0] else cells
    cells = cells[:-1] if cells and not cells[-1].strip() else cells
    return [_plain(text).replace("\\|", "|").strip() for text in cells]


def _plain(line: str) -> str:
    found = HEADING.match(line)
    return MARKS.sub("", BREAK.sub("\n", found[1] if found else line))
