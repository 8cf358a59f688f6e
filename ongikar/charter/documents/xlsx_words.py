"""The words and the fonts that the sheets of an XLSX refer to by number."""

from ongikar.charter.documents.archive import Archive
from ongikar.charter.documents.limits import Measure
from ongikar.rules.charter_text.blocks import Run

# What is read aloud above the letters of other scripts is no part of the cell.
UNSEEN = frozenset({"rPh", "phoneticPr"})


class Strings:
    def __init__(self, archive: Archive, measure: Measure) -> None:
        self._strings: list[tuple[Run, ...]] = []
        self._runs: list[Run] = []
        self._font: str | None = None
        self._in_text = False
        self._unseen = 0
        self._measure = measure
        archive.walk("xl/sharedStrings.xml", self._start, self._end, self._text)

    def at(self, number: str) -> tuple[Run, ...]:
        """The string of that number; nothing where the file has none."""
        index = int(number) if number.isdecimal() and len(number) < 9 else -1
        return self._strings[index] if 0 <= index < len(self._strings) else ()

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "si":
            self._runs = []
        elif tag == "r":
            self._font = None
        elif tag == "rFont":
            self._font = said.get("val")
        elif tag == "t" and not self._unseen:
            self._in_text = True

    def _text(self, text: str) -> None:
        if self._in_text:
            self._measure.add(text)
            self._runs.append(Run(text, self._font))

    def _end(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "r":
            self._font = None
        elif tag == "si":
            self._strings.append(tuple(self._runs))


class Fonts:
    """The font of a cell by the number of its style."""

    def __init__(self, archive: Archive) -> None:
        self._fonts: list[str | None] = []
        self._styles: list[int] = []
        self._inside: list[str] = []
        archive.walk("xl/styles.xml", self._start, self._end, lambda text: None)

    def of(self, style: str | None) -> str | None:
        index = int(style) if style and style.isdecimal() and len(style) < 9 else 0
        if index >= len(self._styles) or self._styles[index] >= len(self._fonts):
            return None
        return self._fonts[self._styles[index]]

    def _start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "font" and self._inside[-1:] == ["fonts"]:
            self._fonts.append(None)
        elif tag == "name" and self._inside[-2:] == ["fonts", "font"]:
            self._fonts[-1] = said.get("val")
        elif tag == "xf" and self._inside[-1:] == ["cellXfs"]:
            font = said.get("fontId", "0")
            self._styles.append(int(font) if font.isdecimal() and len(font) < 9 else 0)
        self._inside.append(tag)

    def _end(self, tag: str) -> None:
        self._inside.pop()
