"""`python -m benchmarks comparison [ITEMS] [BIDDERS]`: how long the comparison of so many items (20) and
bidders (8) takes, in how many statements, and how long its sheet; in the demonstration at hand. What it
entered is taken out again.
"""

import time

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ongikar.delivery.procurement import actions
from ongikar.delivery.procurement.comparing import ComparisonTable
from ongikar.delivery.procurement.documents import comparison_pdf
from ongikar.delivery.procurement.models import Purchase, PurchaseLine, Quotation, QuotedLine
from ongikar.delivery.procurement.rules.comparison import YES
from ongikar.people.models import User
from ongikar.records.actions import perform, strike


def fill(purchase: Purchase, items: int, bidders: int) -> None:
    now, actor = timezone.now(), ("user", User.objects.get(username="karim").pk)
    for quotation in purchase.quotations.filter(struck_at__isnull=True):
        strike(quotation, "quotation_struck", reason="…1", actor=actor, now=now)
    for n in range(items - purchase.lines.filter(struck_at__isnull=True).count()):
        line = PurchaseLine(purchase=purchase, name=f"ল্যাপটপ {n}", quantity=n + 1)
        perform(purchase, line, actor=actor, now=now)
        actions.specify_line(line, key="laptop", actor=actor, now=now)
    lines = list(purchase.lines.filter(struck_at__isnull=True).select_related("version"))
    for bidder in range(bidders):
        quotation = Quotation.of(
            purchase,
            {
                line.pk: QuotedLine(5_000_000 + 7_000 * ((n * 3 + bidder) % 11))
                for n, line in enumerate(lines)
            },
            bidder=f"নমুনা দরদাতা {bidder}",
            quoted_on=timezone.localdate(),
            currency=purchase.currency,
            taxes=purchase.taxes,
        )
        made = perform(purchase, quotation, submission=f"benchmark {bidder}", actor=actor, now=now)
        for offer in made.lines.select_related("line__version"):
            terms = offer.line.version.terms if offer.line.version else ()
            said = {clause.key: YES for clause in terms}
            actions.judge_offer(offer, answers=said, actor=actor, now=now)


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
