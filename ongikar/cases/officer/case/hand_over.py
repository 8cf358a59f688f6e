"""Handing a case to another desk of the office, and the table that says how long each desk has held it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.cases.desks import desk_post_id, desk_times, known_staff_posts, staff_posts
from ongikar.cases.models import Case
from ongikar.core.forms.fields import ChoiceField, TextField
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.clock.desk_time import DeskTime
from ongikar.rules.promise.words import duration_words

from .forms import ActForm


def other_desks(case: Case) -> list[Post]:
    """The desks of the office at which the case does not lie."""
    held_by = desk_post_id(case)
    return [post for post in staff_posts(case.office_id) if post.pk != held_by]


def has_other_desk(case: Case) -> bool:
    """Whether the page offers to hand it over."""
    held_by = desk_post_id(case)
    return any(post.pk != held_by for post in known_staff_posts(case.office_id))


class HandOverForm(ActForm):
    to = ChoiceField(
        label=say_lazy("কাকে দেবেন", "Assign to"),
    )
    words = TextField(
        label=say_lazy("কী করতে হবে", "What is to be done"),
        help_text=say_lazy(
            "শুধু কার্যালয়ের জন্য; আবেদনকারী দেখেন না।",
            "For the office only; the applicant does not see it.",
        ),
        required=False,
        lines=3,
        max_length=1000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Pressed twice, the second press names the desk where the case lies by now: that is for the
        # act to refuse.
        posts = staff_posts(self.case.office_id) if self.is_bound else other_desks(self.case)
        self.desks = {str(post.pk): post for post in posts}
        self.people = people = holder_names(self.desks.values(), self.now)
        self.choice_field("to").choices = [
            (key, f"{post.title} ({', '.join(people[post.pk])})" if people.get(post.pk) else post.title)
            for key, post in self.desks.items()
        ]
        due = self.case.clock.due(self.now).astimezone(TZ).date()
        self.hint("to", say("শেষ দিন বদলাবে না: {due}।", "The last day stays {due}.", due=due))

    @property
    def facts(self) -> dict[str, Any]:
        return {"to": self.desks[self.cleaned_data["to"]], "words": self.cleaned_data["words"]}


def new_holder_words(form: HandOverForm) -> dict[str, str]:
    """Whom it is given to, by name; a post that nobody holds today, by its title."""
    post = form.facts["to"]
    return {"whom": ", ".join(form.people.get(post.pk, [post.title]))}


def holder_names(posts: Iterable[Post], now: datetime) -> dict[int, list[str]]:
    """Who holds each of the posts today."""
    people: dict[int, list[str]] = {}
    holdings = Holding.objects.on(now.astimezone(TZ).date()).filter(post__in=list(posts))
    for holding in holdings.select_related("user").order_by("id"):
        people.setdefault(holding.post_id, []).append(holding.user.name)
    return people


@dataclass(frozen=True, slots=True)
class DeskLine:
    """What one desk used up. `office_time` in words; `is_here`: it lies there now."""

    title: str
    days: int
    office_time: str
    is_here: bool


def desk_lines(case: Case, now: datetime) -> list[DeskLine]:
    """A line for each desk that held the case, in the order in which they did."""
    times = desk_times(case, now)
    posts = {case.post_id: case.post}
    if any(each.post not in posts for each in times):
        posts |= Post.objects.in_bulk([each.post for each in times])
    here = desk_post_id(case) if case.is_open else None
    return [
        DeskLine(posts[each.post].title, each.days, office_time_words(each), each.post == here)
        for each in times
    ]


def office_time_words(held: DeskTime) -> str:
    """২২ ঘণ্টা ৩০ মিনিট of office time."""
    return duration_words(held.office_time, language()) or say("০ মিনিট", "0 minutes")
