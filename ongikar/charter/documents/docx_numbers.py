"""The numbers that Word prints before paragraphs and keeps out of their text: serials, ক) খ), bullets."""

from ongikar.charter.documents.archive import Archive

from .builder import read_span

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


PRINTED = {
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
            text = text.replace(f"%{at + 1}", PRINTED.get(its_form, str)(counted[at] or 1))
        return f"{text} " if text else ""
