"""The letters of a PDF page as lines of text, with a wide gap where no ruled line parts two columns."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ongikar.charter.documents.pdf_letters import Letter
from ongikar.rules.charter_text.blocks import Run

# A gap this many times as wide as letters are high parts columns that no line parts.
COLUMN_GAP = 2.0


class TextLine(NamedTuple):
    top: float
    runs: tuple[Run, ...]


def text_lines(set_letters: Iterable[Letter]) -> Iterator[TextLine]:
    """Lines in the order set: a letter that stands lower, or far to the left of the last, begins another."""
    line: list[Letter] = []
    last: Letter | None = None
    for letter in set_letters:
        if letter.has_place:
            if last is not None and _begins_line(last, letter):
                yield from _line(line)
                line = []
            elif last is not None and letter.left - last.right > COLUMN_GAP * max(last.height, letter.height):
                line.append(Letter("  ", has_place=False))
            last = letter
        elif last is not None and letter.right:
            # A sign that hangs on the letter widens it.
            last = last._replace(right=max(last.right, letter.right))
        line.append(letter)
    yield from _line(line)


def _begins_line(last: Letter, letter: Letter) -> bool:
    height = max(last.height, letter.height, 1.0)
    return abs(letter.y - last.y) > 0.8 * height or letter.right < last.left - 2 * height


def _line(line: list[Letter]) -> Iterator[TextLine]:
    placed = [letter for letter in line if letter.has_place]
    if not placed:
        return
    while line[-1].text == "\n":
        line = line[:-1]
    runs: list[Run] = []
    for letter in line:
        if letter.text == "\n":
            letter = letter._replace(text=" ")
        font = letter.font if letter.text.strip() or not runs else runs[-1].font
        if runs and runs[-1].font == font:
            runs[-1] = Run(runs[-1].text + letter.text, font)
        else:
            runs.append(Run(letter.text, font))
    yield TextLine(min(letter.y - letter.height / 2 for letter in placed), tuple(runs))
