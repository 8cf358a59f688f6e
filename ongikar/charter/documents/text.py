"""Plain text and Markdown as blocks, whatever the encoding of the file."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from ongikar.charter.documents.faults import NOT_A_DOCUMENT, NOT_TEXT
from ongikar.rules.bangla.bijoy import looks_like_bijoy
from ongikar.rules.charter.parse.document.blocks import Block, Grid, make_cell, make_paragraph

from .faults import Measure

CHUNK = 1 << 16
HEAD = 4_096
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text has; a file with many of them is something else.
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
OLD = "cp1252"
# Not a name that Python knows: the bytes of an old font.
OLD_BYTES = "bytes of an old font"


def decode_pieces(source: bytes | Path, charset: re.Pattern[bytes] | None = None) -> Iterator[str]:
    """The text piece by piece. DocumentFault where it is neither Unicode nor the bytes of a Bijoy font.

    `charset` finds the encoding that a page names for itself.
    """
    head = _head(source)
    name = _encoding(source, head, charset)
    decoder = _OldDecoder() if name == OLD_BYTES else codecs.getincrementaldecoder(name)("replace")
    for chunk in _chunks(source):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", True)


def read_text(source: bytes | Path) -> str:
    """The whole text of a file that must be text."""
    head = _head(source)
    name = _encoding(source, head, None)
    content = source if isinstance(source, bytes) else source.read_bytes()
    try:
        text = _old_letters(content) if name == OLD_BYTES else content.decode(name)
    except UnicodeDecodeError as fault:
        raise NOT_TEXT.fault() from fault
    if len(CONTROL.findall(text)) > len(text) / 100:
        raise NOT_A_DOCUMENT.fault()
    return text


def _encoding(source: bytes | Path, head: bytes, charset: re.Pattern[bytes] | None) -> str:
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name
    if name := _without_mark(head):
        return name
    if charset is not None and (named := charset.search(head)):
        try:
            name = codecs.lookup(named[1].decode("ascii")).name
        except LookupError:
            name = ""
        # A page that says UTF-8 may be believed; of the others, only those that Bangla was ever written in.
        if name in ("utf-8", "cp1252", "iso8859-1"):
            return OLD_BYTES if name != "utf-8" else name
    if _is_utf8(source):
        return "utf-8"
    if charset is not None or looks_like_bijoy(_old_letters(head)):
        return OLD_BYTES
    raise NOT_TEXT.fault()


def _without_mark(head: bytes) -> str:
    """UTF-16 without a mark: every second byte of Bangla is 09, of Latin 00."""
    if len(head) < 4:
        return ""
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = head[first::2]
        if (high.count(0) + high.count(9)) > 0.8 * len(high) and b"\0" in head:
            return name
    return ""


def _is_utf8(source: bytes | Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(source):
            decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _old_letters(content: bytes) -> str:
    """Every byte as the letter that Windows drew for it; the five that it left out as themselves."""
    return "".join(OLD_LETTERS[byte] for byte in content)


OLD_LETTERS = tuple(bytes([byte]).decode(OLD, "ignore") or chr(byte) for byte in range(256))


class _OldDecoder:
    """The letters of an old font's file; every byte is one, since cp1252 proper refuses five of them."""

    def decode(self, content: bytes, final: bool = False) -> str:
        return _old_letters(content)


def _head(source: bytes | Path) -> bytes:
    return next(_chunks(source), b"")[:HEAD]


def _chunks(source: bytes | Path) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield from (source[at : at + CHUNK] for at in range(0, len(source), CHUNK))
    else:
        with source.open("rb") as file:
            yield from iter(lambda: file.read(CHUNK), b"")


RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
# A pipe that parts cells, not one that was written as a letter.
PIPE = re.compile(r"(?<!\\)\|")
MARKS = re.compile(r"\*\*|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])|`")
HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
BREAK = re.compile(r"<br\s*/?>", re.I)


def blocks(source: bytes | Path) -> list[Block]:
    return [make_paragraph(_check_size(read_text(source)))]


def markdown_blocks(source: bytes | Path) -> list[Block]:
    """Tables as grids; marks of emphasis and headings taken off."""
    return list(_markdown(_check_size(read_text(source)).splitlines()))


def _check_size(text: str) -> str:
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
    heading = HEADING.match(line)
    return MARKS.sub("", BREAK.sub("\n", heading[1] if heading else line))
