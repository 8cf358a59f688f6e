"""The acts of purchases. Each is one transaction: what it writes and the entry of the journal, or nothing."""

from .bidders import correct_bidder
from .opening import add_line, change_line, open_purchase, strike_line
from .quoting import (
    QuotedLine,
    add_price_note,
    enter_quotation,
    judge_offer,
    set_basis,
    strike_price_note,
    strike_quotation,
)
from .specifying import (
    ClauseFaults,
    adapt_line,
    add_item,
    item_of,
    specify_all,
    specify_line,
    take_from_library,
    write_next_version,
    write_version,
)

__all__ = [
    "ClauseFaults",
    "QuotedLine",
    "adapt_line",
    "add_item",
    "add_line",
    "add_price_note",
    "change_line",
    "correct_bidder",
    "enter_quotation",
    "item_of",
    "judge_offer",
    "open_purchase",
    "set_basis",
    "specify_all",
    "specify_line",
    "strike_line",
    "strike_price_note",
    "strike_quotation",
    "take_from_library",
    "write_next_version",
    "write_version",
]
