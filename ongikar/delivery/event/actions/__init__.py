"""The acts of events. Each is one transaction: what it writes and the entry of the journal, or nothing."""

from .budget import add_budget_line, add_voucher, strike_budget_line, strike_voucher
from .opening import observe_day, open_awareness_class, open_event
from .planning import call_off, settle_event, write_programme

__all__ = [
    "add_budget_line",
    "add_voucher",
    "call_off",
    "observe_day",
    "open_awareness_class",
    "open_event",
    "settle_event",
    "strike_budget_line",
    "strike_voucher",
    "write_programme",
]
