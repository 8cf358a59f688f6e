"""`ongikar retention`: let go of what has been kept as long as the rules say, or first list it."""

import argparse

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.core.command_line import Refusal, refusing
from ongikar.offices.models import Office
from ongikar.offices.retention import rules_of
from ongikar.operations import retention as keeping
from ongikar.people.sign_ins import KEPT, outdated
from ongikar.rules.bangla.text import number
from ongikar.rules.number_forms import counting
from ongikar.rules.retention import RetentionFault

from .cli_arguments import office_named


@refusing
def retention(words: list[str]) -> int:
    """With --dry-run nothing is changed: every class is listed with how many of it would go, and the first of them."""
    parser = argparse.ArgumentParser(prog="ongikar retention")
    parser.add_argument("--office", help="the short name of an office; else all of them")
    parser.add_argument("--dry-run", action="store_true", help="list what would go, and change nothing")
    parser.add_argument("--language", "--lang", choices=("bn", "en"), default="bn")
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
            for keeper, rows in keeping.due(office, now):
                rule = rules[keeper.rule]
                named = f"{office.slug} {keeper.what} ({getattr(rule, tongue)}, {days(rule.days, tongue)})"
                print(would_go(named, rows, tongue))
            continue
        total: dict[str, int] = {}
        while counts := keeping.let_go(office, now):
            for name, count in counts.items():
                total[name] = total.get(name, 0) + count
        for keeper in keeping.KEEPERS:
            print(let_go(f"{office.slug} {keeper.what}", total.get(keeper.what, 0), tongue))
    if not asked.office:
        named = f"sign_ins ({SIGN_INS[tongue]}, {days(KEPT.days, tongue)})"
        if asked.dry_run:
            print(would_go(named, outdated(now), tongue))
        else:
            print(let_go(named, keeping.let_go_of_sign_ins(now), tongue))
    return 0


SIGN_INS = {"bn": "কর্মীদের প্রবেশের তালিকা", "en": "The staff’s list of sign-ins"}
DAYS = {"bn": "{n} দিন", "en": "{n} [day|days]"}
WOULD_GO = {"bn": "{named}: {n}টি যাবে", "en": "{named}: {n} would go"}
LET_GO = {"bn": "{named}: {n}টি গেছে", "en": "{named}: {n} let go"}


def days(n: int, tongue: str) -> str:
    return counting(DAYS[tongue], n=number(n, tongue))


def would_go(named: str, rows: QuerySet, tongue: str) -> str:
    """How many, and the first of them by their keys, never by a name."""
    first = ", ".join(f"{row._meta.label} {row.pk}" for row in rows[:5])
    return WOULD_GO[tongue].format(named=named, n=number(rows.count(), tongue)) + (first and f": {first}")


def let_go(named: str, count: int, tongue: str) -> str:
    return LET_GO[tongue].format(named=named, n=number(count, tongue))
