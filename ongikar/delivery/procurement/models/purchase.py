"""A purchase on which the office gives advice: its lines, and what the market was seen to ask for each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Max, Q

from ongikar.cases.models import Case
from ongikar.cases.records import CaseRecord
from ongikar.core.forms.faults import ActFault, require
from ongikar.core.i18n.say import language, override_language, say_lazy
from ongikar.delivery.procurement.rules.money import amount_figures
from ongikar.delivery.procurement.rules.specification import parse_items
from ongikar.journal.actions import Reference
from ongikar.papers.models import Paper
from ongikar.people.models import GONE
from ongikar.records.models import PaperEntry, RowOfRecord, Strikable, StrikableEntry
from ongikar.rules.calendar.office_calendar import TZ

from .specification import SpecItem, SpecVersion

TAKA, DOLLAR = CURRENCIES = ("BDT", "USD")
# Whether a price holds value added tax and income tax already.
WITH_TAX, WITHOUT_TAX = TAXES = ("with", "without")
MOST_LINES, MOST_QUANTITY = 40, 100_000
NOT_COME = ("দিনটি এখনো আসেনি।", "This day has not come yet.")


def figures(amount: int | None) -> str:
    return "" if amount is None else amount_figures(amount, language())


def currency_column(**more: Any) -> models.CharField:
    return models.CharField(
        say_lazy("কোন মুদ্রায় দর", "Prices in"),
        max_length=3,
        choices=[(TAKA, say_lazy("টাকা", "taka")), (DOLLAR, say_lazy("মার্কিন ডলার", "US dollars"))],
        **more,
    )


def taxes_column(**more: Any) -> models.CharField:
    return models.CharField(
        say_lazy("ভ্যাট ও আয়কর", "VAT and income tax"),
        max_length=8,
        choices=[
            (WITH_TAX, say_lazy("ভ্যাট ও আয়কর সহ", "VAT and income tax included")),
            (WITHOUT_TAX, say_lazy("ভ্যাট ও আয়কর ছাড়া", "VAT and income tax not included")),
        ],
        **more,
    )


def basis_of(row: Any) -> str:
    """In what prices are told: taka, VAT and income tax included."""
    return f"{row.get_currency_display()}, {row.get_taxes_display()}"


class Purchase(CaseRecord):
    """What belongs to a case about a purchase beside its answers. Who buys decides: nothing here awards
    anything.
    """

    SUBJECT, BOOK = "purchase", "purchases"

    # In which all its quotations are made; another is refused.
    currency = currency_column(default=TAKA)
    taxes = taxes_column(default=WITH_TAX)

    class Meta:
        verbose_name = say_lazy("কেনাকাটা", "purchase")
        verbose_name_plural = say_lazy("কেনাকাটার পরামর্শ", "Advice on purchases")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "fiscal_year", "book_serial"], name="one_purchase_a_serial"
            ),
            models.CheckConstraint(condition=Q(currency__in=CURRENCIES), name="a_purchase_has_a_currency"),
            models.CheckConstraint(condition=Q(taxes__in=TAXES), name="a_purchase_has_a_tax_basis"),
        ]
        indexes = [models.Index(fields=["office", "-id"], name="purchases_newest")]

    # How it compares its quotations, where a page shows it (comparing.py).
    table: Any

    def follow_opening(self, now: datetime) -> None:
        wanted = parse_items(str(self.case.answers.get("items") or ""))
        for position, item in enumerate(wanted[:MOST_LINES], 1):
            count = item.count if item.count and item.count <= MOST_QUANTITY else None
            PurchaseLine.objects.create(purchase=self, position=position, name=item.name, quantity=count)

    def check_change(self, now: datetime) -> None:
        self.require_open()
        require(
            not self.has_quotations
            and not PriceNote.objects.filter(line__purchase=self, struck_at__isnull=True).exists(),
            "currency",
            "এর মধ্যে দর লেখা হয়েছে, তাই মুদ্রা ও করের ভিত্তি আর বদলায় না।",
            "Prices have been entered on this basis, so it stands.",
        )

    @property
    def basis(self) -> str:
        return basis_of(self)

    @property
    def standing_lines(self) -> list["PurchaseLine"]:
        """As they were read with it."""
        return [line for line in self.lines.all() if not line.is_struck]

    @property
    def standing_quotations(self) -> list[Any]:
        return [each for each in self.quotations.all() if not each.is_struck]

    @property
    def is_specified(self) -> bool:
        lines = self.standing_lines
        return bool(lines) and all(line.is_specified for line in lines)

    @property
    def has_quotations(self) -> bool:
        """Read under the lock, whatever was read with it before."""
        return self.quotations.filter(struck_at__isnull=True).exists()

    def require_open(self) -> None:
        """What was advised on is what stands."""
        case = Case.objects.only("state", "closed_at").get(pk=self.case_id)
        require(
            not case.closed_at,
            "",
            "পরামর্শ দেওয়া হয়ে গেছে, তাই চাহিদা ও বিনির্দেশ আর বদলায় না। ভুল থাকলে আবেদনটি আবার খুলুন।",
            "The advice is given: what is wanted and its specification stand. Reopen the case if something is"
            " wrong.",
        )

    def require_unquoted(self) -> None:
        """What bidders were asked for does not change under their quotations."""
        self.require_open()
        require(
            not self.has_quotations,
            "",
            "এই চাহিদায় দর এসেছে, তাই এটি আর বদলায় না। আগে দরপত্রগুলো বাতিল করুন।",
            "Quotations stand against this as it is. Strike them first.",
        )

    def require_same_basis(self, row: Any) -> None:
        """Prices in two currencies, or with and without taxes, cannot be compared."""
        said = []
        for tongue in ("bn", "en"):
            with override_language(tongue):
                said.append(self.basis)
        if row.currency != self.currency:
            raise ActFault(
                "currency",
                f"এই কেনাকাটার দর চাওয়া হয়েছে এভাবে: {said[0]}। অন্য মুদ্রার দরের সঙ্গে মেলানো যায় না।",
                f"Prices of this purchase are asked in {said[1]}. Another currency cannot be compared.",
            )
        if row.taxes != self.taxes:
            raise ActFault(
                "taxes",
                f"এই কেনাকাটার দর চাওয়া হয়েছে এভাবে: {said[0]}। দরদাতার কাছ থেকে সেভাবে জেনে লিখুন।",
                f"Prices of this purchase are asked in {said[1]}. Ask the bidder for it on that basis.",
            )


class PurchaseLine(Strikable, RowOfRecord):
    """So many of one thing. `version`: what each must be like; none until somebody has said it."""

    PARENT, VERB = "purchase", "line_added"

    purchase = models.ForeignKey(Purchase, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField()
    # As it was asked for.
    name = models.CharField(say_lazy("পণ্য", "Item"), max_length=200)
    # Null where nobody said how many.
    quantity = models.PositiveIntegerField(
        say_lazy("কয়টি", "How many"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_QUANTITY)],
    )
    version = models.ForeignKey(SpecVersion, null=True, on_delete=models.PROTECT, related_name="lines")

    class Meta:
        verbose_name = say_lazy("পণ্য", "item")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["purchase", "position"], name="one_purchase_line_a_place"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0),
                name="a_purchase_line_is_of_something",
                violation_error_code="quantity",
                violation_error_message=say_lazy("০-এর বেশি লিখুন।", "Write more than 0."),
            ),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_purchase_line_says_why",
            ),
        ]

    @property
    def is_specified(self) -> bool:
        return self.version_id is not None and self.quantity is not None

    @property
    def last_place(self) -> int:
        return self.purchase.lines.aggregate(last=Max("position"))["last"] or 0

    def find_known(self) -> Any:
        """Pressed twice, it is the last one, just so."""
        same = {"name": self.name, "quantity": self.quantity, "struck_at": None}
        return self.purchase.lines.filter(position=self.last_place, **same).first()

    def enter_who(self, actor: Reference, now: datetime) -> None:
        self.position = self.last_place + 1

    def check_act(self, now: datetime) -> None:
        """Not while quotations stand: their bidders were not asked for it. Two lines of one name would not be
        told apart in a quotation.
        """
        self.purchase.require_unquoted()
        is_few = PurchaseLine.objects.filter(purchase=self.purchase).count() < MOST_LINES
        require(is_few, "name", "৪০টির বেশি পণ্য দেওয়া যায় না।", "Give at most 40 items.")
        twin = self.purchase.lines.filter(name=self.name, struck_at__isnull=True)
        is_new = not twin.exists()
        require(is_new, "name", "এই নামের পণ্য তালিকায় আছে।", "An item of this name is on the list.")

    def check_change(self, now: datetime) -> None:
        self.purchase.require_unquoted()

    def check_strike(self, now: datetime) -> None:
        self.purchase.require_unquoted()

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "purchase_line", "of_id": self.pk}

    def in_words(self) -> str:
        return self.name


class PriceNote(StrikableEntry, PaperEntry):
    """What one piece was seen to cost: where, and on which day."""

    PARENT, VERB = "line__purchase", "price_noted"
    PERSONAL_DATA = {"source": GONE, "words": ""}
    PAPER_WORDS = say_lazy("ছবি বা পাতার কপি", "Photo or copy of the page")
    # The title of what is kept names nobody: a title stays when the file has gone.
    paper_title = "দরের প্রমাণ"

    line = models.ForeignKey(
        PurchaseLine, on_delete=models.PROTECT, related_name="price_notes", db_index=False
    )
    # Of which item of the library its line was then: for the next purchase it is found by that.
    item = models.ForeignKey(
        SpecItem, null=True, on_delete=models.PROTECT, related_name="price_notes", db_index=False
    )
    source = models.CharField(
        say_lazy("কোথায় পাওয়া দর", "Where the price was seen"),
        max_length=300,
        help_text=say_lazy("দোকানের নাম, ওয়েবসাইট বা আগের কেনাকাটা", "A shop, a website or an earlier purchase"),
    )
    seen_on = models.DateField(say_lazy("কোন দিনের দর", "Seen on"))
    # In hundredths of the currency.
    amount = models.PositiveBigIntegerField(say_lazy("একটির দর", "Price of one"))
    currency = currency_column()
    taxes = taxes_column()
    words = models.CharField(say_lazy("মন্তব্য", "Remark"), max_length=300, blank=True)
    # A photo of the price tag, or the page as it was printed.
    paper = models.OneToOneField(  # type: ignore[assignment]  # it need not come
        Paper, null=True, on_delete=models.PROTECT, related_name="price_note"
    )

    class Meta(StrikableEntry.Meta):
        verbose_name = say_lazy("বাজারদর", "market price")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="a_price_note_is_of_something",
                violation_error_code="amount",
                violation_error_message=say_lazy("০-এর বেশি দর লিখুন।", "Write a price above 0."),
            ),
            models.CheckConstraint(condition=Q(currency__in=CURRENCIES), name="a_price_note_has_a_currency"),
            models.CheckConstraint(condition=Q(taxes__in=TAXES), name="a_price_note_has_a_tax_basis"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) ^ ~Q(struck_reason=""),
                name="a_struck_price_note_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["line", "id"], name="price_notes_of_a_line"),
            models.Index(fields=["item", "-id"], name="price_notes_of_an_item"),
        ]

    @classmethod
    def of(cls, line: PurchaseLine, **said: Any) -> "PriceNote":
        """One that is not written yet."""
        return cls(line=line, item_id=line.version.item_id if line.version else None, **said)

    def check_act(self, now: datetime) -> None:
        purchase = self.line.purchase
        purchase.require_open()
        purchase.require_same_basis(self)
        require(self.seen_on <= now.astimezone(TZ).date(), "seen_on", *NOT_COME)

    def check_strike(self, now: datetime) -> None:
        self.line.purchase.require_open()

    def facts_of_act(self) -> Mapping[str, Any]:
        return {"of": "price_note", "of_id": self.pk}

    def in_words(self) -> str:
        return f"{self.source}: {figures(self.amount)}"
