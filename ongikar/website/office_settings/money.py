"""What is paid and what may be bought how: rates of allowance and honoraria, and limits of the methods."""

import tomllib
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from ongikar.core.forms.fields import TextField, WholeNumberField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.delivery.procurement.advice import LIMITS, METHODS, Limit, LimitFault, limit_on
from ongikar.offices.folder_rules import RATES, rates_of
from ongikar.offices.models import Office
from ongikar.offices.rules.allowances import MOST_TAKA, AllowanceFault, AllowanceRate
from ongikar.offices.rules.setting_versions import Data
from ongikar.rules.bangla.text import date_words, grouped_number

from .groups import Line, Settings, SettingsGroup, TableForm, TableRow

# An order is often told of after the day from which it holds.
DAYS_BACK = 366
MOST_LIMIT = 999_999_999
OPTIONAL: dict[str, Any] = {"required": False, "optional_mark": False}
# What is paid in every office, also where no file names a rate of it: by its code, with what it is paid for.
USUAL_RATES = {
    "participant": (("প্রশিক্ষণার্থীর ভাতা", "Allowance of a participant"), "day"),
    "trainer": (("প্রশিক্ষকের সম্মানী", "Honorarium of a trainer"), "session"),
    "resource_person": (("রিসোর্স পারসনের সম্মানী", "Honorarium of a resource person"), "hour"),
}
UNIT_SHOWN = {"day": ("দিনে", "a day"), "session": ("সেশনে", "a session"), "hour": ("ঘণ্টায়", "an hour")}
METHOD_WORDS = {
    "direct": ("সরাসরি নগদ কেনা", "Direct purchase"),
    "quotation": ("কোটেশন", "Quotation"),
    "tender": ("উন্মুক্ত দরপত্র", "Open tender"),
}


