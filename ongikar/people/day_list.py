"""The day as one list that is worked through: where a page stands in it, and what comes after an act.

A link of Today carries the place of its line (`?of=…`), and so does whatever it leads to: the page says what
comes next, and a form may be sent with "then next". The place is made of what puts the line in order, so that
it still stands between its neighbours when the line itself is done and gone. Nothing is stored.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit
from zlib import crc32

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from ongikar.core.i18n.say import language
from ongikar.rules.bangla.text import ordinal

from .section_counts import count_words
from .today_lines import SECTIONS, WATCHED, TodayLine, TodayQuestion, TodayShare, today_shares

# In an address: the place of the line that the page belongs to. In a form: the button that goes on from it.
OF, THEN = "of", "then"
PLACE = re.compile(r"([0-9])\.([0-9]{1,11})\.([0-9]{1,10})", re.ASCII)


class Place(NamedTuple):
    """`section`: its number in the order of harm. `due`: in seconds. `mark`: of the line's page."""

    section: int
    due: int
    mark: int

    def __str__(self) -> str:
        return f"{self.section}.{self.due}.{self.mark}"


def read_place(text: str) -> Place | None:
    """None for what is no place."""
    match = PLACE.fullmatch(text)
    return Place(*map(int, match.groups())) if match else None


def place_of(section: str, line: TodayLine) -> Place:
    number = list(SECTIONS).index(section)
    # The language of the page is none of the line's.
    bare = line.url.removeprefix("/en")
    return Place(number, max(0, int(line.due.timestamp())), crc32(bare.encode()))


def with_place(url: str, place: Place) -> str:
    """The address with its place in the day."""
    parts = urlsplit(url)
    query = f"{parts.query}&{OF}={place}" if parts.query else f"{OF}={place}"
    return urlunsplit(parts._replace(query=query))


@dataclass(frozen=True, slots=True)
class Owed:
    """A line of the day's list, and where its work is done."""

    place: Place
    line: TodayLine

    @property
    def url(self) -> str:
        return with_place(self.line.act_url or self.line.url, self.place)


def day_list(shares: Iterable[TodayShare]) -> list[Owed]:
    """What the person owes, in the order of Today."""
    lines = {
        place_of(given.section, line): line
        for share in shares
        for given in share.sections
        if given.section not in WATCHED
        for line in given.lines
    }
    return [Owed(place, lines[place]) for place in sorted(lines)]


def count_owed(shares: Iterable[TodayShare]) -> int:
    """How many there are, also those for which a source gives no line."""
    given = [each for share in shares for each in share.sections if each.section not in WATCHED]
    return sum(len(each.lines) if each.count is None else each.count for each in given)


def following(owed: Iterable[Owed], place: Place) -> Owed | None:
    return next((each for each in owed if each.place > place), None)


def preceding(owed: Sequence[Owed], place: Place) -> Owed | None:
    return next((each for each in reversed(owed) if each.place < place), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a page stands in the day. `number`: its line's, from one; 0 where it is no longer owed."""

    place: Place
    number: int
    count: int
    before: Owed | None
    after: Owed | None

    @property
    def which(self) -> str:
        return ordinal(self.number, language())

    @property
    def count_words(self) -> str:
        return count_words(self.count)

    @property
    def query(self) -> str:
        """For links from this page to others of the same line."""
        return f"?{OF}={self.place}"


def standing_of(request: HttpRequest, question: TodayQuestion) -> Standing | None:
    """None of a page that was not come to from Today."""
    place = read_place(request.GET[OF]) if OF in request.GET else None
    if place is None:
        return None
    shares = today_shares(question)
    owed = day_list(shares)
    places = [each.place for each in owed]
    number = places.index(place) + 1 if place in places else 0
    return Standing(place, number, count_owed(shares), preceding(owed, place), following(owed, place))


def act_done(request: HttpRequest, words: str, url: str, *, name: str) -> HttpResponse:
    """Says how an act went and leads on: to what is owed next where that was asked for, else to `url`.

    `name`: of what the act was done with, since the next page is one of something else.
    """
    place = read_place(request.POST.get(THEN, ""))
    if place is None:
        messages.success(request, words)
        return redirect(url)
    messages.success(request, format_html('<a href="{}">{}</a>: {}', url, name, words))
    return redirect(f"{reverse('next_owed')}?{OF}={place}")


class DayListMiddleware:
    """What leads from a page of the day's list to another page of the desk keeps its place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if OF in request.GET and response.status_code in (302, 303):
            place, target = read_place(request.GET[OF]), urlsplit(response["Location"])
            is_desk = not target.netloc and target.path.removeprefix("/en").startswith("/desk/")
            if place and is_desk and f"{OF}=" not in target.query and target.path != reverse("today"):
                response["Location"] = with_place(response["Location"], place)
        return response
