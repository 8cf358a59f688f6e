"""What a letter says as a paper: made from its rows while it is a draft, frozen when it is signed, and
printed from what was frozen ever after, as PDF or, for whoever must go on with it in Word, as DOCX.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
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
    docx_cell,
    docx_paragraph,
    docx_row,
    docx_runs,
    docx_table,
    pack_parts,
    styles_xml,
)
from ongikar.core.i18n.say import override_language, say
from ongikar.offices.models import Post
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import qr, render
from ongikar.people.models import Holding, User
from ongikar.people.rules import CHARGE_WORDS
from ongikar.rules.bangla import text
from ongikar.rules.bangla.text import digits
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Letter, LetterText, Recipient
from .body_parts import Part, body_parts
from .drafting import Addressee, Wording
from .kinds import KINDS, kind_words
from .proof import proof_printed


def signer_lines(user: User | None, post: Post, now: datetime) -> list[str]:
    """Who signs, under the post and in the charge in which they hold it that day; in the language at hand."""
    title = post.title
    if user is not None:
        held = Holding.objects.on(now.astimezone(TZ).date()).filter(user=user, post=post).first()
        if held and held.charge != Holding.OWN:
            title = f"{title} ({say(*CHARGE_WORDS[held.charge])})"
    return [line for line in (user.name if user else "", title, post.seat) if line]


def paper_of(
    letter: Letter,
    version: LetterText,
    *,
    signed: Sequence[str],
    verify: Mapping[str, str] | None = None,
    head: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """All that the paper says but its number and its date, in the language of the text.

    `signed`: the lines under the signature. `verify`: an address to put into a QR, and the words beside it.
    `head`: the letterhead of an office above that issues it.
    """
    with override_language(version.language):
        return paper_data(
            kind=letter.kind,
            wording=version,
            head=dict(head) if head else letterhead(letter.office),
            recipients=list(letter.recipients.all()),
            signed=signed,
            enclosures=[each.title for each in letter.enclosures.all()],
            verify=verify,
        )


def paper_data(
    *,
    kind: str,
    wording: LetterText | Wording,
    head: Mapping[str, str],
    recipients: Sequence[Recipient | Addressee],
    signed: Sequence[str],
    enclosures: Sequence[str] = (),
    verify: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The same of a letter whose rows are not written yet: what is shown before it is signed is what is
    printed.
    """
    form, tongue = KINDS[kind], wording.language

    def lines(role: str) -> list[str]:
        return [recipient_line(each) for each in recipients if each.role == role]

    with override_language(tongue):
        return {
            "language": tongue,
            "office": dict(head),
            "heading": kind_words(kind, tongue) if form.is_named else "",
            "subject": wording.subject_line,
            "reference": wording.source,
            "to": addressee_lines(recipients) if len(lines(Recipient.TO)) == 1 else lines(Recipient.TO),
            "to_below": form.is_to_below,
            "salutation": say(*form.salutation),
            "body": body_parts(wording.body),
            "facts": [list(part) for part in wording.parts],
            "valediction": say(*form.valediction),
            "signer": list(signed),
            "enclosures": list(enclosures),
            "through": lines(Recipient.THROUGH),
            "copies": lines(Recipient.COPY),
            **({"verify_at": verify["address"], "verify": verify["words"]} if verify else {}),
        }


def recipient_line(recipient: Recipient | Addressee) -> str:
    return ", ".join(filter(None, (recipient.name, recipient.address)))


def addressee_lines(recipients: Sequence[Recipient | Addressee]) -> list[str]:
    """The one it goes to: the name, then the address below it."""
    return [
        line
        for each in recipients
        if each.role == Recipient.TO
        for line in (*each.name.split("\n"), each.address)
        if line
    ]


