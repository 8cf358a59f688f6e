"""The rule of a call as data: where points come from, what breaks a tie, and which seats are for whom.

It is published with the call and kept as canonical JSON: what its hash is of is that text. Seats are stated
as numbers and never as percents: one per cent of twenty seats is no seat.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ongikar.rules.bangla.text import digits

# Groups that a rule may name, as the page calls whoever belongs to it.
GROUPS = {
    "women": ("নারী", "women"),
    "disabled": ("প্রতিবন্ধী ব্যক্তি", "persons with a disability"),
    "ethnic": ("ক্ষুদ্র নৃগোষ্ঠী", "ethnic minorities"),
    "third_gender": ("হিজড়া বা তৃতীয় লিঙ্গ", "hijra or third gender"),
    "freedom_fighter": ("বীর মুক্তিযোদ্ধার সন্তান", "children of freedom fighters"),
    "poor": ("সামাজিক নিরাপত্তা ভাতাভোগী পরিবার", "families under a social safety allowance"),
}
EDUCATION, TEST, VIVA, OLDER, LOT = "education", "test", "viva", "older", "lot"
# From the lowest to the highest.
DEGREES = ("below_ssc", "ssc", "hsc", "degree")
MARKED = (TEST, VIVA)
SOURCES = (TEST, VIVA, EDUCATION)
TIES = (TEST, VIVA, EDUCATION, OLDER)
MOST_POINTS, MOST_SEATS = 1_000, 1_000


class RuleFault(ValueError):
    """A rule that cannot be meant: one sentence in each language."""

    def __init__(self, bn: str, en: str):
        super().__init__(en)
        self.bn, self.en = bn, en


@dataclass(frozen=True, slots=True)
class Quota:
    """So many seats for a group."""

    group: str
    seats: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Raises RuleFault where it makes no sense.

    `degrees`: the points of each degree. `most`: of the test and the viva the most that can be reached.
    `tie`: what goes first among equal points; a lot comes last of all. `minimum`: of the open seats at least
    so many for a group. `set_aside`: seats over and above those, filled after them; one that nobody of its
    group fills is everybody's. `ages`, `least_degree`: who may apply at all.
    """

    seats: int
    degrees: Mapping[str, int]
    most: Mapping[str, int]
    tie: tuple[str, ...] = ()
    minimum: tuple[Quota, ...] = ()
    set_aside: tuple[Quota, ...] = ()
    ages: tuple[int, int] | None = None
    least_degree: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.seats <= MOST_SEATS:
            raise RuleFault(
                f"আসন ১ থেকে {digits(MOST_SEATS)}টি হতে পারে", f"there may be 1 to {MOST_SEATS} seats"
            )
        check_points([*self.degrees.values(), *self.most.values()])
        check_quotas(self.seats, self.minimum, self.set_aside)
        for name in self.tie:
            if name not in TIES or (name != OLDER and name not in self.sources):
                raise RuleFault(
                    "সমান নম্বরে এমন কিছু দেখা হয় না, যার নম্বর নেই",
                    f"equal points cannot be decided by “{name}”, which gives no points",
                )

    @property
    def sources(self) -> tuple[str, ...]:
        """What gives points, in the order in which it is told."""
        given = {*self.most, *([EDUCATION] if self.degrees else [])}
        return tuple(name for name in SOURCES if name in given)

    @property
    def open_seats(self) -> int:
        """Those that are everybody's by rank, the minimums among them."""
        return self.seats - sum(quota.seats for quota in self.set_aside)

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that it names, once each, in its order."""
        return tuple(dict.fromkeys(quota.group for quota in (*self.minimum, *self.set_aside)))

    @property
    def most_points(self) -> int:
        return sum(self.most.values()) + max(self.degrees.values(), default=0)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Rule":
        """The inverse of `as_data`; also takes what a TOML file says."""
        points = {part["from"]: part for part in data.get("points", ())}
        if len(points) != len(data.get("points", ())) or points.keys() - set(SOURCES):
            raise RuleFault(
                "নম্বরের উৎস কেবল শিক্ষা, পরীক্ষা আর মৌখিক, প্রতিটি একবার",
                "points come from education, test and viva only, each once",
            )
        education = points.get(EDUCATION, {})
        ages = data.get("ages")
        return cls(
            seats=data["seats"],
            degrees={name: education[name] for name in DEGREES if name in education},
            most={name: points[name]["most"] for name in MARKED if name in points},
            tie=tuple(name for name in data.get("tie", ()) if name != LOT),
            minimum=tuple(Quota(each["group"], each["seats"]) for each in data.get("minimum", ())),
            set_aside=tuple(Quota(each["group"], each["seats"]) for each in data.get("set_aside", ())),
            ages=(ages[0], ages[1]) if ages else None,
            least_degree=data.get("least_degree", ""),
        )

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON: the whole rule, with the lot that ends every tie."""
        points: list[dict[str, Any]] = [{"from": name, "most": most} for name, most in self.most.items()]
        if self.degrees:
            points.append({"from": EDUCATION, **self.degrees})
        data: dict[str, Any] = {
            "seats": self.seats,
            "points": points,
            "tie": [*self.tie, LOT],
            "minimum": [{"group": each.group, "seats": each.seats} for each in self.minimum],
            "set_aside": [
                {"group": each.group, "seats": each.seats, "unfilled": "open"} for each in self.set_aside
            ],
        }
        if self.ages:
            data["ages"] = list(self.ages)
        if self.least_degree:
            data["least_degree"] = self.least_degree
        return data

    def canonical(self) -> str:
        """The text that is hashed and published: keys in order, nothing between them, no line at the end."""
        return json.dumps(self.as_data(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def check_points(points: Iterable[int]) -> None:
    for each in points:
        if type(each) is not int or not 0 <= each <= MOST_POINTS:
            raise RuleFault(
                f"নম্বর ০ থেকে {digits(MOST_POINTS)}-এর মধ্যে পূর্ণ সংখ্যা হতে হবে",
                f"points are whole numbers from 0 to {MOST_POINTS}",
            )


def check_quotas(seats: int, minimum: Iterable[Quota], set_aside: Iterable[Quota]) -> None:
    """Each group is one that is known, named once of each sort; together they do not pass the seats."""
    asked, aside = [quota.group for quota in minimum], [quota.group for quota in set_aside]
    for quota in (*minimum, *set_aside):
        if quota.group not in GROUPS:
            raise RuleFault(f"“{quota.group}” কোনো দল নয়", f"“{quota.group}” is no group")
        if type(quota.seats) is not int or quota.seats < 1:
            raise RuleFault("কোটায় অন্তত একটি আসন দিন, বা কোটাটি বাদ দিন", "a quota has one seat or more")
    if len(set(asked)) != len(asked) or len(set(aside)) != len(aside):
        raise RuleFault("একই দল দুবার আছে", "a group is named twice")
    for_groups = sum(quota.seats for quota in (*minimum, *set_aside))
    if for_groups > seats:
        raise RuleFault(
            f"কোটায় {digits(for_groups)}টি আসন, কিন্তু ব্যাচে আছে {digits(seats)}টি। কোটার আসন কমান।",
            f"the quotas take {for_groups} seats, but the batch has {seats}; lower them",
        )
