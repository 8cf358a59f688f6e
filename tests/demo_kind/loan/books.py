"""The loan book."""

from ongikar.books.columns import Column, numbered_book
from ongikar.books.registry import Shelf, register_book

from .models import Handover

LOANS = numbered_book(
    "handovers",
    ("ধার রেজিস্টার", "Loan book"),
    (
        Column(("তারিখ", "Date"), 9, lambda row: row.at),
        Column(("যন্ত্র", "Device"), 20, lambda row: row.loan.device),
        Column(("কে", "Who"), 20, lambda row: row.taker),
        Column(("ফেরত", "Due back"), 9, lambda row: row.due_on),
        Column(("জামানত, টাকা", "Deposit, taka"), 9, lambda row: row.deposit),
    ),
    lambda: Handover.objects.prefetch_related("loan"),
    struck=lambda row: row.struck_reason,
)
register_book(LOANS, Shelf.SERVICES)
