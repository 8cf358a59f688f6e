"""WordprocessingML for Bangla: runs that Word sets by their script, paragraphs, and tables whose headings
repeat.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .sheet import Sheet, SheetTable

# The government's own font; Kalpurush stands in for it where a machine lacks both that and any other (see
# docx_parts).
FONT = "Nikosh"
# A stretch of Latin letters or digits. All else is Bangla, which Word sets by its rules for complex scripts.
LATIN = re.compile(r"[!-~]*[A-Za-z0-9][!-~]*(?: +[!-~]*[A-Za-z0-9][!-~]*)*")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def docx_runs(text: str, *, points: float, bold: bool = False) -> str:
    """The text as runs of one script each: size and weight are said for both, the complex script is named
    where it is.
    """
    text = FORBIDDEN.sub("", text)
    pieces, done = [], 0
    for latin in LATIN.finditer(text):
        pieces += [(text[done : latin.start()], True), (latin[0], False)]
        done = latin.end()
    pieces.append((text[done:], True))
    return "".join(docx_run(piece, points, bold, is_bangla) for piece, is_bangla in pieces if piece)


def docx_run(text: str, points: float, bold: bool, is_bangla: bool) -> str:
    half_points = round(points * 2)
    weight = "<w:b/><w:bCs/>" if bold else ""
    script = '<w:cs/><w:lang w:bidi="bn-BD"/>' if is_bangla else '<w:lang w:val="en-GB"/>'
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>{weight}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>{script}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def docx_paragraph(
    text: str, *, points: float = 10, bold: bool = False, style: str = "", align: str = "", before: str = ""
) -> str:
    """`style`: Heading1 to Heading3 for what a reader of the screen jumps to. `before`: a bold opening of the
    line.
    """
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    side = f'<w:jc w:val="{align}"/>' if align else ""
    opening = docx_runs(before, points=points, bold=True) if before else ""
    return f"<w:p><w:pPr>{kind}{side}</w:pPr>{opening}{docx_runs(text, points=points, bold=bold)}</w:p>"


def docx_cell(
    lines: Iterable[str], width: int, *, points: float, bold: bool = False, shade: str = "", align: str = ""
) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    inside = "".join(docx_paragraph(line, points=points, bold=bold, align=align) for line in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{inside or "<w:p/>"}</w:tc>'


def docx_row(cells: Iterable[str], *, repeats: bool = False) -> str:
    """A row that is never cut by a page; one that `repeats` stands again at the head of each."""
    head = "<w:tblHeader/>" if repeats else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def docx_table(rows: Iterable[str], widths: Sequence[int]) -> str:
    """Widths in twentieths of a point. The empty paragraph keeps two tables from growing into one."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70"'
        f' w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
    )


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
    ' ContentType="application/xml"/><Override PartName="/word/document.xml"'
    f' ContentType="{TYPE}.document.main+xml"/><Override PartName="/word/styles.xml"'
    f' ContentType="{TYPE}.styles+xml"/><Override PartName="/word/fontTable.xml"'
    f' ContentType="{TYPE}.fontTable+xml"/><Override PartName="/word/footer1.xml"'
    f' ContentType="{TYPE}.footer+xml"/><Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2"'
    f' Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT_RELATIONS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/footer" Target="footer1.xml"/>'
    "</Relationships>"
)
# Where Nikosh is not installed, Word takes the other font of government offices instead of a Latin one.
FONTS = (
    f'{XML}<w:fonts {WORDS}><w:font w:name="{FONT}"><w:altName w:val="Kalpurush"/><w:charset w:val="00"/>'
    '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


def styles_xml() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn'
        f' w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl'
        f' w:val="{level - 1}"/></w:pPr></w:style>'
        for level, before in ((1, 0), (2, 240), (3, 160))
    )
    return (
        f"{XML}<w:styles {WORDS}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:lang w:val="en-GB" w:bidi="bn-BD"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        f"{headings}</w:styles>"
    )


def core_properties_xml(title: str, author: str, tongue: str, made_at: datetime) -> str:
    moment = made_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>{tongue}</dc:language>"
        f"{dates}</cp:coreProperties>"
    )


