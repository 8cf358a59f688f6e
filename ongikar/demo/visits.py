"""The demonstration's counter: a queue of the day at hand with tokens in every state, and the day before it,
lived through by the real acts.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from ongikar.offices.models import Post
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits import actions, transitions
from ongikar.visits.models import Visit
from ongikar.visits.paper_tokens import PaperVisit, enter_paper_visits
from ongikar.visits.rules.printed import kept_number

from .chapters import Chapter, Row

TEN = time(10)
CLAIMS = {transitions.CALL: actions.call_visit, transitions.TAKE_UP: actions.take_up}
OTHERS = {transitions.CALL_AGAIN: actions.call_again, transitions.BEGIN: actions.begin}


class DemoVisits(Chapter):
    """The visits of the file."""

    file = "demo_visits.toml"

    def has_come(self, data: Row) -> bool:
        return Visit.objects.filter(submission__startswith=self.mark("")).exists()

    def mark(self, place: int | str) -> str:
        return f"demo-visit-{self.office.slug}-{place}"

    def plan(self, data: Row) -> None:
        self.many = len(data["visits"])
        for place, row in enumerate(data["visits"]):
            moment = partial(self.moment_in_queue, row["day"], data["minutes"])
            self.add(moment(row["came"]), partial(self.arrive, place, row))
            for nth, (minute, *told) in enumerate(row.get("acts", ())):
                self.add(moment(minute), partial(self.act, place, nth, tuple(told)))
        for place, sheet in enumerate(data.get("sheets", ())):
            came = partial(self.moment_in_queue, sheet["day"], data["minutes"])
            self.many += len(sheet["tokens"])
            self.add(came(sheet["entered"]), partial(self.enter_sheet, place, sheet["tokens"], came))

    def moment_in_queue(self, day: int, minutes: int, minute: int) -> datetime:
        """Of the day at hand the queue ends now, at whatever hour; soon after midnight it is shorter, since
        a token is good for its own day.
        """
        if day:
            return self.moment(day, TEN) + timedelta(minutes=minute)
        midnight = datetime.combine(self.today, time(), TZ)
        begins = max(self.now - timedelta(minutes=minutes), midnight)
        return begins + (self.now - begins) * minute / minutes

    def arrive(self, place: int, row: Row, at: datetime) -> None:
        actions.arrive(
            office=self.office,
            purpose=row.get("purpose", ""),
            priority=row.get("priority", ""),
            actor=self.holder(self.assistant),
            now=at,
            submission=self.mark(place),
        )

    def enter_sheet(
        self, place: int, tokens: list[Row], came: Callable[[int], datetime], at: datetime
    ) -> None:
        """What was written on tokens printed ahead, when the power was back."""
        rows = [
            PaperVisit(
                row=nth,
                printed=kept_number(came(row["came"]).astimezone(TZ).date(), nth),
                arrived_at=came(row["came"]),
                purpose=row["purpose"],
                priority=row.get("priority", ""),
                state=row["state"],
            )
            for nth, row in enumerate(tokens, start=1)
        ]
        submission = self.mark(f"sheet-{place}")
        enter_paper_visits(
            self.office, rows, actor=self.holder(self.assistant), now=at, submission=submission
        )

    def act(self, place: int, nth: int, told: tuple[str, ...], at: datetime) -> None:
        """`told`: the name of the act, and of a call the desk."""
        name, *desks = told
        visit = Visit.objects.select_related("office").get(submission=self.mark(place))
        said: dict[str, Any] = {"now": at, "submission": f"{self.mark(place)}-{nth}"}
        if name in CLAIMS:
            desk = Post.objects.select_related("office").get(pk=self.posts[desks[0]].pk)
            CLAIMS[name](visit, desk=desk, actor=self.holder(desk), **said)
        elif name in OTHERS:
            OTHERS[name](visit, actor=self.holder(self.assistant), **said)
        else:
            actions.finish(visit, name, actor=self.holder(self.assistant), **said)
