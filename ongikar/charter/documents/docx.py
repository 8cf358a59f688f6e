"""A DOCX as blocks: merged cells, the font of each run by its style, and the numbers (serials, ক) খ),
bullets) that Word prints before paragraphs and keeps out of their text; read as a stream.
"""

import re

from ongikar.charter.documents.archive import Archive, Source
from ongikar.charter.documents.faults import BROKEN
from ongikar.rules.charter.parse.document.blocks import Block

from .builder import Builder, read_span

Level = tuple[str, str, int]  # format, text such as "%1.", start
MOST_LEVELS = 9
BULLET = "•"
UNNUMBERED = "0"


ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _letters(number: int, first: str) -> str:
    return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in ROMAN:
        text += sign * (number // value)
        number %= value
    return text


PRINTED_FORMATS = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": lambda number: _letters(number, "a"),
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}


class Numbers:
    """Counts the numbered paragraphs of one document as Word does."""

    def __init__(self, archive: Archive) -> None:
        self.levels: dict[tuple[str, int], Level] = {}
        self.abstract_of: dict[str, str] = {}
        self.restarted: set[str] = set()
        self.counted: dict[str, list[int]] = {}
        self._at: dict[str, str] = {}
        archive.walk("word/numbering.xml", self._start, lambda tag: None, lambda text: None)

    def _start(self, tag: str, said: dict[str, str]) -> None:
        at, value = self._at, said.get("val", "")
        if tag == "abstractNum":
            self._at = {"abstract": said.get("abstractNumId", "")}
        elif tag == "num":
            self._at = {"num": said.get("numId", "")}
        elif tag == "abstractNumId" and "num" in at:
            self.abstract_of[at["num"]] = value
        elif tag == "startOverride" and "num" in at:
            self.restarted.add(at["num"])
        elif tag == "lvl" and "abstract" in at:
            at["level"] = said.get("ilvl", "0")
        elif tag in ("numFmt", "lvlText", "start") and "level" in at:
            key = (at["abstract"], int(at["level"]) if at["level"].isdecimal() else 0)
            form, text, start = self.levels.get(key, ("decimal", "%1.", 1))
            made = {
                "numFmt": (value, text, start),
                "lvlText": (form, value, start),
                "start": (form, text, read_span(value)),
            }
            self.levels[key] = made[tag]

    def next(self, number: str, level: int) -> str:
        """What is printed before the next paragraph of that list, or nothing."""
        abstract = self.abstract_of.get(number)
        if (
            abstract is None
            or number == UNNUMBERED
            or (abstract, level) not in self.levels
            or level >= MOST_LEVELS
        ):
            return ""
        counted = self.counted.setdefault(
            number if number in self.restarted else f"of {abstract}", [0] * MOST_LEVELS
        )
        form, text, start = self.levels[abstract, level]
        counted[level] = counted[level] + 1 if counted[level] else start
        counted[level + 1 :] = [0] * (MOST_LEVELS - level - 1)
        if form == "bullet":
            return f"{BULLET} "
        if form == "none":
            return ""
        for at in range(level + 1):
            its_form = self.levels.get((abstract, at), ("decimal", "", 1))[0]
            text = text.replace(f"%{at + 1}", PRINTED_FORMATS.get(its_form, str)(counted[at] or 1))
        return f"{text} " if text else ""


LONGEST_LINE_OF_STYLES = 20


class Styles:
    def __init__(self, archive: Archive) -> None:
        self.fonts: dict[str, str] = {}
        self.based_on: dict[str, str] = {}
        self.default: str | None = None
        self._style: str | None = None
        self._in_defaults = False
        archive.walk("word/styles.xml", self._start, self._end, lambda text: None)

    def font(self, style: str | None) -> str | None:
        """The font of a style, or the document's own; None where neither names one."""
        for _ in range(LONGEST_LINE_OF_STYLES):
            if style is None:
                break
            if style in self.fonts:
                return self.fonts[style]
            style = self.based_on.get(style)
        return self.default

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "style":
            self._style = said.get("styleId")
            if said.get("default") == "1" and said.get("type") == "paragraph" and self._style:
                # A paragraph that names no style has this one.
                self.based_on.setdefault("", self._style)
        elif tag == "docDefaults":
            self._in_defaults = True
        elif tag == "basedOn" and self._style:
            self.based_on[self._style] = said.get("val", "")
        elif tag == "rFonts" and (font := said.get("ascii") or said.get("hAnsi")):
            if self._style:
                self.fonts[self._style] = font
            elif self._in_defaults:
                self.default = font

    def _end(self, tag: str) -> None:
        if tag == "style":
            self._style = None
        elif tag == "docDefaults":
            self._in_defaults = False


