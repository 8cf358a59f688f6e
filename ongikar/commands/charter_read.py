"""`ongikar charter read FILE`: what a published charter says, and what is wrong with it. Needs no Django."""

import argparse
import json
import sys
from pathlib import Path

from ongikar.charter.documents import DocumentFault, read_document
from ongikar.charter.official import finding_words
from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.lint import sort_findings
from ongikar.rules.charter.lint.findings import place_words, service_path
from ongikar.rules.charter.reading_types import ParsedTime, Reading
from ongikar.rules.promise.charter_time import read_charter_time


def read_charter(words: list[str]) -> int:
    """Print the reading of a charter document; with --json the whole object, else a summary with its
    findings.
    """
    parser = argparse.ArgumentParser(prog="ongikar charter read")
    parser.add_argument("file", type=Path)
    parser.add_argument("--language", "--lang", choices=("bn", "en"), default="bn")
    parser.add_argument("--json", action="store_true", help="the whole reading, for programs")
    asked = parser.parse_args(words)
    try:
        reading = read_document(asked.file)
    except DocumentFault as fault:
        return print_fault(fault)
    if asked.json:
        print(json.dumps(reading, ensure_ascii=False, indent=2))
    else:
        print(reading_summary(reading, asked.language))
    return 0


def print_fault(fault: DocumentFault) -> int:
    print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
    return 1


def reading_summary(reading: Reading, tongue: str) -> str:
    """Each service with its time as printed and as it would be counted, then what is wrong, as `charter lint`
    says it.
    """
    lines = [reading["title"] or pick_language("(শিরোনাম নেই)", "(no title)", tongue)]
    for service in reading["services"]:
        where = place_words(service_path(service), tongue)
        lines.append(f"  {where}: {service['name']} — {time_words(service['time'], tongue)}")
    counts = [
        (len(reading["services"]), "সেবা", "services"),
        (len(reading["grievance_tiers"]), "অভিযোগের ধাপ", "grievance steps"),
        (len(reading["expectations"]), "প্রত্যাশা", "expectations"),
        (len(reading["findings"]), "দোষ বা মন্তব্য", "findings"),
    ]
    lines.append(
        ", ".join(f"{digits(n, tongue)}{pick_language('টি ' + bn, ' ' + en, tongue)}" for n, bn, en in counts)
    )
    return "\n".join([*lines, *(finding_words(each, tongue) for each in sort_findings(reading["findings"]))])


def time_words(time: ParsedTime, tongue: str) -> str:
    """As printed, and beside it the count that a clock could keep."""
    read, _ = read_charter_time(time)
    counted = [(choice.label, choice.promise) for choice in read.choices] + [
        (label, promise) for _, promise, label in read.stages
    ]
    none = pick_language("গোনা যায় না", "cannot be counted", tongue)
    time_parts = [
        f"{label}: " * bool(label) + (promise.words(tongue) if promise else none)
        for label, promise in counted or [("", read.promise)]
    ]
    return f"{time['raw'] or '-'} ({'; '.join(time_parts)})"


def pick_language(bn: str, en: str, tongue: str) -> str:
    return bn if tongue == "bn" else en
