"""The cells of one line under the headings of its table, also where some were lost or are too many."""

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.align import fit
from ongikar.rules.charter_text.headers import Column


def fitted(row: list[str], heads: list[Column]) -> list[str]:
    """The cells of a row, each under its heading."""
    row = list(row)
    while len(row) > len(heads) and not row[-1]:
        row.pop()
    if len(row) == len(heads) + 1 and not row[0]:
        row = row[1:]
    if row[0] and not any(row[1:]) and len(heads) > 1:
        # One text across the table: the heading of a group, or a row cut down to its first cell.
        return [*row[:1], *[""] * (len(heads) - 1)]
    shifted = heads[0].kind == "serial" and row[0] != "" and not marks.is_serial(row[0])
    if len(row) == len(heads) and not shifted:
        return row
    if len(row) < len(heads) and not shifted and marks.serial_number(row[0]) is not None and len(row) > 2:
        placed = fit(row, heads)
        return placed[0] if len(placed) == 1 else row + [""] * (len(heads) - len(row))
    filled = [cell for cell in row if cell]
    if len(filled) > 3 * len(heads):
        return _padded(row, heads)
    placed = fit(filled, heads)
    return placed[0] if len(placed) == 1 else _padded(row, heads)


def _padded(row: list[str], heads: list[Column]) -> list[str]:
    """A row too long for its table keeps everything: what is left over joins the last column."""
    width = len(heads)
    kept = [*row[: width - 1], " ".join(filter(None, row[width - 1 :]))]
    return kept + [""] * (width - len(kept))
