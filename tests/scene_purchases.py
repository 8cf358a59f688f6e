"""Two purchases of an office: one that is being specified, and one whose quotations are compared."""

from dataclasses import dataclass

from ongikar.cases.actions import Person
from ongikar.delivery.procurement.models import PriceNote, Purchase, Quotation
from ongikar.demo.stories import go_on, play
from ongikar.offices.models import Office

from .stories import STORIES


@dataclass
class PurchaseThings:
    """`specified` has its conditions and a price that was seen; `compared` a quotation with its scan."""

    specified: Purchase
    note: PriceNote
    compared: Purchase
    quotation: Quotation


def advise_on_purchases(office: Office, person: Person, now) -> PurchaseThings:
    specified, compared = (
        play(office, STORIES["purchase"], received=now, submission=f"to {mark} {office.slug}", person=person)
        for mark in ("specify", "compare")
    )
    specified = go_on(specified.case, STORIES["price"], since=now)
    compared = go_on(compared.case, STORIES["quotation"], since=now)
    note = PriceNote.objects.get(line__purchase=specified)
    return PurchaseThings(specified, note, compared, Quotation.objects.get(purchase=compared))
