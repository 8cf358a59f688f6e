"""What a purchase shows on the pages of its case: to the officer the way to its page, to whoever asked
where it stands.
"""

from datetime import datetime

from django.db.models import OuterRef, prefetch_related_objects
from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.core.slots import Answer

from .models import Purchase
from .words import state_of, state_words


def purchases_of_case() -> JSONSubquery:
    return JSONSubquery(Purchase.objects.filter(case=OuterRef("pk")))


def purchase_part(case: Case) -> dict | None:
    """The purchase with its standing lines and where it stands; None of any other case."""
    if case.row.kind != "procurement":
        return None
    # As the case's own statement told it; of one read in another way it is asked.
    found = getattr(case, "found_purchases", None)
    purchase = next(iter(Purchase.objects.filter(case=case) if found is None else found), None)
    if purchase is None:
        return None
    prefetch_related_objects([purchase], "lines__version__item", "quotations")
    purchase.case = case
    lines = [line for line in purchase.lines.all() if not line.is_struck]
    quoted = [each for each in purchase.quotations.all() if not each.is_struck]
    state = state_of(purchase, lines, has_quotations=bool(quoted))
    return {
        "purchase": purchase,
        "lines": lines,
        "unsettled": [line for line in lines if not line.is_specified],
        "quoted": len(quoted),
        "state": state_words(state),
    }


def officers_purchase_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    shown = purchase_part(case)
    return ("procurement/case_part.html", shown) if shown else None


def tracked_purchase_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """What is wanted and whether its specification is settled. Nothing of prices: those of one bidder are not
    another’s to read, and whoever buys gets the comparison with the letter.
    """
    shown = purchase_part(case)
    return ("procurement/tracked.html", shown) if shown and shown["lines"] else None
