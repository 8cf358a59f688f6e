"""A clerk who counts on fingers: every day, every minute, one after the other, straight from the calendar's
data.

It shares nothing with the rules it is there to check, and takes a thousand times as long.
"""

from datetime import date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

DHAKA = ZoneInfo("Asia/Dhaka")
ONE_DAY = timedelta(days=1)


class SlowClerk:
    def __init__(self, data):
        self.data = data

    def hours_on(self, day):
        name = day.strftime("%A").lower()
        rows = [
            row for row in self.data["days"] if row["from"] <= day.isoformat() <= row.get("to", row["from"])
        ]
        kinds = set()
        for row in rows:
            # A withdrawal takes back what the nation ordered before it, not what the office
            # closed for itself.
            kinds = kinds & {"local"} if row["kind"] == "withdrawn" else kinds | {row["kind"]}
        kinds -= {"optional"}
        if kinds - {"working"}:
            return []
        if not kinds and name not in self.data["week"]:
            return []
        return self.hours_if_open(day)

    def hours_if_open(self, day):
        week = self.data["week"]
        for window in self.data["windows"]:
            if window["from"] <= day.isoformat() <= window["to"]:
                return window["hours"]
        sunday_first = sorted(
            week,
            key=lambda name: [
                "sunday",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
            ].index(name),
        )
        every = [week[name] for name in sunday_first]
        return week.get(day.strftime("%A").lower()) or max(every, key=every.count)

    def windows(self, day):
        return [
            tuple(datetime.combine(day, time.fromisoformat(end), DHAKA) for end in window)
            for window in self.hours_on(day)
        ]

    def close(self, day):
        windows = self.windows(day)
        return windows[-1][1] if windows else None

    def day_zero(self, received):
        today = received.astimezone(DHAKA).date()
        if self.close(today) and (received < self.close(today) or self.data["after_hours"] == "same_day"):
            return today
        return next(day for day in days_after(today) if self.close(day))

    def due(self, promise, received, waits):
        return getattr(self, promise.unit)(promise, received, waits)

    def immediate(self, promise, received, waits):
        closes = (self.close(day) for day in days_from(received.astimezone(DHAKA).date()))
        return next(close for close in closes if close and close > received and not owed(waits, close))

    def accept(self, promise, received, waits):
        return self.nth_day(1, received, waits)

    def working_days(self, promise, received, waits):
        return self.nth_day(promise.amount, received, waits)

    def nth_day(self, n, received, waits):
        # Day 0 is the first that is not waited, as if the paper had come complete on it.
        number = -1
        for day in days_from(self.day_zero(received)):
            if (close := self.close(day)) and not owed(waits, close):
                number += 1
            if number == n:
                return close

    def nth_working_day(self, promise, received, waits):
        zero = self.day_zero(received)
        month = zero.replace(day=1)
        if zero.day > promise.amount:
            month = next(day for day in days_after(month) if day.day == 1)
        left, last = promise.amount, month - ONE_DAY
        while left:
            last += ONE_DAY
            left -= self.close(last) is not None
        # What has closed cannot be kept.
        last = max(last, self.immediate(None, received, []).date())
        days = [zero + n * ONE_DAY for n in range(1, (last - zero).days + 1)]
        return self.nth_day(sum(self.close(day) is not None for day in days), received, waits)

    def extended(self, promise, received, waits, n):
        day = self.due(promise, received, waits).astimezone(DHAKA).date()
        while n:
            day += ONE_DAY
            n -= self.close(day) is not None and not owed(waits, self.close(day))
        return self.close(day)

    def calendar_days(self, promise, received, waits):
        zero = self.day_zero(received)
        return self.after_dates(zero, zero + promise.amount * ONE_DAY, received, waits)

    def weeks(self, promise, received, waits):
        zero = self.day_zero(received)
        return self.after_dates(zero, zero + promise.amount * 7 * ONE_DAY, received, waits)

    def months(self, promise, received, waits):
        zero = self.day_zero(received)
        year, month = zero.year, zero.month
        for _ in range(promise.amount):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return self.after_dates(
            zero,
            next(filter(None, (a_date(year, month, zero.day - less) for less in count()))),
            received,
            waits,
        )

    def by_date(self, promise, received, waits):
        zero = self.day_zero(received)
        return self.after_dates(zero, max(zero, promise.until), received, waits)

    def after_dates(self, zero, last, received, waits):
        left, last = (last - zero).days, zero
        while left or waited_date(waits, last):
            left -= not waited_date(waits, last)
            last += ONE_DAY
        for day in days_from(last):
            close = self.close(day)
            if close is None and not self.data["roll_closed"]:
                close = datetime.combine(day, time.fromisoformat(self.hours_if_open(day)[-1][1]), DHAKA)
            if close and close > received and not owed(waits, close):
                return close

    def hours(self, promise, received, waits):
        length = timedelta(hours=promise.amount)
        if promise.office_time:
            return self.open_time(length, received, waits)
        # A wait that carries the end out of closed time does not bring it before the close it had fallen to.
        waits = one_after_another(waits)
        ends = {end_of(length, received, waits[:n]) for n in range(len(waits) + 1)}
        return max(self.hours_through(end, waits) for end in ends)

    def hours_through(self, end, waits):
        if any(opens <= end < closes for opens, closes in self.windows(end.astimezone(DHAKA).date())):
            return end
        return self.immediate(None, end, waits)

    def minutes(self, promise, received, waits):
        return self.open_time(timedelta(minutes=promise.amount), received, waits)

    def open_time(self, left, received, waits):
        for day in days_from(received.astimezone(DHAKA).date()):
            for window in self.windows(day):
                for begins, ends in outside(waits, max(window[0], received), window[1]):
                    if left <= ends - begins:
                        return begins + left
                    left -= ends - begins


def days_from(day):
    return (day + n * ONE_DAY for n in count())


def days_after(day):
    return days_from(day + ONE_DAY)


def owed(waits, moment):
    return any(notice <= moment < answer for notice, answer in waits)


def one_after_another(waits):
    """Overlapping waits as one."""
    spans = []
    for start, end in sorted(waits):
        if spans and start <= spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])
        spans.append((start, end))
    return spans


def outside(waits, begins, ends):
    """The pieces of a span in which nothing is waited for."""
    for start, stop in one_after_another(waits):
        if begins < min(start, ends):
            yield begins, min(start, ends)
        begins = max(begins, stop)
    if begins < ends:
        yield begins, ends


def end_of(left, received, waits):
    """Where so much time without waits has passed."""
    for begins, ends in outside(waits, received, received + timedelta(days=10_000)):
        if left <= ends - begins:
            return begins + left
        left -= ends - begins


def waited_date(waits, day):
    return any(
        notice.astimezone(DHAKA).date() <= day < answer.astimezone(DHAKA).date() for notice, answer in waits
    )


def a_date(year, month, day):
    try:
        return date(year, month, day)
    except ValueError:
        return None
