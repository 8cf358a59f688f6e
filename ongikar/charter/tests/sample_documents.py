"""Documents of every format made from the same blocks, by hand where a library would hide what
Word writes.
"""

import io
import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from ongikar.papers.pdf import FONTS
from ongikar.papers.pdf.text_layer import deduplicate_text
from ongikar.rules.charter.parse.document.blocks import (
    Block,
    Grid,
    GridCell,
    Paragraph,
    TextRun,
    make_cell,
    make_paragraph,
)
from ongikar.rules.charter.parse.document.lines import clean_lines
from ongikar.rules.charter.parse.document.reading import split_pieces
from ongikar.rules.charter.parse.document.sections import Heading
from ongikar.rules.charter.parse.tables.tables import ParsedTable

OFFICE = Path(__file__).parents[3] / "offices/rangpur-sadar-ict/charter.txt"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEADS = (
    "ক্রমিক নং",
    "সেবার নাম",
    "সেবা প্রদানের সর্বোচ্চ সময়",
    "প্রয়োজনীয় কাগজপত্র",
    "কাগজপত্র/আবেদন ফরম প্রাপ্তিস্থান",
    "সেবামূল্য এবং পরিশোধ পদ্ধতি",
    "দায়িত্বপ্রাপ্ত কর্মকর্তা",
    "ঊর্ধ্বতন কর্মকর্তা",
)
ROW = (
    "সনদ প্রদান",
    "০৩ (তিন) কার্যদিবস",
    "১. আবেদনপত্র ২. জাতীয় পরিচয়পত্র",
    "অফিস",
    "বিনামূল্যে",
    "উপজেলা আইসিটি অফিসার, ফোন: ০২৫৮৯৯৬২৪৮৮, ict@rangpursadar.gov.bd",
    "উপজেলা নির্বাহী অফিসার, ফোন: ০১৭১২৩৪৫৬৭৮",
)


def office_blocks() -> list[Block]:
    """The office's own charter as paragraphs and grids, each piece as printed."""
    blocks: list[Block] = []
    lines = clean_lines(OFFICE.read_text("utf-8"))
    for piece in split_pieces(lines):
        if isinstance(piece, ParsedTable):
            heads = tuple(make_cell(column.label) for column in piece.columns)
            counted = [f"({number})" for number in range(1, (piece.numbered or 0) + 1)]
            numbers = (
                (tuple(map(make_cell, counted + [""] * (len(heads) - len(counted)))),) if counted else ()
            )
            blocks.append(Grid((heads, *numbers, *(tuple(map(make_cell, row)) for row in piece.rows))))
        elif isinstance(piece, Heading):
            blocks.append(make_paragraph(f"{piece.text}: {piece.rest}" if piece.rest else piece.text))
        else:
            blocks.append(make_paragraph(piece))
    return blocks


def charter_blocks(rows: int) -> list[Block]:
    """A charter of so many services, each with a name of its own."""
    body = (
        (make_cell(str(number)), make_cell(f"{ROW[0]} ({number} নং শ্রেণি)"), *map(make_cell, ROW[1:]))
        for number in range(1, rows + 1)
    )
    return [
        make_paragraph("সিটিজেন চার্টার"),
        make_paragraph("২.১) নাগরিক সেবা"),
        Grid((tuple(map(make_cell, HEADS)), *body)),
    ]


def zipped(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(blocks: Iterable[Block], **more: str) -> bytes:
    """A DOCX as Word writes one. `more` are further parts by their bare names: styles, numbering."""
    body = "".join(map(_docx_block, blocks))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        ),
        "word/document.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'
        ),
    }
    return zipped(parts | {f"word/{name}.xml": content for name, content in more.items()})


def _docx_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<w:p>{''.join(_docx_run(run.text, run.font) for run in block.runs)}</w:p>"
    rows: list[list[str]] = [[] for _ in block.rows]
    hanging: dict[int, tuple[int, int]] = {}
    for index, cells in enumerate(block.rows):
        column, left = 0, list(cells)
        while left or column in hanging:
            if column in hanging:
                rest, wide = hanging.pop(column)
                rows[index].append(_docx_cell("<w:p/>", wide, '<w:vMerge w:val="continue"/>'))
                if rest > 1:
                    hanging[column] = (rest - 1, wide)
                column += wide
                continue
            this = left.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if this.rows > 1 else ""
            rows[index].append(
                _docx_cell("".join(map(_docx_block, this.blocks)) or "<w:p/>", this.columns, merge)
            )
            if this.rows > 1:
                hanging_later = (this.rows - 1, this.columns)
                hanging = {**hanging, column: hanging_later} if index + 1 < len(rows) else hanging
            column += this.columns
        hanging = dict(sorted(hanging.items()))
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{"".join(row)}</w:tr>' for row in rows)}</w:tbl>"


