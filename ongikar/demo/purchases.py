"""What is done with a purchase of the demonstration: its specification, the prices that were seen, sample
quotations, and what they say of the conditions.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.models import Case
from ongikar.delivery.procurement import actions
from ongikar.delivery.procurement.models import PriceNote, Purchase, PurchaseLine, Quotation, QuotedLine
from ongikar.delivery.procurement.rules.comparison import YES
from ongikar.delivery.procurement.rules.money import parse_amount
from ongikar.journal.actions import Reference
from ongikar.records.actions import perform
from ongikar.rules.calendar.office_calendar import TZ

Answers = Mapping[str, Any]
PurchaseAct = Callable[[Case, Answers, Reference, datetime], object]


def lines_of(case: Case) -> list[PurchaseLine]:
    purchase = Purchase.objects.select_related("office", "case").get(case=case)
    lines = list(purchase.lines.select_related("version").filter(struck_at__isnull=True))
    for line in lines:
        line.purchase = purchase
    return lines


def specify(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """Each line like an item of the library, in their order."""
    for line, key in zip(lines_of(case), answers["like"], strict=True):
        actions.specify_line(line, key=key, actor=actor, now=at)


def see_price(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """What one piece of a line was seen to cost that day; `line` counts from 1."""
    line = lines_of(case)[answers["line"] - 1]
    seen = PriceNote.of(
        line,
        source=answers["source"],
        seen_on=at.astimezone(TZ).date(),
        amount=parse_amount(answers["amount"]),
        currency=line.purchase.currency,
        taxes=line.purchase.taxes,
    )
    submission = f"{case.submission}-{answers['line']}-{answers['source']}"[-64:]
    perform(line.purchase, seen, submission=submission, actor=actor, now=at)


def quote(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """A quotation: a price for each line, "" where none was quoted; and of those named in `judged`, by the
    number of the line, which conditions it does not meet: all others it does.
    """
    lines = lines_of(case)
    purchase = lines[0].purchase
    prices = zip(lines, answers["prices"], strict=True)
    quotation = Quotation.of(
        purchase,
        {line.pk: QuotedLine(parse_amount(price) if price else None) for line, price in prices},
        bidder=answers["bidder"],
        number=answers.get("number", ""),
        quoted_on=at.astimezone(TZ).date(),
        currency=purchase.currency,
        taxes=purchase.taxes,
    )
    submission = f"{case.submission}-{answers['bidder']}"[-64:]
    made = perform(purchase, quotation, submission=submission, actor=actor, now=at)
    offers = {offer.line_id: offer for offer in made.lines.select_related("line__version")}
    for place, refused in answers["judged"].items():
        offer = offers[lines[int(place) - 1].pk]
        terms = offer.line.version.terms if offer.line.version else ()
        said = {clause.key: refused.get(clause.key, YES) for clause in terms}
        actions.judge_offer(offer, answers=said, actor=actor, now=at)


PURCHASE_ACTS: dict[str, PurchaseAct] = {"specify_like": specify, "see_price": see_price, "quote": quote}
