"""Performance: the office's yearly objectives and integrity plan, and how far they were reached, with evidence."""

from ongikar.cases.kinds import Intake, Kind, Outcome
from ongikar.cases.kinds.outcome_rules import at_least, since_receipt
from ongikar.charter.service_presets import Preset
from ongikar.core.forms.fields import Choice, Day, Text, Whole
from ongikar.core.i18n.say import say_later


class Objective(Intake):
    system = Choice(
        label=say_later("কোন পরিকল্পনার", "Under which plan"),
        missing=say_later("কোন পরিকল্পনার কাজ, বেছে নিন", "Choose under which plan"),
        choices=[
            # The performance agreement (APA) became GPMS by the circular of 19 October 2025.
            ("gpms", say_later("কর্মসম্পাদন (জিপিএমএস, আগের এপিএ)", "Performance (GPMS, formerly APA)")),
            ("nis", say_later("জাতীয় শুদ্ধাচার কৌশল", "National Integrity Strategy")),
        ],
    )
    period = Choice(
        label=say_later("কোন সময়ের", "For which time"),
        missing=say_later("কোন সময়ের, বেছে নিন", "Choose for which time"),
        choices=[
            ("q1", say_later("জুলাই–সেপ্টেম্বর", "July–September")),
            ("q2", say_later("অক্টোবর–ডিসেম্বর", "October–December")),
            ("q3", say_later("জানুয়ারি–মার্চ", "January–March")),
            ("q4", say_later("এপ্রিল–জুন", "April–June")),
            ("year", say_later("পুরো অর্থবছর", "The whole fiscal year")),
        ],
    )
    objective = Text(
        label=say_later("উদ্দেশ্য", "Objective"),
        missing=say_later("উদ্দেশ্যটি লিখুন", "Write the objective"),
        max_length=300,
    )  # fmt: skip
    indicators = Text(
        label=say_later("সূচক", "Indicators"),
        help_text=say_later("প্রতি লাইনে একটি: সূচক, একক, মান, লক্ষ্যমাত্রা", "One on each line: indicator, unit, weight, target"),
        missing=say_later("অন্তত একটি সূচক লিখুন", "Write at least one indicator"),
        lines=5, max_length=4000,
    )  # fmt: skip


class PerformanceReport(Outcome):
    behind = ("sent_on",)
    words = Text(
        label=say_later("অগ্রগতি", "Progress"),
        help_text=say_later("প্রতি লাইনে একটি সূচক: লক্ষ্যমাত্রা, অর্জন", "One indicator on each line: target, achieved"),
        missing=say_later("অগ্রগতি লিখুন", "Write the progress"),
        lines=6, max_length=5000,
    )  # fmt: skip
    reached = Whole(
        label=say_later("মোট অর্জন, শতকরা", "Reached in all, per cent"),
        missing=say_later("মোট অর্জন শতকরা কত, লিখুন", "Write how much was reached, in per cent"),
        most=100,
    )  # fmt: skip
    evidence = Text(
        label=say_later("প্রমাণক", "Evidence"),
        help_text=say_later("রেজিস্টারের ক্রমিক, স্মারক নম্বর বা ওয়েব ঠিকানা", "Serials of registers, memo numbers or web addresses"),
        missing=say_later("প্রমাণক কোথায় আছে, লিখুন", "Write where the evidence is"),
        lines=3, max_length=3000,
    )  # fmt: skip
    sent_on = Day(
        label=say_later("প্রতিবেদন পাঠানোর দিন", "Report sent on"),
        missing=say_later("কোন দিন প্রতিবেদন পাঠানো হয়েছে, লিখুন", "Write the day the report was sent"),
    )


class Performance(Kind):
    sorts = (
        Preset(
            say_later("কর্মসম্পাদন চুক্তি, শুদ্ধাচার", "Performance agreement and integrity"),
            {"কর্মসম্পাদন": 6, "কর্ম সম্পাদন": 6, "শুদ্ধাচার": 4, "এপিএ": 5, "জিপিএমএস": 5, "performance": 5, "integrity": 3},
        ),
    )  # fmt: skip
    intake_form = Objective
    outcome_form = PerformanceReport
    headline = "objective"
    rules = (
        since_receipt("sent_on"),
        at_least(
            "reached",
            1,
            (
                "অর্জন শূন্য: কিছুই বাস্তবায়ন হয়নি, তাই কথাও রাখা হয়নি। কেন হয়নি, “এখনো দেওয়া যায়নি” বেছে খবর হিসেবে লিখুন।",
                "Nothing was reached, so nothing was carried out and no promise is kept. Choose “Not given yet” and write why.",
            ),
        ),
    )
    keep_words = say_later("অগ্রগতির প্রতিবেদন দিন", "Give the progress report")
    result_words = say_later("কর্মসম্পাদন প্রতিবেদন", "Performance report")


KIND = Performance()