def _docx_cell(inside: str, wide: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inside}</w:tc>"


def _docx_run(text: str, font: str | None) -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{fonts}{lines}</w:r>"


def html(blocks: Iterable[Block], around: str = "{}") -> bytes:
    body = around.format("".join(map(_html_block, blocks)))
    return f"<!doctype html><html><head><title>x</title></head><body>{body}</body></html>".encode()


def _html_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        runs = (
            (
                f'<span style="font-family: {run.font}">{escape(run.text)}</span>'
                if run.font
                else escape(run.text)
            )
            for run in block.runs
        )
        return f"<p>{''.join(runs)}</p>"
    rows = (
        "".join(
            f'<td colspan="{this.columns}"'
            f' rowspan="{this.rows}">{"".join(map(_html_block, this.blocks))}</td>'
            for this in row
        )
        for row in block.rows
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def ods(blocks: Iterable[Block]) -> bytes:
    """One sheet; a paragraph is a row of one cell."""
    rows: list[tuple[GridCell, ...]] = []
    for block in blocks:
        rows += block.rows if isinstance(block, Grid) else [(GridCell((block,)),)]
    fonts = {
        run.font for row in rows for this in row for inner in this.blocks for run in inner.runs if run.font
    }
    styles = "".join(
        f'<style:style style:name="{font}"><style:text-properties style:font-name="{font}"/></style:style>'
        for font in fonts
    )
    table = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="1">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _ods_run(run: TextRun) -> str:
    return f'<text:span text:style-name="{run.font}">{escape(run.text)}</text:span>'


def _ods_cell(this: GridCell) -> str:
    inside = "".join(f"<text:p>{''.join(map(_ods_run, block.runs))}</text:p>" for block in this.blocks)
    return (
        f'<table:table-cell table:number-columns-spanned="{this.columns}"'
        f' table:number-rows-spanned="{this.rows}">{inside}</table:table-cell>'
    )


def xlsx(blocks: Iterable[Block]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        row = 0
        for block in blocks:
            grid = block if isinstance(block, Grid) else Grid(((GridCell((block,)),),))
            taken: set[tuple[int, int]] = set()
            for cells in grid.rows:
                column = 0
                for this in cells:
                    while (row, column) in taken:
                        column += 1
                    font = next((run.font for inner in this.blocks for run in inner.runs if run.font), None)
                    style = book.add_format({"font_name": font}) if font else None
                    if this.rows > 1 or this.columns > 1:
                        sheet.merge_range(
                            row, column, row + this.rows - 1, column + this.columns - 1, this.text, style
                        )
                    elif this.text:
                        sheet.write_string(row, column, this.text, style)
                    taken |= {
                        (row + down, column + right)
                        for down in range(this.rows)
                        for right in range(this.columns)
                    }
                    column += this.columns
                row += 1
    return made.getvalue()


def markdown(blocks: Iterable[Block]) -> bytes:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [f"## {block.text}", ""]
            continue
        for index, row in enumerate(block.rows):
            lines.append(
                "| " + " | ".join(this.text.replace("|", "\\|").replace("\n", "<br>") for this in row) + " |"
            )
            if not index:
                lines.append("|" + "---|" * len(row))
        lines.append("")
    return "\n".join(lines).encode()


def pdf(blocks: Iterable[Block], *, landscape: bool = True, repeat_heads: bool = True) -> bytes:
    """A PDF of ruled tables over as many pages as they take, set by Typst as the office's own papers are."""
    import typst

    body = "\n\n".join(_typst_block(block, repeat_heads) for block in blocks)
    text = (
        f'#set page("a4", flipped: {str(landscape).lower()}, margin: 1.5cm)\n#set text(font: "Noto Sans'
        f' Bengali", size: 8pt, lang: "bn")\n{body}\n'
    )
    made = typst.Compiler(text.encode(), font_paths=[FONTS], ignore_system_fonts=True).compile(format="pdf")
    return deduplicate_text(made)


def _typst_block(block: Block, repeat_heads: bool) -> str:
    if isinstance(block, Paragraph):
        return f"#par[#{_typst_text(block.text)}]"
    width = sum(this.columns for this in block.rows[0])
    rows = [
        "".join(
            f"table.cell(colspan: {this.columns}, rowspan: {this.rows}, breakable:"
            f" true)[#{_typst_text(this.text)}], "
            for this in row
        )
        for row in block.rows
    ]
    head = f"table.header(repeat: {str(repeat_heads).lower()}, {rows[0]}), "
    return f"#table(columns: ({'1fr, ' * width}), {head}{''.join(rows[1:])})"


def _typst_text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


WRITERS = {"docx": docx, "html": html, "ods": ods, "xlsx": xlsx, "md": markdown, "pdf": pdf}
