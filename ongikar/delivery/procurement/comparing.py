"""The quotations of a purchase beside each other, in three statements however many there are; and what
follows from them in words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ongikar.core.i18n.say import language, say
from ongikar.delivery.procurement.rules.comparison import (
    FAILS,
    MEETS,
    NOT_QUOTED,
    OPEN,
    Comparison,
    LineResult,
    Offer,
    WantedLine,
)
from ongikar.rules.bangla.text import digits

from .models import Purchase, PurchaseLine, Quotation, QuotationLine, figures

STANDING_WORDS = {
    MEETS: ("শর্ত মানে", "Meets all"),
    FAILS: ("শর্ত মানে না", "Fails"),
    OPEN: ("যাচাই বাকি", "Not judged"),
    NOT_QUOTED: ("দর দেয়নি", "Not quoted"),
}
# Of a bidder that left a line out, beside the total of all lines.
NOT_ALL_QUOTED = ("সব পণ্যে দর নেই", "Not all quoted")


def package_words(standing: str) -> str:
    return say(*(NOT_ALL_QUOTED if standing == NOT_QUOTED else STANDING_WORDS[standing]))


@dataclass(frozen=True)
class OfferCell:
    """One offer in the table. `is_lowest`: of those that meet all. `offer` is None where none was entered."""

    quotation: Quotation
    offer: QuotationLine | None
    standing: str
    is_lowest: bool

    @property
    def price(self) -> str:
        return figures(self.offer.price) if self.offer else ""

    @property
    def words(self) -> str:
        return say(*STANDING_WORDS[self.standing])

    @property
    def is_quoted(self) -> bool:
        return self.standing != NOT_QUOTED

    @property
    def waits(self) -> bool:
        return self.standing == OPEN

    @property
    def fails(self) -> bool:
        return self.standing == FAILS


@dataclass(frozen=True)
class BidderRow:
    """One line of the purchase with each bidder's offer, in their order."""

    line: PurchaseLine
    cells: list[OfferCell]
    result: LineResult

    @property
    def price(self) -> str:
        return figures(self.result.price)

    @property
    def names(self) -> str:
        """Who is lowest; several where they ask the same."""
        return ", ".join(cell.quotation.bidder for cell in self.cells if cell.is_lowest)


class ComparisonTable:
    """The table of one purchase: its standing lines and standing quotations."""

    def __init__(self, purchase: Purchase) -> None:
        self.purchase = purchase

    @cached_property
    def lines(self) -> list[PurchaseLine]:
        rows = self.purchase.lines.filter(struck_at__isnull=True).select_related("version__item")
        return list(rows)

    @cached_property
    def quotations(self) -> list[Quotation]:
        return list(self.purchase.quotations.filter(struck_at__isnull=True))

    @cached_property
    def offers(self) -> dict[tuple[int, int], QuotationLine]:
        """Of the quotations that stand: `{(line, quotation): offer}`."""
        rows = QuotationLine.objects.filter(
            quotation__purchase=self.purchase, quotation__struck_at__isnull=True
        )
        return {(offer.line_id, offer.quotation_id): offer for offer in rows}

    @cached_property
    def comparison(self) -> Comparison:
        wanted = [
            WantedLine(line.pk, line.quantity or 0, line.version.mandatory if line.version else frozenset())
            for line in self.lines
        ]
        offers = {key: Offer(row.price, row.answers) for key, row in self.offers.items()}
        return Comparison(wanted, [quotation.pk for quotation in self.quotations], offers)

    @cached_property
    def rows(self) -> list[BidderRow]:
        return [self.row_of(line) for line in self.lines]

    def row_of(self, line: PurchaseLine) -> BidderRow:
        result = self.comparison.results[line.pk]
        cells = [
            OfferCell(
                quotation,
                self.offers.get((line.pk, quotation.pk)),
                result.standings[quotation.pk],
                quotation.pk in result.lowest,
            )
            for quotation in self.quotations
        ]
        return BidderRow(line, cells, result)

    @property
    def totals(self) -> list[tuple[Quotation, str, str, bool]]:
        """Of each bidder the total of all lines, what it comes to, and whether it is the lowest package."""
        package = self.comparison.package
        return [
            (
                quotation,
                figures(package.totals.get(quotation.pk)),
                package_words(package.standings[quotation.pk]),
                quotation.pk in package.lowest,
            )
            for quotation in self.quotations
        ]

    @property
    def split_total(self) -> str:
        return figures(self.comparison.split_total)

    @property
    def package_total(self) -> str:
        return figures(self.comparison.package.total)

    @property
    def package_names(self) -> str:
        lowest = self.comparison.package.lowest
        return ", ".join(quotation.bidder for quotation in self.quotations if quotation.pk in lowest)

    @cached_property
    def unsettled_rows(self) -> list[BidderRow]:
        return [row for row in self.rows if not row.result.is_settled]

    @property
    def waiting_rows(self) -> list[BidderRow]:
        """The lines whose lowest could still change with what is not judged yet."""
        return [row for row in self.rows if row.result.waits_for]

    def __bool__(self) -> bool:
        return bool(self.quotations)

    def package_finding(self) -> str:
        """The lowest of all items from one hand."""
        return say(
            "সব পণ্য এক হাত থেকে নিলে শর্ত মানা দরগুলোর মধ্যে সর্বনিম্ন {total} ({names})।",
            "From one hand, the lowest of those that meet all conditions is {total} ({names}).",
            total=self.package_total,
            names=self.package_names,
        )

    def findings(self) -> Iterator[str]:
        """What the comparison comes to, line by line, in the language at hand."""
        for row in self.rows:
            yield f"{digits(row.line.position, language())}. {row.line.name}: {self.finding_of(row)}"

    def finding_of(self, row: BidderRow) -> str:
        if not row.result.lowest:
            if any(standing in (MEETS, OPEN) for standing in row.result.standings.values()):
                return say("যাচাই শেষ হয়নি", "not judged yet")
            return say("কোনো দর সব আবশ্যিক শর্ত মানে না", "no offer meets all mandatory conditions")
        words = say(
            "শর্ত মানা দরগুলোর মধ্যে সর্বনিম্ন {price} ({names})",
            "the lowest of those that meet the conditions is {price} ({names})",
            price=row.price,
            names=row.names,
        )
        if row.result.waits_for:
            words += say("; একটি কম দরের যাচাই বাকি", "; a lower one is not judged yet")
        return words
