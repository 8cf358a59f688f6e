"""Reads the runs of text in a PDF page as Typst writes them (which glyphs are shown where, and what letters
they carry), and writes a run with its actual text: which letters its parts say, what of it is drawn aside,
and how far it reaches.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

import pikepdf

# Written as characters, or where those would not be ASCII in hexadecimal.
STRING = rb"(?:\((?:[^)\\]|\\[\s\S])*\)|<[0-9A-Fa-f]*>)"
OPERATION = re.compile(
    rb"1 0 0 -1 (?P<x>[\d.-]+) (?P<y>[\d.-]+) cm(?P<paint>[^\n]*)"
    rb"|(?P<state>/(?P<font>\w+) (?P<size>[\d.]+) Tf) 1 0 0 -1 (?P<along>[\d.-]+) 0 Tm"
    rb"|/Span<</ActualText<FEFF(?P<said>[0-9A-F]*)>>>BDC"
    rb"|(?P<end>EMC)"
    rb"|(?P<show>\[(?:[\d. -]|" + STRING + rb")*\]TJ|" + STRING + rb"Tj)"
)
PART = re.compile(STRING + rb"|[\d.-]+")
MAPPING = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|[\s\S])")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Piece(NamedTuple):
    """Part of a run: a glyph, or with no glyph a displacement; and how far it moves on, in thousandths of the
    size.
    """

    glyph: bytes
    written: bytes
    advance: float


class Font(NamedTuple):
    """What letters each glyph carries, each glyph as a piece of a run, and the space if the font has one."""

    letters: Mapping[bytes, str]
    pieces: Mapping[bytes, Piece]
    space: Piece | None


NO_FONT = Font({}, {}, None)


class ShownText(NamedTuple):
    """One string as it is shown: its pieces, at which places of them glyphs stand, and from where to where
    these reach. The pages of many certificates say most of it again.
    """

    pieces: list[Piece]
    places: list[int]
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs shown together. `spoken`: where the text is given that stands for all of them, if it is."""

    shown: ShownText
    found: re.Match[bytes]
    spoken: re.Match[bytes] | None
    place: re.Match[bytes]
    type: re.Match[bytes]
    font: Font

    @property
    def pieces(self) -> list[Piece]:
        return self.shown.pieces

    @property
    def height(self) -> float:
        return float(self.place["y"])

    @property
    def size(self) -> float:
        return float(self.type["size"])

    def across(self, advance: float) -> float:
        """Where on the page the run stands after so many thousandths of the type size."""
        return float(self.place["x"]) + float(self.type["along"]) + advance * self.size / 1000

    @property
    def end(self) -> float:
        """About where the next run begins: marks, drawn back into their letters, do not move on."""
        pen = reached = 0.0
        for piece in self.pieces:
            pen += piece.advance
            if piece.glyph and piece.advance > 0:
                reached = pen
        return self.across(reached)

    def part(self, *, last: bool) -> slice:
        """The pieces of the first or the last conjunct: of a run that one text stands for, all."""
        places = self.shown.places
        if self.spoken or len(places) == 1:
            return slice(0, len(self.pieces))
        return slice(places[-1], len(self.pieces)) if last else slice(0, places[0] + 1)

    def letters(self, part: slice) -> str:
        if self.spoken:
            return decode_hex(self.spoken["said"])
        return self.font.letters.get(next(piece.glyph for piece in self.pieces[part] if piece.glyph), "")

    def glyphs(self, part: slice) -> frozenset[bytes]:
        return frozenset(piece.glyph for piece in self.pieces[part] if piece.glyph)


# What was shown in a font of a document.
Shown = dict[tuple[int, bytes], ShownText]


def glyph_runs(content: bytes, fonts: Mapping[bytes, Font], shown: Shown) -> Iterator[GlyphRun]:
    """Every run of a page, in the order they are drawn. `shown`: of the document whose fonts these are."""
    place = type_ = spoken = None
    font = NO_FONT
    for found in OPERATION.finditer(content):
        if found["paint"] is not None:
            place = found
        elif found["state"]:
            type_, font = found, fonts.get(found["font"], NO_FONT)
        elif found["said"] is not None:
            spoken = found
        elif found["end"]:
            spoken = None
        elif place and type_:
            key = (id(font), found["show"])
            text = shown.get(key)
            if text is None:
                text = shown[key] = shown_text(list(read_pieces(found["show"], font)))
            if text.places:
                yield GlyphRun(text, found, spoken, place, type_, font)


