"""What is done with an event of the demonstration: its programme, its money with sample vouchers, and its
day; and what belongs to a class given elsewhere.
"""

import io
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from ongikar.cases.models import Case
from ongikar.core.not_none import not_none
from ongikar.delivery.event.account import EventAccount
from ongikar.delivery.event.models import BudgetLine, Event, Programme, Voucher
from ongikar.delivery.lecture.models import Honorarium, HostFeedback, Lecture, TourEntry
from ongikar.gatherings.actions import count_heads, record_gathering
from ongikar.journal.actions import Reference
from ongikar.papers.check import Clean, clean_file
from ongikar.records.actions import perform
from ongikar.rules.calendar.office_calendar import TZ

Answers = Mapping[str, Any]
EventAct = Callable[[Case, Answers, Reference, datetime], object]


def event_of(case: Case) -> Event:
    return Event.objects.select_related("office", "case").get(case=case)


def lecture_of(case: Case) -> Lecture:
    return Lecture.objects.select_related("office", "case").get(case=case)


@cache
def sample_voucher() -> Clean:
    """A sheet that says what it is: no real voucher stands in the demonstration."""
    from PIL import Image, ImageDraw

    drawn, sheet = io.BytesIO(), Image.new("RGB", (320, 120), "white")
    ImageDraw.Draw(sheet).text((20, 50), "SAMPLE VOUCHER", fill="black")
    sheet.save(drawn, "PNG")
    return clean_file(drawn.getvalue())


def write_programme(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    event = event_of(case)
    perform(event, Programme.in_order(event, answers["items"]), actor=actor, now=at)


def add_budget(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    event = event_of(case)
    for head, planned in answers["heads"].items():
        key = f"{case.submission}-{len(event.budget_lines.all())}"[-64:]
        line = BudgetLine(event=event, head=head, planned=planned)
        perform(event, line, submission=key, actor=actor, now=at)


def pay(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    event = event_of(case)
    lines = {each.line.head: each.line for each in EventAccount(event).unstruck}
    voucher = Voucher(
        line=lines[answers["head"]],
        number=answers["number"],
        paid_on=at.astimezone(TZ).date(),
        paid_to=answers["paid_to"],
        what=answers["what"],
        amount=answers["amount"],
    )
    key = f"{case.submission}-{answers['number']}"[-64:]
    perform(event, voucher, content=sample_voucher(), submission=key, actor=actor, now=at)


def hold(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """It took place: heads were counted and the list is closed."""
    gathering = not_none(event_of(case).standing_gathering)
    count_heads(gathering, counted=answers["counted"], actor=actor, now=at)
    record_gathering(gathering, rest="present", actor=actor, now=at)


def go_on_tour(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    """Entered on the way back."""
    lecture = lecture_of(case)
    tour = TourEntry(
        lecture=lecture,
        traveller=answers["traveller"],
        left_at=at - timedelta(hours=answers["hours"]),
        back_at=at,
        to_place=answers["to_place"],
        transport=answers["transport"],
        kilometres=answers["kilometres"],
    )
    perform(lecture, tour, submission=f"{case.submission}-tour"[-64:], actor=actor, now=at)


def take_honorarium(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    lecture = lecture_of(case)
    paid = Honorarium(
        lecture=lecture,
        amount=answers["amount"],
        deducted=answers["deducted"],
        paid_on=at.astimezone(TZ).date(),
        voucher=answers["voucher"],
    )
    perform(lecture, paid, submission=f"{case.submission}-honorarium"[-64:], actor=actor, now=at)


def hear_host(case: Case, answers: Answers, actor: Reference, at: datetime) -> None:
    lecture = lecture_of(case)
    perform(lecture, HostFeedback(lecture=lecture, via="phone", **answers), actor=actor, now=at)


EVENT_ACTS: dict[str, EventAct] = {
    "write_programme": write_programme,
    "add_budget": add_budget,
    "pay": pay,
    "hold": hold,
    "go_on_tour": go_on_tour,
    "take_honorarium": take_honorarium,
    "hear_host": hear_host,
}