def pack_parts(parts: dict[str, str]) -> bytes:
    """The parts as one file; the same parts give the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # A fixed moment, the earliest that a zip can tell: when it was made stands in the document.
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return out.getvalue()


# In twentieths of a point: A4 on its side, 12 mm around, and what is left between for a table.
PAGE, MARGIN = (16_838, 11_906), 680
WIDTH = PAGE[0] - 2 * MARGIN
BODY, TITLE, HEADING, CELL, HEAD = 11, 18, 14, 9.5, 9
SHADE = "EEF5F0"


def docx_of(sheet: Sheet, *, made_at: datetime) -> bytes:
    """`made_at` is written into the file; for the same sheet and moment the bytes are the same."""
    return pack_parts(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": document_xml(sheet),
            "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
            "word/styles.xml": styles_xml(),
            "word/fontTable.xml": FONTS,
            "word/footer1.xml": footer_xml(sheet),
            "docProps/core.xml": core_properties_xml(sheet.title, sheet.office[1], sheet.language, made_at),
        }
    )


def document_xml(sheet: Sheet) -> str:
    page = (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"'
        f' w:orient="landscape"/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}"'
        f' w:left="{MARGIN}" w:header="340" w:footer="340" w:gutter="0"/></w:sectPr>'
    )
    return (
        f"{XML}<w:document {WORDS}"
        f' xmlns:r="{OFFICE}"><w:body>{"".join(body_xml(sheet))}{page}</w:body></w:document>'
    )


def body_xml(sheet: Sheet) -> Iterator[str]:
    for line in sheet.office:
        yield docx_paragraph(line, points=BODY, align="center")
    yield docx_paragraph(sheet.title, points=TITLE, bold=True, style="Heading1", align="center")
    yield docx_paragraph(sheet.edition, points=BODY, align="center")
    yield section_xml(sheet, 1)
    for name, text in (sheet.vision, sheet.mission):
        yield docx_paragraph(text, points=BODY, before=f"{name}: ")
    yield section_xml(sheet, 2)
    for each in sheet.services:
        yield docx_paragraph(each.heading, points=BODY + 1, bold=True, style="Heading3")
        yield sheet_table_xml(each, sheet)
    yield section_xml(sheet, 3)
    yield docx_paragraph(sheet.subordinate, points=BODY)
    yield section_xml(sheet, 4)
    yield sheet_table_xml(sheet.expectations, sheet)
    yield section_xml(sheet, 5)
    yield sheet_table_xml(sheet.tiers, sheet)
    for line in sheet.tier_terms:
        yield docx_paragraph(line, points=CELL)
    for line in [sheet.signed, *sheet.signatory] if sheet.signatory else ():
        yield docx_paragraph(line, points=BODY, align="right")


def section_xml(sheet: Sheet, n: int) -> str:
    return docx_paragraph(sheet.headings[n], points=HEADING, bold=True, style="Heading2")


def sheet_table_xml(each: SheetTable, sheet: Sheet) -> str:
    """The table with its headings, the words and the row of numbers, repeated on every page."""
    widths = [round(WIDTH * width / 100) for width in each.widths]
    titles = [
        docx_cell([title], width, points=HEAD, bold=True, shade=SHADE)
        for title, width in zip(each.columns, widths, strict=True)
    ]
    numbers = [
        docx_cell([f"({sheet.number(n)})"], width, points=HEAD, shade=SHADE, align="center")
        for n, width in enumerate(widths, 1)
    ]
    rows = [
        docx_row(
            docx_cell(lines, width, points=CELL) for lines, width in zip(each_row.cells, widths, strict=True)
        )
        for each_row in each.rows
    ]
    heads = [titles, numbers] if each.is_numbered else [titles]
    return docx_table([*(docx_row(head, repeats=True) for head in heads), *rows], widths)


def footer_xml(sheet: Sheet) -> str:
    """The office and the edition, then the page, which Word counts."""
    page = (
        '<w:r><w:t xml:space="preserve">  ·  </w:t></w:r><w:fldSimple w:instr=" PAGE'
        ' "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    words = docx_runs(f"{sheet.office[1]} · {sheet.edition}", points=HEAD)
    return f"{XML}<w:ftr {WORDS}><w:p>{words}{page}</w:p></w:ftr>"