def shown_text(pieces: list[Piece]) -> ShownText:
    places = [place for place, piece in enumerate(pieces) if piece.glyph]
    start, end = reach_of(pieces, places)
    return ShownText(pieces, places, start, end)


def reach_of(pieces: Sequence[Piece], places: Sequence[int]) -> tuple[float, float]:
    """From where to where the glyphs at some places reach, in thousandths of the size."""
    start = end = pen = 0.0
    for place, piece in enumerate(pieces):
        if place in places:
            start, end = pen if place == places[0] else start, pen + max(piece.advance, 0)
        pen += piece.advance
    return start, end


def read_pieces(show: bytes, font: Font) -> Iterator[Piece]:
    for part in PART.findall(show[:-2]):
        if part[:1] not in (b"(", b"<"):
            yield Piece(b"", part + b" ", -float(part))
            continue
        plain = plain_bytes(part)
        for place in range(0, len(plain), 2):
            glyph = plain[place : place + 2]
            yield font.pieces.get(glyph) or piece_of(glyph, 0.0)


def plain_bytes(string: bytes) -> bytes:
    inside = string[1:-1]
    if string.startswith(b"<"):
        return bytes.fromhex(inside.decode())
    return ESCAPE.sub(unescape, inside) if b"\\" in inside else inside


def piece_of(glyph: bytes, width: float) -> Piece:
    return Piece(glyph, b"<%s>" % glyph.hex().encode(), width)


def unescape(found: re.Match[bytes]) -> bytes:
    what = found[1]
    return bytes([int(what, 8)]) if what[:1].isdigit() else ESCAPED.get(what, what)


def decode_hex(figures: bytes) -> str:
    return bytes.fromhex(figures.decode()).decode("utf-16-be")


def read_font(font: pikepdf.Object) -> Font:
    if "/ToUnicode" not in font or "/DescendantFonts" not in font:
        return NO_FONT
    pairs = MAPPING.findall(font.ToUnicode.read_bytes())
    letters = {bytes.fromhex(glyph.decode()): decode_hex(text) for glyph, text in pairs}
    widths = widths_of(cast(Sequence, font.DescendantFonts[0].get("/W", [])))
    pieces = {glyph: piece_of(glyph, width) for glyph, width in widths}
    space = next((pieces[glyph] for glyph, text in letters.items() if text == " " and glyph in pieces), None)
    return Font(letters, pieces, space)


def widths_of(array: Sequence) -> Iterator[tuple[bytes, float]]:
    """A PDF's list of widths: a first glyph and the widths from it on, or a first, a last, and their one
    width.
    """
    rest = iter(array)
    for first in rest:
        then = next(rest)
        row = then if isinstance(then, pikepdf.Array) else [next(rest)] * (int(then) - int(first) + 1)
        yield from (((int(first) + place).to_bytes(2), float(width)) for place, width in enumerate(row))


SPAN = b"/Span<</ActualText<FEFF%s>>>BDC "
# No reader prints this sign; an empty text would be taken for none.
NOTHING = "\0"
NOWHERE: frozenset[int] = frozenset()
ARTIFACT = b"/Artifact BMC %sq 1 0 0 -1 %s %s cm%s\nBT 0 Tr%s 1 0 0 -1 %s 0 Tm%s\nET Q EMC EMC\n"


