"""The hash chain of each office: the worker links every entry to the one before it, after the commit, so
that no act waits for it; verifying walks each chain from its beginning, finds every entry in one, and
compares every printed root. Verifying only reads.

What has no seal is sealed, in the order in which it is found settled: an entry whose transaction ended late
stands after others with higher numbers, and a number that a rolled back transaction used up is nobody's.
See docs/decisions/017 and 099.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from ongikar.core.command_progress import each_of
from ongikar.core.db.bulk_sql import column_of, rows_as_select
from ongikar.core.db.violations import violates
from ongikar.journal.rules.entry_macs import KeyJudge, make_seal_mac
from ongikar.journal.rules.hash_chain import (
    ID,
    NO_OFFICE,
    ChainFault,
    ChainLine,
    ChainWalk,
    Entry,
    Root,
    extend_chain,
    first_link,
    parts_of,
    unmatched_roots,
)

from .ledger_head import Move, advance_head
from .ledger_keys import ledger_keys
from .models import Entry as EntryRow
from .models import Seal
from .raw_reads import LAST_KEY, PAGE, as_micros, chain_lines, unsealed_entries

OFFICE = 3
# A transaction of this system ends long before this many others have begun; the wide look finds what did not.
REACH = 20_000
WIDE_EVERY = timedelta(hours=1)
# How many stretches of numbers that were no entry's yet are looked at again in each round; of more, the
# oldest are taken together.
MOST_HOLES = 100
# Seconds after which a round takes no more: clocks and messages wait for it. Of the look over everything it
# takes less.
ROUND, LOOK = 2.0, 0.2
COLUMNS = ("entry_id", "chain", "number", "sealed_at", "link", "mac")
INSERT = "INSERT INTO journal_seal ({columns}) {table}"


def seal_page(
    now: datetime, *, after: int = 0, until: int = LAST_KEY, moves: dict[int, Move] | None = None
) -> list[int] | None:
    """Seal at most a page of the entries above `after`, as far as `until`, that have no seal; returns which,
    and None where it was refused. `moves` takes from where to where each chain went.

    Nothing is locked while it is worked out. Where another worker was first, the numbers are taken and the
    database refuses the whole page; the next round begins where that one ended.
    """
    # Before the key is read: what is retired by then seals nothing that came after its retirement.
    entries = unsealed_entries(after, PAGE, until)
    lines: list[tuple[int, int, int, datetime, bytes, bytes]] = []
    key, moved = ledger_keys().newest, dict(moves or {})
    for chain, members in entries_by_chain(entries).items():
        last = Seal.objects.filter(chain=chain).order_by("-number").first()
        end = before = (last.number, bytes(last.link)) if last else (0, first_link(chain))
        # A clock that was put back does not turn the order of the days round.
        at = max(now, last.sealed_at) if last else now
        micros = as_micros(at)
        for number, link, entry in extend_chain(before[1], before[0], micros, members):
            mac = make_seal_mac(key, chain, number, entry[ID], micros, link)
            lines.append((entry[ID], chain, number, at, link, mac))
            end = number, link
        moved[chain] = Move(moved[chain].before if chain in moved else before, end)
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
    if moves is not None:
        moves.update(moved)
    return [entry[ID] for entry in entries]


def entries_by_chain(entries: list[Entry]) -> dict[int, list[Entry]]:
    chains: dict[int, list[Entry]] = {}
    for entry in entries:
        chains.setdefault(entry[OFFICE] or NO_OFFICE, []).append(entry)
    return chains


class Hole(NamedTuple):
    """Numbers between two entries that were no entry's when it was looked: one of them may be given to a
    transaction that has yet to end, or to nobody. `seen_at`: when that was found.
    """

    after: int
    before: int
    seen_at: datetime

    def around(self, keys: Iterable[int]) -> Iterator["Hole"]:
        """What is left of it beside these entries."""
        inside = (key for key in keys if self.after < key < self.before)
        for low, high in pairwise((self.after, *inside, self.before)):
            if high - low > 1:
                yield Hole(low, high, self.seen_at)


class Sealer:
    """One worker's sealing: in each round what is newer than all it has seen, and the holes it met there; and
    over everything, at its start and once an hour, a stretch in each round, so that no round waits for a look
    over years.
    """

    def __init__(self) -> None:
        # When to look over everything next, and how far the present such look has come.
        self.wide_at: datetime | None = None
        self.position = 0
        # Up to this entry whatever there is has its seal, but for what may come to lie in the holes.
        self.seen: int | None = None
        self.holes: list[Hole] = []
        # How far each chain went in this round, for the head that lies outside the database.
        self.moves: dict[int, Move] = {}

    def __call__(self, now: datetime) -> int:
        """Seal what has no seal, for a while; returns how many were."""
        self.moves = {}
        done = self.seal_for_a_while(now)
        if self.moves and ledger_keys().identity:
            advance_head(self.moves, now)
        return done

    def seal_for_a_while(self, now: datetime) -> int:
        done, until = 0, time.monotonic() + ROUND
        if self.wide_at is None or now >= self.wide_at:
            done = self.look_further(now, until)
            if time.monotonic() > until:
                return done
        return done + self.seal_newest(now, until)

    def seal_newest(self, now: datetime, until: float) -> int:
        """What came since the last round, and late ones in the holes: as much as there is of them is read."""
        newest = newest_entry()
        if self.seen is None or newest < self.seen:
            # At the start, or in a database that was put back to an earlier day.
            self.seen, self.holes = newest_seal_bound(), []
        done = self.seal_holes(now, newest)
        while keys := keys_after(self.seen):
            count, is_whole = seal_between(now, self.seen, keys[-1], until, self.moves)
            done += count
            if not is_whole:
                return done
            self.holes += holes_between(self.seen, keys, now)
            self.seen = keys[-1]
            if time.monotonic() > until:
                return done
        return done

    def seal_holes(self, now: datetime, newest: int) -> int:
        """The entries that came to lie in holes since; holes that are long over are left to the wide look."""
        self.holes = [
            hole for hole in self.holes if hole.before > newest - REACH and now - hole.seen_at < WIDE_EVERY
        ]
        if (beyond := len(self.holes) - MOST_HOLES) > 0:
            first = Hole(self.holes[0].after, self.holes[beyond].before, self.holes[beyond].seen_at)
            self.holes = [first, *self.holes[beyond + 1 :]]
        keys = keys_in(self.holes)
        sealed = set(Seal.objects.filter(entry_id__in=keys).values_list("entry_id", flat=True))
        late = [key for key in keys if key not in sealed]
        done = [key for key in late if seal_page(now, after=key - 1, until=key, moves=self.moves)]
        self.holes = [piece for hole in self.holes for piece in hole.around(done)]
        return len(done)

    def look_further(self, now: datetime, until: float) -> int:
        """The next stretches of the look over everything, one at least."""
        done, enough = 0, min(until, time.monotonic() + LOOK)
        while True:
            end = end_of_stretch(self.position)
            count, is_whole = seal_between(now, self.position, end or LAST_KEY, until, self.moves)
            done += count
            if not is_whole:
                return done
            if end is None:
                self.wide_at, self.position = now + WIDE_EVERY, 0
                return done
            self.position = end
            if time.monotonic() > enough:
                return done


def seal_between(
    now: datetime, after: int, until_key: int, until: float, moves: dict[int, Move] | None = None
) -> tuple[int, bool]:
    """How many were sealed between two keys, and whether none is left there."""
    done = 0
    while keys := seal_page(now, after=after, until=until_key, moves=moves):
        done, after = done + len(keys), keys[-1]
        if time.monotonic() > until:
            return done, False
    return done, keys == []


def end_of_stretch(after: int) -> int | None:
    """The key of the entry that ends a stretch; None where fewer are left."""
    keys = EntryRow.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    return next(iter(keys[REACH : REACH + 1]), None)


def newest_seal_bound() -> int:
    newest = Seal.objects.order_by("-entry_id").values_list("entry_id", flat=True).first()
    return max(0, (newest or 0) - REACH)


def newest_entry() -> int:
    return EntryRow.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def keys_after(after: int) -> list[int]:
    """The keys of the next entries, a page of them."""
    return list(EntryRow.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:PAGE])


def holes_between(after: int, keys: Sequence[int], now: datetime) -> list[Hole]:
    """Where numbers are missing among these keys, the first of which follows on `after`."""
    return [Hole(low, high, now) for low, high in pairwise((after, *keys)) if high - low > 1]


def keys_in(holes: Sequence[Hole]) -> list[int]:
    """The keys of the entries that lie in these holes by now: next to none."""
    inside = Q()
    for hole in holes:
        inside |= Q(pk__gt=hole.after, pk__lt=hole.before)
    rows = EntryRow.objects.filter(inside).order_by("pk")[:PAGE] if holes else EntryRow.objects.none()
    return list(rows.values_list("pk", flat=True))


# Microseconds. An entry that is older than this under sealed ones cannot be one that the worker has yet to
# come to.
SETTLED = 5 * 60 * 1_000_000


class FaultInChain(NamedTuple):
    """A fault and the chain it is in; None where the entry is in no chain."""

    chain: int | None
    fault: ChainFault


class Verification:
    """Of the chains asked for, or of all: `faults` is read to its end, then the rest stands to be asked.

    `judge`: of MACs; None where none is judged. `worker_at`: when a worker last ended a round, by a clock
    that was believed; None where that is not known. `ends`: the last number of each chain; `waiting`:
    entries the worker has yet to seal; `late`: entries that tell of a time more than an hour before they were
    sealed, with the first of each chain; `unmet`: printed roots that no sound link is; `hurt`: those that are
    one, while something before them in their chain is no longer as it was.
    """

    def __init__(
        self,
        chains: Sequence[int] | None = None,
        roots: Iterable[Root] = (),
        judge: KeyJudge | None = None,
        worker_at: datetime | None = None,
    ) -> None:
        self.chains, self.roots, self.judge = chains, list(roots), judge
        self.worked_until = as_micros(worker_at) if worker_at else 0
        self.ends: dict[int, int] = {}
        self.found: dict[bytes, tuple[int, int]] = {}
        self.highest = self.newest = 0
        self.waiting = 0
        self.late = 0
        self.first_late: list[ChainLine] = []
        self.hurt: set[bytes] = set()

    def faults(self) -> Iterator[FaultInChain]:
        for chain in chains_with_seals() if self.chains is None else self.chains:
            walk = ChainWalk(chain, (root.link for root in self.roots), self.judge)
            first = None
            lines = each_of(
                chain_lines(chain), "সিল মেলানো", "Comparing the seals", total=partial(last_number, chain)
            )
            for fault in walk.faults(lines):
                first = fault.number if first is None else min(first, fault.number)
                yield FaultInChain(chain, fault)
            if first is not None:
                self.hurt |= {link for link, (number, _) in walk.found.items() if number >= first}
            self.ends[chain] = walk.number
            self.highest, self.newest = max(self.highest, walk.highest), max(self.newest, walk.at)
            self.found |= walk.found
            self.late += walk.late
            self.first_late += [walk.first_late] if walk.first_late else []
        for fault in self.outside():
            yield FaultInChain(None, fault)

    def outside(self) -> Iterator[ChainFault]:
        """Entries without a seal that lie under sealed ones and are not fresh: put in by another hand."""
        after = -(2**62)
        while page := unsealed_entries(after):
            for entry in page:
                key, happened, _, office, *_ = entry
                after = key
                if self.chains is not None and (office or 0) not in self.chains:
                    continue
                if key < self.highest and not (
                    isinstance(happened, int) and happened >= self.newest - SETTLED
                ):
                    yield ChainFault("inserted", 0, 0, key, happened if isinstance(happened, int) else 0)
                    continue
                self.waiting += 1
                at = happened if isinstance(happened, int) else 0
                if self.judge and self.judge.adoption and (what := self.judge.entry_fault(*parts_of(entry))):
                    yield ChainFault(what, 0, 0, key, at)
                elif max(at, self.newest) < self.worked_until - SETTLED:
                    # Rounds went by in which it sealed neither this nor anything else.
                    yield ChainFault("unsealed", 0, 0, key, at)

    @property
    def unmet(self) -> list[Root]:
        return unmatched_roots(self.roots, self.found)


def day_ends(chain: int, ends: Sequence[datetime]) -> list[tuple[int, bytes] | None]:
    """(number, link) of the last seal before each of these moments; None before the first
    seal of the chain.
    """
    last_links = []
    for end in ends:
        last = Seal.objects.filter(chain=chain, sealed_at__lt=end).order_by("-sealed_at", "-number").first()
        last_links.append((last.number, bytes(last.link)) if last else None)
    return last_links


LINKS = """
    WITH told (chain, number) AS ({table})
    SELECT told.chain, told.number, journal_seal.link FROM told
    JOIN journal_seal ON journal_seal.chain = told.chain AND journal_seal.number = told.number
"""


def links_at(places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """The link of each of these seals, by (chain, number), in one statement; what is not there is left
    out.
    """
    if not places:
        return {}
    table, values = rows_as_select([column_of(Seal, name) for name in ("chain", "number")], places)
    with connection.cursor() as cursor:
        cursor.execute(LINKS.format(table=table), values)
        return {(chain, number): bytes(link) for chain, number, link in cursor.fetchall()}


def last_number(chain: int) -> int:
    return Seal.objects.filter(chain=chain).order_by("-number").values_list("number", flat=True).first() or 0


def chains_with_seals() -> list[int]:
    return list(Seal.objects.order_by("chain").values_list("chain", flat=True).distinct())
