"""The office days of Bangladesh as the press reported them for 2026 and, in part, 2025: the calendar of the
examples.
"""

from datetime import datetime
from typing import Any

from ongikar.rules.calendar.office_calendar import TZ, Calendar

SOURCE = "press, to be checked against the gazette"
OFFICE_HOURS = [["09:00", "17:00"]]
WEEK = dict.fromkeys(("sunday", "monday", "tuesday", "wednesday", "thursday"), OFFICE_HOURS)
RAMADAN = {
    "from": "2026-02-19",
    "to": "2026-03-20",
    "hours": [["09:00", "13:15"], ["13:30", "15:30"]],
    "name_bn": "রমজানের অফিস সময়",
    "name_en": "Ramadan hours",
    "source": SOURCE,
}

GENERAL, ORDER, WORKING = "general", "executive_order", "working"
HOLIDAYS_2026 = (
    ("2026-02-04", "2026-02-04", ORDER, "শবে বরাত", "Shab-e-Barat", True),
    ("2026-02-11", "2026-02-12", ORDER, "সাধারণ নির্বাচন", "general election", False),
    ("2026-02-21", "2026-02-21", GENERAL, "শহিদ দিবস", "Shahid Day", False),
    ("2026-03-17", "2026-03-17", ORDER, "শবে কদর", "Shab-e-Qadr", True),
    ("2026-03-19", "2026-03-19", ORDER, "ঈদুল ফিতর", "Eid-ul-Fitr", True),
    ("2026-03-20", "2026-03-20", GENERAL, "জুমাতুল বিদা", "Jumatul Bida", True),
    ("2026-03-20", "2026-03-20", ORDER, "ঈদুল ফিতর", "Eid-ul-Fitr", True),
    ("2026-03-21", "2026-03-21", GENERAL, "ঈদুল ফিতর", "Eid-ul-Fitr", True),
    ("2026-03-22", "2026-03-23", ORDER, "ঈদুল ফিতর", "Eid-ul-Fitr", True),
    ("2026-03-26", "2026-03-26", GENERAL, "স্বাধীনতা দিবস", "Independence Day", False),
    ("2026-04-14", "2026-04-14", ORDER, "বাংলা নববর্ষ", "Bangla New Year", False),
    ("2026-05-01", "2026-05-01", GENERAL, "মে দিবস", "May Day", False),
    ("2026-05-01", "2026-05-01", GENERAL, "বুদ্ধ পূর্ণিমা", "Buddha Purnima", True),
    ("2026-05-26", "2026-05-27", ORDER, "ঈদুল আজহা", "Eid-ul-Azha", True),
    ("2026-05-28", "2026-05-28", GENERAL, "ঈদুল আজহা", "Eid-ul-Azha", True),
    ("2026-05-29", "2026-05-31", ORDER, "ঈদুল আজহা", "Eid-ul-Azha", True),
    ("2026-06-26", "2026-06-26", ORDER, "আশুরা", "Ashura", True),
    ("2026-08-05", "2026-08-05", GENERAL, "জুলাই গণঅভ্যুত্থান দিবস", "July Uprising Day", False),
    ("2026-08-26", "2026-08-26", GENERAL, "ঈদে মিলাদুন্নবী", "Eid-e-Miladunnabi", True),
    ("2026-09-04", "2026-09-04", GENERAL, "জন্মাষ্টমী", "Janmashtami", False),
    ("2026-10-20", "2026-10-20", ORDER, "দুর্গাপূজা (নবমী)", "Durga Puja (Nabami)", False),
    ("2026-10-21", "2026-10-21", GENERAL, "দুর্গাপূজা (বিজয়া দশমী)", "Durga Puja (Bijoya Dashami)", False),
    ("2026-12-16", "2026-12-16", GENERAL, "বিজয় দিবস", "Victory Day", False),
    ("2026-12-25", "2026-12-25", GENERAL, "বড়দিন", "Christmas", False),
)
EID_2025 = ("2025-06-05", "2025-06-10", ORDER, "ঈদুল আজহা", "Eid-ul-Azha", False)
# The order of 7 May 2025: two more days off, and two Saturdays worked in exchange.
ORDER_OF_7_MAY_2025 = (
    ("2025-06-11", "2025-06-12", ORDER, "ঈদুল আজহা", "Eid-ul-Azha", False),
    ("2025-05-17", "2025-05-17", WORKING, "কর্মদিবস শনিবার", "working Saturday", False),
    ("2025-05-24", "2025-05-24", WORKING, "কর্মদিবস শনিবার", "working Saturday", False),
)


def day(
    first: str, last: str, kind: str, name_bn: str, name_en: str, moon: bool, **more: Any
) -> dict[str, Any]:
    return {
        "from": first,
        "to": last,
        "kind": kind,
        "name_bn": name_bn,
        "name_en": name_en,
        "moon": moon,
        "source": SOURCE,
        **more,
    }


def known_days(*, order_of_7_may: bool = True, **settings: Any) -> dict[str, Any]:
    """The calendar as data; `settings` replace any of its keys."""
    rows = (*HOLIDAYS_2026, EID_2025, *(ORDER_OF_7_MAY_2025 if order_of_7_may else ()))
    return {
        "week": WEEK,
        "windows": [RAMADAN],
        "days": [day(*row) for row in rows],
        "years": {"2025": "partial", "2026": "gazetted"},
        **settings,
    }


KNOWN = Calendar.from_data(known_days())
BEFORE_THE_ORDER = Calendar.from_data(known_days(order_of_7_may=False))
SAME_DAY = Calendar.from_data(known_days(after_hours="same_day"))
NOT_ROLLING = Calendar.from_data(known_days(roll_closed=False))
SAME_DAY_NOT_ROLLING = Calendar.from_data(known_days(after_hours="same_day", roll_closed=False))


def at(text: str) -> datetime:
    """An office instant from "2026-04-09 17:30"."""
    return datetime.fromisoformat(text).replace(tzinfo=TZ)
