from .purchase import PriceNote, Purchase, PurchaseLine
from .quotation import OF_BIDDER, BidderChange, Quotation, QuotationLine
from .specification import SpecItem, SpecVersion

__all__ = [
    "OF_BIDDER",
    "BidderChange",
    "PriceNote",
    "Purchase",
    "PurchaseLine",
    "Quotation",
    "QuotationLine",
    "SpecItem",
    "SpecVersion",
]
