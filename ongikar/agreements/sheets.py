"""The table of an agreement out of a spreadsheet."""

from typing import Any

from ongikar.charter.documents.faults import DocumentFault
from ongikar.charter.documents.xlsx import sheet_cells

MOST_BYTES, ZIP = 2_000_000, b"PK"


def rows_of_upload(upload: Any) -> list[list[str]]:
    """Of the sheet that holds most. Raises DocumentFault, which says what is wrong with the file."""
    if upload.size > MOST_BYTES:
        raise DocumentFault("ফাইলটি ২ MB-এর চেয়ে বড়।", "The file is larger than 2 MB.")
    content = upload.read()
    if not content.startswith(ZIP):
        raise DocumentFault("এটি XLSX ফাইল নয়।", "This is no XLSX file.")
    try:
        sheets = sheet_cells(content)
    except (MemoryError, RecursionError, ValueError, KeyError, IndexError) as fault:
        raise DocumentFault("ফাইলটি পড়া যায়নি।", "The file could not be read.") from fault
    cells = max(sheets, key=len, default={})
    rows = 1 + max((row for row, _ in cells), default=-1)
    wide = 1 + max((column for _, column in cells), default=-1)
    return [
        [cells.get((row, column), "") for column in range(min(wide, 40))] for row in range(min(rows, 1000))
    ]
