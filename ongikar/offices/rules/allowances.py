"""Allowances and honoraria: rates that hold from a day to a day, and what is paid by them.

Rates change by an order of a ministry, sometimes twice a year, and a training may begin under one and end
under another: each day is paid by the rate of that day. Amounts are whole taka.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Any

DAY, SESSION, HOUR = UNITS = ("day", "session", "hour")
UNIT_WORDS = {DAY: ("দিন", "days"), SESSION: ("সেশন", "sessions"), HOUR: ("ঘণ্টা", "hours")}
# More is a slip of the pen, not a rate.
MOST_TAKA = 1_000_000
MOST_UNITS = 1_000
ONE_DAY = timedelta(days=1)


class AllowanceFault(ValueError):
    """Rates that cannot be meant, or a day for which there is none; both languages."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


@dataclass(frozen=True, slots=True)
class AllowanceRate:
    """One rate. `until`: its last day; None while it holds. `deducted`: the percent withheld at source.
    `is_sample`: invented for the demonstration, never to be paid by.
    """

    code: str
    words: tuple[str, str]
    unit: str
    taka: int
    since: date
    until: date | None
    deducted: int
    source: str
    is_sample: bool

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """What one person gets by one rate. `deducted`, `net`: in taka; what is withheld is rounded up.
    `number`: to which it is paid; "" where it is not known and is filled in by hand.
    """

    name: str
    post: str
    units: int
    rate: AllowanceRate
    number: str = ""

    @property
    def gross(self) -> int:
        return self.units * self.rate.taka

    @property
    def deduction(self) -> int:
        return -(-self.gross * self.rate.deducted // 100)

    @property
    def net(self) -> int:
        return self.gross - self.deduction


@dataclass(frozen=True, slots=True)
class Payee:
    """Whoever is paid. `days`: each unit on its own day; a day with two sessions stands twice. `number`: the
    mobile to which it is paid, where it is known.
    """

    name: str
    days: Sequence[date]
    post: str = ""
    number: str = ""


def read_rates(data: Mapping[str, Any]) -> tuple[AllowanceRate, ...]:
    """The rates of a file. Raises AllowanceFault, naming the rate, for what cannot be meant."""
    found = [
        _read_rate(code, row)
        for code, rows in data.items()
        for row in (rows if isinstance(rows, list) else [])
    ]
    for code, same in groupby(sorted(found, key=lambda r: (r.code, r.since)), key=lambda r: r.code):
        rates = list(same)
        for earlier, later in pairwise(rates):
            if earlier.until is None or earlier.until >= later.since:
                raise AllowanceFault(
                    f"{code}: {later.since} তারিখে দুটি হার", f"{code}: two rates hold on {later.since}"
                )
    return tuple(found)


def _read_rate(code: str, row: Mapping[str, Any]) -> AllowanceRate:
    taka, unit, deducted = row.get("taka"), row.get("unit"), row.get("deducted", 0)
    since, until = row.get("since"), row.get("until")
    if not isinstance(taka, int) or isinstance(taka, bool) or not 0 < taka <= MOST_TAKA:
        raise AllowanceFault(f"{code}: taka পূর্ণ সংখ্যা হতে হবে", f"{code}: taka must be a whole number")
    if unit not in UNITS:
        raise AllowanceFault(
            f"{code}: unit হতে হবে day, session বা hour", f"{code}: unit must be day, session or hour"
        )
    if not isinstance(deducted, int) or isinstance(deducted, bool) or not 0 <= deducted <= 100:
        raise AllowanceFault(f"{code}: deducted ০ থেকে ১০০", f"{code}: deducted is a percent from 0 to 100")
    if not isinstance(since, date) or (until is not None and not isinstance(until, date)):
        raise AllowanceFault(f"{code}: since একটি তারিখ", f"{code}: since must be a day")
    if until is not None and until < since:
        raise AllowanceFault(f"{code}: until since-এর আগে", f"{code}: until is before since")
    if not (row.get("bn") and row.get("en") and row.get("source")):
        raise AllowanceFault(
            f"{code}: bn, en ও source লিখুন", f"{code}: write bn, en and source (the order it comes from)"
        )
    return AllowanceRate(
        code,
        (row["bn"], row["en"]),
        unit,
        taka,
        since,
        until,
        deducted,
        row["source"],
        bool(row.get("sample", False)),
    )


def with_later_rates(
    rates: Sequence[AllowanceRate], later: Mapping[str, Sequence[tuple[date, Mapping[str, Any]]]]
) -> tuple[AllowanceRate, ...]:
    """The rates of a file with those entered since on screen, by their code, laid over them: from the day of
    the first on, those hold alone. Of two for one day the one that was entered later.
    """
    kept: list[AllowanceRate] = []
    for rate in rates:
        first = min((since for since, _ in later.get(rate.code, ())), default=None)
        if first is None or (rate.until is not None and rate.until < first):
            kept.append(rate)
        elif rate.since < first:
            kept.append(replace(rate, until=first - ONE_DAY))
    for code, versions in later.items():
        by_day = dict(sorted(dict(versions).items()))
        ends = [*(day - ONE_DAY for day in list(by_day)[1:]), None]
        for (since, said), until in zip(by_day.items(), ends, strict=True):
            kept.append(
                AllowanceRate(
                    code,
                    (said["bn"], said["en"]),
                    said["unit"],
                    said["taka"],
                    since,
                    until,
                    said["deducted"],
                    said["source"],
                    said["sample"],
                )
            )
    return tuple(kept)


def rate_on(rates: Iterable[AllowanceRate], code: str, day: date) -> AllowanceRate:
    """The rate of that day. Raises AllowanceFault where there is none: nothing is paid by a rate that is
    over.
    """
    for rate in rates:
        if rate.code == code and rate.holds_on(day):
            return rate
    raise AllowanceFault(f"{code}: {day} তারিখের কোনো হার নেই", f"{code}: there is no rate for {day}")


def payment_lines(payees: Iterable[Payee], rates: Sequence[AllowanceRate], code: str) -> list[PaymentLine]:
    """One line a person and rate, in the order of the people; whoever has no day gets no line."""
    lines: list[PaymentLine] = []
    for payee in payees:
        if len(payee.days) > MOST_UNITS:
            raise AllowanceFault(f"{payee.name}: দিনের সংখ্যা বেশি", f"{payee.name}: too many days")
        units: dict[AllowanceRate, int] = {}
        for day in sorted(payee.days):
            rate = rate_on(rates, code, day)
            units[rate] = units.get(rate, 0) + 1
        lines += [
            PaymentLine(payee.name, payee.post, count, rate, payee.number) for rate, count in units.items()
        ]
    return lines
