"""`ongikar retention`: purge what has been kept as long as the rules say, or first list it."""

import argparse

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.core.command_line import Refusal, add_language, refusing
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.models import Office
from ongikar.offices.rules.retention import RetentionFault
from ongikar.operations import retention as operations_retention
from ongikar.people.sign_ins import SIGN_IN_RETENTION, expired_sign_ins
from ongikar.rules.bangla.text import grouped_number
from ongikar.rules.number_forms import counting

from .cli_arguments import office_named


@refusing
def retention(words: list[str]) -> int:
    """With --dry-run nothing is changed: every class is listed with how many of it would be purged, and
    the first of them.
    """
    parser = argparse.ArgumentParser(prog="ongikar retention")
    parser.add_argument("--office", help="the short name of an office; else all of them")
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would be purged, and change nothing"
    )
    add_language(parser)
    asked = parser.parse_args(words)
    tongue, now = asked.language, timezone.now()
    for office in [office_named(asked.office)] if asked.office else Office.objects.order_by("pk"):
        try:
            rules = rules_of(office.slug)
        except RetentionFault as fault:
            raise Refusal(
                f"{office.slug}: retention.toml ঠিক নয়: {fault}", f"{office.slug}: {fault}"
            ) from None
        if asked.dry_run:
            for retention_class, rows in operations_retention.due_rows(office, now):
                rule = rules[retention_class.rule]
                named = (
                    f"{office.slug} {retention_class.what} ({getattr(rule, tongue)},"
                    f" {days_words(rule.days, tongue)})"
                )
                print(due_lines(named, rows, tongue))
            continue
        total: dict[str, int] = {}
        while counts := operations_retention.purge_due(office, now):
            for name, count in counts.items():
                total[name] = total.get(name, 0) + count
        for retention_class in operations_retention.RETENTION_CLASSES:
            print(
                purged_line(
                    f"{office.slug} {retention_class.what}", total.get(retention_class.what, 0), tongue
                )
            )
    if not asked.office:
        named = f"sign_ins ({SIGN_INS[tongue]}, {days_words(SIGN_IN_RETENTION.days, tongue)})"
        if asked.dry_run:
            print(due_lines(named, expired_sign_ins(now), tongue))
        else:
            purged = sum(iter(lambda: operations_retention.purge_sign_ins(now), 0))
            print(purged_line(named, purged, tongue))
    return 0


SIGN_INS = {"bn": "কর্মীদের প্রবেশের তালিকা", "en": "The staff’s list of sign-ins"}
DAYS = {"bn": "{n} দিন", "en": "{n} [day|days]"}
DUE = {"bn": "{named}: {n}টি মোছা হবে", "en": "{named}: {n} would be purged"}
PURGED = {"bn": "{named}: {n}টি মোছা হয়েছে", "en": "{named}: {n} purged"}


def days_words(n: int, tongue: str) -> str:
    return counting(DAYS[tongue], n=grouped_number(n, tongue))


def due_lines(named: str, rows: QuerySet, tongue: str) -> str:
    """How many, and the first of them by their keys, never by a name."""
    first = ", ".join(f"{row._meta.label} {row.pk}" for row in rows[:5])
    return DUE[tongue].format(named=named, n=grouped_number(rows.count(), tongue)) + (first and f": {first}")


def purged_line(named: str, count: int, tongue: str) -> str:
    return PURGED[tongue].format(named=named, n=grouped_number(count, tongue))
