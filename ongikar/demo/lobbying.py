"""The demonstration's attempts of influence, written down by the real act: by the officer and the assistant,
so that the post above has something to read, the auditor all of it, and a repeated one has become a task.
"""

from datetime import datetime
from functools import partial

from ongikar.core.not_none import not_none
from ongikar.lobbying.actions import record_influence
from ongikar.lobbying.models import Influence
from ongikar.people.models import User
from ongikar.people.post_holders import holder_of
from ongikar.rules.calendar.office_calendar import TZ

from .chapters import Chapter, Row


class DemoInfluence(Chapter):
    """The attempts of the file."""

    file = "demo_influence.toml"

    def has_come(self, data: Row) -> bool:
        return Influence.objects.filter(submission__startswith=self.mark("")).exists()

    def mark(self, place: int | str) -> str:
        return f"demo-influence-{self.office.slug}-{place}"

    def plan(self, data: Row) -> None:
        self.many = len(data["attempts"])
        for place, row in enumerate(data["attempts"]):
            self.plan_act(row, partial(self.enter, place, row))

    def enter(self, place: int, row: Row, at: datetime) -> None:
        day = at.astimezone(TZ).date()
        post = self.posts[row["by"]]
        inside = row.get("inside")
        attempt = Influence(
            office=self.office,
            source=row["source"],
            who=row.get("who", ""),
            inside_post_id=self.posts[inside].pk if inside else None,
            way=row["way"],
            happened_on=day,
            words=row["words"],
            submission=self.mark(place),
        )
        user = User.objects.get(pk=not_none(self.holder(post)[1]))
        record_influence(
            attempt,
            holder=holder_of(user, day),
            is_for_auditor_alone=row.get("auditor_alone", False),
            now=at,
        )
