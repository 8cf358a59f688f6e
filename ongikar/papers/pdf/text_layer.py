"""Removes what is said twice from a PDF's text layer, so that each conjunct stands once and its Bangla can
be searched, copied and read aloud.

Typst sets glyphs that stand at different heights as separate runs, and each run carries the letters of the
whole conjunct: স্বা, a letter, a part below it and a vowel sign, would be read স্বাস্বাস্বা. Here each run
that moves the line on says its own letters, and what only completes a shape is drawn at the end of the
page, as an artifact that says nothing.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pikepdf

from .text_runs import NOTHING, ActualText, Font, GlyphRun, Shown, decode_hex, glyph_runs, read_font

# Two runs of one conjunct are never further apart in height than this part of the type size; two lines
# always are.
SAME_LINE = 0.9
# A gap between the runs of a word, in parts of the type size: less is not seen, more is meant, as between
# columns.
GAP = (0.05, 0.9)

# Where text begins that stands by itself, and in what size.
PLACED_TEXT = re.compile(
    rb"1 0 0 -1 [\d.-]+ (?P<y>[\d.-]+) cm[^\n]*\nBT[^\n]*?/\w+ (?P<size>[\d.]+) Tf 1 0 0 -1 [\d.-]+ 0 Tm"
)
SPOKEN, SPOKEN_END = b"/ActualText", b"EMC"

# A part of a run: which run of the line, and which of its pieces.
RunPart = tuple[int, slice]
# Lines that were gone through: the pages of many certificates differ by a name and a number. Of a long
# register, in which no line comes twice, no more are kept than take a few megabytes.
WrittenLines = dict[tuple[tuple[tuple[bytes, int], ...], bytes], tuple[bytes, bytes]]
MOST_WRITTEN = 1_000


def deduplicate_text(pdf: bytes) -> bytes:
    """The same pages, looking the same, with each conjunct said once. The same bytes in give the same bytes
    out.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        known: dict[tuple[int, int], Font] = {}
        shown: Shown = {}
        written: WrittenLines = {}
        for page in document.pages:
            fonts = {}
            for name, font in page.Resources.get("/Font", {}).items():
                if font.objgen not in known:
                    known[font.objgen] = read_font(font)
                fonts[name[1:].encode()] = known[font.objgen]
            content = deduplicate_page(page.Contents.read_bytes(), fonts, shown, written)
            page.Contents = document.make_stream(content)
        out = io.BytesIO()
        # The tags of a register's cells are packed together: a third of the bytes.
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def deduplicate_page(
    content: bytes, fonts: Mapping[bytes, Font], shown: Shown, written: WrittenLines
) -> bytes:
    """The content of a page on which nothing is said twice. `written`: of the document whose fonts these
    are.
    """
    names = tuple((name, id(font)) for name, font in fonts.items())
    lines = []
    for line in lines_of(content):
        key = (names, line)
        one = written.get(key)
        if one is None:
            if len(written) >= MOST_WRITTEN:
                written.clear()
            one = written[key] = deduplicate_line(line, fonts, shown)
        lines.append(one)
    return b"".join([*(kept for kept, _ in lines), b"\n", *(aside for _, aside in lines)])


def lines_of(content: bytes) -> Iterator[bytes]:
    """The page in parts whose text has nothing to do with each other's: each begins where text is set too far
    above or below what stands before it to be of its line.
    """
    begun, before = 0, None
    for found in PLACED_TEXT.finditer(content):
        height, size = float(found["y"]), float(found["size"])
        if before is not None:
            far = abs(height - before[0]) >= SAME_LINE * max(size, before[1])
            # A text that stands for several runs goes on up to its end.
            if far and content.rfind(SPOKEN, begun, found.start()) <= content.rfind(
                SPOKEN_END, begun, found.start()
            ):
                yield content[begun : found.start()]
                begun = found.start()
        before = (height, size)
    yield content[begun:]


def deduplicate_line(content: bytes, fonts: Mapping[bytes, Font], shown: Shown) -> tuple[bytes, bytes]:
    """A line in which nothing is said twice, and what of it is drawn at the end of the page."""
    line = list(glyph_runs(content, fonts, shown))
    runs = [ActualText(run) for run in line]
    for parts in divided_conjuncts(line):
        for (place, part), letters in zip(parts, letters_of_parts(line, parts), strict=True):
            runs[place].say(part, letters)
    for one in runs:
        if one.run.spoken and not one.is_new and len(one.run.pieces) > 1:
            one.say(slice(0, len(one.run.pieces)), decode_hex(one.run.spoken["said"]))
    for one in runs:
        if not one.run.spoken and not one.is_new:
            for part, letters in conjuncts_drawn_back(one.run):
                one.say(part, letters)
    close_gaps(runs)
    kept, done = [], 0
    for one in runs:
        if one.is_new:
            kept += [content[done : (one.run.spoken or one.run.found).start()], one.write_run(content)]
            done = one.run.found.end()
    return b"".join([*kept, content[done:]]), b"".join(part for one in runs for part in one.artifacts())


