"""Converts blocks in a Bijoy font to Unicode, and records what was converted, so that a person checks it."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from ongikar.rules.bangla.bijoy import BANGLA, is_bijoy_font, looks_like_bijoy, to_unicode
from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.lint import make_finding, service_path
from ongikar.rules.charter.reading_types import CharterText, Finding

from .blocks import Block, Grid, GridCell, Paragraph, TextRun, runs_of
from .lines import is_furniture, squeeze, strip_markup

LONGEST_SAMPLE = 200_000
# The cells of a service that a reading keeps as text, and those it keeps as an object with its `raw`.
CELLS: Final = ("name", "method", "form_source")
READ_CELLS: Final = ("time", "documents", "fee", "responsible", "superior")


class UnicodeBlocks(NamedTuple):
    blocks: list[Block]
    converted: list[str]  # each text that was converted, as it now stands
    failed: list[str]  # each text with letters that no Bijoy font is known to draw


def convert_blocks(blocks: Iterable[Block]) -> UnicodeBlocks:
    """All blocks in Unicode. A run is Bijoy by its font; what has another font, or none, is or is not by its
    look as a whole.
    """
    blocks = list(blocks)
    sample = "\n".join(run.text for run in runs_of(blocks) if not is_bijoy_font(run.font))
    writer = _Writer(by_look=looks_like_bijoy(strip_markup(sample[:LONGEST_SAMPLE])))
    return UnicodeBlocks([writer.block(block) for block in blocks], writer.converted, writer.failed)


class _Writer:
    def __init__(self, *, by_look: bool) -> None:
        self.by_look = by_look
        self.converted: list[str] = []
        self.failed: list[str] = []

    def block(self, block: Block, *, in_cell: bool = False) -> Block:
        if isinstance(block, Grid):
            return Grid(tuple(tuple(self._cell(cell) for cell in row) for row in block.rows))
        return self._paragraph(block, in_cell=in_cell)

    def _cell(self, cell: GridCell) -> GridCell:
        before = len(self.converted)
        written = cell._replace(blocks=tuple(self.block(block, in_cell=True) for block in cell.blocks))
        if len(self.converted) > before:
            self.converted[before:] = [squeeze(written.text)]
        return written

    def _is_bijoy(self, run: TextRun) -> tuple[bool, bool]:
        """Whether the font says so, and whether the letters are Bijoy."""
        named = is_bijoy_font(run.font)
        return named, named or self.by_look

    def _rewrite_text(self, text: str, *, sure: bool, in_cell: bool) -> str:
        """The text line by line; what the portal prints around a page was never in the font."""
        lines: list[str] = []
        for line in text.splitlines(keepends=True):
            if not sure and is_furniture(line):
                lines.append(line)
                continue
            written, unknown = to_unicode(
                line, sure=sure, pipes_part_cells=not in_cell and line.count("|") > 1
            )
            lines.append(written)
            if unknown:
                self.failed.append(squeeze(line)[:80])
        return "".join(lines)

    def _paragraph(self, paragraph: Paragraph, *, in_cell: bool) -> Paragraph:
        pieces: list[str] = []
        changed = False
        # Runs of one font are read together: Word cuts a word where a spelling was corrected.
        for (named, bijoy), runs in groupby(paragraph.runs, key=self._is_bijoy):
            text = "".join(run.text for run in runs)
            if not bijoy or not text.strip():
                pieces.append(text)
                continue
            written = self._rewrite_text(strip_markup(text), sure=named, in_cell=in_cell)
            changed = changed or (written != nfc(text) and BANGLA.search(written) is not None)
            pieces.append(written)
        if changed:
            before = set(map(squeeze, nfc(paragraph.text).splitlines()))
            lines = map(squeeze, "".join(pieces).splitlines())
            self.converted += [line for line in lines if line not in before and BANGLA.search(line)]
        return Paragraph((TextRun("".join(pieces)),))


def conversion_findings(rewritten: UnicodeBlocks, reading: CharterText) -> list[Finding]:
    """A finding at every cell of the reading that was converted, and one for every text that could not be."""
    findings = [make_finding("text.legacy_encoding", "charter", text) for text in rewritten.failed]
    if not rewritten.converted:
        return findings
    known = {pair for text in rewritten.converted for pair in _pairs(text)}
    for where, printed in _printed_cells(reading):
        if BANGLA.search(printed) and not known.isdisjoint(_pairs(printed)):
            findings.append(make_finding("text.converted", where, printed))
    if len(findings) == len(rewritten.failed):
        findings.append(make_finding("text.converted", "charter", rewritten.converted[0]))
    return findings


def _pairs(text: str) -> set[tuple[str, ...]]:
    """Neighbouring words, by which a cell is known again after its row was joined, or its
    serial taken off.
    """
    words = text.replace("|", " ").split()
    return set(pairwise(words)) if len(words) > 1 else {tuple(words)}


def _printed_cells(reading: CharterText) -> Iterator[tuple[str, str]]:
    yield from ((key, text) for key in ("title", "vision", "mission") if (text := reading[key]))
    for service in reading["services"]:
        where = service_path(service)
        yield from ((f"{where}/{key}", text) for key in CELLS if (text := service[key]))
        yield from ((f"{where}/{key}", service[key]["raw"]) for key in READ_CELLS if service[key]["raw"])
        yield from ((f"{where}/{label}", text) for label, text in service["extras"].items())
    for number, text in enumerate(reading["expectations"], start=1):
        yield f"expectations/{number}", text
    for tier in reading["grievance_tiers"]:
        where = f"tiers/{tier['tier']}"
        yield from ((f"{where}/{key}", tier[key]) for key in ("when", "officer", "address") if tier.get(key))
        if tier["limit"]["raw"]:
            yield f"{where}/limit", tier["limit"]["raw"]
