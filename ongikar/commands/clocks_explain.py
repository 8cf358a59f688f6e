"""The commands that ask why a day is the day it is, and whether every stored moment is as the facts say."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from ongikar.core.command_line import Refusal, iso, refusing
from ongikar.rules.calendar.office_calendar import TZ, Calendar
from ongikar.rules.number_forms import counting
from ongikar.rules.promise.explanation import Explanation
from ongikar.rules.promise.reading import read_promise
from ongikar.rules.promise.words import reasons_in_words

ROOT = Path(__file__).resolve().parents[2]


@refusing
def explain_clock(words: list[str]) -> int:
    """`ongikar clocks explain`: a due moment and why, of a case or by an office's own files."""
    parser = argparse.ArgumentParser(prog="ongikar clocks explain")
    parser.add_argument("--case", help="the number of a case; else all three of the following")
    parser.add_argument("--office", help="a folder of offices/")
    parser.add_argument("--received", help="2026-04-09T16:59, office time unless it names a zone")
    parser.add_argument("--promise", help='"30 working days", "immediate", "7 calendar days"')
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    by_files = (asked.office, asked.received, asked.promise)
    if bool(asked.case) == any(by_files) or not (asked.case or all(by_files)):
        parser.error("give --case, or --office, --received and --promise")
    why = explain_case(asked.case) if asked.case else explain_by_office_files(*by_files)
    if asked.json:
        explanation = {
            "due": iso(why.due),
            "provisional": bool(why.provisional),
            "why_bn": reasons_in_words(why, "bn"),
            "why_en": reasons_in_words(why, "en"),
        }
        print(json.dumps(explanation, ensure_ascii=False, indent=2))
    else:
        print(iso(why.due), reasons_in_words(why, "bn"), reasons_in_words(why, "en"), sep="\n")
    return 0


def explain_case(number: str) -> Explanation:
    """The promise of a case as it stands now, or stood when it ended."""
    from django.utils import timezone

    from ongikar.cases.models import Case
    from ongikar.rules.bangla.text import digits, latin_digits

    case = Case.objects.select_related("clock").filter(number=latin_digits(number)).first()
    if case is None:
        raise Refusal(
            f"{digits(number)}: এই নম্বরের কোনো আবেদন নেই", f"{number}: there is no case with this number"
        )
    return case.clock.explain(case.clock.stopped_at or timezone.now())


def explain_by_office_files(slug: str, received: str, promise: str) -> Explanation:
    from ongikar.rules.promise import explain_due as explained

    try:
        at = datetime.fromisoformat(received)
    except ValueError:
        raise Refusal(
            f"{received}: সময়টি ঠিক নয়, এভাবে লিখুন: 2026-04-09T16:59",
            f"{received}: not a time; write 2026-04-09T16:59",
        ) from None
    return explained(office_calendar(slug), read_promise(promise), at if at.tzinfo else at.replace(tzinfo=TZ))


def office_calendar(slug: str) -> Calendar:
    """The calendar of an office's folder, read without a database."""
    from ongikar.office_files.holidays import calendar_data

    folder = ROOT / "offices" / slug
    if not folder.is_dir():
        raise Refusal(f"offices/{slug}: এই নামে কোনো কার্যালয় নেই", f"offices/{slug}: there is no such office")
    return Calendar.from_data(calendar_data(folder))


def rebuild_clocks(words: list[str]) -> int:
    """`ongikar clocks rebuild`: recompute the caches of every clock; exit status 1 if one differed.

    What is sealed is never written anew: a clock whose days differ from what its facts say is told, and left
    as it is.
    """
    from ongikar.clock.rebuilding import rebuild_all_clocks as pages

    argparse.ArgumentParser(prog="ongikar clocks rebuild").parse_args(words)
    seen, changed, refused = 0, 0, 0
    for page in pages():
        seen, changed, refused = (
            seen + page.checked,
            changed + len(page.put_right),
            refused + len(page.refused),
        )
        for clock_id in page.put_right:
            print(f"clock {clock_id} differed and was put right")
        for clock_id in page.refused:
            print(
                f"clock {clock_id} differs from its facts in what is sealed and was left: ./run ledger verify"
            )
        if seen % 100_000 < page.checked:
            print(counting("{n} [clock|clocks] recomputed", n=seen), flush=True)
    print(
        counting("{n} [clock|clocks] recomputed, {changed} changed", n=seen, changed=changed)
        + f", {refused} refused" * bool(refused)
    )
    return 1 if changed or refused else 0
