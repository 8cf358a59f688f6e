"""`ongikar charter lint FILE`: what a careful clerk would find wrong, the score, and what would raise it.
Needs no Django.

Exit status 1 where the charter has an error or cannot be read: a script may wait for 0 before it publishes.
"""

import argparse
import json
import tomllib
from pathlib import Path
from typing import TypedDict

from ongikar.charter.documents import DocumentFault, blocks_of, read_document
from ongikar.charter.official import counts_in_words, finding_words
from ongikar.charter.review.ingest import lines_of_blocks
from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.lint import Finding, grade, improvements, judge_against, sort_findings
from ongikar.rules.charter.lint.explained import explained_page
from ongikar.rules.charter.lint.grade import Improvement
from ongikar.rules.charter.lint.other_office import OwnOffice, heading_of, judge_office
from ongikar.rules.charter.reading_types import Reading

from .charter_read import print_fault

# The roles of the posts whose titles say what the office does.
GIVING = ("officer", "assistant")

# As many ways to a better score as one can set about at once.
MOST_RAISES = 10


class LintReport(TypedDict):
    title: str | None
    services: int
    score: int
    findings: list[Finding]
    raises: list[Improvement]


def lint_charter(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ongikar charter lint")
    parser.add_argument("file", type=Path)
    parser.add_argument("--before", type=Path, metavar="FILE", help="the version that this one replaces")
    parser.add_argument(
        "--office", type=Path, metavar="FOLDER", help="the folder of the office whose charter it should be"
    )
    parser.add_argument("--language", "--lang", choices=("bn", "en"), default="bn")
    parser.add_argument("--json", action="store_true", help="for programs, in both languages")
    asked = parser.parse_args(words)
    try:
        reading = read_document(asked.file)
        before = read_document(asked.before) if asked.before else None
        doubts = office_doubts(asked.file, reading, asked.office) if asked.office else []
    except DocumentFault as fault:
        return print_fault(fault)
    found = sort_findings(reading["findings"] + doubts + (judge_against(before, reading) if before else []))
    report: LintReport = {
        "title": reading["title"],
        "services": len(reading["services"]),
        "score": grade(len(reading["services"]), found),
        "findings": found,
        "raises": improvements(len(reading["services"]), found),
    }
    if asked.json:
        report_data = {**report, "raises": [way.as_data() for way in report["raises"]]}
        print(json.dumps(report_data, ensure_ascii=False, indent=2))
    else:
        print("\n".join(report_lines(report, asked.language)))
    return 1 if any(each["severity"] == "error" for each in found) else 0


def office_doubts(file: Path, reading: Reading, folder: Path) -> list[Finding]:
    """What tells that the document is another office's than the one of the folder."""
    own = folder_office(folder)
    return list(judge_office(reading, heading_of(list(lines_of_blocks(blocks_of(file, file.name)))), own))


def folder_office(folder: Path) -> OwnOffice:
    """The office as its office.toml describes it; raises DocumentFault where there is none
    that can be read.
    """
    path = folder / "office.toml"
    try:
        office_data = tomllib.loads(path.read_text("utf-8"))
        office = office_data["office"]
        titles = [
            post[f"title_{tongue}"]
            for post in office_data.get("posts", [])
            if post["role"] in GIVING
            for tongue in ("bn", "en")
        ]
        return OwnOffice(
            names=(office["name_bn"], office["name_en"]),
            addresses=(office["address_bn"], office["address_en"]),
            trade=(office["department_bn"], office["department_en"], *titles),
            geocode=office.get("geocode", ""),
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise DocumentFault(
            f"{path}: কার্যালয়ের ফাইলটি পড়া যায় না", f"{path}: the office’s file cannot be read"
        ) from None


def print_codes(words: list[str]) -> int:
    """`ongikar charter codes`: the page that documents every code, as docs/lint.md holds it."""
    argparse.ArgumentParser(prog="ongikar charter codes").parse_args(words)
    print(explained_page(), end="")
    return 0


def report_lines(report: LintReport, tongue: str) -> list[str]:
    lines = [report["title"] or ("(শিরোনাম নেই)" if tongue == "bn" else "(no title)")]
    lines += [finding_words(each, tongue) for each in report["findings"]]
    summary = counts_in_words(report["findings"], tongue)
    score = digits(report["score"], tongue)
    services = digits(report["services"], tongue)
    if tongue == "bn":
        lines += ["", f"{services}টি সেবা; {summary}। মান: ১০০-তে {score}।"]
    else:
        lines += [
            "",
            (
                f"{services} {'service' if report['services'] == 1 else 'services'}; {summary}. Score:"
                f" {score} of 100."
            ),
        ]
    if report["raises"]:
        lines.append("যা করলে মান বাড়বে:" if tongue == "bn" else "What would raise the score:")
        lines += [_way(way, tongue) for way in report["raises"][:MOST_RAISES]]
    return lines


def _way(way: Improvement, tongue: str) -> str:
    return f"  +{digits(way.gain, tongue)}  {way.bn if tongue == 'bn' else way.en}"
