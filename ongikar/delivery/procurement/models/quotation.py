"""What bidders ask: a quotation, and its price for each line of the purchase."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Max, Q

from ongikar.core.forms.faults import require
from ongikar.core.i18n.say import say_lazy
from ongikar.delivery.procurement.rules.comparison import ANSWERS
from ongikar.journal.actions import Reference
from ongikar.papers.models import Paper
from ongikar.people.models import GONE
from ongikar.records.models import PaperEntry, RowOfRecord, StrikableEntry
from ongikar.rules.calendar.office_calendar import TZ

from .purchase import (
    CURRENCIES,
    NOT_COME,
    TAXES,
    Purchase,
    PurchaseLine,
    currency_column,
    figures,
    taxes_column,
)

MOST_QUOTATIONS = 20
OF_BIDDER = ("bidder", "address", "number")


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """What a quotation says of a line: the price of one piece in hundredths, None where it says nothing of
    it; and which make is offered.
    """

    price: int | None
    offered: str = ""


class Quotation(StrikableEntry, PaperEntry):
    """One bidder's quotation, as it was received, with a price or *not quoted* for each line. Nothing of its
    prices is edited: a wrong one is struck through and entered anew.
    """

    PARENT, VERB = "purchase", "quotation_entered"
    PERSONAL_DATA = {"bidder": GONE, "address": "", "number": ""}
    PAPER_WORDS = say_lazy("দরপত্রের স্ক্যান", "Scan of the quotation")
    # As of a price that was seen: it names no bidder.
    paper_title = "দরপত্রের স্ক্যান"

    purchase = models.ForeignKey(
        Purchase, on_delete=models.PROTECT, related_name="quotations", db_index=False
    )
    position = models.PositiveSmallIntegerField()
    bidder = models.CharField(say_lazy("দরদাতা", "Bidder"), max_length=200)
    address = models.CharField(say_lazy("ঠিকানা", "Address"), max_length=300, blank=True)
    # As it stands on the quotation itself.
    number = models.CharField(say_lazy("দরপত্রের নম্বর", "Number of the quotation"), max_length=60, blank=True)
    quoted_on = models.DateField(say_lazy("দরের তারিখ", "Date of the quotation"))
    valid_until = models.DateField(say_lazy("দরের মেয়াদ", "Valid until"), null=True, blank=True)
    currency = currency_column()
    taxes = taxes_column()
    paper = models.OneToOneField(  # type: ignore[assignment]  # it need not come
        Paper, null=True, on_delete=models.PROTECT, related_name="quotation"
    )

    # By the keys of the lines, of one that is not written yet.
    quoted: Mapping[int, QuotedLine]
    # The names that were put right, where a page shows them.
    old_names: list[str]

    class Meta:
        verbose_name = say_lazy("দর", "quotation")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "position"], name="one_quotation_a_place"),
            models.UniqueConstraint(
                fields=["purchase", "bidder"],
                # Those whose names retention has emptied bear the same.
                condition=Q(struck_at__isnull=True) & ~Q(bidder=GONE),
                name="one_standing_quotation_a_bidder",
                violation_error_code="bidder",
                violation_error_message=say_lazy(
                    "এই দরদাতার দর আগেই লেখা হয়েছে।", "A quotation of this bidder stands already."
                ),
            ),
            models.CheckConstraint(condition=Q(currency__in=CURRENCIES), name="a_quotation_has_a_currency"),
            models.CheckConstraint(condition=Q(taxes__in=TAXES), name="a_quotation_has_a_tax_basis"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_quotation_says_why",
            ),
        ]
        indexes = [models.Index(fields=["bidder", "-id"], name="quotations_of_a_bidder")]

    @classmethod
    def of(cls, purchase: Purchase, quoted: Mapping[int, QuotedLine], **said: Any) -> "Quotation":
        """One that is not written yet, with what it says of the lines, by their keys."""
        made = cls(purchase=purchase, **said)
        made.quoted = quoted
        return made

    @cached_property
    def lines_to_quote(self) -> list[PurchaseLine]:
        return list(self.purchase.lines.filter(struck_at__isnull=True))

    def check_act(self, now: datetime) -> None:
        """Also once the advice on the specification is given: quotations are asked for with it, and come
        later.
        """
        self.bidder = " ".join(self.bidder.split())
        require(
            self.lines_to_quote and all(line.is_specified for line in self.lines_to_quote),
            "",
            "আগে প্রতিটি পণ্যের সংখ্যা ও বিনির্দেশ ঠিক করুন। দর সেই বিনির্দেশের বিপরীতে যাচাই হয়।",
            "First settle the number and the specification of each item: quotations are judged by it.",
        )
        self.purchase.require_same_basis(self)
        require(self.quoted_on <= now.astimezone(TZ).date(), "quoted_on", *NOT_COME)
        require(
            not self.valid_until or self.valid_until >= self.quoted_on,
            "valid_until",
            "মেয়াদ দরের তারিখের আগে শেষ হতে পারে না।",
            "It cannot end before the day of the quotation.",
        )
        for line in self.lines_to_quote:
            require(
                line.pk in self.quoted,
                f"price-{line.pk}",
                "দর লিখুন; দর না দিয়ে থাকলে “দর দেয়নি”-তে দাগ দিন।",
                "Write the price; where none was quoted, tick “not quoted”.",
            )
        require(
            any(quoted.price is not None for quoted in self.quoted.values()),
            "",
            "একটি পণ্যেরও দর নেই, এটি কোনো দরপত্র নয়।",
            "It quotes nothing at all: this is no quotation.",
        )

    def enter_who(self, actor: Reference, now: datetime) -> None:
        super().enter_who(actor, now)
        self.position = (self.purchase.quotations.aggregate(last=Max("position"))["last"] or 0) + 1
        is_few = self.position <= MOST_QUOTATIONS
        require(is_few, "bidder", "২০টির বেশি দর লেখা যায় না।", "Enter at most 20 quotations.")

    def follow_act(self, actor: Reference, now: datetime) -> None:
        QuotationLine.objects.bulk_create(
            QuotationLine(
                quotation=self,
                line=line,
                price=self.quoted[line.pk].price,
                offered=self.quoted[line.pk].offered.strip(),
            )
            for line in self.lines_to_quote
        )

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "quotation", "of_id": self.pk}

    def in_words(self) -> str:
        return self.bidder


class QuotationLine(RowOfRecord):
    """What a quotation asks for one piece of a line, and what it says of each clause. Written with it, and
    judged afterwards.
    """

    PARENT, VERB = "quotation__purchase", "offer_judged"
    PERSONAL_DATA = {"words": ""}

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="lines", db_index=False)
    line = models.ForeignKey(PurchaseLine, on_delete=models.PROTECT, related_name="quoted")
    # In hundredths of the currency; null where it was not quoted, never nought.
    price = models.PositiveBigIntegerField(null=True)
    # Which make and model is offered: in an offer, unlike a specification, it is named.
    offered = models.CharField(max_length=200, blank=True)
    # What the offer says of each clause of the line's version, by its key: yes, no, unclear.
    answers = models.JSONField(default=dict)
    words = models.CharField(say_lazy("মন্তব্য", "Remark"), max_length=300, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["quotation", "line"], name="a_line_is_quoted_once"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price__gt=0), name="a_price_is_never_nought"
            ),
        ]

    def known_answers(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Of those that were said, what is an answer to a clause of its line. What is not answered is
        unclear.
        """
        known = {clause.key for clause in self.line.version.terms} if self.line.version else set()
        return {key: said for key, said in answers.items() if key in known and said in ANSWERS}

    def check_change(self, now: datetime) -> None:
        require(self.price is not None, "", "এই পণ্যের দর দেওয়া হয়নি।", "This item was not quoted.")
        is_struck = Quotation.objects.filter(pk=self.quotation_id, struck_at__isnull=False).exists()
        require(not is_struck, "", "দরটি বাতিল করা হয়েছে।", "This quotation was struck.")

    def enter_change(self, now: datetime) -> tuple[str, ...]:
        self.judged_at = now
        return ("judged_at",)

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "quotation_line", "of_id": self.pk, "count": len(self.answers)}

    def in_words(self) -> str:
        said = f"{self.quotation.bidder}: {self.line.name}, {figures(self.price)}"
        return f"{said} ({self.offered})" if self.offered else said


