"""Two purchases of an office: one that is being specified, and one whose quotations are compared."""

from dataclasses import dataclass

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.procurement import actions as purchases
from ongikar.delivery.procurement.models import OF_BIDDER, PriceNote, Purchase, Quotation, QuotedLine
from ongikar.delivery.procurement.rules.comparison import YES
from ongikar.offices.models import Office
from ongikar.papers.check import clean_file
from ongikar.records.actions import perform


@dataclass
class PurchaseThings:
    """`specified` has its conditions and a price that was seen; `compared` a quotation with its scan."""

    specified: Purchase
    note: PriceNote
    compared: Purchase
    quotation: Quotation


def ask_to_buy(office: Office, person: actions.Person, mark: str, actor, now) -> Purchase:
    row = Service.objects.get(version__office=office, version__effective_to=None, code="institutional-9")
    case = actions.receive_case(
        service=row,
        person=person,
        answers={
            "items": "ল্যাপটপ, ২টি\nপ্রিন্টার, ১টি",
            "used_for": "অফিসের কাজ",
            "budget": 200_000,
            "method": "quotation",
        },
        channel=Case.ONLINE,
        submission=f"{mark} {office.slug}",
        now=now,
    )
    purchase = Purchase.objects.select_related("office", "case").get(case=case)
    for line, key in zip(purchase.lines.all(), ("laptop", "printer"), strict=True):
        purchases.specify_line(line, key=key, actor=actor, now=now)
    return purchase


def advise_on_purchases(
    office: Office, person: actions.Person, user_id: int, picture: bytes, now
) -> PurchaseThings:
    actor = ("user", user_id)
    specified = ask_to_buy(office, person, "to specify", actor, now)
    compared = ask_to_buy(office, person, "to compare", actor, now)
    seen = PriceNote.of(
        specified.lines.first(),
        source="নমুনা মার্কেট",
        amount=7_000_000,
        words="মেলার দর",
        seen_on=now.date(),
        currency="BDT",
        taxes="with",
    )
    note = perform(specified, seen, submission=f"note of {office.slug}", actor=actor, now=now)
    first, second = compared.lines.all()
    quoted = Quotation.of(
        compared,
        {first.pk: QuotedLine(7_100_000, "নমুনা ল্যাপটপ"), second.pk: QuotedLine(None)},
        bidder="নমুনা ট্রেডার্স",
        address="রংপুর",
        number="ন-১",
        quoted_on=now.date(),
        currency="BDT",
        taxes="with",
    )
    quotation = perform(
        compared,
        quoted,
        content=clean_file(picture),
        submission=f"quotation of {office.slug}",
        actor=actor,
        now=now,
    )
    offer = quotation.lines.get(line=first)
    said = {clause.key: YES for clause in offer.line.version.terms}
    purchases.judge_offer(offer, answers=said, words="মিলিয়ে দেখা", actor=actor, now=now)
    said = {name: getattr(quotation, name) for name in OF_BIDDER} | {"address": "রংপুর সদর"}
    purchases.correct_bidder(quotation, said=said, words="নিজে এসে বলেছেন", actor=actor, now=now)
    return PurchaseThings(specified, note, compared, quotation)
