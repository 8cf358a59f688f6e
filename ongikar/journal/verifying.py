"""Verifying: every chain walked from its beginning, every entry found in one, every printed root met. Only
reads.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from ongikar.rules.hash_chain import ChainFault, ChainLine, ChainWalk, Root, unmatched_roots

from .models import Seal
from .sealed_rows import chain_lines, unsealed_entries

# Microseconds. An entry that is older than this under sealed ones cannot be one that the worker has yet to
# come to.
SETTLED = 5 * 60 * 1_000_000


class FaultInChain(NamedTuple):
    """A fault and the chain it is in; None where the entry is in no chain."""

    chain: int | None
    fault: ChainFault


class Verification:
    """Of the chains asked for, or of all: `faults` is read to its end, then the rest stands to be asked.

    `ends`: the last number of each chain; `waiting`: entries the worker has yet to seal; `late`: entries
    that tell of a time more than an hour before they were sealed, with the first of each chain; `unmet`:
    printed roots that no sound link is; `hurt`: those that are one, while something before them in their
    chain is no longer as it was.
    """

    def __init__(self, chains: Sequence[int] | None = None, roots: Iterable[Root] = ()):
        self.chains, self.roots = chains, list(roots)
        self.ends: dict[int, int] = {}
        self.found: dict[bytes, tuple[int, int]] = {}
        self.highest = self.newest = 0
        self.waiting = 0
        self.late = 0
        self.first_late: list[ChainLine] = []
        self.hurt: set[bytes] = set()

    def faults(self) -> Iterator[FaultInChain]:
        for chain in chains_with_seals() if self.chains is None else self.chains:
            walk = ChainWalk(chain, (root.link for root in self.roots))
            first = None
            for fault in walk.faults(chain_lines(chain)):
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
            for key, happened, _, office, *_ in page:
                after = key
                if self.chains is not None and (office or 0) not in self.chains:
                    continue
                if key < self.highest and not (
                    isinstance(happened, int) and happened >= self.newest - SETTLED
                ):
                    yield ChainFault("inserted", 0, 0, key, happened if isinstance(happened, int) else 0)
                else:
                    self.waiting += 1

    @property
    def unmet(self) -> list[Root]:
        return unmatched_roots(self.roots, self.found)


def day_ends(chain: int, ends: Sequence[datetime]) -> list[tuple[int, bytes] | None]:
    """(number, link) of the last seal before each of these moments; None before the first
    seal of the chain.
    """
    found = []
    for end in ends:
        last = Seal.objects.filter(chain=chain, sealed_at__lt=end).order_by("-sealed_at", "-number").first()
        found.append((last.number, bytes(last.link)) if last else None)
    return found


def chains_with_seals() -> list[int]:
    return list(Seal.objects.order_by("chain").values_list("chain", flat=True).distinct())