def conjuncts_drawn_back(run: GlyphRun) -> Iterator[tuple[slice, str]]:
    """The conjuncts inside a run whose second letter is drawn back below the first: জন্তুর. Some readers
    take it for the first of the two, or see a gap after it; so the first says both.
    """
    before = None
    for place, piece in enumerate(run.pieces):
        if not piece.glyph:
            continue
        letters = run.letters(slice(place, place + 1))
        if before is not None and place > before + 1 and piece.advance <= 0 and has_base(letters):
            yield slice(before, before + 1), run.letters(slice(before, before + 1)) + letters
            yield slice(before + 1, place + 1), NOTHING
            before = None
        else:
            before = place


def has_base(letters: str) -> bool:
    """Whether the letters are more than a vowel sign."""
    return any(unicodedata.category(letter) == "Lo" for letter in letters)


def close_gaps(runs: Sequence[ActualText]) -> None:
    """Stretch each run that ends short of the next one, where no space was written between them."""
    speaking = [(one, extent) for one in runs if (extent := one.extent())]
    for (one, (_, end)), (then, (start, _)) in pairwise(speaking):
        least, most = (part * one.run.size for part in GAP)
        # Before a space that is written, a reader's own would be no second one.
        if then.begins_with_space:
            continue
        if least < start - end < most and abs(one.run.height - then.run.height) < SAME_LINE * one.run.size:
            one.say_itself()
            one.reach = start


def divided_conjuncts(page: Sequence[GlyphRun]) -> Iterator[list[RunPart]]:
    """The conjuncts that stand in more than one run, each as its parts in the order they are drawn."""
    parts: list[RunPart] = []
    for place, (before, run) in enumerate(pairwise(page)):
        tail, head = before.part(last=True), run.part(last=False)
        seen = {glyph for at, part in parts for glyph in page[at].glyphs(part)}
        has_moved = any(
            moves_on(page[at], part) and page[at].letters(part) == run.letters(head) for at, part in parts
        )
        if continues_conjunct(before, tail, run, head, seen, has_moved=has_moved):
            parts = [*(parts or [(place, tail)]), (place + 1, head)]
            if head == run.part(last=True):
                continue
        if parts:
            yield parts
        parts = []
    if parts:
        yield parts


def continues_conjunct(
    before: GlyphRun, tail: slice, run: GlyphRun, head: slice, seen: set[bytes], *, has_moved: bool
) -> bool:
    """Whether a run goes on with the conjunct the one before ended in.

    It stands where that one ended, a little higher or lower. What does not move the line on always belongs
    to the letter before; what does, if it carries the same letters by another glyph. One letter is never
    first a mark and then a base, but it may be a base, a mark and a base again, as the ম of জন্ম:
    `has_moved` tells that a base of it was drawn.
    """
    if not 0 < abs(run.height - before.height) < SAME_LINE * run.size:
        return False
    if abs(run.across(0) - before.end) > GAP[1] * run.size:
        return False
    if not moves_on(run, head):
        return True
    letters = run.letters(head)
    if letters != before.letters(tail) or run.glyphs(head) & (seen | before.glyphs(tail)):
        return False
    return has_moved or moves_on(before, tail) or len(letters) > 1


def moves_on(run: GlyphRun, part: slice) -> bool:
    return any(piece.glyph and piece.advance > 0 for piece in run.pieces[part])


def letters_of_parts(page: Sequence[GlyphRun], parts: Sequence[RunPart]) -> list[str]:
    """What each part says: vowel signs and what follows them their own letters, the first all the rest."""
    spoken = [page[place].letters(part) for place, part in parts]
    letters = spoken[0] + "".join(after for before, after in pairwise(spoken) if after != before)
    said = [NOTHING] * len(parts)
    for at in range(len(parts) - 1, 0, -1):
        place, part = parts[at]
        own = sum(piece.glyph != b"" and piece.advance > 0 for piece in page[place].pieces[part])
        if own and len(letters) > 1:
            own = min(own, len(letters) - 1)
            said[at], letters = letters[-own:], letters[:-own]
    return [letters, *said[1:]]
