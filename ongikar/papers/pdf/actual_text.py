"""A run of text as it is told anew: which letters its parts say, what of it is drawn aside, and how far it
reaches.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .text_runs import GlyphRun, Piece

SPAN = b"/Span<</ActualText<FEFF%s>>>BDC "
# No reader prints this sign; an empty text would be taken for none.
NOTHING = "\0"
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
        start = end = None
        pen = 0.0
        for place, piece in enumerate(run.pieces):
            if piece.glyph and place not in aside:
                start, end = pen if start is None else start, pen + max(piece.advance, 0)
            pen += piece.advance
        return None if start is None or end is None else (run.across(start), run.across(end))

    @property
    def begins_with_space(self) -> bool:
        first = next((p for at, p in enumerate(self.run.pieces) if p.glyph and at not in self.aside), None)
        return first is not None and first == self.run.font.space

    def written(self, content: bytes) -> bytes:
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
