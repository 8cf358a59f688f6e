"""The papers a service asks for: one cell, split into the papers it names."""

import re
from collections.abc import Iterable

from ongikar.rules.bangla.text import nfc
from ongikar.rules.charter.parse.cells import marks
from ongikar.rules.charter.parse.document.blocks import Block, Paragraph
from ongikar.rules.charter.parse.document.lines import INVISIBLE, LONGEST_CELL, squeeze
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern
from ongikar.rules.charter.reading_types import ParsedDocuments

# ১. …  ২) …  (ক) …  ১। …  ii) … : the numbering a clerk puts before each paper.
NUMBERED = re.compile(
    nfc(
        r"(?:^|(?<=[\s।৷;,.)]))(?:\(?(?:[0-9০-৯]{1,2}|[কখগঘঙচছজঝঞ])\s*[.)।৷]+(?![0-9০-৯])"
        r"|\(?(?:i{1,3}|iv|vi{0,3}|ix|x)\s*[.)]+)\s*"
    )
)
BULLETS = re.compile(r"(?:^|(?<=\s))[·•●▪*➢✓–-]\s+|[·•●▪➢✓]\s*")
SENTENCES = re.compile(r"\s*[।৷]\s+(?=\S)")
SEPARATORS = re.compile(r"\s*;\s*|\s*[।৷]\s+(?=\S)")
NOTHING = fuzzy_pattern(
    r"(?:(?:কোন[োও]?\s*)?(?:কাগজ(?:পত্র)?|কিছু|ফরম|আবেদন)?\s*(?:প্রয়োজন|দরকার)?\s*(?:হয়\s*না|নাই|নেই)"
    r"|(?:কোন[োও]?\s*)?(?:কাগজ(?:পত্র)?|কিছু|কিছুই)?\s*লাগ(?:ে|বে)\s*না|প্রযোজ্য\s*(?:নয়|নহে|না)"
    r"|none|nil|n\s*/\s*a|not (?:applicable|required|needed)|nothing)\s*[।.]?"
)
# "প্রাপ্তিস্থান: …" among the papers says where they are had, and is no part of the paper before it.
WHERE = re.compile(nfc(r"\s+(?=প্রাপ্তি\s*(?:র\s*)?স্থান\s*[:ঃ])"))
PLACE = re.compile(nfc(r"প্রাপ্তি\s*(?:র\s*)?স্থান\s*[:ঃ]\s*"))
# "প্রয়োজনীয় কাগজপত্রঃ ১। …": what a list is headed by is no paper.
LIST_HEAD = fuzzy_pattern(
    r"^[^:ঃ।,;]{0,80}?(?:কাগজ\s*পত্র|দলিলাদি|ডকুমেন্ট|তালিকা)[^:ঃ।,;]{0,20}[:ঃ]\s*[-–]?\s*(?=\(?[0-9০-৯ক]{1,2}\s*[.।)])"
)
EDGES = " ,;।৷"


def read_documents(printed: str) -> ParsedDocuments:
    """{"items", "raw"}: the papers in the order printed, without their numbering; none for a blank or নাই."""
    raw = nfc(printed).strip()
    if marks.is_blank(raw) or NOTHING.fullmatch(raw):
        return {"items": [], "raw": printed}
    return {"items": _items(raw) if len(raw) <= LONGEST_CELL else [raw], "raw": printed}


def papers_and_places(items: list[str]) -> tuple[list[str], list[str]]:
    """What is to be brought, and where it is had: of a merged column's items those that name a place are no
    papers.
    """
    papers = [item for item in items if not PLACE.match(nfc(item))]
    places = [PLACE.sub("", nfc(item), count=1) for item in items if PLACE.match(nfc(item))]
    return papers, [place for place in places if place]


def _items(raw: str) -> list[str]:
    raw = LIST_HEAD.sub("", raw)
    for mark in (NUMBERED, BULLETS):
        if len(mark.findall(raw)) > 1 or mark.match(raw):
            pieces = mark.split(raw)
            # A second sentence under one number is a paper, or a condition, of its own.
            return _keep_pieces(
                paper
                for piece in pieces
                for sentence in SENTENCES.split(piece)
                for paper in WHERE.split(sentence)
            )
    if SEPARATORS.search(raw):
        return _keep_pieces(SEPARATORS.split(raw))
    return _keep_pieces(_outside_brackets(raw))


def _outside_brackets(raw: str) -> list[str]:
    """The text parted at its commas, but for those inside brackets."""
    pieces, depth = [""], 0
    for letter in raw:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += letter
    return pieces if not depth else [raw]


def _keep_pieces(pieces: Iterable[str]) -> list[str]:
    return [text for piece in pieces if (text := _trim_piece(piece))]


def _trim_piece(piece: str) -> str:
    text = piece.strip(EDGES)
    # A full stop ends the paper; one inside an abbreviation stays.
    return text[:-1] if text.endswith(".") and not text[:-1].endswith((".", " ")) else text


# A line that ends so goes on in the next: somebody pressed Enter inside a sentence.
GOES_ON = re.compile(nfc(r"(?:[,/(–-]|(?:^|\s)(?:ও|এবং|বা|অথবা|এর|হতে|থেকে))$"))


def papers_on_lines(blocks: Iterable[Block]) -> dict[str, list[str]]:
    """Each cell's text as a reading keeps it, with the papers it names, for cells of several whole lines."""
    papers_by_line: dict[str, list[str]] = {}
    for block in blocks:
        if not isinstance(block, Paragraph):
            for row in block.rows:
                for cell in row:
                    papers_by_line |= papers_on_lines(cell.blocks)
                    if papers := _papers(cell.text):
                        papers_by_line[" ".join(papers)] = papers
    return papers_by_line


def papers_on_lines_of_rows(rows: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    """The same for the rows of a table typed as text."""
    lists = (papers for row in rows for text in row if "\n" in text and (papers := _papers(text)))
    return {" ".join(papers): papers for papers in lists}


def _papers(text: str) -> list[str]:
    lines = [squeeze(line) for line in INVISIBLE.sub("", nfc(text)).split("\n")]
    lines = [line for line in lines if line]
    whole = len(lines) > 1 and not any(map(GOES_ON.search, lines[:-1]))
    return lines if whole and all(line.count("(") == line.count(")") for line in lines) else []


def replace_items(documents: ParsedDocuments, papers: dict[str, list[str]]) -> None:
    """The items of a cell that nothing but its lines parts."""
    if documents["items"] == [documents["raw"]]:
        documents["items"] = papers.get(documents["raw"], documents["items"])
