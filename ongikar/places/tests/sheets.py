"""Workbooks as offices make them, for the tests of lists."""

import io
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

HEADS = ("যন্ত্র", "কোম্পানি", "মডেল", "সিরিয়াল নম্বর", "জায়গা", "অবস্থা")


def workbook(
    *rows: tuple[Any, ...], merges: tuple[tuple[int, int, int, int, str], ...] = (), font: str = ""
) -> bytes:
    """`merges`: first row, first column, last row, last column and what stands there."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet, style = book.add_worksheet(), book.add_format({"font_name": font} if font else {})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(at, column, value, style)
        for *where, words in merges:
            sheet.merge_range(*where, words, style)
    return made.getvalue()


def upload(content: bytes, name: str = "list.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def list_of(*rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS) -> SimpleUploadedFile:
    return upload(workbook(heads, *rows))
