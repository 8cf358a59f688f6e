"""The job sheet: what was found, what was done, and who at the place signed for it."""

from ongikar.cases.kinds import KEEP, OPEN, PART, Outcome, Verdict
from ongikar.cases.kinds.outcome_rules import needed_where, since_receipt
from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.i18n.say import say_lazy

VISIT, REMOTE, COUNTER = "visit", "remote", "counter"
FIXED = "yes"
# What is mended in part, or not at all, stays owed.
VERDICT = Verdict("fixed", {FIXED: KEEP, "partly": PART, "no": OPEN})
ON_A_VISIT = frozenset({VISIT})
RULES = (
    since_receipt("visited_on"),
    needed_where(
        "visited_on", "how", ON_A_VISIT, ("কোন দিন গিয়ে দেখা হয়েছে, লিখুন", "Write the day of the visit")
    ),
    needed_where(
        "signed_by",
        "how",
        ON_A_VISIT,
        ("প্রতিষ্ঠানের পক্ষে কে স্বাক্ষর করেছেন, লিখুন", "Write who signed for the institution"),
    ),
)


class JobSheet(Outcome):
    behind = ("visited_on",)
    field_order = ("how", "visited_on", "found", "words", "parts", "signed_by", "fixed")
    how = ChoiceField(
        label=say_lazy("কীভাবে দেখা হলো", "How it was looked at"),
        missing=say_lazy("কীভাবে দেখা হলো, বেছে নিন", "Choose how it was looked at"),
        choices=[
            (VISIT, say_lazy("গিয়ে", "On a visit")),
            (REMOTE, say_lazy("ফোনে বা দূর থেকে", "By phone or remotely")),
            ("brought", say_lazy("কার্যালয়ে আনা হয়েছিল", "It was brought to the office")),
            (COUNTER, say_lazy("কাউন্টারে, সঙ্গে সঙ্গে", "At the counter, at once")),
        ],
    )
    visited_on = DayField(
        label=say_lazy("যে দিন যাওয়া হয়েছে", "Visited on"),
        help_text=say_lazy("শুধু গিয়ে দেখলে", "Only after a visit"),
        required=False,
        optional_mark=False,
    )
    found = TextField(
        label=say_lazy("কী পাওয়া গেল", "What was found"),
        missing=say_lazy("কী পাওয়া গেল, লিখুন", "Write what was found"),
        lines=3,
        max_length=2000,
    )
    words = TextField(
        label=say_lazy("কী করা হলো", "What was done"),
        help_text=say_lazy("আবেদনকারী এই লেখাটি পাবেন।", "The applicant will receive these words."),
        missing=say_lazy("কী করা হলো, লিখুন", "Write what was done"),
        lines=4,
        max_length=3000,
    )
    parts = TextField(
        label=say_lazy("যন্ত্রাংশ", "Parts"),
        help_text=say_lazy("বদলানো বা লাগবে এমন যন্ত্রাংশ ও সংখ্যা", "Parts replaced or needed, with their number"),
        required=False,
        lines=2,
        max_length=1000,
    )
    fixed = ChoiceField(
        label=say_lazy("ঠিক হয়েছে?", "Is it fixed?"),
        missing=say_lazy("ঠিক হয়েছে কি না, বেছে নিন", "Choose whether it is fixed"),
        choices=[
            (FIXED, say_lazy("হ্যাঁ", "Yes")),
            ("partly", say_lazy("আংশিক", "Partly")),
            ("no", say_lazy("না", "No")),
        ],
    )
    signed_by = TextField(
        label=say_lazy("কে স্বাক্ষর করেছেন", "Who signed"),
        help_text=say_lazy(
            "প্রতিষ্ঠানের পক্ষে নাম ও পদবি; গিয়ে দেখলে লাগবে",
            "Name and post for the institution; needed after a visit",
        ),
        required=False,
        optional_mark=False,
    )
