"""How well a cell, by its own look, suits a column: a time looks like a time, a fee like a fee."""

from ongikar.rules.charter_text import marks

# A fee that takes a paragraph is more likely a list of papers that mentions one.
LONG_CELL = 60
TEXT_KINDS = ("name", "method", "documents", "place", "extra")


def fitness(cell: str, kind: str, highest: int = 999) -> float:
    """How well a cell's own look suits a column; 0 is neutral. No serial is above `highest`."""
    number = marks.serial_number(cell)
    serial = number is not None
    if kind == "serial" and number is None and marks.is_letter_serial(cell):
        return 4.0
    if kind == "serial":
        return 6.0 if number is not None and number <= highest else (-3.0 if not cell else -8.0)
    if not cell:
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
        return -1.5 if (time_like or fee_like) and len(cell) < 40 and kind != "extra" else 0.5
    return 0.0
