"""What must be done of a case before a kind calls its promise kept: by the kind, through its own actions."""

from ongikar.delivery.procurement import actions as purchases
from ongikar.delivery.procurement.models import Purchase


def specify_purchase(case, *, actor, now):
    """Every item of it has its number and the library's conditions."""
    purchase = Purchase.objects.select_related("office").get(case=case)
    if not purchase.lines.exists():
        purchases.add_line(purchase, name="ল্যাপটপ", quantity=2, actor=actor, now=now)
    for line in purchase.lines.all():
        if line.quantity is None:
            purchases.change_line(line, name=line.name, quantity=2, actor=actor, now=now)
        purchases.specify_line(line, key="laptop", actor=actor, now=now)


PREPARATIONS = {"procurement": specify_purchase}


def make_ready(case, *, actor, now):
    """Whatever its kind wants done first is done; nothing for most."""
    if prepare := PREPARATIONS.get(case.row.kind):
        prepare(case, actor=actor, now=now)
