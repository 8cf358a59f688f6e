"""Parses the lines of a table under its headings: a second row of headings, and rows from which cells were lost."""

from ongikar.rules.charter_text import marks
from ongikar.rules.charter_text.align import fit
from ongikar.rules.charter_text.headers import Column
from ongikar.rules.charter_text.heading_scores import DIGIT


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
    if row[:2] == ["", ""] and len(row) < len(heads):
        # What is empty at the front was kept, and what is missing was at the end.
        return row + [""] * (len(heads) - len(row))
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


def is_second_row(head: list[str], below: list[str]) -> bool:
    """Whether the line below divides a wide heading: "সেবার মূল্য" and an empty cell over "সাধারণ" and "জরুরি"."""
    if len(below) != len(head) or "" not in head or any(map(DIGIT.search, below)):
        return False
    divided = {at for at, label in enumerate(head) if not label} | {
        at for at in range(len(head) - 1) if not head[at + 1]
    }
    said = {at for at, cell in enumerate(below) if cell}
    return len(said) > 1 and said <= divided and any(not head[at] for at in said)


def both_rows(head: list[str], below: list[str]) -> list[str]:
    """The headings of two rows as one: what stands below, under the wide heading that it divides."""
    labels, wide = [], ""
    for upper, lower in zip(head, below, strict=True):
        wide = upper or wide
        labels.append(f"{wide} {lower}".strip() if lower else upper)
    return labels
