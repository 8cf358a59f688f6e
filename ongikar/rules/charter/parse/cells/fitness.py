"""Scores how well a cell suits a column by its content: a time looks like a time, a fee like a fee."""

from ongikar.rules.charter.parse.cells import marks

# A fee that takes a paragraph is more likely a list of papers that mentions one.
LONG_CELL = 60
TEXT_OF_ITS_KIND = 1.5
# Every service has a name: what suits it as well as its neighbour stands under it.
OF_A_NAME = 0.6
TEXT_KINDS = ("name", "method", "documents", "place", "extra")


def fitness(cell: str, kind: str, highest: int = 999) -> float:
    """How well a cell's own look suits a column; 0 is neutral. No serial is above `highest`."""
    number = marks.serial_number(cell)
    serial = number is not None
    if kind == "serial" and number is None and marks.is_letter_serial(cell):
        return 4.0
    if kind == "serial":
        return 6.0 if number is not None and number <= highest else (-3.0 if not cell else -8.0)
    if marks.is_blank(cell):
        return -3.0 if kind == "name" else 0.0
    if serial:
        return 0.5 if kind in ("fee", "extra") else -3.0
    if kind == "when":
        return 3.0 if marks.looks_like_when(cell) else -1.0
    time_like, fee_like = marks.looks_like_time(cell), marks.looks_like_fee(cell)
    if kind in ("time", "limit"):
        return 3.0 if time_like else (-3.0 if fee_like else -1.0)
    if kind == "fee":
        likely = 3.0 if len(cell) < LONG_CELL else 1.0
        return likely if fee_like else (-3.0 if time_like else -1.0)
    if kind in ("officer", "superior", "remedy", "whom"):
        if marks.looks_like_when(cell):
            return -2.0
        return 2.0 if marks.looks_like_officer(cell) else (-2.0 if time_like or fee_like else 0.0)
    if kind in TEXT_KINDS:
        if (time_like or fee_like) and len(cell) < 40 and kind != "extra":
            return -1.5
        return _of_text(cell, kind)
    return 0.0


def _of_text(cell: str, kind: str) -> float:
    """A column of plain words: most cells suit it alike, but papers suit the papers best and a place the
    places.
    """
    if kind == "name":
        return OF_A_NAME
    if marks.looks_like_text_of(cell, kind):
        return TEXT_OF_ITS_KIND
    others = [other for other in ("documents", "place") if other != kind and kind in ("documents", "place")]
    return 0.0 if any(marks.looks_like_text_of(cell, other) for other in others) else 0.5
