"""A letter as DOCX, for whoever must go on with it in Word: the same data as the PDF, by the writer of the
charter's own file (decision 018).
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ongikar.charter.publication.docx_elements import (
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    FONTS,
    OFFICE,
    RELATIONS,
    WORDS,
    XML,
    core_properties_xml,
    docx_paragraph,
    docx_runs,
    pack_parts,
    styles_xml,
)
from ongikar.core.i18n.say import override_language, say
from ongikar.rules.bangla.text import digits

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# In twentieths of a point: A4 upright, 24 mm at the sides.
PAGE, MARGIN = (11_906, 16_838), 1_360
BODY, HEAD, SMALL = 12, 14, 10


def letter_docx(paper: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """`paper`: as `paper.printed` gives it. For the same paper and moment the bytes are the same."""
    with override_language(paper["language"]):
        body = "".join(paragraphs(paper))
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}"'
        f' w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
    )
    office = paper["office"]["name"]
    footer = docx_runs(paper["memo_number"], points=SMALL)
    return pack_parts(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": f'{XML}<w:document {WORDS} xmlns:r="{OFFICE}"><w:body>{body}{page}</w:body>'
            "</w:document>",
            "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
            "word/styles.xml": styles_xml(),
            "word/fontTable.xml": FONTS,
            "word/footer1.xml": f"{XML}<w:ftr {WORDS}><w:p>{footer}</w:p></w:ftr>",
            "docProps/core.xml": core_properties_xml(paper["subject"], office, paper["language"], made_at),
        }
    )


def paragraphs(paper: Mapping[str, Any]) -> Iterator[str]:
    """The letter from its head to its copies, in the order of the form."""
    office = paper["office"]
    government = say("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "Government of the People’s Republic of Bangladesh")
    for line in filter(None, (office.get("sample"), government, office["department"], office["name"])):
        yield docx_paragraph(line, points=BODY, align="center")
    yield docx_paragraph(paper["memo_number"], points=BODY, before=say("স্মারক নম্বর: ", "Memo No.: "))
    both = ", ".join(filter(None, (paper["date"], paper.get("date_bangla"))))
    yield docx_paragraph(both, points=BODY, before=say("তারিখ: ", "Date: "))
    if paper.get("mark"):
        yield docx_paragraph(paper["mark"], points=SMALL, bold=True, align="center")
    if paper.get("heading"):
        yield docx_paragraph(paper["heading"], points=HEAD, bold=True, align="center")
    if not paper.get("to_below"):
        yield from lines(paper["to"])
    yield docx_paragraph(
        paper["subject"], points=BODY, bold=True, style="Heading2", before=say("বিষয়: ", "Subject: ")
    )
    if paper.get("reference"):
        yield docx_paragraph(paper["reference"], points=BODY, before=say("সূত্র: ", "Reference: "))
    yield from lines(filter(None, (paper.get("salutation"),)))
    yield from lines(paper["body"])
    for label, words in paper.get("facts", ()):
        yield docx_paragraph(words, points=BODY, before=f"{label}: ")
    yield from numbered_paragraphs(say("সংযুক্তি:", "Enclosures:"), paper.get("enclosures", ()))
    yield docx_paragraph("", points=BODY)
    for line in filter(None, (paper.get("valediction"), *paper["signer"])):
        yield docx_paragraph(line, points=BODY, align="right")
    if paper.get("to_below"):
        yield from lines(paper["to"])
    if paper.get("through"):
        yield docx_paragraph(", ".join(paper["through"]), points=BODY, before=say("মাধ্যম: ", "Through: "))
    yield from numbered_paragraphs(say("অনুলিপি:", "Copy to:"), paper.get("copies", ()))


def lines(words: Any) -> Iterator[str]:
    for paragraph in words:
        for line in str(paragraph).split("\n"):
            yield docx_paragraph(line, points=BODY)


def numbered_paragraphs(title: str, words: Any) -> Iterator[str]:
    if not words:
        return
    yield docx_paragraph(title, points=BODY, bold=True)
    for place, line in enumerate(words, 1):
        mark = say("{n}। ", "{n}. ", n=digits(place, "en"))
        yield docx_paragraph(line, points=BODY, before=mark)
