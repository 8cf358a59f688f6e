"""The office's charter in every format gives the reading of its text; what cannot be read is told what it
is.
"""

import io
import json
import tempfile
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ongikar.charter.documents import DocumentFault, blocks_of, read_document
from ongikar.charter.tests import sample_documents as made
from ongikar.commands.charter import read_charter as charter_read
from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse import read_blocks, read_text
from ongikar.rules.charter.parse.document.blocks import (
    Grid,
    GridCell,
    Paragraph,
    TextRun,
    make_cell,
    make_paragraph,
)

BY_NAME = {
    "a.docx": made.docx,
    "a.html": made.html,
    "a.ods": made.ods,
    "a.xlsx": made.xlsx,
    "a.md": made.markdown,
}
WITH_SPANS = [name for name in BY_NAME if name != "a.md"]
WITH_FONTS = WITH_SPANS
NUMBERING = (
    f'<w:numbering {made.W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start'
    ' w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num'
    ' w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def reading(content, name):
    return read_blocks(blocks_of(content, name))


def services(content, name):
    return reading(content, name)["services"]


@pytest.fixture(scope="module")
def office():
    return read_text(made.OFFICE.read_text("utf-8")), made.office_blocks()


@pytest.mark.parametrize("name", BY_NAME)
def test_the_charter_of_the_office_reads_the_same_in_every_format(office, name):
    text, blocks = office
    assert reading(BY_NAME[name](blocks), name) == text


def test_the_charter_of_the_office_reads_the_same_as_ruled_pages(office):
    text, blocks = office
    found = reading(made.pdf(blocks), "a.pdf")

    def unspaced(part):
        return json.dumps(part, ensure_ascii=False).replace(" ", "")

    for key in ("title", "vision", "mission", "services", "expectations", "grievance_tiers", "signatory"):
        assert unspaced(found[key]) == unspaced(text[key]), key


@pytest.mark.parametrize("repeat_heads", [True, False])
@pytest.mark.parametrize("landscape", [True, False])
def test_a_table_over_many_pages_is_one_table(landscape, repeat_heads):
    pages = made.pdf(made.charter_blocks(60), landscape=landscape, repeat_heads=repeat_heads)
    assert len(pikepdf.open(io.BytesIO(pages)).pages) > 3
    found = services(pages, "a.pdf")
    assert [one["number"] for one in found] == list(range(1, 61))
    assert {one["time"]["max"] for one in found} == {3}
    assert {one["fee"]["kind"] for one in found} == {"free"}
    assert {one["responsible"]["email"] for one in found} == {"ict@rangpursadar.gov.bd"}


@pytest.mark.parametrize("name", [*WITH_SPANS, "a.pdf"])
def test_merged_cells_say_what_they_say_in_every_row(name):
    first, second, third = (tuple(map(make_cell, (str(number), *made.ROW))) for number in (1, 2, 3))
    heads = tuple(map(make_cell, made.HEADS))
    hung = make_cell(made.ROW[-2], rows=3)
    over = (make_cell("নাগরিক সেবা", columns=8),)
    merged = Grid(
        (over, heads, (*first[:6], hung, first[7]), (*second[:6], second[7]), (*third[:6], third[7]))
    )
    whole = Grid((over, heads, first, second, third))
    write = {**BY_NAME, "a.pdf": made.pdf}[name]
    found = services(write([merged]), name)
    assert len(found) == 3
    assert found == services(write([whole]), name)


@pytest.mark.parametrize("name", WITH_FONTS)
def test_runs_in_an_old_font_are_converted_and_each_cell_named(name):
    old = [
        make_cell(text, font="SutonnyMJ")
        for text in ("1", "cÖZ¨qbcÎ", "7 Kvh©w`em", "Av‡e`bcÎ", "Awdm", "webvg~‡j¨")
    ]
    row = (
        *old,
        make_cell("আইসিটি অফিসার ict@office.gov.bd", font="Nikosh"),
        make_cell("নির্বাহী অফিসার", font="Nikosh"),
    )
    found = reading(BY_NAME[name]([Grid((tuple(map(make_cell, made.HEADS)), row))]), name)
    (service,) = found["services"]
    assert (service["name"], service["time"]["max"]) == (nfc("প্রত্যয়নপত্র"), 7)
    assert service["responsible"]["email"] == "ict@office.gov.bd"
    places = {said["where"] for said in found["findings"] if said["code"] == "text.converted"}
    assert places == {f"services/1/{part}" for part in ("name", "time", "documents", "form_source", "fee")}


def test_an_old_font_given_by_the_style_of_a_paragraph_is_known():
    styles = (
        f"<w:styles {made.W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts"
        ' w:ascii="Calibri"/></w:rPr></w:rPrDefault></w:docDefaults><w:style'
        ' w:styleId="Base"><w:rPr><w:rFonts w:ascii="SutonnyMJ"/></w:rPr></w:style><w:style'
        ' w:styleId="Old"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Old"/><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:pPr><w:r><w:t>wfkb:'
        " †mev</w:t></w:r></w:p>"
    )
    document = f"<w:document {made.W}><w:body>{body}</w:body></w:document>"
    content = made.zipped({"word/document.xml": document, "word/styles.xml": styles})
    assert reading(content, "a.docx")["vision"] == "সেবা"


def test_serials_that_word_prints_by_itself_are_read():
    numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr></w:pPr></w:p>'
    rows = [
        tuple(map(make_cell, made.HEADS)),
        *((make_cell("@"), *map(make_cell, made.ROW)) for _ in range(3)),
    ]
    content = made.docx([Grid(tuple(rows))])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml").decode()
    marked = '<w:p><w:r><w:t xml:space="preserve">@</w:t></w:r></w:p>'
    assert document.count(marked) == 3
    content = made.zipped(
        {"word/document.xml": document.replace(marked, numbered), "word/numbering.xml": NUMBERING}
    )
    found = reading(content, "a.docx")
    assert [one["number"] for one in found["services"]] == [1, 2, 3]
    assert "serial.missing" not in {said["code"] for said in found["findings"]}


def test_what_was_struck_out_or_kept_for_old_programs_is_not_read():
    body = (
        "<w:p><w:r><w:t>ভিশন: সেবা</w:t></w:r><w:del><w:r><w:t>পুরোনো</w:t></w:r></w:del>"
        "<w:r><mc:Fallback><w:t>দুবার</w:t></mc:Fallback></w:r></w:p>"
    )
    content = made.zipped(
        {"word/document.xml": f'<w:document {made.W} xmlns:mc="x"><w:body>{body}</w:body></w:document>'}
    )
    assert reading(content, "a.docx")["vision"] == "সেবা"


def test_the_scaffolding_of_a_portal_page_is_left_out():
    around = (
        "<script>var a = '<table>';</script><nav><ul><li>প্রথম পাতা</li></ul></nav><div"
        " class='menu'>মেনু</div>"
        "<ul><li><a href='#'>নোটিশ</a></li></ul><p style='display: none'>লুকানো</p>"
        "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table><footer>পরিকল্পনা</footer>"
    )
    found = reading(made.html(made.charter_blocks(4), around), "a.html")
    assert found == reading(made.html(made.charter_blocks(4)), "a.html")
    assert [one["category"] for one in found["services"]] == ["citizen"] * 4


def test_html_without_its_closing_tags_is_read():
    rows = "".join("<tr>" + "".join(f"<td>{text}" for text in (str(number), *made.ROW)) for number in (1, 2))
    page = f"<table><tr>{''.join(f'<th>{head}' for head in made.HEADS)}{rows}</table>"
    assert len(services(page.encode(), "page")) == 2


def test_the_numbers_and_bullets_of_lists_are_read_as_they_are_shown():
    papers = "<ol><li>আবেদনপত্র</li><li>ছবি</li></ol>"
    content = made.html([Grid((tuple(map(make_cell, made.HEADS)), tuple(map(make_cell, ("1", *made.ROW)))))])
    content = content.replace(f"<p>{made.ROW[2]}</p>".encode(), papers.encode())
    assert services(content, "a.html")[0]["documents"]["items"] == [nfc("আবেদনপত্র"), nfc("ছবি")]


def test_marks_of_markdown_are_no_part_of_the_text():
    text = (
        "# সিটিজেন চার্টার\n\n## নাগরিক সেবা\n\n| ক্রমিক নং | **সেবার নাম** | সময়সীমা |\n|:---|---|---:|\n|"
        " ১ | সনদ \\| কপি<br>প্রদান | **৩ কার্যদিবস** |\n"
    )
    (found,) = services(text.encode(), "a.md")
    assert (found["name"], found["time"]["max"]) == (nfc("সনদ | কপি প্রদান"), 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_in_any_unicode_encoding_reads_the_same(office, encoding, newline):
    text = made.OFFICE.read_text("utf-8").replace("\n", newline)
    assert reading(text.encode(encoding), "a.txt") == office[0]


def test_the_bytes_of_an_old_font_without_any_encoding_are_read():
    typed = "µwgK bs|†mevi bvg|†mev cÖ`v‡bi mgqmxgv\n1|cÖZ¨qbcÎ cÖ`vb|7 Kvh©w`em\n"
    (found,) = services(typed.encode("cp1252"), "a.txt")
    assert (found["name"], found["time"]["max"]) == (nfc("প্রত্যয়নপত্র প্রদান"), 7)


def test_a_page_is_known_whatever_its_name_says():
    assert services(made.html(made.charter_blocks(1)), "charter.txt") == services(
        made.docx(made.charter_blocks(1)), "x"
    )


def test_a_charter_of_two_thousand_rows_is_read():
    assert len(services(made.docx(made.charter_blocks(2000)), "a.docx")) == 2000


def picture(form):
    content = io.BytesIO()
    Image.new("RGB", (9, 9)).save(content, form)
    return content.getvalue()


def locked_pdf():
    content = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf(made.charter_blocks(1)))) as pdf:
        pdf.save(content, encryption=pikepdf.Encryption(user="a", owner="b"))
    return content.getvalue()


