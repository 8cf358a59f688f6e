"""Sealing: the worker links each entry to the one before it in its office's chain, after the commit and off
everyone's way.

What has no seal is sealed, in the order in which it is found settled: an entry whose transaction ended late
stands after others with higher numbers, and a number that a rolled back transaction used up is nobody's.
See docs/decisions/017.
"""

import time
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction

from ongikar.core.db.bulk_sql import column_of, rows_as_select
from ongikar.core.db.violations import violates
from ongikar.rules.hash_chain import ID, NO_OFFICE, Entry, extend_chain, first_link

from .models import Seal
from .sealed_rows import PAGE, as_micros, unsealed_entries

OFFICE = 3
# A transaction of this system ends long before so many others have begun; the wide look finds what did not.
REACH = 20_000
WIDE_EVERY = timedelta(hours=1)
# Seconds after which a round takes no more: clocks and messages wait for it.
ROUND = 2.0
COLUMNS = ("entry_id", "chain", "number", "sealed_at", "link")
INSERT = "INSERT INTO journal_seal ({columns}) {table}"


def seal_page(now: datetime, *, after: int = 0) -> list[int] | None:
    """Seal at most a page of the entries above `after` that have no seal; returns which, and None where it
    was refused.

    Nothing is locked while it is worked out. Where another worker was first, the numbers are taken and the
    database refuses the whole page; the next round begins where that one ended.
    """
    entries = unsealed_entries(after, PAGE)
    lines: list[tuple[int, int, int, datetime, bytes]] = []
    for chain, members in entries_by_chain(entries).items():
        last = Seal.objects.filter(chain=chain).order_by("-number").first()
        number, link = (last.number, bytes(last.link)) if last else (0, first_link(chain))
        # A clock that was put back does not turn the order of the days round.
        at = max(now, last.sealed_at) if last else now
        lines += [
            (entry[ID], chain, number, at, link)
            for number, link, entry in extend_chain(link, number, as_micros(at), members)
        ]
    if not lines:
        return []
    table, values = rows_as_select([column_of(Seal, name) for name in COLUMNS], lines)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INSERT.format(columns=", ".join(COLUMNS), table=table), values)
    except IntegrityError as fault:
        if not (violates(fault, Seal, "chain", "number") or violates(fault, Seal, "entry_id")):
            raise
        return None
    return [entry[ID] for entry in entries]


def entries_by_chain(entries: list[Entry]) -> dict[int, list[Entry]]:
    chains: dict[int, list[Entry]] = {}
    for entry in entries:
        chains.setdefault(entry[OFFICE] or NO_OFFICE, []).append(entry)
    return chains


class Sealer:
    """One worker's sealing: near the newest seal in each round, over everything at its start and once an
    hour.
    """

    def __init__(self) -> None:
        # When to look over everything next, and how far the present such look has come.
        self.wide_at: datetime | None = None
        self.position = 0

    def __call__(self, now: datetime) -> int:
        """Seal what has no seal, for a while; returns how many were."""
        is_wide = self.wide_at is None or now >= self.wide_at
        after = self.position if is_wide else newest_seal_bound()
        done, until = 0, time.monotonic() + ROUND
        while keys := seal_page(now, after=after):
            done, after = done + len(keys), keys[-1]
            if time.monotonic() > until:
                break
        if is_wide:
            self.position = after
            if keys == []:
                self.wide_at, self.position = now + WIDE_EVERY, 0
        return done


def newest_seal_bound() -> int:
    newest = Seal.objects.order_by("-entry_id").values_list("entry_id", flat=True).first()
    return max(0, (newest or 0) - REACH)
