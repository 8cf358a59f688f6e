"""The track of the Right to Information Act, read from a file: its periods by the day from which they hold,
and what an office sets for itself (who answers, what copies cost, for which reasons it refuses).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office, Post
from ongikar.rules.promise import Promise
from ongikar.rules.promise.undertaking import Undertaking

COMMON = Path(__file__).with_name("track.toml")


class NoOfficer(Exception):
    """The office has no post that answers requests for information, or none that hears the appeal."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that hold from a day on. `unverified`: the names of those nobody compared with the law."""

    since: date
    source: str
    answer: Promise
    others_involved_days: int
    refusal: Promise
    urgent: Promise
    price: Promise
    appeal_window_days: int
    appeal: Promise
    commission_window_days: int
    commission_days: int
    unverified: frozenset[str]

    def undertaking(self, *, is_urgent: bool) -> Undertaking:
        """What the officer owes; only the ordinary limit may be extended, once, to that of other units."""
        if is_urgent:
            return Undertaking(self.urgent)
        return Undertaking(self.answer, may_extend=self.more_days)

    @property
    def more_days(self) -> int:
        """By how many working days the answer may come later where other units are involved."""
        return self.others_involved_days - self.answer.amount


def read_period(data: Mapping[str, Any]) -> Period:
    return Period(
        since=data["from"],
        source=data["source"],
        answer=Promise.from_data(data["answer"]),
        others_involved_days=data["others_involved_days"],
        refusal=Promise.from_data(data["refusal"]),
        urgent=Promise.from_data(data["urgent"]),
        price=Promise.from_data(data["price"]),
        appeal_window_days=data["appeal_window_days"],
        appeal=Promise.from_data(data["appeal"]),
        commission_window_days=data["commission_window_days"],
        commission_days=data["commission_days"],
        unverified=frozenset(data["unverified"]),
    )


@dataclass(frozen=True, slots=True)
class Track:
    """What an office works by. `refusals`: code to (Bangla, English)."""

    periods: tuple[Period, ...]
    officers: Mapping[str, str]
    commission: Mapping[str, str]
    price: tuple[str, str]
    page_price: int
    refusals: Mapping[str, tuple[str, str]]

    def on(self, day: date) -> Period:
        """The days in force on one day; before the first, the first."""
        held = [period for period in self.periods if period.since <= day]
        return held[-1] if held else self.periods[0]

    def reason(self, code: str) -> str:
        """A reason of refusal in the language at hand; one that has left the list is shown by its code."""
        return say(*self.refusals[code]) if code in self.refusals else code


@cache
def track_of(office_slug: str) -> Track:
    """The common track, and over it what the office's own file says. Read once a process."""
    data = tomllib.loads(COMMON.read_text("utf-8"))
    own = settings.ONGIKAR_OFFICES / office_slug / "rti.toml"
    if own.exists():
        # The days are the law's: no office sets its own.
        data |= {
            name: rows for name, rows in tomllib.loads(own.read_text("utf-8")).items() if name != "periods"
        }
    return Track(
        periods=tuple(sorted(map(read_period, data["periods"]), key=lambda period: period.since)),
        officers=data["officers"],
        commission=data["commission"],
        price=(data["price"]["bn"], data["price"]["en"]),
        page_price=data["price"]["page"],
        refusals={row["code"]: (row["bn"], row["en"]) for row in data["refusals"]},
    )


def find_post(office: Office, which: str) -> Post:
    """The post that answers ("designated") or hears the appeal ("appeal"): by its slug, else by its role.

    Raises NoOfficer where the office has none.
    """
    named = track_of(office.slug).officers[which]
    posts = list(office.posts.order_by("pk"))
    found = next((post for post in posts if post.slug == named), None)
    found = found or next((post for post in posts if post.role == named), None)
    if found is None:
        raise NoOfficer(f"{office.slug} has no post for {which}")
    return found
