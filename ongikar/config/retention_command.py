"""`ongikar retention`: let go of what has been kept as long as the rules say, or first list it."""

import argparse

from django.utils import timezone

from ongikar.offices.models import Office
from ongikar.offices.retention import rules_of
from ongikar.rules.retention import RetentionFault

from . import retention as keeping
from .asked import Refusal, office_named, refusing


@refusing
def retention(words: list[str]) -> int:
    """With --dry-run nothing is changed: every class is listed with how many of it would go, and the first of them."""
    parser = argparse.ArgumentParser(prog="ongikar retention")
    parser.add_argument("--office", help="the short name of an office; else all of them")
    parser.add_argument("--dry-run", action="store_true", help="list what would go, and change nothing")
    asked = parser.parse_args(words)
    now = timezone.now()
    for office in [office_named(asked.office)] if asked.office else Office.objects.order_by("pk"):
        try:
            rules = rules_of(office.slug)
        except RetentionFault as fault:
            raise Refusal(
                f"{office.slug}: retention.toml ঠিক নয়: {fault}", f"{office.slug}: {fault}"
            ) from None
        if asked.dry_run:
            for keeper, rows in keeping.due(office, now):
                first = ", ".join(f"{row._meta.label} {row.pk}" for row in rows[:5])
                days = rules[keeper.rule].days
                print(
                    f"{office.slug} {keeper.what} ({days} days): {rows.count()} would go{first and ': '}{first}"
                )
            continue
        total: dict[str, int] = {}
        while counts := keeping.let_go(office, now):
            for name, count in counts.items():
                total[name] = total.get(name, 0) + count
        for keeper in keeping.KEEPERS:
            print(f"{office.slug} {keeper.what}: {total.get(keeper.what, 0)} let go")
    return 0
