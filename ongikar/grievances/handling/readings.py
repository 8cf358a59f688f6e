"""Who read a complaint, as it is told to whoever complains and to those who decide."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from ongikar.core.db.pages import page_of
from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer

from ..models import Grievance, Reading, Stage

# How many stand on a page; of more, their count.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading: when, who, and whether the name stood there."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Readings:
    """The newest readings of a complaint, and how many there were before them."""

    lines: list[ReadingLine]
    earlier: int


def readings_of(grievance: Grievance, *, with_names: bool = False) -> Readings:
    """Posts alone for whoever complains, for rights and duties belong to posts; with the names of those who
    held them for those who decide.
    """
    rows = grievance.readings.select_related("post", "user").order_by("-id")
    page = page_of(rows, SHOWN)
    more = grievance.readings.count() - SHOWN if page.last else 0
    lines = [
        ReadingLine(each.at, reader_words(each, with_names), each.get_what_display()) for each in page.rows
    ]
    return Readings(lines, more)


def reader_words(reading: Reading, with_names: bool) -> str:
    post = reading.post.title if reading.post else say("অন্য কার্যালয়ের কেউ", "Somebody of another office")
    return f"{post} ({reading.user.name})" if with_names else post


def readings_part(*, request: HttpRequest, stage: Stage, now: datetime) -> Answer:
    """What the page of those who decide shows of them."""
    return "grievances/readings.html", {"readings": readings_of(stage.grievance, with_names=True)}