class RatesForm(TableForm):
    DAYS_BACK = DAYS_BACK
    headings: ClassVar = (
        ("কীসের", "For what"),
        ("টাকা", "Taka"),
        ("উৎসে কাটা, %", "Withheld, %"),
        ("কোন আদেশে", "By which order"),
    )

    def __init__(self, *args: Any, office: Office, today: date, **kwargs: Any) -> None:
        super().__init__(*args, office=office, today=today, **kwargs)
        self.codes = shown_rates(office, today)
        for code, (words, unit, _) in self.codes.items():
            title = rate_title(words, unit)
            self.add(
                f"{code}-taka",
                title,
                WholeNumberField(
                    label=say_lazy("টাকা", "Taka"), least=1, most=MOST_TAKA, width="w11", **OPTIONAL
                ),
            )
            self.add(
                f"{code}-deducted",
                title,
                WholeNumberField(label=say_lazy("উৎসে কাটা, %", "Withheld, %"), most=100, **OPTIONAL),
            )
            self.add(
                f"{code}-source",
                title,
                TextField(label=say_lazy("কোন আদেশে", "By which order"), **OPTIONAL),
            )

    @property
    def note(self) -> str:
        return say(
            "আগে যা দেওয়া হয়েছে, তা আগের হারেই থাকে: প্রতিটি দিন নিজের দিনের হারে।",
            "What was paid stays as it was: each day is paid by the rate of that day.",
        )

    @property
    def rows(self) -> list[TableRow]:
        return [
            TableRow(
                rate_title(words, unit), [self[f"{code}-{name}"] for name in ("taka", "deducted", "source")]
            )
            for code, (words, unit, _) in self.codes.items()
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for code, (_, _, rate) in self.codes.items():
            names = [f"{code}-{name}" for name in ("taka", "source")]
            given = [bool(said.get(name)) for name in names]
            if any(name in self.errors for name in names) or all(given):
                continue
            if any(given) or rate is not None:
                missing = names[given.index(False)]
                self.refuse(
                    missing,
                    say("কত টাকা, লিখুন", "Write how many taka")
                    if missing.endswith("taka")
                    else say("কোন আদেশে, লিখুন", "Write by which order"),
                )
        return said


def shown_rates(office: Office, day: date) -> dict[str, tuple[tuple[str, str], str, AllowanceRate | None]]:
    """By code: its words, its unit, and the rate that holds on a day; None where none does."""
    found: dict[str, tuple[tuple[str, str], str, AllowanceRate | None]] = {
        code: (words, unit, None) for code, (words, unit) in USUAL_RATES.items()
    }
    for rate in known_rates(office):
        known = found.get(rate.code)
        if rate.holds_on(day) or known is None:
            found[rate.code] = (rate.words, rate.unit, rate if rate.holds_on(day) else None)
    return found


def known_rates(office: Office) -> Iterable[AllowanceRate]:
    """Nothing of a file that cannot be meant: nothing is paid by it either."""
    try:
        return rates_of(office)
    except AllowanceFault:
        return ()


def rate_title(words: tuple[str, str], unit: str) -> str:
    return f"{say(*words)}, {say(*UNIT_SHOWN[unit])}"


def rate_data(words: tuple[str, str], unit: str, rate: AllowanceRate | None) -> dict[str, Any]:
    return {
        "bn": words[0],
        "en": words[1],
        "unit": unit,
        "taka": rate.taka if rate else None,
        "deducted": rate.deducted if rate else 0,
        "source": rate.source if rate else "",
        "sample": rate.is_sample if rate else False,
    }


class RatesGroup(SettingsGroup):
    name = RATES
    words = ("ভাতা ও সম্মানীর হার", "Allowances and honoraria")
    also = "টিএ ডিএ যাতায়াত প্রশিক্ষণ বিল টাকা ভাতা ta da allowance honorarium rate taka trainer"
    form_class = RatesForm
    fields_template = "website/office_settings/table.html"

    def summary(self, office: Office, day: date) -> str:
        held = [rate for _, _, rate in shown_rates(office, day).values() if rate]
        if any(rate.is_sample for rate in held):
            return say("নমুনা, বদলে নিন", "a sample, to be replaced")
        newest = max((rate.since for rate in held), default=None)
        if newest is None:
            return say("কোনো হার নেই", "no rates")
        return say("{day} থেকে", "from {day}", day=date_words(newest, language(), weekday=False))

    def current(self, office: Office, day: date) -> Settings:
        return {code: rate_data(*shown) for code, shown in shown_rates(office, day).items()}

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return {
            f"{code}-{name}": said[name]
            for code, said in current.items()
            for name in ("taka", "deducted", "source")
        }

    def settings_from(self, form: RatesForm) -> Settings:
        said, found = form.cleaned_data, {}
        for code, shown in form.codes.items():
            before = rate_data(*shown)
            now = before | {
                "taka": said[f"{code}-taka"],
                "deducted": said[f"{code}-deducted"] or 0,
                "source": said[f"{code}-source"],
            }
            # What is written here is of an order, and no sample any more.
            found[code] = now if now == before else now | {"sample": False}
        return found

    def lines(self, item: str, data: Data) -> list[Line]:
        if data["taka"] is None:
            return []
        taka = say("{n} টাকা", "{n} taka", n=grouped_number(data["taka"], language()))
        withheld = say(", উৎসে কাটা {n}%", ", {n}% withheld", n=data["deducted"]) if data["deducted"] else ""
        return [
            Line(rate_title((data["bn"], data["en"]), data["unit"]), f"{taka}{withheld} ({data['source']})")
        ]


# Of one purchase, and of all of a fiscal year.
AMOUNTS = {
    "most": say_lazy("একবারে সর্বোচ্চ, টাকা", "At most at once, taka"),
    "most_a_year": say_lazy("বছরে সর্বোচ্চ, টাকা", "At most a year, taka"),
}
NAMES = (*AMOUNTS, "least_quotations", "source")


class LimitsForm(TableForm):
    DAYS_BACK = DAYS_BACK
    headings: ClassVar = (
        ("পদ্ধতি", "Method"),
        ("একবারে সর্বোচ্চ, টাকা", "At most at once, taka"),
        ("বছরে সর্বোচ্চ, টাকা", "At most a year, taka"),
        ("অন্তত কতটি দর", "Quotations at least"),
        ("কোন বিধিতে", "By which rule"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for method in METHODS:
            title = say(*METHOD_WORDS[method])
            for name, label in AMOUNTS.items():
                self.add(
                    f"{method}-{name}",
                    title,
                    WholeNumberField(label=label, least=1, most=MOST_LIMIT, width="w11", **OPTIONAL),
                )
            self.add(
                f"{method}-least_quotations",
                title,
                WholeNumberField(label=say_lazy("অন্তত কতটি দর", "Quotations at least"), most=20, **OPTIONAL),
            )
            self.add(
                f"{method}-source",
                title,
                TextField(label=say_lazy("কোন বিধিতে", "By which rule"), **OPTIONAL),
            )

    @property
    def note(self) -> str:
        return say(
            "খালি থাকলে কোনো সীমা জানা নেই। পিপিআর ২০২৫-এর ১০০ বিধিতে সীমা কার্যালয়ের স্তর অনুযায়ী; কোন অঙ্কটি আপনার, তা"
            " প্রজ্ঞাপন দেখে বসান। বছর মানে অর্থবছর। সীমা জানানো হয়, কিছু আটকায় না।",
            "Empty: no limit is known. Rule 100 of PPR 2025 sets limits by the level of the office; which"
            " figure is yours, take from the notification. A year is the fiscal year. Limits are told and"
            " stop nothing.",
        )

    @property
    def rows(self) -> list[TableRow]:
        return [
            TableRow(say(*METHOD_WORDS[method]), [self[f"{method}-{name}"] for name in NAMES])
            for method in METHODS
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for method in METHODS:
            figures = any(said.get(f"{method}-{name}") for name in NAMES if name != "source")
            if figures and not said.get(f"{method}-source"):
                self.refuse(f"{method}-source", say("কোন বিধিতে, লিখুন", "Write by which rule"))
        return said


class LimitsGroup(SettingsGroup):
    name = LIMITS
    words = ("কেনাকাটার সীমা", "Procurement limits")
    also = "পিপিআর পিপিএ ক্রয় কোটেশন দরপত্র সরাসরি ppr ppa purchase tender quotation limit threshold"
    form_class = LimitsForm
    fields_template = "website/office_settings/table.html"

    def summary(self, office: Office, day: date) -> str:
        known = [limit for method in METHODS if (limit := known_limit(office, method, day))]
        if not known:
            return say("কোনো সীমা নেই", "no limits")
        return say("নমুনা, বদলে নিন", "a sample, to be replaced") if known[0].is_sample else known[0].source

    def current(self, office: Office, day: date) -> Settings:
        return {method: limit_data(office, method, day) for method in METHODS}

    def initial(self, office: Office, current: Settings) -> dict[str, Any]:
        return {
            f"{method}-{name}": value or None
            for method, said in current.items()
            for name, value in said.items()
        }

    def settings_from(self, form: LimitsForm) -> Settings:
        said = form.cleaned_data
        return {
            method: {
                **{name: said[f"{method}-{name}"] for name in AMOUNTS},
                "least_quotations": said[f"{method}-least_quotations"] or 0,
                "source": said[f"{method}-source"],
            }
            for method in METHODS
        }

    def lines(self, item: str, data: Data) -> list[Line]:
        # Of a change entered before a yearly limit was asked for nothing stands there.
        once, year, least = data["most"], data.get("most_a_year"), data["least_quotations"]
        if not (once or year or least):
            return []
        said = [
            say("একবারে {n} টাকা পর্যন্ত", "up to {n} taka at once", n=grouped_number(once, language()))
            if once
            else say("একবারে সীমা ছাড়া", "no limit at once")
        ]
        if year:
            said.append(say("বছরে {n} টাকা পর্যন্ত", "up to {n} taka a year", n=grouped_number(year, language())))
        if least:
            said.append(say("অন্তত {n}টি দর", "at least {n} quotations", n=least))
        return [Line(say(*METHOD_WORDS[item]), f"{', '.join(said)} ({data['source']})")]


def known_limit(office: Office, method: str, day: date) -> Limit | None:
    """None also of a file that cannot be meant: nothing is told of it."""
    try:
        return limit_on(office, method, day)
    except (LimitFault, tomllib.TOMLDecodeError):
        return None


def limit_data(office: Office, method: str, day: date) -> dict[str, Any]:
    limit = known_limit(office, method, day)
    if limit is None:
        return {"most": None, "most_a_year": None, "least_quotations": 0, "source": ""}
    return {name: getattr(limit, name) for name in NAMES}