def bomb():
    return made.zipped({"word/document.xml": bytes(30_000_000)})


def stamped_scan():
    """A scan on which the scanner's program has put its name."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "scan.png").write_bytes(picture("PNG"))
        page = Path(folder) / "main.typ"
        page.write_text('#set page(background: image("scan.png"))\nScanned by a program')
        return typst.Compiler(page, root=folder).compile(format="pdf")


def many_pages():
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(301):
            pdf.add_blank_page()
        pdf.save(content)
    return content.getvalue()


BAD = {
    "empty": (lambda: b"", "empty"),
    "blank": (lambda: b" \r\n", "empty"),
    "PNG": (lambda: picture("PNG"), "picture"),
    "JPEG": (lambda: picture("JPEG"), "picture"),
    "HEIC": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(64), "picture"),
    "scan": (lambda: picture("PDF"), "scan"),
    "stamped scan": (stamped_scan, "scan"),
    "301 pages": (many_pages, "301 pages"),
    "locked DOCX": (lambda: OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "locked PDF": (locked_pdf, "password"),
    "old DOC": (lambda: OLE + bytes(99) + "WordDocument".encode("utf-16-le"), "Word"),
    "old XLS": (lambda: OLE + bytes(99) + "Workbook".encode("utf-16-le"), "Excel"),
    "RTF": (lambda: b"{\\rtf1 charter}", "RTF"),
    "bomb": (bomb, "beyond all measure"),
    "half a DOCX": (lambda: made.docx(made.charter_blocks(20))[:900], "broken"),
    "half a PDF": (lambda: made.pdf(made.charter_blocks(2))[:900], "broken"),
    "entities": (
        lambda: made.zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        "broken",
    ),
    "other zip": (lambda: made.zipped({"hello.txt": "x"}), "no document"),
    "no text": (lambda: made.docx([]), "no text"),
    "other bytes": (lambda: bytes(range(255, 0, -1)) * 9, "not Unicode"),
    "too long": (lambda: b"a b " * 1_000_000, "more than 15 lakh"),
    "too large": (lambda: bytes(60_000_001), "larger than 60 MB"),
}


@pytest.mark.parametrize("which", BAD)
def test_what_cannot_be_read_is_told_what_it_is_and_what_to_do(which, tmp_path, capsys):
    make, said = BAD[which]
    file = tmp_path / "charter"
    file.write_bytes(make())
    assert charter_read([str(file)]) == 1
    printed = capsys.readouterr()
    bn, en = printed.err.strip().split("\n")
    assert said in en
    assert any("\u0980" <= letter <= "\u09ff" for letter in bn)
    assert not any(letter in "0123456789" for letter in bn.replace("UTF-8", ""))
    assert not printed.out


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a.ods"])
def test_a_name_alone_makes_no_document(name):
    with pytest.raises(DocumentFault, match="broken"):
        blocks_of("শুধু লেখা".encode(), name)


def test_a_file_that_is_not_there_is_a_sentence_too(tmp_path):
    with pytest.raises(DocumentFault, match="could not be opened"):
        read_document(tmp_path / "none.txt")


def test_a_newspaper_article_is_read_and_found_to_be_no_charter():
    article = [
        make_paragraph("গতকাল রাজধানীতে এক অনুষ্ঠানে মন্ত্রী বলেন, কাজ এগিয়ে চলছে।"),
        make_paragraph("তিনি আরও বলেন, জনগণ সঙ্গে আছে।"),
    ]
    found = reading(made.docx(article), "a.docx")
    assert found["services"] == []
    assert found["findings"][0]["code"] == "charter.empty"
    assert "is it a charter?" in found["findings"][0]["message_en"]


def test_a_cell_with_its_own_table_is_read_as_one_cell():
    inner = Grid(((make_cell("আবেদনপত্র"), make_cell("ছবি")),))
    row = (*map(make_cell, ("1", *made.ROW[:2])), GridCell((inner,)), *map(make_cell, made.ROW[3:]))
    content = made.docx([Grid((tuple(map(make_cell, made.HEADS)), row))])
    assert services(content, "a.docx")[0]["documents"]["raw"] == nfc("আবেদনপত্র ছবি")


def test_a_line_break_inside_a_cell_is_a_space():
    row = tuple(map(make_cell, ("1", *made.ROW)))
    row = (row[0], GridCell((Paragraph((TextRun("সনদ"), TextRun("\nপ্রদান"))),)), *row[2:])
    assert services(made.docx([Grid((tuple(map(make_cell, made.HEADS)), row))]), "a.docx")[0]["name"] == nfc(
        "সনদ প্রদান"
    )
