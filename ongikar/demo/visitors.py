"""The demonstration's visitor book, lived through by the real acts: who has left, who was not seen leaving,
who was written down later, and who is here.
"""

from datetime import datetime, time, timedelta
from functools import partial

from ongikar.offices.models import Post
from ongikar.records.actions import ENTERED, STRUCK, change, open_once, strike
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visitors.actions import LEFT
from ongikar.visitors.models import Visitor

from .chapters import Chapter, Row

# Of the day at hand what is told lies in this time before the moment at hand.
AN_HOUR = 60
STRUCK_AFTER = timedelta(minutes=5)


class DemoVisitors(Chapter):
    """The visitors of the file."""

    file = "demo_visitors.toml"

    def has_come(self, data: Row) -> bool:
        return Visitor.objects.filter(submission__startswith=self.mark("")).exists()

    def mark(self, place: int | str) -> str:
        return f"demo-visitor-{self.office.slug}-{place}"

    def plan(self, data: Row) -> None:
        self.many = len(data["visitors"])
        for place, row in enumerate(data["visitors"]):
            came = self.moment_of(row["day"], row["came"])
            entered = came + timedelta(minutes=row.get("entered", 0))
            self.add(entered, partial(self.enter, place, row, came))
            if "left" in row:
                left = self.moment_of(row["day"], row["left"])
                self.add(max(left, entered), partial(self.leave, place, left))
            if "struck" in row:
                self.add(entered + STRUCK_AFTER, partial(self.strike, place, row))

    def moment_of(self, day: int, when: str | int) -> datetime:
        """Soon after midnight the last hour is shorter, since whoever is here came today."""
        if isinstance(when, str):
            return self.moment(day, time.fromisoformat(when))
        midnight = datetime.combine(self.today, time(), TZ)
        begins = max(self.now - timedelta(minutes=AN_HOUR), midnight)
        return self.now - (self.now - begins) * when / AN_HOUR

    def line(self, place: int) -> Visitor:
        return Visitor.objects.select_related("office").get(submission=self.mark(place))

    def enter(self, place: int, row: Row, came: datetime, at: datetime) -> None:
        visitor = Visitor(
            office=self.office,
            name=row["name"],
            origin=row["origin"],
            post=Post.objects.get(pk=self.posts[row["post"]].pk),
            purpose=row["purpose"],
            purpose_words=row.get("words", ""),
            persons=row.get("persons", 1),
            mobile=row.get("mobile", ""),
            remark=row.get("remark", ""),
            came_at=came,
            submission=self.mark(place),
        )
        open_once(visitor, ENTERED, actor=self.holder(self.assistant), now=at)

    def leave(self, place: int, left: datetime, at: datetime) -> None:
        change(self.line(place), LEFT, actor=self.holder(self.assistant), now=at, left_at=left)

    def strike(self, place: int, row: Row, at: datetime) -> None:
        strike(self.line(place), STRUCK, reason=row["struck"], actor=self.holder(self.assistant), now=at)