def digest_of(paper: Mapping[str, Any]) -> str:
    """The SHA-256 of what was frozen: of its JSON with sorted keys and without blanks, in UTF-8."""
    canonical = json.dumps(paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def text_of(letter: Letter) -> LetterText:
    """The newest version: the one that is signed."""
    return letter.texts.order_by("-version")[0]


def is_as_signed(letter: Letter) -> bool:
    """Whether the frozen text is still the one that was signed; what retention emptied is."""
    frozen = text_of(letter).frozen
    return not frozen or digest_of(frozen) == letter.sha256


def current_paper(letter: Letter) -> dict[str, Any]:
    """What was frozen, or what the draft says now."""
    version = text_of(letter)
    if version.frozen:
        return dict(version.frozen)
    with override_language(version.language):
        signed = expected_signer(letter.signer, version.written_at) if letter.signer else []
    return paper_of(letter, version, signed=signed)


def printed_data(letter: Letter) -> dict[str, Any]:
    """The data of the paper as it is printed: with number and date of the issue, or the mark of a draft."""
    paper = current_paper(letter)
    tongue = paper["language"]
    address = paper.pop("verify_at", "")
    if address:
        paper["qr"] = qr(address)
    with override_language(tongue):
        if letter.issued_at is None:
            return paper | draft_marks(tongue, letter)
        day = letter.issued_at.astimezone(TZ).date()
        return paper | {
            "memo_number": text.digits(letter.memo_number, tongue),
            "date": text.date_words(day, tongue, weekday=False),
            "date_bangla": text.bangla_date_words(day) if tongue == "bn" else "",
            **proof_printed(letter),
        }


def draft_marks(tongue: str, letter: Letter | None = None) -> dict[str, str]:
    """What stands in the place of number and date before the issue; `letter`: where its rows are written."""
    with override_language(tongue):
        return {
            "memo_number": expected_memo(letter, tongue),
            "date": say("(জারির দিন)", "(day of issue)"),
            "mark": say(
                "খসড়া: নম্বর ও তারিখ জারির সময় বসবে", "DRAFT: number and date are entered when it is issued"
            ),
        }


def expected_signer(post: Post, now: datetime) -> list[str]:
    """Who is to sign a draft: whoever holds the post now."""
    held = Holding.objects.on(now.astimezone(TZ).date()).filter(post=post).select_related("user").first()
    return signer_lines(held.user if held else None, post, now)


def expected_memo(letter: Letter | None, tongue: str) -> str:
    """The number as far as it is known before the issue: that of the file."""
    then = say("(জারির সময় বসবে)", "(entered at issue)")
    return f"{text.digits(letter.file.number, tongue)}-{then}" if letter and letter.file else then


def is_emptied(letter: Letter, version: LetterText | None = None) -> bool:
    """Whether retention has emptied what a signed letter said. `version`: its text, where it was read."""
    return bool(letter.sha256) and not (version or text_of(letter)).frozen


def letter_pdf(letter: Letter) -> bytes | None:
    """The letter as PDF, the same bytes each time; None once retention has emptied what it said."""
    return None if is_emptied(letter) else render("letter", printed_data(letter))


def label_pdf(letter: Letter, recipient: Recipient) -> bytes:
    """The label of an envelope, in the language of the letter: to whom and where, from whom, which memo. The
    address is the one that it was posted to last, else the recipient's own.
    """
    tongue = text_of(letter).language
    posted = recipient.dispatches.exclude(address="").order_by("-id").values_list("address", flat=True)
    address = posted.first() or recipient.address
    with override_language(tongue):
        return render(
            "envelope",
            {
                "language": tongue,
                "office": letterhead(letter.office),
                "title": say("খামের লেবেল", "Envelope label"),
                "to": [*recipient.name.split("\n"), *filter(None, map(str.strip, address.split("\n")))],
                "memo_number": text.digits(letter.memo_number, tongue),
            },
        )


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
    foot = " · ".join(filter(None, (paper["memo_number"], paper["office"].get("foot"))))
    footer = docx_runs(foot, points=SMALL)
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
    above = (office.get("sample"), office.get("head"), government)
    for line in filter(None, (*above, office["department"], office["name"])):
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
    for part in paper["body"]:
        yield from docx_part(part)
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


def docx_part(part: Part) -> Iterator[str]:
    if isinstance(part, str):
        yield from lines([part])
    elif "rows" in part:
        yield docx_body_table(part["rows"], set(part["figures"]))
    else:
        for mark, words in part["items"]:
            yield docx_paragraph(words, points=BODY, before=f"{mark} ")


# Of a column that holds a word or a figure only, and of one that holds sentences, in letters.
LEAST_SHARE, MOST_SHARE = 3, 30


def docx_body_table(rows: Sequence[Sequence[str]], figures: set[int]) -> str:
    """Columns as wide as their longest cell asks for, within reason, as on the paper."""
    shares = [
        min(max(LEAST_SHARE, *(len(cell) for cell in column)), MOST_SHARE)
        for column in zip(*rows, strict=True)
    ]
    room = PAGE[0] - 2 * MARGIN
    widths = [room * share // sum(shares) for share in shares]
    return docx_table(
        [
            docx_row(
                [
                    docx_cell(
                        [cell],
                        width,
                        points=SMALL,
                        bold=place == 0,
                        align="right" if column in figures else "",
                    )
                    for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
                ],
                repeats=place == 0,
            )
            for place, cells in enumerate(rows)
        ],
        widths,
    )


def numbered_paragraphs(title: str, words: Any) -> Iterator[str]:
    if not words:
        return
    yield docx_paragraph(title, points=BODY, bold=True)
    for place, line in enumerate(words, 1):
        mark = say("{n}। ", "{n}. ", n=digits(place, "en"))
        yield docx_paragraph(line, points=BODY, before=mark)
