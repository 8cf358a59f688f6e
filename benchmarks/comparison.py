"""`python -m benchmarks comparison [ITEMS] [BIDDERS]`: how long the comparison of so many items (20) and
bidders (8) takes, in how many statements, and how long its sheet; in the demonstration at hand. What it
entered is taken out again.
"""

import time

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ongikar.delivery.procurement.comparing import ComparisonTable
from ongikar.delivery.procurement.documents import comparison_pdf
from ongikar.delivery.procurement.models import Purchase, QuotationLine
from ongikar.delivery.procurement.rules.comparison import YES
from ongikar.demo.stories import go_on


def fill(purchase: Purchase, items: int, bidders: int) -> None:
    """By the acts of its desk, as a story tells them (ongikar/demo/stories.py)."""
    now, standing = timezone.now(), purchase.lines.filter(struck_at__isnull=True)
    struck = [{"act": "strike_quotation", "reason": "…1"}] * purchase.quotations.filter(
        struck_at=None
    ).count()
    added = [
        {"act": "add_line", "name": f"ল্যাপটপ {n}", "quantity": n + 1} for n in range(items - standing.count())
    ]
    go_on(purchase.case, {"steps": [*struck, *added, {"act": "specify"}]}, since=now)
    lines = list(standing.select_related("version"))
    for bidder in range(bidders):
        prices = {f"price-{line.pk}": 50_000 + 70 * ((n * 3 + bidder) % 11) for n, line in enumerate(lines)}
        said = {"bidder": f"নমুনা দরদাতা {bidder}", "quoted_on": 0, "currency": "BDT", "taxes": "with"}
        go_on(purchase.case, {"steps": [{"act": "quotation", **said, **prices}]}, since=now)
    offers = QuotationLine.objects.filter(quotation__purchase=purchase, price__isnull=False).order_by("pk")
    for place, offer in enumerate(offers.select_related("quotation", "line__version"), 1):
        if not offer.quotation.is_struck:
            terms = offer.line.version.terms if offer.line.version else ()
            judged = {f"clause-{clause.key}": YES for clause in terms}
            go_on(purchase.case, {"steps": [{"act": "offer", "row": place, **judged}]}, since=now)


def main(words: list[str]) -> None:
    items, bidders = (int(words[0]) if words else 20), (int(words[1]) if len(words) > 1 else 8)
    purchase = (
        Purchase.objects.select_related("office", "case").filter(case__closed_at=None).order_by("pk").first()
    )
    assert purchase is not None, "the demonstration has a purchase that is open"
    with transaction.atomic():
        fill(purchase, items, bidders)
        seconds, statements = [], 0
        for _ in range(20):
            with CaptureQueriesContext(connection) as seen:
                begun = time.perf_counter()
                table = ComparisonTable(purchase)
                found = [row.names for row in table.rows], table.totals
                seconds.append(time.perf_counter() - begun)
            statements = len(seen)
        begun = time.perf_counter()
        pdf = comparison_pdf(table, timezone.now())
        sheet = time.perf_counter() - begun
        transaction.set_rollback(True)
    assert len(found[0]) == items
    print(f"{items} items x {bidders} bidders: {statements} statements, {1000 * sorted(seconds)[10]:.1f} ms")
    print(f"the sheet: {1000 * sheet:.0f} ms, {len(pdf) / 1024:.0f} KB")
