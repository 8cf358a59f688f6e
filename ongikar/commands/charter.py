"""`ongikar charter read | lint | compare | score`: what a published charter says and what is wrong with it,
two charters service by service, and the parser measured on charters whose right reading was written by eye.
Needs no Django.

`lint` ends with exit status 1 where the charter has an error or cannot be read: a script may wait for 0
before it publishes.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypedDict

from ongikar.charter.documents import DocumentFault, blocks_of, read_document
from ongikar.charter.review.ingest import lines_of_blocks
from ongikar.core.command_line import add_json, add_language, print_json
from ongikar.core.command_progress import each_of, print_line, print_no_line, step
from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.compare import PROMISED, Change, compare, group_changes
from ongikar.rules.charter.lint import Finding, grade, improvements, judge_against, sort_findings
from ongikar.rules.charter.lint.code_explanations import explained_codes, explained_page
from ongikar.rules.charter.lint.findings import (
    counts_in_words,
    finding_words,
    place_words,
    service_path,
)
from ongikar.rules.charter.lint.grade import Improvement
from ongikar.rules.charter.lint.other_office import OwnOffice, heading_of, judge_office
from ongikar.rules.charter.reading_types import CharterReading, ParsedTime
from ongikar.rules.charter.score import NOTHING, Score, score_reading
from ongikar.rules.promise.charter_time import read_charter_time

READING = ("চার্টার পড়া", "Reading the charter")


def read_charter(words: list[str]) -> int:
    """Print the reading of a charter document; with --json the whole object, else a summary with its
    findings.
    """
    parser = argparse.ArgumentParser(prog="ongikar charter read")
    parser.add_argument("file", type=Path)
    add_language(parser)
    add_json(parser, "the whole reading, for programs")
    asked = parser.parse_args(words)
    try:
        with step(*READING):
            reading = read_document(asked.file)
    except DocumentFault as fault:
        return print_fault(fault)
    if asked.json:
        print_json(reading)
    else:
        print(reading_summary(reading, asked.language))
    return 0


def print_fault(fault: DocumentFault) -> int:
    print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
    return 1


def reading_summary(reading: CharterReading, tongue: str) -> str:
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
    add_language(parser)
    add_json(parser)
    asked = parser.parse_args(words)
    try:
        with step(*READING):
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
        print_json(report_data)
    else:
        print("\n".join(report_lines(report, asked.language)))
    return 1 if any(each["severity"] == "error" for each in found) else 0


def office_doubts(file: Path, reading: CharterReading, folder: Path) -> list[Finding]:
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
    parser = argparse.ArgumentParser(prog="ongikar charter codes")
    add_json(parser)
    if parser.parse_args(words).json:
        print_json(explained_codes())
    else:
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


# Before each line: harder for whoever asks, easier, or neither.
SIGNS = {True: "−", False: "+", None: "·"}
LEGEND = (
    "“−” আবেদনকারীর জন্য কঠিন, “+” সহজ, “·” কোনোটাই বলা যায় না।",
    "“−” harder for whoever asks, “+” easier, “·” neither can be said.",
)
TOTAL = (
    "{n}টি পার্থক্য, তার মধ্যে {worse}টি আবেদনকারীর জন্য কঠিন।",
    "Differences: {n}; harder for whoever asks: {worse}.",
)
NO_SERVICES = (
    "এতে কোনো সেবা পাওয়া যায়নি, তাই মেলানো যায় না। চার্টারের ফাইলটি দিন।",
    "no service was found in it, so there is nothing to compare. Give the file of a charter.",
)
NONE = ("প্রতিশ্রুতিতে কোনো পার্থক্য নেই।", "No promise differs.")


def compare_files(words: list[str]) -> int:
    """What the second charter promises otherwise than the first: time, fee, papers, and services that one
    lacks.
    """
    from ongikar.charter.documents import DocumentFault

    parser = argparse.ArgumentParser(prog="ongikar charter compare")
    parser.add_argument("before", type=Path, metavar="FILE")
    parser.add_argument("after", type=Path, metavar="FILE")
    parser.add_argument("--all", action="store_true", help="officers, places and complaint tiers too")
    add_language(parser)
    add_json(parser)
    asked = parser.parse_args(words)
    try:
        with step(*READING):
            before, after = read_charter_file(asked.before), read_charter_file(asked.after)
    except DocumentFault as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    changes = [each for each in compare(before, after) if asked.all or each.field in PROMISED]
    if asked.json:
        print_json([each._asdict() for each in changes])
    else:
        print("\n".join(change_lines(changes, asked.language)))
    return 0


def read_charter_file(file: Path) -> CharterReading:
    """Its reading; DocumentFault says which of the two files it is, also of one that holds no service to
    compare.
    """
    from ongikar.charter.documents import DocumentFault, read_document

    try:
        reading = read_document(file)
    except DocumentFault as fault:
        raise DocumentFault(f"{file.name}: {fault.bn}", f"{file.name}: {fault.en}") from fault
    if not reading["services"]:
        raise DocumentFault(*(f"{file.name}: {words}" for words in NO_SERVICES))
    return reading


def change_lines(changes: Sequence[Change], tongue: str) -> list[str]:
    spoken = 1 if tongue == "en" else 0
    if not changes:
        return [NONE[spoken]]
    worse = sum(each.is_worse is True for each in changes)
    total = digits(TOTAL[spoken].format(n=len(changes), worse=worse), tongue)
    return [
        *(f"{SIGNS[each.is_worse]} {getattr(each, tongue)}" for each in group_changes(changes)),
        total,
        LEGEND[spoken],
    ]


GOLD = Path(__file__).parents[1] / "rules" / "tests" / "charters"


def print_score(words: list[str]) -> int:
    """Print the figures of every NN.txt beside an NN.json in the folder, and of all; with --misses what was
    read wrongly.
    """
    parser = argparse.ArgumentParser(prog="ongikar charter score")
    parser.add_argument("folder", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--misses", action="store_true")
    add_json(parser, "for programs")
    asked = parser.parse_args(words)
    total, all_scores = NOTHING, []
    tell = print_no_line if asked.json else print_line
    tell(_line("charter", "services", "read", "precision", "recall", "F1", "fields", "accuracy"))
    for name, scored in scores(asked.folder):
        tell(_figures(name, scored))
        for miss in scored.misses if asked.misses else ():
            tell(f"    {miss.where}: right {miss.right!r}, read {miss.read!r}")
        total = total + scored
        all_scores.append(score_data(name, scored, with_misses=asked.misses))
    if not all_scores:
        print(
            f"{asked.folder}: এখানে .txt ও .json জোড়া কোনো সনদ নেই\n"
            f"{asked.folder}: no charter here stands as a pair of .txt and .json",
            file=sys.stderr,
        )
        return 1
    if asked.json:
        print_json({"charters": all_scores, "all": score_data("all", total, with_misses=False)})
    else:
        print(_figures(f"all {len(all_scores)}", total))
    return 0


def score_data(name: str, scored: Score, *, with_misses: bool) -> dict[str, Any]:
    return {
        "charter": name,
        "services": scored.services,
        "read": scored.read,
        "precision": scored.precision,
        "recall": scored.recall,
        "f1": scored.f1,
        "agreed": scored.agreed,
        "fields": scored.fields,
        "accuracy": scored.accuracy,
    } | ({"misses": [miss._asdict() for miss in scored.misses]} if with_misses else {})


def scores(folder: Path) -> Iterator[tuple[str, Score]]:
    """Each charter of the folder by name, in order, with the score of its reading."""
    from ongikar.rules.charter.parse import read_text

    for right in each_of(sorted(folder.glob("*.json")), *READING):
        printed = right.with_suffix(".txt")
        if printed.exists():
            reading = read_text(printed.read_text("utf-8"))
            yield right.stem, score_reading(reading, json.loads(right.read_text("utf-8")))


def _figures(name: str, scored: Score) -> str:
    return _line(
        name,
        scored.services,
        scored.read,
        f"{scored.precision:.3f}",
        f"{scored.recall:.3f}",
        f"{scored.f1:.3f}",
        f"{scored.agreed}/{scored.fields}",
        f"{scored.accuracy:.3f}",
    )


def _line(name: str, *cells: object) -> str:
    return f"{name:<38}" + "".join(f"{cell!s:>10}" for cell in cells)
