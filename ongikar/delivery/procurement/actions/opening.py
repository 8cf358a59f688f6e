"""A purchase begun with its case, and the lines of what is wanted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from ongikar.cases.models import Case
from ongikar.delivery.procurement.models import PriceNote, Purchase, PurchaseLine, Quotation
from ongikar.delivery.procurement.words import PurchaseFault
from ongikar.journal.actions import WORKER, Reference, record
from ongikar.journal.models import EntryFacts
from ongikar.offices.serials import next_number
from ongikar.rules.bangla.text import fiscal_year
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.purchase_items import parse_items

MOST_LINES, MOST_QUANTITY = 40, 100_000


@transaction.atomic
def open_purchase(case: Case, *, now: datetime) -> Purchase:
    """The rows of a case about a purchase: with its receipt, or adopted later. Done twice it is done once."""
    known = Purchase.objects.filter(case=case).first()
    if known:
        return known
    year = fiscal_year(now.astimezone(TZ).date())
    purchase = Purchase.objects.create(
        office=case.office,
        case=case,
        fiscal_year=year,
        book_serial=next_number(case.office, "purchases", year),
        made_at=now,
    )
    wanted = parse_items(str(case.answers.get("items") or ""))
    for position, item in enumerate(wanted[:MOST_LINES], 1):
        count = item.count if item.count and item.count <= MOST_QUANTITY else None
        PurchaseLine.objects.create(purchase=purchase, position=position, name=item.name, quantity=count)
    note("opened", purchase, WORKER, now, count=len(wanted))
    return purchase


@transaction.atomic
def add_line(
    purchase: Purchase, *, name: str, quantity: int, actor: Reference, now: datetime
) -> PurchaseLine:
    """One more thing that is wanted. Not while quotations stand: their bidders were not asked for it."""
    lock_open(purchase)
    require_no_quotations(purchase)
    require_quantity(quantity)
    if purchase.lines.count() >= MOST_LINES:
        raise PurchaseFault("name", "৪০টির বেশি পণ্য দেওয়া যায় না।", "Give at most 40 items.")
    last = purchase.lines.aggregate(last=Max("position"))["last"] or 0
    twin = purchase.lines.filter(name=name.strip(), struck_at__isnull=True).first()
    if twin:
        # Pressed twice; two lines of one name would not be told apart in a quotation.
        if twin.position == last and twin.quantity == quantity:
            return twin
        raise PurchaseFault("name", "এই নামের পণ্য তালিকায় আছে।", "An item of this name is on the list.")
    line = PurchaseLine.objects.create(
        purchase=purchase, position=last + 1, name=name.strip(), quantity=quantity
    )
    note("line_added", purchase, actor, now, of="purchase_line", of_id=line.pk)
    return line


@transaction.atomic
def change_line(
    line: PurchaseLine, *, name: str, quantity: int, actor: Reference, now: datetime
) -> PurchaseLine:
    """Its name or number put right, as whoever buys says. The same again changes nothing."""
    lock_open(line.purchase)
    require_no_quotations(line.purchase)
    require_quantity(quantity)
    changed = [
        field
        for field, value in (("name", name.strip()), ("quantity", quantity))
        if getattr(line, field) != value
    ]
    if changed:
        line.name, line.quantity = name.strip(), quantity
        line.save(update_fields=changed)
        note("line_changed", line.purchase, actor, now, of="purchase_line", of_id=line.pk, fields=changed)
    return line


@transaction.atomic
def strike_line(line: PurchaseLine, *, reason: str, actor: Reference, now: datetime) -> None:
    """It is not bought after all; it stays readable. Pressed twice it is done once."""
    lock_open(line.purchase)
    require_no_quotations(line.purchase)
    locked = PurchaseLine.objects.select_for_update().get(pk=line.pk)
    if locked.struck_at:
        return
    strike(locked, reason, now)
    note("line_struck", line.purchase, actor, now, of="purchase_line", of_id=line.pk)


def strike(row: PurchaseLine | PriceNote | Quotation, reason: str, now: datetime) -> None:
    if not (reason := reason.strip()):
        raise PurchaseFault("reason", "কেন বাতিল, লিখুন।", "Write why it is struck.")
    row.struck_at, row.struck_reason = now, reason
    row.save(update_fields=["struck_at", "struck_reason"])


def lock_open(purchase: Purchase) -> None:
    """Lock it, so that two act in turn. What was advised on is what stands."""
    Purchase.objects.select_for_update().get(pk=purchase.pk)
    case = Case.objects.only("state", "closed_at").get(pk=purchase.case_id)
    if case.closed_at:
        raise PurchaseFault(
            "",
            "পরামর্শ দেওয়া হয়ে গেছে, তাই চাহিদা ও বিনির্দেশ আর বদলায় না। ভুল থাকলে আবেদনটি আবার খুলুন।",
            "The advice is given: what is wanted and its specification stand. Reopen the case if something is"
            " wrong.",
        )


def require_no_quotations(purchase: Purchase) -> None:
    if purchase.quotations.filter(struck_at__isnull=True).exists():
        raise PurchaseFault(
            "",
            "এই চাহিদায় দর এসেছে, তাই এটি আর বদলায় না। আগে দরপত্রগুলো বাতিল করুন।",
            "Quotations stand against this as it is. Strike them first.",
        )


def require_quantity(quantity: int) -> None:
    if not 0 < quantity <= MOST_QUANTITY:
        raise PurchaseFault("quantity", "১ থেকে ১,০০,০০০-এর মধ্যে লিখুন।", "Enter a number from 1 to 1,00,000.")


def note(verb: str, purchase: Purchase, actor: Reference, now: datetime, **facts: object) -> None:
    entry: EntryFacts = facts  # type: ignore[assignment]  # keys of EntryFacts, as every caller here gives
    record(
        f"purchase.{verb}",
        subject=purchase.reference,
        actor=actor,
        office_id=purchase.office_id,
        now=now,
        **entry,
    )
