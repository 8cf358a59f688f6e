"""Upkeep: something of the office's own that must stay fresh, such as its portal or its registers."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from ongikar.cases.kinds import Intake, Kind, Missing, Outcome
from ongikar.cases.kinds.outcome_rules import days_in_order, first_day, since_receipt
from ongikar.cases.models import Case
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import ChoiceField, DayField, TextField
from ongikar.core.i18n.say import say, say_lazy

from .actions import adopt_items
from .words import ProvenItem, items_of_case

MOST_PROOF = 300
# What is kept fresh, by the row's option `of`.
UPKEEP_SUBJECTS = {
    "portal": say_lazy("পোর্টালের কোন পাতা বা ই-নথির কোন কাজ", "Which page of the portal or task of e-Nothi"),
    "books": say_lazy("কোন কোন রেজিস্টার", "Which registers"),
}


class UpkeepDuty(Intake):
    behind = ("last_done",)
    what = TextField(
        label=say_lazy("কী হালনাগাদ রাখতে হবে", "What must be kept fresh"),
        help_text=say_lazy("প্রতি লাইনে একটি", "One on each line"),
        lines=4,
        max_length=3000,
    )
    how_often = ChoiceField(
        label=say_lazy("কত দিন পরপর", "How often"),
        choices=[
            ("daily", say_lazy("প্রতিদিন", "Every day")),
            ("weekly", say_lazy("প্রতি সপ্তাহে", "Every week")),
            ("monthly", say_lazy("প্রতি মাসে", "Every month")),
            ("quarterly", say_lazy("তিন মাস পরপর", "Every three months")),
            ("once", say_lazy("শুধু এবার", "Only this time")),
        ],
    )
    last_done = DayField(
        label=say_lazy("শেষ কবে হয়েছে", "Last done on"),
        help_text=say_lazy("জানা না থাকলে খালি রাখুন", "Leave it empty if not known"),
        required=False,
    )

    def ask(self) -> None:
        if label := UPKEEP_SUBJECTS.get(self.service.options.get("of")):
            self.relabel("what", label)


class UpkeepLog(Outcome):
    behind, ahead = ("done_on",), ("next_on",)
    field_order = ("done_on", "words", "proof", "next_on")
    done_on = DayField(
        label=say_lazy("যে দিন করা হয়েছে", "Done on"),
        missing=say_lazy("কোন দিন করা হয়েছে, লিখুন", "Write the day it was done"),
    )
    words = TextField(
        label=say_lazy("কী কী হালনাগাদ হলো", "What was brought up to date"),
        lines=4,
        max_length=4000,
    )
    proof = TextField(
        label=say_lazy("প্রমাণ", "Proof"),
        help_text=say_lazy(
            "পাতার ঠিকানা, বা রেজিস্টারের শেষ ক্রমিক",
            "The address of the page, or the last serial of the register",
        ),
        missing=say_lazy("প্রমাণ কোথায় দেখা যাবে, লিখুন", "Write where the proof can be seen"),
        max_length=MOST_PROOF,
    )
    next_on = DayField(
        label=say_lazy("আবার করতে হবে", "Due again on"),
        required=False,
    )


def is_proven(case: Case, outcome: Mapping[str, Any], now: datetime) -> Iterator[Missing]:
    """What the case wanted kept fresh, and was begun as work of its own, was done since, with its proof."""
    unproven = [each for each in items_of_case(case) if not is_done_since(each, case)]
    if unproven:
        yield Missing(
            "proof",
            say(
                "“{title}” এখনো হালনাগাদ হয়নি। এর কাজটি প্রমাণসহ শেষ হলে কথা রাখা হয়।",
                "“{title}” is not up to date yet. The promise is kept when its task is done with its proof.",
                title=unproven[0].item.title,
            ),
        )


def is_done_since(each: ProvenItem, case: Case) -> bool:
    return each.done_on is not None and each.done_on >= first_day(case)


class Upkeep(Kind):
    sorts = (
        Preset(
            say_lazy("নিয়মিত হালনাগাদ", "Regular upkeep"),
            {"হালনাগাদ": 4, "সংরক্ষণ": 1, "upkeep": 4, "update": 3},
        ),
        Preset(
            say_lazy("পোর্টাল ও ই-নথি হালনাগাদ", "Upkeep of the portal and e-Nothi"),
            {"হালনাগাদ": 4, "পোর্টাল হালনাগাদ": 3, "ওয়েবসাইট হালনাগাদ": 3, "portal": 2, "update": 2},
            {"of": "portal"},
        ),
        Preset(
            say_lazy("রেজিস্টার হালনাগাদ", "Upkeep of the registers"),
            {"হালনাগাদ": 4, "রেজিস্টার": 3, "register": 3, "update": 2},
            {"of": "books"},
        ),
    )
    intake_form = UpkeepDuty
    outcome_form = UpkeepLog
    rules = (
        since_receipt("done_on"),
        days_in_order(
            "done_on",
            "next_on",
            ("আবার করার দিন এবারেরটির আগে হতে পারে না।", "It cannot be due again before it was done."),
        ),
        is_proven,
    )
    # Since the second what must stay fresh has rows, each a series with its proof.
    form_version = 2
    rests_on_rows = True
    keep_words = say_lazy("হালনাগাদ হয়েছে", "It is up to date")
    result_words = say_lazy("হালনাগাদের বিবরণী", "Upkeep log")

    def make_rows(self, case: Case, *, now: datetime) -> None:
        adopt_items(case, now=now)

    def known_outcome(self, case: Case) -> Mapping[str, Any]:
        """What the proofs say: the day of the last one, what was done, and where it can be seen."""
        done = [each for each in items_of_case(case) if is_done_since(each, case)]
        if not done:
            return {}
        days = [each.done_on for each in done if each.done_on]
        return {
            "done_on": max(days).isoformat(),
            "words": "\n".join(each.item.title for each in done),
            "proof": "; ".join(each.proof for each in done)[:MOST_PROOF],
        }


KIND = Upkeep()
