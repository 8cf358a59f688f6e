"""Main loop of the parser: splits a document into headings, tables and lines of text in the order printed,
and passes each to the section it belongs to. Blocks in a Bijoy font are converted to Unicode first.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from ongikar.rules.bangla.bijoy import BANGLA, is_bijoy_font, looks_like_bijoy, to_unicode
from ongikar.rules.bangla.text import digits, latin_digits, nfc
from ongikar.rules.charter.lint import judge, make_finding, service_path
from ongikar.rules.charter.lint.table_form import judge_columns
from ongikar.rules.charter.lint.wording import misspellings, word_finding
from ongikar.rules.charter.parse.cells.marks import is_blank, serial_number, split_leading_serial
from ongikar.rules.charter.parse.cells.papers import papers_on_lines, papers_on_lines_of_rows, replace_items
from ongikar.rules.charter.parse.cells.time_words import MONTH
from ongikar.rules.charter.parse.fuzzy_regex import fuzzy_pattern, has_phrase
from ongikar.rules.charter.parse.headings.columns import LEAST_TIME
from ongikar.rules.charter.parse.tables.grids import Frame, pieces_of
from ongikar.rules.charter.parse.tables.rows import TableRow, rows_of_table
from ongikar.rules.charter.parse.tables.streams import stream_at
from ongikar.rules.charter.parse.tables.tables import ParsedTable, table_at
from ongikar.rules.charter.reading_types import (
    CharterReading,
    CharterText,
    Finding,
    ParsedService,
    ParsedTier,
)

from .blocks import Block, Grid, GridCell, Paragraph, TextRun, runs_of
from .entries import (
    UntabledLines,
    contact_findings,
    may_be_charter,
    read_service,
    read_tier,
    room_findings,
    row_findings,
)
from .lines import (
    EMPTY_CELL,
    LONGEST_LINE,
    MOST_LINES,
    clean_lines,
    is_furniture,
    says_when_published,
    squeeze,
    strip_markup,
)
from .sections import CATEGORIES, SERVICE_SECTIONS, Heading, read_heading

LONGEST_SAMPLE = 200_000
# The cells of a service that a reading keeps as text, and those it keeps as an object with its `raw`.
CELLS: Final = ("name", "method", "form_source")
READ_CELLS: Final = ("time", "documents", "fee", "responsible", "superior")


class UnicodeBlocks(NamedTuple):
    blocks: list[Block]
    converted: list[str]  # each text that was converted, as it now stands
    failed: list[str]  # each text with letters that no Bijoy font is known to draw


def convert_blocks(blocks: Iterable[Block]) -> UnicodeBlocks:
    """All blocks in Unicode. A run is Bijoy by its font; what has another font, or none, is or is not by its
    look as a whole.
    """
    blocks = list(blocks)
    sample = "\n".join(run.text for run in runs_of(blocks) if not is_bijoy_font(run.font))
    writer = _Writer(by_look=looks_like_bijoy(strip_markup(sample[:LONGEST_SAMPLE])))
    return UnicodeBlocks([writer.block(block) for block in blocks], writer.converted, writer.failed)


class _Writer:
    def __init__(self, *, by_look: bool) -> None:
        self.by_look = by_look
        self.converted: list[str] = []
        self.failed: list[str] = []

    def block(self, block: Block, *, in_cell: bool = False) -> Block:
        if isinstance(block, Grid):
            return Grid(tuple(tuple(self._cell(cell) for cell in row) for row in block.rows))
        return self._paragraph(block, in_cell=in_cell)

    def _cell(self, cell: GridCell) -> GridCell:
        before = len(self.converted)
        written = cell._replace(blocks=tuple(self.block(block, in_cell=True) for block in cell.blocks))
        if len(self.converted) > before:
            self.converted[before:] = [squeeze(written.text)]
        return written

    def _is_bijoy(self, run: TextRun) -> tuple[bool, bool]:
        """Whether the font says so, and whether the letters are Bijoy."""
        named = is_bijoy_font(run.font)
        return named, named or self.by_look

    def _rewrite_text(self, text: str, *, sure: bool, in_cell: bool) -> str:
        """The text line by line; what the portal prints around a page was never in the font."""
        lines: list[str] = []
        for line in text.splitlines(keepends=True):
            if not sure and is_furniture(line):
                lines.append(line)
                continue
            written, unknown = to_unicode(
                line, sure=sure, pipes_part_cells=not in_cell and line.count("|") > 1
            )
            lines.append(written)
            if unknown:
                self.failed.append(squeeze(line)[:80])
        return "".join(lines)

    def _paragraph(self, paragraph: Paragraph, *, in_cell: bool) -> Paragraph:
        pieces: list[str] = []
        changed = False
        # Runs of one font are read together: Word cuts a word where a spelling was corrected.
        for (named, bijoy), runs in groupby(paragraph.runs, key=self._is_bijoy):
            text = "".join(run.text for run in runs)
            if not bijoy or not text.strip():
                pieces.append(text)
                continue
            written = self._rewrite_text(strip_markup(text), sure=named, in_cell=in_cell)
            changed = changed or (written != nfc(text) and BANGLA.search(written) is not None)
            pieces.append(written)
        if changed:
            before = set(map(squeeze, nfc(paragraph.text).splitlines()))
            lines = map(squeeze, "".join(pieces).splitlines())
            self.converted += [line for line in lines if line not in before and BANGLA.search(line)]
        return Paragraph((TextRun("".join(pieces)),))


def conversion_findings(rewritten: UnicodeBlocks, reading: CharterText) -> list[Finding]:
    """A finding at every cell of the reading that was converted, and one for every text that could not be."""
    findings = [make_finding("text.legacy_encoding", "charter", text) for text in rewritten.failed]
    if not rewritten.converted:
        return findings
    known = {pair for text in rewritten.converted for pair in _pairs(text)}
    for where, printed in _printed_cells(reading):
        if BANGLA.search(printed) and not known.isdisjoint(_pairs(printed)):
            findings.append(make_finding("text.converted", where, printed))
    if len(findings) == len(rewritten.failed):
        findings.append(make_finding("text.converted", "charter", rewritten.converted[0]))
    return findings


def _pairs(text: str) -> set[tuple[str, ...]]:
    """Neighbouring words, by which a cell is known again after its row was joined, or its
    serial taken off.
    """
    words = text.replace("|", " ").split()
    return set(pairwise(words)) if len(words) > 1 else {tuple(words)}


def _printed_cells(reading: CharterText) -> Iterator[tuple[str, str]]:
    yield from ((key, text) for key in ("title", "vision", "mission") if (text := reading[key]))
    for service in reading["services"]:
        where = service_path(service)
        yield from ((f"{where}/{key}", text) for key in CELLS if (text := service[key]))
        yield from ((f"{where}/{key}", service[key]["raw"]) for key in READ_CELLS if service[key]["raw"])
        yield from ((f"{where}/{label}", text) for label, text in service["extras"].items())
    for number, text in enumerate(reading["expectations"], start=1):
        yield f"expectations/{number}", text
    for tier in reading["grievance_tiers"]:
        where = f"tiers/{tier['tier']}"
        yield from ((f"{where}/{key}", tier[key]) for key in ("when", "officer", "address") if tier.get(key))
        if tier["limit"]["raw"]:
            yield f"{where}/limit", tier["limit"]["raw"]


# What the official form itself says; nothing in it is of this office.
OF_THE_FORM = fuzzy_pattern(
    r"গণপ্রজাতন্ত্রী\s*বাংলাদেশ\s*সরকার|(?:\S+\s+){0,12}?দায়িত্বপ্রাপ্ত\s*কর্মকর্তার\s*(?:সঙ্গে|সাথে)\s*যোগাযোগ\s*কর(?:ুন"
    r"|বেন).{0,80}?(?:নিম্নোক্ত|নিচের|নিম্নের)\s*পদ্ধতিতে.{0,80}"
)
# All that a line says which names the day or the version and nothing besides.
OF_THE_DAY = fuzzy_pattern(
    rf"{MONTH}|সর্বশেষ|হাল\s*-?\s*নাগাদ(?:ের|কৃত|করণ)?|প্রকাশ(?:ের|িত|কাল)?|কার্যকর|সংস্করণ|তারিখ(?:ে|ের)?|থেকে|হতে|সাল"
    r"|খ্রি(?:স্টাব্দ|ষ্টাব্দ)?|বঙ্গাব্দ|ইং"
    r"|\b(?:last|updated|published|effective|in"
    r" force|from|on|version|edition|revised|date|of|st|nd|rd|th)\b|[\W\d]+"
)
# The lines of text under each section, as printed.
Texts = dict[str, list[str]]

PLACED = ("title", "vision", "mission", "vision_and_mission", "subordinate", "expectations", "signature")
NONE_THERE = tuple(map(nfc, ("নেই", "নাই", "প্রযোজ্য নয়", "none", "N/A")))
SIGNATURE = ("name", "post", "place")


def charter_title(texts: Texts) -> str | None:
    return texts["title"][0].strip(" ঃ:-") if texts.get("title") else None


def section_text(texts: Texts, *sections: str) -> str | None:
    """The text of the first of the sections that has any."""
    said = ([line for line in texts.get(section, []) if not is_blank(line)] for section in sections)
    return next((" ".join(lines).lstrip(" :ঃ–-") for lines in said if lines), None)


def subordinate_offices(texts: Texts) -> list[str]:
    """What section 3 names; nothing where it says that there is none."""
    return [line for line in texts.get("subordinate", []) if not any(word in line for word in NONE_THERE)]


def read_expectations(texts: Texts) -> list[str]:
    return [split_leading_serial(line)[1] for line in texts.get("expectations", [])]


def signatory(texts: Texts) -> dict[str, str] | None:
    """Name, post and place under "স্বাক্ষরিত"; None where nobody has signed."""
    lines = [line for line in texts.get("signature", []) if line.strip("/= ")]
    return dict(zip(SIGNATURE, lines, strict=False)) if lines else None


def is_boilerplate(line: str) -> bool:
    """Words of the official form, and the day or version of the charter, which is looked for by itself."""
    return bool(OF_THE_FORM.fullmatch(line.strip())) or (
        says_when_published(line) and not OF_THE_DAY.sub("", latin_digits(line)).strip()
    )


def unplaced_lines(texts: Texts) -> list[str]:
    """Lines that belong to no part of the reading; they are kept as findings, so that nothing is dropped."""
    lines = [line for section, kept in texts.items() if section not in PLACED for line in kept]
    lines += texts.get("title", [])[1:] + texts.get("signature", [])[len(SIGNATURE) :]
    lines = [line for line in lines if not is_boilerplate(line)]
    # A number row printed before its headings says nothing.
    return [line for line in lines if serial_number(line.strip("| ")) is None and line.strip("| ")]


def heading_findings(table: ParsedTable, where: str) -> list[Finding]:
    """The faults of the headings, each under its column."""
    findings = []
    filled = sum(1 for column in table.columns if column.label)
    if table.numbered is not None and table.numbered < filled:
        counted = f"{table.numbered}/{filled}"
        findings.append(make_finding("header.short", where, digits(counted), raw_en=counted))
    findings += judge_columns(table.columns, where)
    for column in table.columns:
        if column.kind == "time" and has_phrase(column.label, *LEAST_TIME):
            findings.append(make_finding("header.least_time", f"{where}/time", column.label))
        for code, printed, standard in misspellings(column.label):
            findings.append(word_finding(code, f"{where}/{column.kind}", printed, standard))
    return findings


def drop_repeated_findings(findings: list[Finding]) -> list[Finding]:
    """Headings repeated on every page repeat their faults; each is said once."""
    seen: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding["code"], finding["where"], finding["raw"]), finding)
    return list(seen.values())


Piece = Heading | ParsedTable | str


def split_pieces(lines: list[str]) -> Iterator[Piece]:
    """Every line ends in exactly one piece; blank lines are dropped."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.strip() or line == EMPTY_CELL:
            index += 1
        elif len(line) > LONGEST_LINE or index >= MOST_LINES:
            yield line.strip()
            index += 1
        elif table := table_at(lines, index) or (None if read_heading(line) else stream_at(lines, index)):
            yield table
            index = table.end
        else:
            yield read_heading(line) or line.strip()
            index += 1


