"""What an office can promise: an amount of a unit, or a day named in a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, NotRequired, TypedDict

from ongikar.rules.bangla.text import NO_BREAK, date_words, digits, grouped_number, ordinal


class PromiseFault(ValueError):
    """A promise or a wait that makes no sense: one sentence in each language."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


class Unit(NamedTuple):
    """How a unit is written, and the most of it that can be promised: about ten years. 0: it
    takes no amount.
    """

    most: int
    bn: str
    en: str
    en_many: str


IMMEDIATE, MINUTES, HOURS, WORKING_DAYS = "immediate", "minutes", "hours", "working_days"
CALENDAR_DAYS, WEEKS, MONTHS, BY_DATE, ACCEPT = "calendar_days", "weeks", "months", "by_date", "accept"
NTH_WORKING_DAY = "nth_working_day"
# Finer than a day: the day alone would say too much.
TIME_UNITS = (HOURS, MINUTES)

UNITS = {
    IMMEDIATE: Unit(0, "তাৎক্ষণিক", "at once", ""),
    ACCEPT: Unit(0, "পরের কার্যদিবসের মধ্যে গ্রহণ", "accepted by the next working day", ""),
    MINUTES: Unit(9_999, "মিনিট", "minute", "minutes"),
    HOURS: Unit(9_999, "ঘণ্টা", "hour", "hours"),
    WORKING_DAYS: Unit(2_500, "কার্যদিবস", "working day", "working days"),
    # A plain দিন would leave open whether Fridays count.
    CALENDAR_DAYS: Unit(3_650, "দিন (ছুটিসহ)", "calendar day", "calendar days"),
    WEEKS: Unit(520, "সপ্তাহ", "week", "weeks"),
    MONTHS: Unit(120, "মাস", "month", "months"),
    BY_DATE: Unit(0, "{}-এর মধ্যে", "by {}", ""),
    # Which working day of a month: none has more.
    NTH_WORKING_DAY: Unit(
        23, "মাসের {} কার্যদিবস", "the {} working day of the month", "as the working day’s number"
    ),
}
OFFICE_TIME = Unit(9_999, "অফিস ঘণ্টা", "office hour", "office hours")


class PromiseData(TypedDict):
    """A promise as JSON: of a charter row, of a clock's fact. `until`: an ISO day."""

    unit: str
    amount: NotRequired[int]
    office_time: NotRequired[bool]
    until: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Promise:
    """A time limit. Raises PromiseFault for an unknown unit, an amount of 0 or beyond ten years, a missing
    date.

    `office_time`: hours run only while the office is open (minutes always do). `until`: the day of a
    `by_date`.
    """

    unit: str
    amount: int = 0
    office_time: bool = False
    until: date | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.unit, str) or self.unit not in UNITS:
            raise PromiseFault(f"“{self.unit}” কোনো সময়ের একক নয়", f"“{self.unit}” is no unit of time")
        most = UNITS[self.unit].most
        if type(self.amount) is not int or not (1 <= self.amount <= most if most else self.amount == 0):
            raise PromiseFault(*amount_fault(self.unit, self.amount))
        if (self.until is not None) != (self.unit == BY_DATE):
            raise PromiseFault(
                "তারিখ কেবল তারিখ ধরে দেওয়া প্রতিশ্রুতিতে থাকে",
                "a date belongs to a promise by date, and only there",
            )
        if self.office_time and not self.is_timed:
            raise PromiseFault(
                "অফিস সময় ধরে কেবল ঘণ্টা ও মিনিট গোনা যায়", "only hours and minutes can be of office time"
            )

    @property
    def is_timed(self) -> bool:
        """Whether hours or minutes are promised."""
        return self.unit in TIME_UNITS

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Promise":
        """The inverse of `as_data`; also takes a TOML date for `until`."""
        unknown = data.keys() - {"unit", "amount", "office_time", "until"}
        if unknown or "unit" not in data:
            raise PromiseFault(
                f"সময়সীমা হিসেবে পড়া যায় না: {dict(data)}", f"cannot be read as a time limit: {dict(data)}"
            )
        return cls(
            data["unit"], data.get("amount", 0), data.get("office_time", False), read_day(data.get("until"))
        )

    def as_data(self) -> PromiseData:
        """Plain data for JSON, without what is left at its default."""
        data: PromiseData = {"unit": self.unit}
        if self.amount:
            data["amount"] = self.amount
        if self.office_time:
            data["office_time"] = True
        if self.until:
            data["until"] = self.until.isoformat()
        return data

    def words(self, language: str) -> str:
        """৩০ কার্যদিবস, 30 working days: never broken between number and unit."""
        unit = OFFICE_TIME if self.office_time and self.unit == HOURS else UNITS[self.unit]
        if self.until:
            sentence = unit.bn if language == "bn" else unit.en
            return sentence.format(date_words(self.until, language, weekday=False))
        if self.unit == NTH_WORKING_DAY:
            words = unit.bn if language == "bn" else unit.en
            return words.format(ordinal(self.amount, language)).replace(" ", NO_BREAK)
        name = unit.bn if language == "bn" else unit.en_many if self.amount > 1 else unit.en
        return f"{grouped_number(self.amount, language)}{NO_BREAK}{name}" if self.amount else name


def amount_fault(unit: str, amount: object) -> tuple[str, str]:
    known = UNITS[unit]
    if not known.most:
        return f"“{known.bn}”-এর সঙ্গে সংখ্যা চলে না", f"“{unit}” takes no amount, not {amount}"
    bn = known.bn.format("কততম")
    return (
        f"{grouped_number(known.most)}-এর মধ্যে একটি পূর্ণ সংখ্যা দিন ({bn}); “{digits(amount)}” চলবে না",
        f"give 1 to {grouped_number(known.most, 'en')} {known.en_many}, not “{amount}”",
    )


def read_day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise PromiseFault(f"“{value}” কোনো তারিখ নয়", f"“{value}” is no date") from error
