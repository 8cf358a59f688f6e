"""Who quoted is put right: each value with what stood there before."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from ongikar.core.db.violations import violates
from ongikar.delivery.procurement.models import OF_BIDDER, BidderChange, Purchase, Quotation
from ongikar.delivery.procurement.words import PurchaseFault
from ongikar.journal.actions import Reference
from ongikar.people.models import GONE

from .opening import note


@transaction.atomic
def correct_bidder(
    quotation: Quotation, *, said: Mapping[str, str], words: str, actor: Reference, now: datetime
) -> None:
    """Also once the advice is given, and of one that was struck: what is held of a person is put right while
    it is held. Where nothing differs, nothing is written.
    """
    Purchase.objects.select_for_update().get(pk=quotation.purchase_id)
    locked = Quotation.objects.select_for_update().get(pk=quotation.pk)
    if locked.bidder == GONE:
        raise PurchaseFault("", "রাখার সময় শেষ, নাম আর নেই।", "Its time of keeping is over: the name is gone.")
    given = {name: " ".join(said[name].split()) for name in OF_BIDDER}
    before = locked.said_of_bidder
    changed = [name for name in OF_BIDDER if given[name] != before[name]]
    if not changed:
        return
    for name in changed:
        setattr(locked, name, given[name])
    try:
        with transaction.atomic():
            locked.save(update_fields=changed)
    except IntegrityError as fault:
        if not violates(fault, Quotation, "purchase", "bidder"):
            raise
        raise PurchaseFault(
            "bidder", "এই নামে আরেকটি দর আছে।", "Another quotation bears this name."
        ) from fault
    for name in changed:
        BidderChange.objects.create(
            quotation=locked,
            field=name,
            old=before[name],
            new=given[name],
            words=words.strip(),
            at=now,
            by_id=actor[1],
        )
    note("bidder_corrected", quotation.purchase, actor, now, of="quotation", of_id=quotation.pk)
