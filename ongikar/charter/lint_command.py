"""`ongikar charter lint FILE`: what a careful clerk would find wrong, the score, and what would raise it. Needs no Django.

Exit status 1 where the charter has an error or cannot be read: a script may wait for 0 before it publishes.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from ongikar.rules.bangla import digits
from ongikar.rules.charter_lint import grade, in_order, judge_against, raises
from ongikar.rules.charter_lint.explained import page
from ongikar.rules.charter_lint.grade import Raise

from .commands import complain
from .documents import DocumentFault, read_document
from .finding_words import counts_in_words, finding_words

# As many ways to a better score as one can set about at once.
MOST_RAISES = 10


def lint(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="ongikar charter lint")
    parser.add_argument("file", type=Path)
    parser.add_argument("--before", type=Path, metavar="FILE", help="the version that this one replaces")
    parser.add_argument("--language", "--lang", choices=("bn", "en"), default="bn")
    parser.add_argument("--json", action="store_true", help="for programs, in both languages")
    asked = parser.parse_args(words)
    try:
        reading = read_document(asked.file)
        before = read_document(asked.before) if asked.before else None
    except DocumentFault as fault:
        return complain(fault)
    found = in_order(reading["findings"] + (judge_against(before, reading) if before else []))
    report = {
        "title": reading["title"],
        "services": len(reading["services"]),
        "score": grade(len(reading["services"]), found),
        "findings": found,
        "raises": raises(len(reading["services"]), found),
    }
    if asked.json:
        told = report | {"raises": [way.as_data() for way in report["raises"]]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n".join(in_words(report, asked.language)))
    return 1 if any(each["severity"] == "error" for each in found) else 0


def codes(words: list[str]) -> int:
    """`ongikar charter codes`: the page that documents every code, as docs/lint.md holds it."""
    argparse.ArgumentParser(prog="ongikar charter codes").parse_args(words)
    print(page(), end="")
    return 0


def in_words(report: dict[str, Any], tongue: str) -> list[str]:
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
            f"{services} {'service' if report['services'] == 1 else 'services'}; {summary}. Score: {score} of 100.",
        ]
    if report["raises"]:
        lines.append("যা করলে মান বাড়বে:" if tongue == "bn" else "What would raise the score:")
        lines += [_way(way, tongue) for way in report["raises"][:MOST_RAISES]]
    return lines


def _way(way: Raise, tongue: str) -> str:
    return f"  +{digits(way.gain, tongue)}  {way.bn if tongue == 'bn' else way.en}"
