"""How purchases and prices are found among 100,000: by an index, never by reading all of a table."""

import re
from datetime import date
from itertools import batched

import pytest
from django.db import connection

from ongikar.delivery.procurement.advice import same_buyer
from ongikar.delivery.procurement.books import REGISTER
from ongikar.delivery.procurement.models import PriceNote, Purchase, PurchaseLine, Quotation, SpecItem

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, YEARS, ITEMS = 100_000, 50, 40
READ_THROUGH = {
    "sqlite": re.compile(r"SCAN procurement_(purchase|pricenote|purchaseline|quotation)\b(?! USING)"),
    "postgresql": re.compile(r"Seq Scan on procurement_(purchase|pricenote|purchaseline|quotation)\b"),
}


@pytest.fixture
def filled(office, now):
    """A purchase, a line and a price each. Their cases are not there: a plan asks for none, and the rows go
    again before the keys are checked.
    """
    items = [
        SpecItem.objects.create(office=office, key=f"i{n}", name_bn=f"পণ্য {n}", name_en=f"{n}", made_at=now)
        for n in range(ITEMS)
    ]
    for batch in batched(range(1, MANY + 1), 5_000):
        super_create(
            Purchase,
            [
                Purchase(
                    pk=n,
                    office=office,
                    case_id=n,
                    fiscal_year=1980 + n % YEARS,
                    book_serial=n // YEARS + 1,
                    made_at=now,
                )
                for n in batch
            ],
        )
        super_create(
            PurchaseLine, [PurchaseLine(pk=n, purchase_id=n, position=1, name="ল্যাপটপ") for n in batch]
        )
        super_create(
            Quotation,
            [
                Quotation(
                    pk=n,
                    purchase_id=n,
                    position=1,
                    bidder=f"দোকান {n // 20}",
                    quoted_on=date(2026, 11, 1),
                    currency="BDT",
                    taxes="with",
                    at=now,
                    submission=f"filled {n}",
                )
                for n in batch
            ],
        )
        super_create(
            PriceNote,
            [
                PriceNote(
                    pk=n,
                    line_id=n,
                    item=items[n % ITEMS],
                    source="দোকান",
                    seen_on=date(2026, 11, 1),
                    amount=n,
                    currency="BDT",
                    taxes="with",
                    at=now,
                    submission=f"filled {n}",
                )
                for n in batch
            ],
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield items
    for model in (PriceNote, Quotation, PurchaseLine, Purchase):
        rows = model._base_manager.all()
        rows._raw_delete(rows.db)


def super_create(model, rows):
    """Without seals: nothing of this is an act."""
    model._base_manager.bulk_create(rows)


def test_lists_registers_and_earlier_prices_are_found_by_an_index(filled, office):
    asked = {
        "the newest purchases": Purchase.objects.filter(office=office).order_by("-id")[:51],
        "the next page": Purchase.objects.filter(office=office, pk__lt=50_000).order_by("-id")[:51],
        "a page of the register": REGISTER.rows(office, 2010).rows.order_by("fiscal_year", "book_serial")[
            1_000:1_050
        ],
        "what one buyer bought in a year": same_buyer(
            Purchase(office=office, fiscal_year=2010), "+8801700000001"
        ),
        "the purchase of a case": Purchase.objects.filter(case=77),
        "the quotations of a purchase": Quotation.objects.filter(purchase=77, struck_at__isnull=True),
        "what is held of a bidder": Quotation.objects.filter(
            bidder="দোকান 77", purchase__office=office
        ).order_by("-id")[:100],
        "the lines of a purchase": PurchaseLine.objects.filter(purchase=77),
        "the prices of a line": PriceNote.objects.filter(line=77),
        "what an item cost": PriceNote.objects.filter(item=filled[3], struck_at__isnull=True).order_by("-id")[
            :8
        ],
    }
    read = {name: READ_THROUGH[connection.vendor].search(rows.explain()) for name, rows in asked.items()}
    assert not [name for name, found in read.items() if found]
