"""Main loop of the parser: splits a document into headings, tables and lines of text in the order printed,
and passes each to the section it belongs to.
"""

from collections.abc import Iterable, Iterator

from ongikar.rules.bangla.bijoy import BANGLA
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
from ongikar.rules.charter.reading_types import CharterReading, Finding, ParsedService, ParsedTier

from .blocks import Block, Paragraph, runs_of
from .legacy_letters import conversion_findings, convert_blocks
from .lines import EMPTY_CELL, LONGEST_LINE, MOST_LINES, clean_lines, says_when_published, squeeze
from .prose import UntabledLines, may_be_charter
from .sections import CATEGORIES, SERVICE_SECTIONS, Heading, read_heading
from .services import contact_findings, read_service, read_tier, room_findings, row_findings

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