MAIN_PART = re.compile(r"word/document\d*\.xml")
PRINTED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
# What Word keeps for old programs beside what it shows, and what was struck out.
UNSEEN = frozenset({"Fallback", "del", "moveFrom"})


def blocks(source: Source) -> list[Block]:
    with Archive(source, "DOCX") as archive:
        main = next((name for name in sorted(archive.names) if MAIN_PART.fullmatch(name)), None)
        if main is None:
            raise BROKEN.fault(kind="DOCX")
        walk = _Walk(Styles(archive), Numbers(archive))
        archive.walk(main, walk.start, walk.end, walk.text)
        return walk.builder.finish()


class _Walk:
    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self.builder = Builder()
        self.styles, self.numbers = styles, numbers
        self.unseen = 0
        self.in_run = self.in_text = False
        self.paragraph_style: str | None = None
        self.font: str | None = None
        self.number: dict[str, str] = {}
        self.merges: list[str | None] = []  # of each open cell
        self.outer: list[tuple[str | None, str | None, bool]] = []  # the paragraph in which a text box stands

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        if not self.unseen and (act := ACTS.get(tag)):
            act(self, said)
        elif not self.unseen and self.in_run and tag in PRINTED:
            self.builder.text(PRINTED[tag], self.font)

    def end(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen -= 1
        elif not self.unseen and (act := ENDS.get(tag)):
            act(self)

    def text(self, text: str) -> None:
        if self.in_text and not self.unseen:
            self.builder.text(text, self.font)

    def start_paragraph(self, said: dict[str, str]) -> None:
        self.paragraph_style, self.number = "", {}

    def start_run(self, said: dict[str, str]) -> None:
        self.in_run, self.font = True, self.styles.font(self.paragraph_style)

    def take_run_style(self, said: dict[str, str]) -> None:
        if self.in_run:
            self.font = self.styles.font(said.get("val")) or self.font

    def take_fonts(self, said: dict[str, str]) -> None:
        if self.in_run:
            self.font = said.get("ascii") or said.get("hAnsi") or self.font

    def start_text(self, said: dict[str, str]) -> None:
        self.in_text = True

    def end_text(self) -> None:
        self.in_text = False

    def end_run(self) -> None:
        self.in_run = False

    def take_paragraph_style(self, said: dict[str, str]) -> None:
        self.paragraph_style = said.get("val")

    def end_paragraph_properties(self) -> None:
        number, level = self.number.get("numId", ""), self.number.get("ilvl", "0")
        if printed := self.numbers.next(number, int(level) if level.isdecimal() else 0):
            self.builder.text(printed, self.styles.font(self.paragraph_style))

    def end_paragraph(self) -> None:
        self.builder.end_paragraph(even_empty=True)

    def start_cell(self, said: dict[str, str]) -> None:
        self.builder.start_cell()
        self.merges.append(None)

    def merge_down(self, said: dict[str, str]) -> None:
        if self.merges:
            self.merges[-1] = said.get("val", "continue")

    def merge_across(self, said: dict[str, str]) -> None:
        self.builder.shape_cell(columns=read_span(said.get("val")))

    def skip_cells(self, said: dict[str, str]) -> None:
        self.builder.start_cell(columns=read_span(said.get("val")))
        self.builder.end_cell()

    def end_cell(self) -> None:
        self.builder.end_cell(merges=self.merges.pop() if self.merges else None)

    def start_box(self, said: dict[str, str]) -> None:
        self.outer.append((self.paragraph_style, self.font, self.in_run))
        self.in_run = False
        self.builder.end_paragraph()

    def end_box(self) -> None:
        if self.outer:
            self.paragraph_style, self.font, self.in_run = self.outer.pop()


ACTS = {
    "p": _Walk.start_paragraph,
    "r": _Walk.start_run,
    "rStyle": _Walk.take_run_style,
    "rFonts": _Walk.take_fonts,
    "t": _Walk.start_text,
    "pStyle": _Walk.take_paragraph_style,
    "numId": lambda walk, said: walk.number.update(numId=said.get("val", "")),
    "ilvl": lambda walk, said: walk.number.update(ilvl=said.get("val", "0")),
    "tbl": lambda walk, said: walk.builder.start_grid(),
    "tr": lambda walk, said: walk.builder.start_row(),
    "tc": _Walk.start_cell,
    "vMerge": _Walk.merge_down,
    "gridSpan": _Walk.merge_across,
    "gridBefore": _Walk.skip_cells,
    "txbxContent": _Walk.start_box,
}
ENDS = {
    "t": _Walk.end_text,
    "r": _Walk.end_run,
    "pPr": _Walk.end_paragraph_properties,
    "p": _Walk.end_paragraph,
    "tc": _Walk.end_cell,
    "tbl": lambda walk: walk.builder.end_grid(),
    "txbxContent": _Walk.end_box,
}
