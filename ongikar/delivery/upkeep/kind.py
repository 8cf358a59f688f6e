"""Upkeep: something of the office's own that must stay fresh, such as its portal or its registers."""

from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.cases.kinds.outcome_rules import in_order, since_receipt
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import Choice, Day, Text
from ongikar.core.i18n.say import say_later

# What is kept fresh, by the row's option `of`.
KEPT_FRESH = {
    "portal": say_later("পোর্টালের কোন পাতা বা ই-নথির কোন কাজ", "Which page of the portal or task of e-Nothi"),
    "books": say_later("কোন কোন রেজিস্টার", "Which registers"),
}


class Duty(Intake):
    behind = ("last_done",)
    what = Text(
        label=say_later("কী হালনাগাদ রাখতে হবে", "What must be kept fresh"),
        help_text=say_later("প্রতি লাইনে একটি", "One on each line"),
        missing=say_later("কী হালনাগাদ রাখতে হবে, লিখুন", "Write what must be kept fresh"),
        lines=4, max_length=3000,
    )  # fmt: skip
    how_often = Choice(
        label=say_later("কত দিন পরপর", "How often"),
        missing=say_later("কত দিন পরপর, বেছে নিন", "Choose how often"),
        choices=[
            ("daily", say_later("প্রতিদিন", "Every day")),
            ("weekly", say_later("প্রতি সপ্তাহে", "Every week")),
            ("monthly", say_later("প্রতি মাসে", "Every month")),
            ("quarterly", say_later("তিন মাস পরপর", "Every three months")),
            ("once", say_later("শুধু এবার", "Only this time")),
        ],
    )
    last_done = Day(
        label=say_later("শেষ কবে হয়েছে", "Last done on"),
        help_text=say_later("জানা না থাকলে খালি রাখুন", "Leave it empty if not known"),
        required=False,
    )

    def ask(self) -> None:
        if label := KEPT_FRESH.get(self.service.options.get("of")):
            self.relabel("what", label)


class UpkeepLog(Outcome):
    behind, ahead = ("done_on",), ("next_on",)
    field_order = ("done_on", "words", "proof", "next_on")
    done_on = Day(
        label=say_later("যে দিন করা হয়েছে", "Done on"),
        missing=say_later("কোন দিন করা হয়েছে, লিখুন", "Write the day it was done"),
    )
    words = Text(
        label=say_later("কী কী হালনাগাদ হলো", "What was brought up to date"),
        missing=say_later("কী কী হালনাগাদ হলো, লিখুন", "Write what was brought up to date"),
        lines=4, max_length=4000,
    )  # fmt: skip
    proof = Text(
        label=say_later("প্রমাণ", "Proof"),
        help_text=say_later("পাতার ঠিকানা, বা রেজিস্টারের শেষ ক্রমিক", "The address of the page, or the last serial of the register"),
        missing=say_later("প্রমাণ কোথায় দেখা যাবে, লিখুন", "Write where the proof can be seen"),
        max_length=300,
    )  # fmt: skip
    next_on = Day(
        label=say_later("আবার করতে হবে", "Due again on"),
        required=False,
    )


class Upkeep(Kind):
    sorts = (
        Preset(
            say_later("নিয়মিত হালনাগাদ", "Regular upkeep"),
            {"হালনাগাদ": 4, "সংরক্ষণ": 1, "upkeep": 4, "update": 3},
        ),
        Preset(
            say_later("পোর্টাল ও ই-নথি হালনাগাদ", "Upkeep of the portal and e-Nothi"),
            {"হালনাগাদ": 4, "পোর্টাল হালনাগাদ": 3, "ওয়েবসাইট হালনাগাদ": 3, "portal": 2, "update": 2}, {"of": "portal"},
        ),
        Preset(
            say_later("রেজিস্টার হালনাগাদ", "Upkeep of the registers"),
            {"হালনাগাদ": 4, "রেজিস্টার": 3, "register": 3, "update": 2}, {"of": "books"},
        ),
    )  # fmt: skip
    intake_form = Duty
    outcome_form = UpkeepLog
    rules = (
        since_receipt("done_on"),
        in_order(
            "done_on",
            "next_on",
            ("আবার করার দিন এবারেরটির আগে হতে পারে না।", "It cannot be due again before it was done."),
        ),
    )
    keep_words = say_later("হালনাগাদ হয়েছে", "It is up to date")
    result_words = say_later("হালনাগাদের বিবরণী", "Upkeep log")


KIND = Upkeep()
