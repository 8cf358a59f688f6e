"""Whose a row is: the case, complaint, service or office that somebody would ask about, found from what was sealed of it."""

from typing import Any

from ongikar.journal.sealed_columns import sealed_tables
from ongikar.journal.standing_rows import model_of
from ongikar.rules.row_seals import Difference, ExpectedRows

# Columns that lead towards what a row belongs to, the nearest first.
WAYS = (
    ("case_id", "cases_case"), ("grievance_id", "grievances_grievance"), ("clock_id", "clock_clock"),
    ("version_id", "charter_charterversion"), ("office_id", "offices_office"),
)  # fmt: skip
SUBJECTS = {"case": "cases_case", "grievance": "grievances_grievance"}


class Subjects:
    """Names what differences are about. What was sealed comes first: the row itself may be gone or say something else."""

    def __init__(self, expected: ExpectedRows):
        self.expected = expected
        self.known: dict[tuple[str, str], str] = {}

    def of(self, each: Difference) -> str:
        return self.name(each.table, each.key)

    def name(self, table: str, key: str) -> str:
        if (table, key) not in self.known:
            self.known[table, key] = self.find(table, key)
        return self.known[table, key]

    def find(self, table: str, key: str) -> str:
        row = self.values(table, key)
        match table:
            case "cases_case" | "grievances_grievance":
                return str(row.get("number") or f"{table} {key}")
            case "charter_service":
                return str(row.get("code") or key)
            case "offices_office":
                return str(row.get("slug") or key)
            case "offices_serial":
                office, book, year = key.split(":", 2)
                return f"{self.name('offices_office', office)} {book} {year}"
            case "charter_charterversion":
                return f"{self.name('offices_office', str(row.get('office_id')))} {row.get('number', '')}"
            case "clock_clock":
                return self.owner_of_clock(key) or self.name("offices_office", str(row.get("office_id")))
            case "people_applicant":
                return self.applicants(key)
        if row.get("subject_type") in SUBJECTS:
            return self.name(SUBJECTS[row["subject_type"]], str(row["subject_id"]))
        for column, leads_to in WAYS:
            if row.get(column) is not None:
                return self.name(leads_to, str(row[column]))
        return f"{table} {key}"

    def values(self, table: str, key: str) -> dict[str, Any]:
        """What was sealed of a row; of one that was never sealed, what stands."""
        if sealed := self.expected.row(table, key):
            return sealed
        if sealed_tables()[table].natural_key or not key.isdecimal():
            return {}
        columns = [column.name for column in sealed_tables()[table].columns]
        rows = model_of(sealed_tables()[table])._base_manager.filter(pk=key)
        return rows.values(*columns).first() or {}

    def owner_of_clock(self, key: str) -> str:
        for table, rows in (("cases_case", self.expected.tables.get("cases_case", {})),
                            ("cases_earlierending", self.expected.tables.get("cases_earlierending", {})),
                            ("grievances_stage", self.expected.tables.get("grievances_stage", {}))):  # fmt: skip
            for owner, values in rows.items():
                if str(values.get("clock_id")) == key:
                    return self.name(table, owner)
        return ""

    def applicants(self, key: str) -> str:
        for table, column in (("cases_case", "applicant_id"), ("grievances_grievance", "complainant_id")):
            for owner, values in self.expected.tables.get(table, {}).items():
                if str(values.get(column)) == key:
                    return self.name(table, owner)
        return f"people_applicant {key}"
