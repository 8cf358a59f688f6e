"""`ongikar charter compare FILE FILE`: two charters of the same kind of office, service by service. Needs no
Django.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ongikar.rules.bangla.text import digits
from ongikar.rules.charter.compare import PROMISED, Change, compare, group_changes
from ongikar.rules.charter.reading_types import Reading

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
    parser.add_argument("--language", "--lang", choices=("bn", "en"), default="bn")
    parser.add_argument("--json", action="store_true", help="for programs, in both languages")
    asked = parser.parse_args(words)
    try:
        before, after = read_charter_file(asked.before), read_charter_file(asked.after)
    except DocumentFault as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    changes = [each for each in compare(before, after) if asked.all or each.field in PROMISED]
    if asked.json:
        print(json.dumps([each._asdict() for each in changes], ensure_ascii=False, indent=2))
    else:
        print("\n".join(change_lines(changes, asked.language)))
    return 0


def read_charter_file(file: Path) -> Reading:
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
