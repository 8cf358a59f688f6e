"""Procurement: technical advice before an office buys, as a specification and an advice letter."""

from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField, WholeNumberField
from ongikar.core.i18n.say import say_lazy


class PurchaseRequest(Intake):
    ahead = ("needed_by",)
    items = TextField(
        label=say_lazy("কী কী কিনবেন", "What will be bought"),
        help_text=say_lazy("প্রতি লাইনে একটি: পণ্য, সংখ্যা", "One on each line: item, quantity"),
        missing=say_lazy("কী কী কিনবেন, সংখ্যাসহ লিখুন", "Write what will be bought, with quantities"),
        lines=5,
        max_length=4000,
    )
    used_for = TextField(
        label=say_lazy("কী কাজে লাগবে", "What it is for"),
        missing=say_lazy("কী কাজে লাগবে, লিখুন", "Write what it is for"),
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
        missing=say_lazy("ক্রয়ের পদ্ধতি বেছে নিন", "Choose the method of purchase"),
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


class Specification(Outcome):
    field_order = ("specification", "price_note", "words")
    specification = TextField(
        label=say_lazy("কারিগরি বিনির্দেশ", "Technical specification"),
        help_text=say_lazy(
            "প্রতি লাইনে একটি শর্ত। কোনো ব্র্যান্ড বা মডেলের নাম নয়, যাতে সবাই দর দিতে পারে।",
            "One condition on each line. No brand or model, so that everybody can quote.",
        ),
        missing=say_lazy("কারিগরি বিনির্দেশ লিখুন", "Write the technical specification"),
        lines=10,
        max_length=8000,
    )
    price_note = TextField(
        label=say_lazy("বাজার যাচাই", "Market check"),
        help_text=say_lazy("কোথায়, কবে, কত দর পাওয়া গেছে", "Where, when and what prices were found"),
        required=False,
        lines=3,
        max_length=2000,
    )
    words = TextField(
        label=say_lazy("পরামর্শ", "Advice"),
        help_text=say_lazy(
            "ওয়ারেন্টি, গ্রহণের পরীক্ষা ও বরাদ্দ নিয়ে মত", "On the warranty, the acceptance test and the budget"
        ),
        missing=say_lazy("কেনার বিষয়ে পরামর্শ লিখুন", "Write the advice on the purchase"),
        lines=5,
        max_length=4000,
    )


class Procurement(Kind):
    sorts = (
        Preset(
            say_lazy("কেনাকাটায় কারিগরি পরামর্শ", "Advice on a purchase"),
            {"ক্রয়": 7, "বিনির্দেশ": 5, "স্পেসিফিকেশন": 5, "দরপত্র": 4, "procurement": 6, "purchase": 6},
        ),
    )
    intake_form = PurchaseRequest
    outcome_form = Specification
    keep_words = say_lazy("বিনির্দেশ ও পরামর্শ দিন", "Give the specification and advice")
    result_words = say_lazy("কারিগরি বিনির্দেশ ও পরামর্শপত্র", "Specification and advice letter")


KIND = Procurement()
