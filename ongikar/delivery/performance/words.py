"""How plans, indicators and their figures are called, and what stands in an act's way."""

from decimal import Decimal

from ongikar.books.measures import measure_named
from ongikar.core.forms.faults import ActFault
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.rules.bangla.text import digits, fiscal_year_words, grouped_number

from .models import TYPED, Plan, Reading
from .readings import Progress

SYSTEMS = {
    # The performance agreement (APA) became GPMS by the circular of 19 October 2025.
    "gpms": say_lazy("কর্মসম্পাদন (জিপিএমএস, আগের এপিএ)", "Performance (GPMS, formerly APA)"),
    "nis": say_lazy("জাতীয় শুদ্ধাচার কৌশল", "National Integrity Strategy"),
}
PERIODS = {
    "q1": say_lazy("জুলাই–সেপ্টেম্বর", "July–September"),
    "q2": say_lazy("অক্টোবর–ডিসেম্বর", "October–December"),
    "q3": say_lazy("জানুয়ারি–মার্চ", "January–March"),
    "q4": say_lazy("এপ্রিল–জুন", "April–June"),
    "year": say_lazy("পুরো অর্থবছর", "The whole fiscal year"),
}
TYPED_WORDS = say_lazy("হাতে লেখা", "Typed")


class PerformanceFault(ActFault):
    """Why something cannot be done with a plan."""


def period_words(plan: Plan) -> str:
    return f"{PERIODS[plan.period]}, {fiscal_year_words(plan.year, language())}"


def number_words(value: Decimal | int | None) -> str:
    """12,345, and 86.5 for 86.50, in the digits of the page; "" of nothing."""
    if value is None:
        return ""
    whole, _, part = f"{Decimal(value):.2f}".partition(".")
    part = part.rstrip("0")
    return grouped_number(int(whole), language()) + (digits(f".{part}", language()) if part else "")


def measure_words(key: str) -> str:
    """How its value comes about."""
    if key == TYPED:
        return str(TYPED_WORDS)
    measure = measure_named(key)
    return measure.title if measure else say("হিসাবটি এখন আর নেই", "No longer computed")


def reading_words(reading: Reading) -> str:
    """26 of 30: the parts of a rate; of a count the number of its records."""
    if reading.is_typed:
        return str(TYPED_WORDS)
    if reading.denominator is None:
        return say("নথি {n}টি", "{n} [record|records]", n=int(reading.numerator))
    if not reading.denominator:
        return say("এ সময়ে এমন কিছু ছিল না", "There was none in this time")
    return say(
        "{whole}টির মধ্যে {part}টি",
        "{part} of {whole}",
        whole=int(reading.denominator),
        part=int(reading.numerator),
    )


def value_words(line: Progress) -> str:
    if line.reading is None:
        return ""
    return number_words(line.value) or say("হিসাব হয় না", "None")
