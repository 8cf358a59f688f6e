"""Orders for the tests of the calendar: a storm, a working Saturday, a withdrawal."""

from datetime import date, datetime
from itertools import count

from ongikar.offices.calendars import give_order
from ongikar.offices.models import CalendarOrder, CalendarVersion, Office, Post

presses = count()


def row(kind: str, first: str, last: str = "", name: str = "ঘূর্ণিঝড়", **more) -> dict:
    return {"kind": kind, "from": first, "to": last or first, "name_bn": name, "name_en": "cyclone", **more}


def unsaved(office: Office, *rows: dict, now: datetime, memo: str = "", **more) -> CalendarOrder:
    press = next(presses)
    return CalendarOrder(
        office=office,
        key=f"press-{press}",
        scope="office",
        memo_number=memo or f"memo {press}",
        memo_date=now.date(),
        issuer="জেলা প্রশাসক",
        days=list(rows),
        entered_at=now,
        entered_by=1,
        post=office.posts.get(role=Post.OFFICER),
        **more,
    )


def order(office: Office, *rows: dict, now: datetime, **more) -> CalendarVersion:
    """Give an order of these rows to one office, as its officer would."""
    given = unsaved(office, *rows, now=now, **more)
    seen = [office.calendar_version().pk]
    return give_order([given], seen=seen, actor=("user", 1), now=now)[0]


def closed(day: date, office: Office) -> str:
    """The kind of closure of a day; "" when open."""
    found = office.calendar.closed_because(day)
    return found.kind if found else ""
