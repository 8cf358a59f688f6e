from .purchase import (
    CURRENCIES,
    MOST_LINES,
    TAKA,
    PriceNote,
    Purchase,
    PurchaseLine,
    basis_of,
    figures,
)
from .quotation import OF_BIDDER, BidderChange, Quotation, QuotationLine, QuotedLine
from .specification import SpecItem, SpecVersion, standing_version

__all__ = [
    "CURRENCIES",
    "MOST_LINES",
    "OF_BIDDER",
    "TAKA",
    "BidderChange",
    "PriceNote",
    "Purchase",
    "PurchaseLine",
    "Quotation",
    "QuotationLine",
    "QuotedLine",
    "SpecItem",
    "SpecVersion",
    "basis_of",
    "figures",
    "standing_version",
]
