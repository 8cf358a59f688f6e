"""`ongikar retention`: purge what has been kept as long as the rules say, or first list it."""

import argparse
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.core.command_line import Refusal, add_json, add_language, print_json, refusing
from ongikar.core.command_progress import step
from ongikar.offices.folder_rules import rules_of
from ongikar.offices.models import Office
from ongikar.offices.rules.retention import RetentionFault, RetentionRule
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
    add_json(parser)
    asked = parser.parse_args(words)
    now = timezone.now()
    classes: list[ClassCount] = []

    def enter(found: Iterable[ClassCount]) -> None:
        for each in found:
            classes.append(each)
            if not asked.json:
                print(each.line(asked.language, is_dry=asked.dry_run))

    for office in [office_named(asked.office)] if asked.office else Office.objects.order_by("pk"):
        try:
            rules = rules_of(office.slug)
        except RetentionFault as fault:
            raise Refusal(
                f"{office.slug}: retention.toml ঠিক নয়: {fault}", f"{office.slug}: {fault}"
            ) from None
        if asked.dry_run:
            enter(
                ClassCount(office.slug, each.what, rules[each.rule], rows.count(), first_of(rows))
                for each, rows in operations_retention.due_rows(office, now)
            )
            continue
        total = purge_office(office, now)
        enter(
            ClassCount(office.slug, each.what, rules[each.rule], total[each.what], [])
            for each in operations_retention.RETENTION_CLASSES
        )
    if not asked.office:
        rows = expired_sign_ins(now)
        count = (
            rows.count() if asked.dry_run else sum(iter(lambda: operations_retention.purge_sign_ins(now), 0))
        )
        first = first_of(rows) if asked.dry_run else []
        enter([ClassCount("", "sign_ins", SIGN_IN_RULE, count, first)])
    if asked.json:
        print_json({"dry_run": asked.dry_run, "classes": [each.data() for each in classes]})
    return 0


def purge_office(office: Office, now: datetime) -> Counter[str]:
    total: Counter[str] = Counter()
    with step(f"{office.slug}: মোছা", f"{office.slug}: purging") as purging:
        while counts := operations_retention.purge_due(office, now):
            total.update(counts)
            purging.advance(sum(counts.values()))
    return total


def first_of(rows: QuerySet) -> list[str]:
    """The first by their keys, never by a name."""
    return [f"{row._meta.label} {row.pk}" for row in rows[:5]]


class ClassCount(NamedTuple):
    """How many rows of a class were purged, or would be. `office`: "" for what is of none."""

    office: str
    what: str
    rule: RetentionRule
    rows: int
    first: list[str]

    def line(self, tongue: str, *, is_dry: bool) -> str:
        n = grouped_number(self.rows, tongue)
        name = f"{self.office} {self.what}".strip()
        if is_dry or not self.office:
            name += f" ({getattr(self.rule, tongue)}, {days_words(self.rule.days, tongue)})"
        said = (DUE if is_dry else PURGED)[tongue].format(named=name, n=n)
        return ": ".join([said, *filter(None, [", ".join(self.first)])])

    def data(self) -> dict[str, Any]:
        return {
            "office": self.office,
            "class": self.what,
            "rule_bn": self.rule.bn,
            "rule_en": self.rule.en,
            "days": self.rule.days,
            "rows": self.rows,
            "first": self.first,
        }


SIGN_IN_RULE = RetentionRule(
    "sign_ins",
    SIGN_IN_RETENTION.days,
    "কর্মীদের প্রবেশের তালিকা",
    "The staff’s list of sign-ins",
    "",
)
DAYS = {"bn": "{n} দিন", "en": "{n} [day|days]"}
DUE = {"bn": "{named}: {n}টি মোছা হবে", "en": "{named}: {n} would be purged"}
PURGED = {"bn": "{named}: {n}টি মোছা হয়েছে", "en": "{named}: {n} purged"}


def days_words(n: int, tongue: str) -> str:
    return counting(DAYS[tongue], n=grouped_number(n, tongue))
