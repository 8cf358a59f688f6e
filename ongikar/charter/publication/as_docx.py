"""The official table as a DOCX that an office can go on with: A4 on its side, headings on every page, rows kept whole."""

from collections.abc import Iterator
from datetime import datetime

from . import docx_parts as parts
from .docx_words import cell, paragraph, row, runs, table
from .sheet import Sheet, Table

# In twentieths of a point: A4 on its side, 12 mm around, and what is left between for a table.
PAGE, MARGIN = (16_838, 11_906), 680
WIDTH = PAGE[0] - 2 * MARGIN
BODY, TITLE, HEADING, CELL, HEAD = 11, 18, 14, 9.5, 9
SHADE = "EEF5F0"


def docx_of(sheet: Sheet, *, made_at: datetime) -> bytes:
    """`made_at` is written into the file; for the same sheet and moment the bytes are the same."""
    return parts.packed(
        {
            "[Content_Types].xml": parts.CONTENT_TYPES,
            "_rels/.rels": parts.RELATIONS,
            "word/document.xml": document(sheet),
            "word/_rels/document.xml.rels": parts.DOCUMENT_RELATIONS,
            "word/styles.xml": parts.styles(),
            "word/fontTable.xml": parts.FONTS,
            "word/footer1.xml": footer(sheet),
            "docProps/core.xml": parts.core(sheet.title, sheet.office[1], sheet.language, made_at),
        }
    )


def document(sheet: Sheet) -> str:
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="340" w:footer="340" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f'{parts.XML}<w:document {parts.WORDS} xmlns:r="{parts.OFFICE}"><w:body>{"".join(body(sheet))}{page}</w:body></w:document>'


def body(sheet: Sheet) -> Iterator[str]:
    for line in sheet.office:
        yield paragraph(line, points=BODY, align="center")
    yield paragraph(sheet.title, points=TITLE, bold=True, style="Heading1", align="center")
    yield paragraph(sheet.edition, points=BODY, align="center")
    yield section(sheet, 1)
    for name, text in (sheet.vision, sheet.mission):
        yield paragraph(text, points=BODY, before=f"{name}: ")
    yield section(sheet, 2)
    for each in sheet.services:
        yield paragraph(each.heading, points=BODY + 1, bold=True, style="Heading3")
        yield ruled(each, sheet)
    yield section(sheet, 3)
    yield paragraph(sheet.subordinate, points=BODY)
    yield section(sheet, 4)
    yield ruled(sheet.expectations, sheet)
    yield section(sheet, 5)
    yield ruled(sheet.tiers, sheet)
    for line in [sheet.signed, *sheet.signatory] if sheet.signatory else ():
        yield paragraph(line, points=BODY, align="right")


def section(sheet: Sheet, n: int) -> str:
    return paragraph(sheet.headings[n], points=HEADING, bold=True, style="Heading2")


def ruled(each: Table, sheet: Sheet) -> str:
    """The table with its headings, the words and the row of numbers, repeated on every page."""
    widths = [round(WIDTH * width / 100) for width in each.widths]
    titles = [
        cell([title], width, points=HEAD, bold=True, shade=SHADE)
        for title, width in zip(each.columns, widths, strict=True)
    ]
    numbers = [
        cell([f"({sheet.number(n)})"], width, points=HEAD, shade=SHADE, align="center")
        for n, width in enumerate(widths, 1)
    ]
    rows = [
        row(cell(lines, width, points=CELL) for lines, width in zip(each_row.cells, widths, strict=True))
        for each_row in each.rows
    ]
    heads = [titles, numbers] if each.is_numbered else [titles]
    return table([*(row(head, repeats=True) for head in heads), *rows], widths)


def footer(sheet: Sheet) -> str:
    """The office and the edition, then the page, which Word counts."""
    page = '<w:r><w:t xml:space="preserve">  ·  </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    words = runs(f"{sheet.office[1]} · {sheet.edition}", points=HEAD)
    return f"{parts.XML}<w:ftr {parts.WORDS}><w:p>{words}{page}</w:p></w:ftr>"
