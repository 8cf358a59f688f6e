from .purchase import PriceNote, Purchase, PurchaseLine
from .quotation import Quotation, QuotationLine
from .specification import SpecItem, SpecVersion

__all__ = [
    "PriceNote",
    "Purchase",
    "PurchaseLine",
    "Quotation",
    "QuotationLine",
    "SpecItem",
    "SpecVersion",
]
