from .budget import BudgetLine, Voucher
from .event import Event, Programme

__all__ = ["BudgetLine", "Event", "Programme", "Voucher"]
