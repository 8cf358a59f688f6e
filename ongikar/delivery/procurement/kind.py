"""Procurement: technical advice before an office buys. Kept by the advice letter that encloses the
specification of every item, and the comparison where quotations came.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.kinds import Intake, Missing, Outcome, Result
from ongikar.cases.models import Case
from ongikar.cases.record_desk import RecordKind
from ongikar.charter.models import Service
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import override_language, say, say_lazy
from ongikar.papers.check import Clean

from .advice import first_advice
from .comparing import ComparisonTable
from .documents import enclosures_of
from .models import Purchase, PurchaseLine


class PurchaseRequest(Intake):
    ahead = ("needed_by",)
    items = TextField(
        label=say_lazy("কী কী কিনবেন", "What will be bought"),
        help_text=say_lazy("প্রতি লাইনে একটি: পণ্য, সংখ্যা", "One on each line: item, quantity"),
        lines=5,
        max_length=4000,
    )
    used_for = TextField(
        label=say_lazy("কী কাজে লাগবে", "What it is for"),
        lines=2,
        max_length=1500,
    )
    budget = WholeNumberField(
        label=say_lazy("বরাদ্দ, টাকা", "Budget, taka"),
        missing=say_lazy("বরাদ্দ কত টাকা, লিখুন", "Write the budget in taka"),
        least=1,
        most=999_999_999,
        width="w11",
    )
    method = ChoiceField(
        label=say_lazy("ক্রয়ের পদ্ধতি", "Method of purchase"),
        choices=[
            ("direct", say_lazy("সরাসরি ক্রয়", "Direct purchase")),
            ("quotation", say_lazy("কোটেশন", "Request for quotation")),
            ("tender", say_lazy("দরপত্র", "Tender")),
            ("undecided", say_lazy("এখনো ঠিক হয়নি", "Not decided yet")),
        ],
    )
    needed_by = DayField(
        label=say_lazy("কবের মধ্যে লাগবে", "Needed by"),
        required=False,
    )


class OldSpecification(Outcome):
    """What cases of the first form were closed with: they are told by it for good."""

    field_order = ("specification", "price_note", "words")
    specification = TextField(
        label=say_lazy("কারিগরি বিনির্দেশ", "Technical specification"), max_length=8000, lines=10
    )
    price_note = TextField(
        label=say_lazy("বাজার যাচাই", "Market check"), required=False, max_length=2000, lines=3
    )
    words = TextField(label=say_lazy("পরামর্শ", "Advice"), max_length=4000, lines=5)


class Advice(Outcome):
    """The specification and the prices stand in rows: what is written is the advice."""

    words = TextField(
        label=say_lazy("পরামর্শ", "Advice"),
        help_text=say_lazy(
            "ওয়ারেন্টি, গ্রহণের পরীক্ষা ও বরাদ্দ নিয়ে মত। বিনির্দেশ আর দরের তুলনা নিজে থেকেই সঙ্গে যায়।",
            "On the warranty, the acceptance test and the budget. The specification and the comparison of"
            " quotations are enclosed by themselves.",
        ),
        lines=8,
        max_length=4000,
    )


def purchase_of(case: Case) -> Purchase | None:
    return Purchase.objects.filter(case=case).select_related("office").first()


def standing_lines(case: Case) -> list[PurchaseLine]:
    return list(
        PurchaseLine.objects.filter(purchase__case=case, struck_at__isnull=True).select_related(
            "version__item"
        )
    )


def specified_first(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """What was promised is a specification: each thing has its number and its conditions."""
    lines = standing_lines(case)
    if not lines:
        yield Missing(
            "words",
            say(
                "কী কী কেনা হবে, তার তালিকা নেই। আগে কেনাকাটার পাতায় পণ্যগুলো লিখুন।",
                "Nothing is listed that will be bought. First write the items on the page of the purchase.",
            ),
        )
    left = [line.name for line in lines if not line.is_specified]
    if left:
        yield Missing(
            "words",
            say(
                "এই পণ্যের সংখ্যা বা বিনির্দেশ ঠিক হয়নি: {names}। আগে কেনাকাটার পাতায় তা ঠিক করুন।",
                "The number or the specification of these is not settled: {names}. First settle it on the"
                " page of the purchase.",
                names=", ".join(left),
            ),
        )


def judged_first(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """Where quotations stand, nobody is called lowest while an unread offer could still be."""
    purchase = purchase_of(case)
    waiting = ComparisonTable(purchase).waiting_rows if purchase else []
    if waiting:
        yield Missing(
            "words",
            say(
                "এই পণ্যের দরে শর্ত মানা হয়েছে কি না, যাচাই শেষ হয়নি: {names}।",
                "Whether the offers meet the conditions is not judged yet: {names}.",
                names=", ".join(row.line.name for row in waiting),
            ),
        )


class Procurement(RecordKind):
    record = Purchase
    sorts = (
        Preset(
            say_lazy("কেনাকাটায় কারিগরি পরামর্শ", "Advice on a purchase"),
            {"ক্রয়": 7, "বিনির্দেশ": 5, "স্পেসিফিকেশন": 5, "দরপত্র": 4, "procurement": 6, "purchase": 6},
        ),
    )
    intake_form = PurchaseRequest
    outcome_form = Advice
    rules = (specified_first, judged_first)
    # Since the second, items, specification, prices and quotations are rows.
    form_version = 2
    headline = "items"
    keep_words = say_lazy("পরামর্শ দিন", "Give the advice")
    result_words = say_lazy("কারিগরি বিনির্দেশ ও পরামর্শপত্র", "Specification and advice letter")

    def known_outcome(self, case: Case) -> dict[str, Any]:
        purchase = purchase_of(case)
        return {"words": first_advice(purchase, case)} if purchase else {}

    def enclosures(self, case: Case, *, now: datetime) -> list[tuple[str, Clean]]:
        purchase = purchase_of(case)
        if purchase is None:
            return []
        purchase.case = case
        with override_language(case.applicant.language if case.applicant else "bn"):
            return enclosures_of(purchase, now)

    def result(self, case: Case) -> Result | None:
        result = super().result(case)
        if result is None or "specification" not in case.outcome:
            return result
        told = tuple(self.answered_questions(OldSpecification, case.outcome, case.row))
        return Result(str(self.result_words), (*self.given_before(case), *told, *self.not_wanted(case)))

    def outcome_from_text(
        self, words: str, row: Service, *, asked: str = "", channel: str = ""
    ) -> dict[str, str]:
        """A specification is never said in one sentence across the counter."""
        return {}


KIND = Procurement()
