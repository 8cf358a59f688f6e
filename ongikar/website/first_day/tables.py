"""The tables that an office brings on its first day: which columns each has, and how a row of a sheet is
read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ongikar.core.i18n.say import say, say_lazy
from ongikar.rules.bangla.search import fold

PLACES, CONTACTS, CASES = "places", "contacts", "cases"
# So many rows are read of a file; what is more is brought in a second one.
MOST_ROWS = 2_000
MOST_LETTERS = 300
# What is told in sentences is as long as the form of its service takes it.
MOST_WORDS = 4_000
# A cell under a heading that is none of the table's own: perhaps a question of a service (questions.py).
ANSWER = "?"


@dataclass(frozen=True, slots=True)
class ImportTable:
    """One table: its columns with their headings in both languages; the first two tell it from others."""

    name: str
    words: tuple[str, str]
    columns: dict[str, tuple[str, str]]
    needed: tuple[str, ...]
    # Whether its other columns may be what a service asks.
    takes_answers: bool = False

    @property
    def title(self) -> str:
        return say(*self.words)

    def heading(self, column: str) -> str:
        return say(*self.columns[column])


TABLES = {
    PLACES: ImportTable(
        PLACES,
        ("জায়গা ও প্রতিষ্ঠান", "Places and institutions"),
        {
            "name_bn": ("জায়গার নাম", "Name of the place"),
            "kind": ("ধরন", "Sort"),
            "name_en": ("ইংরেজি নাম", "Name in English"),
            "union": ("ইউনিয়ন", "Union"),
            "eiin": ("ইআইআইএন", "EIIN"),
        },
        ("name_bn", "kind"),
    ),
    CONTACTS: ImportTable(
        CONTACTS,
        ("যোগাযোগ", "Contacts"),
        {
            "organisation": ("প্রতিষ্ঠান", "Organisation"),
            "post": ("পদ", "Post"),
            "name": ("নাম", "Name"),
            "address": ("ঠিকানা", "Address"),
            "mobile": ("মোবাইল", "Mobile"),
            "email": ("ই-মেইল", "E-mail"),
        },
        ("organisation", "post"),
    ),
    CASES: ImportTable(
        CASES,
        ("চলমান আবেদন", "Running cases"),
        {
            "number": ("পুরোনো নম্বর", "Old number"),
            "service": ("সেবা", "Service"),
            "received": ("পাওয়ার তারিখ", "Date received"),
            "name": ("আবেদনকারী", "Applicant"),
            "institution": ("যে প্রতিষ্ঠানের", "Institution"),
            "mobile": ("মোবাইল", "Mobile"),
            "email": ("ই-মেইল", "E-mail"),
            "address": ("ঠিকানা", "Address"),
            "asked": ("কী চেয়েছেন", "What was asked"),
        },
        ("number", "service", "received"),
        takes_answers=True,
    ),
}
NO_TABLE = say_lazy(
    "কোনো পাতার প্রথম সারির শিরোনাম চেনা যায়নি। নমুনা ফাইলটি নিয়ে তাতে লিখুন।",
    "No sheet has headings that are known in its first row. Take the sample file and fill it in.",
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a table, where it stood as the spreadsheet counts, and its cells but the empty ones."""

    table: str
    number: int
    cells: Mapping[str, str]


def rows_of_sheets(sheets: list[dict[tuple[int, int], str]]) -> Iterator[SheetRow]:
    """The rows of every sheet whose first row has the headings of a table; other sheets are left alone."""
    for cells in sheets:
        first = min(row for row, _ in cells)
        heads = {column: fold(text) for (row, column), text in cells.items() if row == first}
        table = table_with(heads.values())
        if table is None:
            continue
        named = columns_of(table, heads)
        by_row: dict[int, dict[str, str]] = {}
        for (row, column), text in cells.items():
            value = trim_lines(text)
            if row > first and column in named and value:
                by_row.setdefault(row, {})[named[column]] = value
        for row in sorted(by_row):
            yield SheetRow(table.name, row + 1, by_row[row])


def trim_lines(text: str) -> str:
    """Its lines stay: what is asked for may stand one on each."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def table_with(heads: object) -> ImportTable | None:
    """The table all of whose needed headings are there, in either language."""
    known = set(heads)  # type: ignore[call-overload]  # the values of a dict
    for table in TABLES.values():
        if all(known & {fold(words) for words in table.columns[name]} for name in table.needed):
            return table
    return None


def columns_of(table: ImportTable, heads: Mapping[int, str]) -> dict[int, str]:
    wanted = {fold(words): name for name, pair in table.columns.items() for words in pair}
    other = {column: ANSWER + head for column, head in heads.items() if head} if table.takes_answers else {}
    return other | {column: wanted[head] for column, head in heads.items() if head in wanted}
