"""What the market and the bidders ask: price notes, quotations, and what an offer says of each clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from ongikar.core.db.violations import violates
from ongikar.core.i18n.say import override_language
from ongikar.delivery.procurement.models import (
    PriceNote,
    Purchase,
    PurchaseLine,
    Quotation,
    QuotationLine,
)
from ongikar.delivery.procurement.words import PurchaseFault, basis_words
from ongikar.journal.actions import Reference
from ongikar.papers.actions import keep_paper
from ongikar.papers.check import Clean
from ongikar.papers.models import Paper
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.comparison import ANSWERS

from .opening import lock_open, note, strike

MOST_QUOTATIONS = 20
# The titles of what is kept name no bidder: a title stays when the file has gone.
PROOF_OF_PRICE, SCAN = "দরের প্রমাণ", "দরপত্রের স্ক্যান"
NOT_COME = ("দিনটি এখনো আসেনি।", "This day has not come yet.")


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """What a quotation says of a line: the price of one piece in hundredths, None where it says nothing of
    it; and which make is offered.
    """

    price: int | None
    offered: str = ""


@transaction.atomic
def add_price_note(
    line: PurchaseLine,
    *,
    source: str,
    seen_on: date,
    amount: int,
    currency: str,
    taxes: str,
    words: str = "",
    content: Clean | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
) -> PriceNote:
    """What one piece was seen to cost. The same `submission` twice is one note."""
    lock_open(line.purchase)
    known = PriceNote.objects.filter(submission=submission).first()
    if known:
        return known
    require_same_basis(line.purchase, currency, taxes)
    if amount <= 0:
        raise PurchaseFault("amount", "০-এর বেশি দর লিখুন।", "Write a price above 0.")
    if seen_on > now.astimezone(TZ).date():
        raise PurchaseFault("seen_on", *NOT_COME)
    made = PriceNote.objects.create(
        line=line,
        item_id=line.version.item_id if line.version else None,
        source=source.strip(),
        seen_on=seen_on,
        amount=amount,
        currency=currency,
        taxes=taxes,
        words=words.strip(),
        paper=keep_proof(line.purchase, PROOF_OF_PRICE, content, now),
        at=now,
        by_id=actor[1],
        submission=submission,
    )
    note("price_noted", line.purchase, actor, now, of="price_note", of_id=made.pk)
    return made


def keep_proof(purchase: Purchase, title: str, content: Clean | None, now: datetime) -> Paper | None:
    if content is None:
        return None
    return keep_paper(
        office=purchase.office,
        subject=purchase.reference,
        title=title,
        content=content,
        now=now,
        brought_by="office",
    )


@transaction.atomic
def strike_price_note(seen: PriceNote, *, reason: str, actor: Reference, now: datetime) -> None:
    """It was wrong: it stays readable, struck through. Pressed twice it is done once."""
    lock_open(seen.line.purchase)
    locked = PriceNote.objects.select_for_update().get(pk=seen.pk)
    if locked.struck_at:
        return
    strike(locked, reason, now)
    note("price_note_struck", seen.line.purchase, actor, now, of="price_note", of_id=seen.pk)


@transaction.atomic
def enter_quotation(
    purchase: Purchase,
    *,
    bidder: str,
    quoted_on: date,
    currency: str,
    taxes: str,
    lines: Mapping[int, QuotedLine],
    number: str = "",
    address: str = "",
    valid_until: date | None = None,
    content: Clean | None = None,
    submission: str,
    actor: Reference,
    now: datetime,
) -> Quotation:
    """One bidder's quotation, a price or *not quoted* for each line (`lines`, by the keys of the standing
    lines). The same `submission` twice is one quotation.

    Also once the advice on the specification is given: quotations are asked for with it, and come later.
    """
    Purchase.objects.select_for_update().get(pk=purchase.pk)
    known = Quotation.objects.filter(submission=submission).first()
    if known:
        return known
    wanted = list(purchase.lines.filter(struck_at__isnull=True))
    require_quotable(purchase, wanted)
    require_same_basis(purchase, currency, taxes)
    require_days(quoted_on, valid_until, now)
    require_all_lines(wanted, lines)
    try:
        with transaction.atomic():
            last = purchase.quotations.aggregate(last=Max("position"))["last"] or 0
            if last >= MOST_QUOTATIONS:
                raise PurchaseFault("bidder", "২০টির বেশি দর লেখা যায় না।", "Enter at most 20 quotations.")
            made = Quotation.objects.create(
                purchase=purchase,
                position=last + 1,
                bidder=" ".join(bidder.split()),
                address=address.strip(),
                number=number.strip(),
                quoted_on=quoted_on,
                valid_until=valid_until,
                currency=currency,
                taxes=taxes,
                paper=keep_proof(purchase, SCAN, content, now),
                at=now,
                by_id=actor[1],
                submission=submission,
            )
    except IntegrityError as fault:
        if not violates(fault, Quotation, "purchase", "bidder"):
            raise
        raise PurchaseFault(
            "bidder", "এই দরদাতার দর আগেই লেখা হয়েছে।", "A quotation of this bidder stands already."
        ) from fault
    QuotationLine.objects.bulk_create(
        QuotationLine(
            quotation=made, line=line, price=lines[line.pk].price, offered=lines[line.pk].offered.strip()
        )
        for line in wanted
    )
    note("quotation_entered", purchase, actor, now, of="quotation", of_id=made.pk, rows=len(wanted))
    return made


def require_quotable(purchase: Purchase, wanted: list[PurchaseLine]) -> None:
    if not wanted or not all(line.is_specified for line in wanted):
        raise PurchaseFault(
            "",
            "আগে প্রতিটি পণ্যের সংখ্যা ও বিনির্দেশ ঠিক করুন। দর সেই বিনির্দেশের বিপরীতে যাচাই হয়।",
            "First settle the number and the specification of each item: quotations are judged by it.",
        )


def require_same_basis(purchase: Purchase, currency: str, taxes: str) -> None:
    """Prices in two currencies, or with and without taxes, cannot be compared."""
    bn, en = say_basis(purchase)
    if currency != purchase.currency:
        raise PurchaseFault(
            "currency",
            f"এই কেনাকাটার দর চাওয়া হয়েছে এভাবে: {bn}। অন্য মুদ্রার দরের সঙ্গে মেলানো যায় না।",
            f"Prices of this purchase are asked in {en}. One in another currency cannot be compared.",
        )
    if taxes != purchase.taxes:
        raise PurchaseFault(
            "taxes",
            f"এই কেনাকাটার দর চাওয়া হয়েছে এভাবে: {bn}। দরদাতার কাছ থেকে সেভাবে জেনে লিখুন।",
            f"Prices of this purchase are asked in {en}. Ask the bidder for it on that basis.",
        )


def say_basis(purchase: Purchase) -> tuple[str, str]:
    """The basis of its prices in both languages."""
    found = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            found.append(basis_words(purchase))
    return found[0], found[1]


def require_days(quoted_on: date, valid_until: date | None, now: datetime) -> None:
    if quoted_on > now.astimezone(TZ).date():
        raise PurchaseFault("quoted_on", *NOT_COME)
    if valid_until and valid_until < quoted_on:
        raise PurchaseFault(
            "valid_until",
            "মেয়াদ দরের তারিখের আগে শেষ হতে পারে না।",
            "It cannot end before the day of the quotation.",
        )


def require_all_lines(wanted: list[PurchaseLine], lines: Mapping[int, QuotedLine]) -> None:
    for line in wanted:
        if line.pk not in lines:
            raise PurchaseFault(
                f"price-{line.pk}",
                "দর লিখুন; দর না দিয়ে থাকলে “দর দেয়নি”-তে দাগ দিন।",
                "Write the price; where none was quoted, tick “not quoted”.",
            )
    if all(quoted.price is None for quoted in lines.values()):
        raise PurchaseFault(
            "", "একটি পণ্যেরও দর নেই, এটি কোনো দরপত্র নয়।", "It quotes nothing at all: this is no quotation."
        )


@transaction.atomic
def strike_quotation(quotation: Quotation, *, reason: str, actor: Reference, now: datetime) -> None:
    """It was entered wrong, or taken back: it stays readable and counts no more. Pressed twice it is once."""
    Purchase.objects.select_for_update().get(pk=quotation.purchase_id)
    locked = Quotation.objects.select_for_update().get(pk=quotation.pk)
    if locked.struck_at:
        return
    strike(locked, reason, now)
    note("quotation_struck", quotation.purchase, actor, now, of="quotation", of_id=quotation.pk)


@transaction.atomic
def judge_offer(
    offer: QuotationLine, *, answers: Mapping[str, str], words: str = "", actor: Reference, now: datetime
) -> None:
    """What an offer says of each clause of its line. A clause that is not answered is unclear."""
    locked = QuotationLine.objects.select_for_update().select_related("quotation__purchase").get(pk=offer.pk)
    if locked.price is None:
        raise PurchaseFault("", "এই পণ্যের দর দেওয়া হয়নি।", "This item was not quoted.")
    if locked.quotation.struck_at:
        raise PurchaseFault("", "দরটি বাতিল করা হয়েছে।", "This quotation was struck.")
    assert offer.line.version is not None, "a quoted line is specified"
    known = {clause.key for clause in offer.line.version.terms}
    told = {key: answer for key, answer in answers.items() if key in known and answer in ANSWERS}
    if (told, words.strip()) == (locked.answers, locked.words):
        return
    locked.answers, locked.words, locked.judged_at = told, words.strip(), now
    locked.save(update_fields=["answers", "words", "judged_at"])
    purchase = locked.quotation.purchase
    note("offer_judged", purchase, actor, now, of="quotation_line", of_id=locked.pk, count=len(told))


@transaction.atomic
def set_basis(purchase: Purchase, *, currency: str, taxes: str, actor: Reference, now: datetime) -> None:
    """In which currency, and with or without taxes, its prices are asked; while none is entered."""
    lock_open(purchase)
    if (currency, taxes) == (purchase.currency, purchase.taxes):
        return
    standing = {"struck_at__isnull": True}
    noted = PriceNote.objects.filter(line__purchase=purchase, **standing)
    if purchase.quotations.filter(**standing).exists() or noted.exists():
        raise PurchaseFault(
            "currency",
            "এর মধ্যে দর লেখা হয়েছে, তাই মুদ্রা ও করের ভিত্তি আর বদলায় না।",
            "Prices have been entered on this basis, so it stands.",
        )
    purchase.currency, purchase.taxes = currency, taxes
    purchase.save(update_fields=["currency", "taxes"])
    note("basis_set", purchase, actor, now)