@dataclass(slots=True)
class ActualText:
    """`says`: parts of the run, in order, with the letters each is to say. `reach`: up to where a filler
    stretches it.
    """

    run: GlyphRun
    says: list[tuple[slice, str]] = field(default_factory=list)
    reach: float | None = None
    _aside: frozenset[int] | None = None

    @property
    def is_new(self) -> bool:
        return bool(self.says)

    def say(self, part: slice, letters: str) -> None:
        self.says.append((part, letters))
        self._aside = None

    def say_itself(self) -> None:
        """Let the last part say what it says anyway, so that a filler can stand under its text."""
        part = self.run.part(last=True)
        if not self.says or (self.says[-1][0] != part and not self.run.spoken):
            self.say(part, self.run.letters(part))

    @property
    def aside(self) -> frozenset[int]:
        """The places of the glyphs drawn elsewhere: all that says nothing; of a run with one text for all
        the marks too, before which a reader would see a gap.
        """
        if not self.says:
            return NOWHERE
        if self._aside is None:
            self._aside = frozenset(self._places_aside())
        return self._aside

    def _places_aside(self) -> list[int]:
        pieces = self.run.pieces
        quiet = [
            place for part, letters in self.says if letters == NOTHING for place in range(len(pieces))[part]
        ]
        marks = [place for place, piece in enumerate(pieces) if piece.glyph and piece.advance <= 0]
        has_base = any(piece.glyph and piece.advance > 0 for piece in pieces)
        if self.run.spoken and self.is_new and not quiet and has_base:
            return marks
        return [place for place in quiet if pieces[place].glyph]

    def extent(self) -> tuple[float, float] | None:
        """From where to where its speaking glyphs reach across the page; None if it says nothing."""
        run, aside = self.run, self.aside
        start, end = run.shown.start, run.shown.end
        if aside:
            speaking = [place for place in run.shown.places if place not in aside]
            if not speaking:
                return None
            start, end = reach_of(run.pieces, speaking)
        return run.across(start), run.across(end)

    @property
    def begins_with_space(self) -> bool:
        run = self.run
        first = next((place for place in run.shown.places if place not in self.aside), None)
        return first is not None and run.pieces[first] == run.font.space

    def write_run(self, content: bytes) -> bytes:
        """The run with its parts saying what they are to say; what is drawn aside leaves its room."""
        run, aside = self.run, self.aside
        kept = [
            displacement_of([piece]) if place in aside else piece for place, piece in enumerate(run.pieces)
        ]
        out, done = [], 0
        for number, (part, letters) in enumerate(self.says, start=1):
            filler = self.filler() if number == len(self.says) else []
            if run.spoken:
                return b"".join(
                    [
                        actual_text_span(letters),
                        content[run.spoken.end() : run.found.start()],
                        show_operator([*kept, *filler]),
                    ]
                )
            out += [
                show_operator(kept[done : part.start]),
                actual_text_span(letters),
                show_operator([*kept[part], *filler]),
                b" EMC ",
            ]
            done = part.stop
        return b"".join([*out, show_operator(kept[done:])])

    def filler(self) -> list[Piece]:
        """A space under the text of the run, ending where the next one begins: without ink, and
        never said.
        """
        space = self.run.font.space
        if self.reach is None or space is None:
            return []
        pen = self.run.across(sum(piece.advance for piece in self.run.pieces))
        return [gap_piece(1000 * (self.reach - pen) / self.run.size - space.advance), space]

    def artifacts(self) -> Iterator[bytes]:
        """What is drawn aside, where it stood."""
        run, aside = self.run, self.aside
        if aside:
            pieces = [
                piece if place in aside else displacement_of([piece])
                for place, piece in enumerate(run.pieces)
            ]
            yield ARTIFACT % (
                actual_text_span(NOTHING),
                run.place["x"],
                run.place["y"],
                run.place["paint"],
                run.type["state"],
                run.type["along"],
                show_operator(pieces[: max(aside) + 1]),
            )


def displacement_of(pieces: Sequence[Piece]) -> Piece:
    """The place the pieces took, left empty."""
    return gap_piece(sum(piece.advance for piece in pieces))


def gap_piece(advance: float) -> Piece:
    return Piece(b"", b"%g " % -advance, advance)


def actual_text_span(letters: str) -> bytes:
    return SPAN % letters.encode("utf-16-be").hex().upper().encode()


def show_operator(pieces: Sequence[Piece]) -> bytes:
    return b"[%s]TJ" % b"".join(piece.written for piece in pieces) if pieces else b""