class BidderChange(RowOfRecord):
    """One thing put right of who quoted: what stood there before stays readable, crossed out. Also once the
    advice is given, and of a quotation that was struck: what is held of a person is put right while it is.
    """

    PARENT, VERB = "quotation__purchase", "bidder_corrected"
    PERSONAL_DATA = {"old": "", "new": "", "words": GONE}

    quotation = models.ForeignKey(Quotation, on_delete=models.PROTECT, related_name="changes", db_index=False)
    field = models.CharField(max_length=10)
    old = models.CharField(max_length=300, blank=True)
    new = models.CharField(max_length=300, blank=True)
    # Who asked for it, and by which document.
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(field__in=OF_BIDDER), name="a_bidder_has_such_a_field")
        ]
        indexes = [models.Index(fields=["quotation", "id"], name="changes_of_a_bidder")]

    def find_known(self) -> Any:
        """What stands there already is not written again."""
        self.quotation.refresh_from_db(fields=OF_BIDDER)
        self.old = getattr(self.quotation, self.field)
        same = self.quotation.changes.filter(field=self.field, new=self.new)
        return (same.last() or self) if self.old == self.new else None

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.at, self.by_id = now, actor[1]

    def check_act(self, now: datetime) -> None:
        quotation = self.quotation
        is_held = quotation.bidder != GONE
        require(is_held, "", "রাখার সময় শেষ, নাম আর নেই।", "Its time of keeping is over: the name is gone.")
        if self.field == "bidder" and not quotation.is_struck:
            twin = quotation.purchase.quotations.filter(struck_at__isnull=True, bidder=self.new)
            is_alone = not twin.exists()
            require(is_alone, "bidder", "এই নামে আরেকটি দর আছে।", "Another quotation bears this name.")

    def follow_act(self, actor: Reference, now: datetime) -> None:
        setattr(self.quotation, self.field, self.new)
        self.quotation.save(update_fields=[self.field])

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "quotation", "of_id": self.quotation_id}