class Flow:
    """The blocks of a document as pieces; paragraphs side by side are lines of one text, in which a table may
    be typed.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.pieces: list[Piece] = []
        self.lines: list[str] = []  # every line that stands in no table, cleaned
        self.text: list[str] = []  # the same as printed
        self._before: Frame | None = None
        self._open: list[str] = []
        self._follow(blocks)
        self._close()

    def _follow(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._open.append(block.text)
                continue
            self._close()
            pieces, frame = pieces_of(block, self._before)
            for piece in pieces:
                if isinstance(piece, list):
                    self._follow(piece)
                else:
                    self._close()
                    self.pieces.append(piece)
            self._before = frame or self._before

    def _close(self) -> None:
        """What was said between two grids; a heading, or a table typed there, ends the one before."""
        text, self._open = "\n".join(self._open), []
        lines = clean_lines(text)
        pieces = list(split_pieces(lines))
        if any(not isinstance(piece, str) for piece in pieces):
            self._before = None
        self.text.append(text)
        self.lines += lines
        self.pieces += pieces


class DocumentReading:
    """Collects one document. Rows stay open until the end, because a page break may still
    bring their rest.
    """

    def __init__(self) -> None:
        self.section = "front"
        self.category: str | None = None
        self.division: str | None = None
        self.texts: Texts = {}
        self.rows: list[tuple[str | None, TableRow]] = []
        self.tier_rows: list[TableRow] = []
        self.last_table: list[str] = []  # the columns of the table before, while no heading has come between
        self.untabled = UntabledLines()
        self.papers: dict[str, list[str]] = {}  # what stands on several lines of one cell
        self.findings: list[Finding] = []

    def of(self, blocks: Iterable[Block]) -> CharterReading:
        rewritten = convert_blocks(blocks)
        flow = Flow(rewritten.blocks)
        self.papers = papers_on_lines(rewritten.blocks)
        for piece in flow.pieces:
            if isinstance(piece, Heading):
                self._enter(piece)
            elif isinstance(piece, ParsedTable):
                self._take(piece)
            else:
                self._keep(piece)
        self.rows[:0] = self.untabled.bullets()
        if not self.rows:
            self._take_prose("\n".join(flow.text).splitlines())
        if (flow.pieces or flow.lines) and not says_when_published("\n".join(flow.text)):
            self.findings.append(make_finding("charter.no_date", "charter"))
        if flow.pieces and not any(BANGLA.search(run.text) for run in runs_of(rewritten.blocks)):
            self.findings.append(make_finding("text.english_only", "charter"))
        reading = self._result()
        reading["findings"][:0] = conversion_findings(rewritten, reading)
        return reading

    def _keep(self, line: str) -> None:
        self.texts.setdefault(self.section, []).append(squeeze(line.rstrip(" |")) or squeeze(line))
        if self.section in SERVICE_SECTIONS:
            self.untabled.keep(self.category, line)

    def _enter(self, heading: Heading) -> None:
        self.last_table = []
        if heading.section in ("title", "services") and "title" not in self.texts and not self.rows:
            self.texts["title"] = [squeeze(heading.text)]
        elif heading.section == "title":
            self.texts.setdefault("front", []).append(squeeze(heading.text))
        if heading.section == "title" and self.section != "front":
            return
        self.section = heading.section
        if heading.section in CATEGORIES:
            self.category, self.division = CATEGORIES[heading.section], None
        elif heading.section == "division":
            self.division = squeeze(heading.text)
        if heading.rest:
            self.texts.setdefault(self.section, []).append(squeeze(heading.rest))

    def _take(self, table: ParsedTable) -> None:
        kinds = [column.kind for column in table.columns]
        self.papers |= papers_on_lines_of_rows(table.rows)
        if "expectation" in kinds or (self.section == "expectations" and "time" not in kinds):
            self.findings += heading_findings(table, "header/expectations")
            listed = [squeeze(row[-1]) for row in table.rows if row[-1]]
            self.texts.setdefault("expectations", []).extend(listed)
            return
        of_tiers = "when" in kinds
        part = "tiers" if of_tiers else self.category or "services"
        self.findings += heading_findings(table, f"header/{part}")
        repeated = kinds == self.last_table
        before = self.tier_rows if of_tiers else [row for _, row in self.rows]
        rows = rows_of_table(table, before[-1] if before and repeated else None, repeated=repeated)
        if of_tiers:
            self.tier_rows += rows
        else:
            self.untabled.table_begins()
            self.rows += [self._place_row(row) for row in rows]
        self.last_table = kinds

    def _place_row(self, row: TableRow) -> tuple[str | None, TableRow]:
        """The row under the category and department whose heading stands above it, inside the
        table or out.
        """
        if row.group and row.group.section in CATEGORIES:
            self.category, self.division = CATEGORIES[row.group.section], None
        elif row.group:
            self.division = squeeze(row.group.text)
        row.division = self.division
        return self.category, row

    def _take_prose(self, lines: list[str]) -> None:
        if not may_be_charter([*lines, *(line for _, line in self.untabled.lines)]):
            return
        self.rows += self.untabled.services()
        if self.rows:
            self.findings.append(make_finding("layout.prose", "charter"))
            self.texts = {part: kept for part, kept in self.texts.items() if part in PLACED}
            self.texts["title"] = self.texts.get("title", [])[:1]

    def _services(self) -> list[ParsedService]:
        services: list[ParsedService] = []
        positions: dict[str | None, int] = {}
        for category, row in self.rows:
            positions[category] = positions.get(category, 0) + 1
            number = positions[category] if row.serial is None else row.serial
            services.append(read_service(row, category, number))
            replace_items(services[-1]["documents"], self.papers)
            self.findings += row_findings(row, services[-1], service_path(services[-1]))
        self.findings += room_findings([row for _, row in self.rows], services)
        return services

    def _tiers(self) -> list[ParsedTier]:
        tiers = []
        for position, row in enumerate(self.tier_rows, start=1):
            number = position if row.serial is None else row.serial
            tiers.append(read_tier(row, number))
            self.findings += contact_findings(f"{row['whom']} {row['address']}", f"tiers/{number}")
        return tiers

    def _result(self) -> CharterReading:
        services = self._services()
        if not services:
            self.findings.insert(0, make_finding("charter.empty", "charter"))
        reading: CharterReading = {
            "title": charter_title(self.texts),
            "vision": section_text(self.texts, "vision", "vision_and_mission"),
            "mission": section_text(self.texts, "mission"),
            "services": services,
            "subordinate_offices": subordinate_offices(self.texts),
            "expectations": read_expectations(self.texts),
            "grievance_tiers": self._tiers(),
            "signatory": signatory(self.texts),
            "findings": [],
        }
        self.findings += [
            make_finding("text.unplaced", "charter", line) for line in unplaced_lines(self.texts)
        ]
        reading["findings"] = drop_repeated_findings(self.findings + judge(reading))
        return reading
