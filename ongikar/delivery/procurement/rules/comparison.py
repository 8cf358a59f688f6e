"""Quotations held beside each other: who meets what must be met, and who of those asks for least.

Whoever fails one mandatory clause changes nobody's place, whatever they ask (law 13). What is unclear is
neither met nor failed: while it could still be the lowest, the result waits for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

# What an offer says of a clause.
YES, NO, UNCLEAR = ANSWERS = ("yes", "no", "unclear")
# What an offer comes to.
MEETS, FAILS, OPEN, NOT_QUOTED = "meets", "fails", "open", "not_quoted"


@dataclass(frozen=True, slots=True)
class WantedLine:
    """One line of what is to be bought. `mandatory`: the clauses that must be met, by their keys."""

    key: int
    quantity: int
    mandatory: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """What one bidder asks for one piece, in hundredths; None where nothing was quoted.

    `answers`: what it says of each clause; one without an answer is unclear.
    """

    price: int | None
    answers: Mapping[str, str]


def standing_of(offer: Offer | None, mandatory: Iterable[str]) -> str:
    """What an offer comes to against the clauses that must be met."""
    if offer is None or offer.price is None:
        return NOT_QUOTED
    said = {offer.answers.get(key, UNCLEAR) for key in mandatory}
    if NO in said:
        return FAILS
    return OPEN if UNCLEAR in said else MEETS


@dataclass(frozen=True)
class LineResult:
    """One line: what each bidder's offer comes to, and the lowest of those that meet it.

    `lowest`: the bidders that share the lowest price, in their order; nobody where none meets it.
    `waits_for`: those whose unclear offer is not above it, so that the answer could change who is lowest.
    """

    standings: Mapping[int, str]
    lowest: tuple[int, ...]
    price: int | None
    waits_for: tuple[int, ...]

    @property
    def is_settled(self) -> bool:
        return bool(self.lowest) and not self.waits_for


@dataclass(frozen=True)
class PackageResult:
    """All lines from one hand: the total of each bidder that quoted all, and the lowest of those that meet
    all.
    """

    totals: Mapping[int, int]
    standings: Mapping[int, str]
    lowest: tuple[int, ...]
    total: int | None
    waits_for: tuple[int, ...]


class Comparison:
    """Lines and bidders, each in their order; `offers` by (line, bidder)."""

    def __init__(
        self, lines: Sequence[WantedLine], bidders: Sequence[int], offers: Mapping[tuple[int, int], Offer]
    ) -> None:
        self.lines, self.bidders, self.offers = lines, bidders, offers

    @cached_property
    def results(self) -> dict[int, LineResult]:
        return {line.key: self.line_result(line) for line in self.lines}

    def line_result(self, line: WantedLine) -> LineResult:
        standings = {
            bidder: standing_of(self.offers.get((line.key, bidder)), line.mandatory)
            for bidder in self.bidders
        }
        prices = {
            bidder: offer.price
            for bidder in self.bidders
            if (offer := self.offers.get((line.key, bidder))) and offer.price is not None
        }
        return LineResult(standings, *lowest_of(self.bidders, standings, prices))

    @cached_property
    def package(self) -> PackageResult:
        """Whoever did not quote a line offers no package; one that fails a line fails it."""
        totals, standings = {}, {}
        for bidder in self.bidders:
            of_lines = {self.results[line.key].standings[bidder] for line in self.lines}
            if not self.lines or NOT_QUOTED in of_lines:
                standings[bidder] = NOT_QUOTED
                continue
            standings[bidder] = FAILS if FAILS in of_lines else OPEN if OPEN in of_lines else MEETS
            totals[bidder] = sum(
                line.quantity * (self.offers[line.key, bidder].price or 0) for line in self.lines
            )
        return PackageResult(totals, standings, *lowest_of(self.bidders, standings, totals))

    @property
    def split_total(self) -> int | None:
        """What it costs to buy each line from its lowest; None while a line has none."""
        prices = [self.results[line.key].price for line in self.lines]
        if not prices or None in prices:
            return None
        return sum(line.quantity * (price or 0) for line, price in zip(self.lines, prices, strict=True))

    @property
    def unsettled_keys(self) -> list[int]:
        """The lines of which nothing final can be said yet."""
        return [line.key for line in self.lines if not self.results[line.key].is_settled]


def lowest_of(
    bidders: Sequence[int], standings: Mapping[int, str], sums: Mapping[int, int]
) -> tuple[tuple[int, ...], int | None, tuple[int, ...]]:
    """Who is lowest among those that meet, at what, and whose unclear offer could change that."""
    least = min((sums[bidder] for bidder in bidders if standings[bidder] == MEETS), default=None)
    lowest = tuple(bidder for bidder in bidders if standings[bidder] == MEETS and sums[bidder] == least)
    waits = tuple(
        bidder for bidder in bidders if standings[bidder] == OPEN and (least is None or sums[bidder] <= least)
    )
    return lowest, least, waits
