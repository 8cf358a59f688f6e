"""The official paper as data: one sheet of words, from which HTML, DOCX, text and PDF are each set in their
own way.
"""

from typing import Any, NamedTuple

from ongikar.charter.models import CharterVersion, Service, services_in_force
from ongikar.charter.terms import CATEGORY_WORDS
from ongikar.charter.tier_terms import numbered_terms
from ongikar.core.i18n.say import language, say
from ongikar.rules.bangla import text

from .official_table import (
    CELLS,
    EMPTY,
    EXPECTATION_COLUMNS,
    TIER_COLUMNS,
    FormColumn,
    Lines,
    OfficialForm,
    tier_cells,
)

# The sections of the form, by their numbers, in the words of the Cabinet Division's layout.
HEADINGS = {
    1: ("ভিশন ও মিশন", "Vision and mission"),
    2: ("প্রতিশ্রুত সেবাসমূহ", "Services promised"),
    3: ("আওতাধীন দপ্তর কর্তৃক প্রদত্ত সেবা", "Services of subordinate offices"),
    4: ("আপনার কাছে আমাদের প্রত্যাশা", "What we expect of you"),
    5: ("অভিযোগ ব্যবস্থাপনা পদ্ধতি (GRS)", "How complaints are handled (GRS)"),
}


class SheetRow(NamedTuple):
    code: str
    cells: list[Lines]


class SheetTable(NamedTuple):
    """`heading` is "" for a table right under the heading of its section. `is_numbered`: a row of (১), (২) …
    follows.
    """

    heading: str
    columns: list[str]
    widths: list[float]
    rows: list[SheetRow]
    is_numbered: bool = True


class Sheet(NamedTuple):
    """All words of the charter in the official form, in `language`."""

    language: str
    office: list[str]
    title: str
    edition: str
    headings: dict[int, str]
    vision: tuple[str, str]
    mission: tuple[str, str]
    services: list[SheetTable]
    subordinate: str
    expectations: SheetTable
    tiers: SheetTable
    signed: str
    signatory: list[str]
    # Under the table of the tiers, what its form has no column for.
    tier_terms: Lines = []

    def number(self, n: int) -> str:
        return text.digits(n, self.language)


def sheet_of(version: CharterVersion, form: OfficialForm) -> Sheet:
    """The sheet of a version in a form, in the language at hand."""
    office, tongue = version.office, language()
    tiers = list(version.tiers.select_related("post", "alternate"))
    signatory = version.signatory or {}
    return Sheet(
        language=tongue,
        office=[office.department, office.name, office.address],
        title=version.in_words("title") or say("সিটিজেন চার্টার", "Citizen’s Charter"),
        edition=edition_of(version),
        headings={n: f"{text.digits(n, tongue)}. {say(*words)}" for n, words in HEADINGS.items()},
        vision=(say("ভিশন", "Vision"), version.in_words("vision") or EMPTY),
        mission=(say("মিশন", "Mission"), version.in_words("mission") or EMPTY),
        services=tables_of(services_in_force(version), form, office.geocode),
        subordinate=say("আওতাধীন কোনো দপ্তর নেই।", "There is no office under this one."),
        expectations=SheetTable(
            "",
            titles(EXPECTATION_COLUMNS),
            widths(EXPECTATION_COLUMNS),
            [
                SheetRow("", [[text.digits(n, tongue)], [each[tongue] or each["bn"]]])
                for n, each in enumerate(version.expectations, 1)
            ],
            is_numbered=False,
        ),
        tiers=SheetTable(
            "",
            titles(TIER_COLUMNS),
            widths(TIER_COLUMNS),
            [SheetRow(f"tier-{tier.number}", tier_cells(tier)) for tier in tiers],
        ),
        signed=say("স্বাক্ষরিত", "Signed"),
        signatory=[line for key in ("name", "post", "place") if (line := signatory.get(key))],
        tier_terms=numbered_terms(tiers),
    )


def edition_of(version: CharterVersion) -> str:
    """Which version it is, and since when."""
    day = text.date_words(version.effective_from, language(), weekday=False)
    number = text.digits(version.number, language())
    return say(
        "সংস্করণ {number}, {day} থেকে কার্যকর",
        "Version {number}, in force from {day}",
        number=number,
        day=day,
    )


def tables_of(services: list[Service], form: OfficialForm, geocode: str) -> list[SheetTable]:
    """One table for each category that has a service, numbered ২.১ to ২.৩ as the form numbers them."""
    return [
        SheetTable(
            say("২.{n}) {title}", "2.{n}) {title}", n=place, title=say(*words[:2])),
            titles(form.columns),
            widths(form.columns),
            [
                SheetRow(each.code, [CELLS[column.key](each, geocode) for column in form.columns])
                for each in rows
            ],
        )
        for place, (category, words) in enumerate(CATEGORY_WORDS.items(), 1)
        if (rows := [each for each in services if each.category == category])
    ]


def titles(columns: tuple[FormColumn, ...]) -> list[str]:
    return [say(*column.words) for column in columns]


def widths(columns: tuple[FormColumn, ...]) -> list[float]:
    return [column.width for column in columns]


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """The sheet for a template that takes JSON; the lines of a cell are one text."""
    return sheet._asdict() | {
        "headings": [sheet.headings[n] for n in sorted(sheet.headings)],
        "services": [table_data(table) for table in sheet.services],
        "expectations": table_data(sheet.expectations),
        "tiers": table_data(sheet.tiers),
    }


def table_data(table: SheetTable) -> dict[str, Any]:
    return table._asdict() | {"rows": [["\n".join(lines) for lines in row.cells] for row in table.rows]}
