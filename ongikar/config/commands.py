"""The small commands: loading an office, explaining and rebuilding clocks."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def office_load(words: list[str]) -> int:
    """`ongikar office load DIR`."""
    from django.utils import timezone

    from ongikar.offices.models import Office

    from . import load, office_files

    parser = argparse.ArgumentParser(prog="ongikar office load")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(words).folder
    known = Office.objects.filter(slug=folder.resolve().name).first()
    try:
        files = office_files.read(folder, with_demo=bool(known and known.is_demo))
        for line in load.load(files, now=timezone.now(), is_demo=bool(known and known.is_demo)):
            print(line)
    except office_files.OfficeFileFault as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    return 0


def clocks_explain(words: list[str]) -> int:
    """`ongikar clocks explain`: a due moment by an office's own files, and why."""
    from ongikar.rules.calendar import TZ, CalendarFault
    from ongikar.rules.promise import Promise, PromiseFault, explain

    parser = argparse.ArgumentParser(prog="ongikar clocks explain")
    parser.add_argument("--office", required=True, help="a folder of offices/")
    parser.add_argument(
        "--received", required=True, help="2026-04-09T16:59, office time unless it names a zone"
    )
    parser.add_argument("--promise", required=True, help='"30 working days", "immediate", "7 calendar days"')
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    try:
        received = datetime.fromisoformat(asked.received)
    except ValueError:
        print(
            f"{asked.received}: সময়টি ঠিক নয়, এভাবে লিখুন: 2026-04-09T16:59\n{asked.received}: not a time; write 2026-04-09T16:59",
            file=sys.stderr,
        )
        return 1
    received = received if received.tzinfo else received.replace(tzinfo=TZ)
    try:
        why = explain(office_calendar(asked.office), Promise.parse(asked.promise), received)
    except (CalendarFault, PromiseFault) as fault:
        print(f"{fault.bn}\n{fault.en}", file=sys.stderr)
        return 1
    except FileNotFoundError as fault:
        print(f"{fault}", file=sys.stderr)
        return 1
    if asked.json:
        told = {
            "due": why.due.astimezone(TZ).isoformat(),
            "provisional": bool(why.provisional),
            "why_bn": why.why_bn,
            "why_en": why.why_en,
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(why.due.astimezone(TZ).isoformat(), why.why_bn, why.why_en, sep="\n")
    return 0


def office_calendar(slug: str):
    """The calendar of an office's folder, read without a database."""
    from ongikar.rules.calendar import Calendar

    from .office_calendar import calendar_data

    folder = ROOT / "offices" / slug
    if not folder.is_dir():
        raise FileNotFoundError(f"offices/{slug}: এই নামে কোনো কার্যালয় নেই · there is no such office")
    return Calendar.from_data(calendar_data(folder))


def clocks_rebuild(words: list[str]) -> int:
    """`ongikar clocks rebuild`: recompute the caches of every clock; exit status 1 if one differed."""
    from django.db import transaction

    from ongikar.clock.actions import refresh
    from ongikar.clock.models import Clock

    argparse.ArgumentParser(prog="ongikar clocks rebuild").parse_args(words)
    changed, seen, last = 0, 0, 0
    while page := list(Clock.objects.filter(pk__gt=last).order_by("pk").prefetch_related("facts")[:500]):
        for clock in page:
            with transaction.atomic():
                changed += refresh(clock)
        seen, last = seen + len(page), page[-1].pk
        print(f"\r{seen} clocks", end="", flush=True)
    print(f"\r{seen} clocks recomputed, {changed} changed")
    return 1 if changed else 0


def manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ongikar manage", *words])
    return 0
