"""WordprocessingML for Bangla: runs that Word sets by their script, paragraphs, and tables whose headings repeat."""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

# The government's own font; Kalpurush stands in for it where a machine lacks both that and any other (see docx_parts).
FONT = "Nikosh"
# A stretch of Latin letters or digits. All else is Bangla, which Word sets by its rules for complex scripts.
LATIN = re.compile(r"[!-~]*[A-Za-z0-9][!-~]*(?: +[!-~]*[A-Za-z0-9][!-~]*)*")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def runs(text: str, *, points: float, bold: bool = False) -> str:
    """The text as runs of one script each: size and weight are said for both, the complex script is named where it is."""
    text = FORBIDDEN.sub("", text)
    pieces, done = [], 0
    for latin in LATIN.finditer(text):
        pieces += [(text[done : latin.start()], True), (latin[0], False)]
        done = latin.end()
    pieces.append((text[done:], True))
    return "".join(run(piece, points, bold, is_bangla) for piece, is_bangla in pieces if piece)


def run(text: str, points: float, bold: bool, is_bangla: bool) -> str:
    half_points = round(points * 2)
    weight = "<w:b/><w:bCs/>" if bold else ""
    script = '<w:cs/><w:lang w:bidi="bn-BD"/>' if is_bangla else '<w:lang w:val="en-GB"/>'
    return (
        f'<w:r><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>{weight}'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>{script}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def paragraph(
    text: str, *, points: float = 10, bold: bool = False, style: str = "", align: str = "", before: str = ""
) -> str:
    """`style`: Heading1 to Heading3 for what a reader of the screen jumps to. `before`: a bold opening of the line."""
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    side = f'<w:jc w:val="{align}"/>' if align else ""
    opening = runs(before, points=points, bold=True) if before else ""
    return f"<w:p><w:pPr>{kind}{side}</w:pPr>{opening}{runs(text, points=points, bold=bold)}</w:p>"


def cell(
    lines: Iterable[str], width: int, *, points: float, bold: bool = False, shade: str = "", align: str = ""
) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    inside = "".join(paragraph(line, points=points, bold=bold, align=align) for line in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{inside or "<w:p/>"}</w:tc>'


def row(cells: Iterable[str], *, repeats: bool = False) -> str:
    """A row that is never cut by a page; one that `repeats` stands again at the head of each."""
    head = "<w:tblHeader/>" if repeats else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int]) -> str:
    """Widths in twentieths of a point. The empty paragraph keeps two tables from growing into one."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
    )
