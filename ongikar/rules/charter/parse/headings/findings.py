"""Finds faults of the headings of a table: unnumbered columns, a minimum time promised, misspelt words."""

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.lint import make_finding
from ongikar.rules.charter.lint.table_form import judge_columns
from ongikar.rules.charter.lint.wording import misspellings, word_finding
from ongikar.rules.charter.parse.fuzzy_regex import has_phrase
from ongikar.rules.charter.parse.tables.tables import ParsedTable
from ongikar.rules.charter.reading_types import Finding

from .columns import LEAST_TIME


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
