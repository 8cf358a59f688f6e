"""What must be done of a case before a kind calls its promise kept: by the kind, through its own actions."""

from datetime import timedelta

from ongikar.delivery.procurement import actions as purchases
from ongikar.delivery.procurement.models import Purchase, PurchaseLine
from ongikar.delivery.training.after.records import enter_lab_use
from ongikar.delivery.training.models import SchoolCourse
from ongikar.offices.models import Place
from ongikar.records.actions import change, perform


def specify_purchase(case, *, actor, now):
    """Every item of it has its number and the library's conditions."""
    purchase = Purchase.objects.select_related("office").get(case=case)
    if not purchase.lines.exists():
        line = PurchaseLine(purchase=purchase, name="ল্যাপটপ", quantity=2)
        perform(purchase, line, actor=actor, now=now)
    for line in purchase.lines.all():
        if line.quantity is None:
            change(line, "line_changed", quantity=2, actor=actor, now=now)
        purchases.specify_line(line, key="laptop", actor=actor, now=now)


def teach_once(case, *, actor, now):
    """Of what a school asked for a class stands in the lab's book; nothing for any other training."""
    if course := SchoolCourse.objects.filter(case=case).first():
        lab, _ = Place.objects.get_or_create(
            office=case.office, slug="lab-made-ready", defaults={"kind": Place.LAB, "name_bn": "নমুনা ল্যাব"}
        )
        enter_lab_use(
            place=lab,
            starts_at=now - timedelta(hours=2),
            ends_at=now - timedelta(hours=1),
            what="স্ক্র্যাচ",
            students=20,
            course=course,
            submission=f"made ready {case.pk}",
            actor=actor,
            now=now,
        )


PREPARATIONS = {"procurement": specify_purchase, "training": teach_once}


def make_ready(case, *, actor, now):
    """Whatever its kind wants done first is done; nothing for most."""
    if prepare := PREPARATIONS.get(case.row.kind):
        prepare(case, actor=actor, now=now)
