"""The official table as plain text: a line for each row, its cells parted by tabs, as a sheet or a letter takes it in."""

from collections.abc import Iterator

from .sheet import Sheet, Table


def text_of(sheet: Sheet) -> str:
    return "\n".join(_lines(sheet)) + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.title, *sheet.office, sheet.edition, "")
    yield sheet.headings[1]
    for name, text in (sheet.vision, sheet.mission):
        yield f"{name}: {one_line(text)}"
    yield from ("", sheet.headings[2])
    for each in sheet.services:
        yield from ("", each.heading, *_rows(each, sheet))
    yield from ("", sheet.headings[3], sheet.subordinate, "", sheet.headings[4])
    yield from _rows(sheet.expectations, sheet)
    yield from ("", sheet.headings[5], *_rows(sheet.tiers, sheet))
    if sheet.signatory:
        yield from ("", sheet.signed, *sheet.signatory)


def _rows(table: Table, sheet: Sheet) -> Iterator[str]:
    yield "\t".join(table.columns)
    if table.is_numbered:
        yield "\t".join(f"({sheet.number(n)})" for n in range(1, len(table.columns) + 1))
    for row in table.rows:
        yield "\t".join(one_line(" ".join(cell)) for cell in row.cells)


def one_line(text: str) -> str:
    """A tab or a line break inside a cell would open another."""
    return " ".join(text.split())
