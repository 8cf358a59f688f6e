"""A chapter of a demonstration: what one file of the office tells, lived through by the real acts at past
moments.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, ClassVar

from django.db import transaction

from ongikar.journal.actions import Reference
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ, Calendar

from .timeline import Known, Timeline, run_worker_until

Row = dict[str, Any]
# What is to happen on the day at hand itself happens in its first minutes, so that it is past as early as
# can be.
FIRST_HALF_HOUR = timedelta(minutes=30)


class MomentFault(ValueError):
    """A moment that could lie in the future: one sentence in each language."""

    def __init__(self, bn: str, en: str) -> None:
        super().__init__(en)
        self.bn, self.en = bn, en


def current_office_day(calendar: Calendar, now: datetime) -> date:
    """Today until the office closes; after that, and on a closed day, the next office day.

    What falls due on this day is therefore never late yet, at whatever hour the demonstration is loaded.
    """
    today = now.astimezone(calendar.tz).date()
    if calendar.is_open_day(today) and now < calendar.close(today):
        return today
    return calendar.next_open_day(today)


def moment_of_act(calendar: Calendar, *, before: int, at: time, now: datetime) -> datetime:
    """The time of day `at`, `before` office days before the day at hand; raises MomentFault where it might be
    to come.
    """
    today = current_office_day(calendar, now)
    day = calendar.add_working_days(today, -before) if before else today
    asked = datetime.combine(day, at, calendar.tz)
    if before > 0:
        return require_past(asked, now)
    opens = calendar.windows(today)[0][0]
    if before == 0 and opens - FIRST_HALF_HOUR <= asked < opens:
        # It counts as received on this day, as does all that came since the office closed.
        return asked if asked <= now else calendar.close(calendar.previous_open_day(today))
    if before < 0 or not opens <= asked < opens + FIRST_HALF_HOUR:
        raise MomentFault(
            "আজকের দিনে যা রাখবেন, অফিস খোলার আগের বা পরের আধ ঘণ্টায় রাখুন",
            "on the day itself, only the half hour before and after opening can be used",
        )
    if now >= opens + FIRST_HALF_HOUR:
        return asked
    # The day has not begun: the same minute of the last half hour of the office day before.
    return require_past(
        calendar.close(calendar.previous_open_day(today)) - FIRST_HALF_HOUR + (asked - opens), now
    )


def require_past(asked: datetime, now: datetime) -> datetime:
    if asked > now:
        raise MomentFault(
            "সময়টি এখনো আসেনি; আগের সময় দিন",
            "this moment may still be to come; name an earlier time of day",
        )
    return asked


class Chapter(Timeline):
    """What is still to be lived of a file: nothing where it was before, or the office is no demonstration."""

    file: ClassVar[str]
    office: Office

    def __init__(self, files: OfficeFiles, now: datetime, known: Known | None = None) -> None:
        super().__init__()
        self.files, self.now, self.known = files, now, known or Known()
        self.path = files.folder / self.file
        office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
        if office is None or not self.path.exists():
            return
        self.office = office
        data = read_toml(self.path)
        if self.known.has_begun or not self.has_come(data):
            self.plan(data)

    def has_come(self, data: Row) -> bool:
        """Whether what the file tells stands in the office already; `data`: what stands in the file."""
        raise NotImplementedError

    def plan(self, data: Row) -> None:
        """Add its acts with their moments."""
        raise NotImplementedError

    @classmethod
    @transaction.atomic
    def load(cls, files: OfficeFiles, *, now: datetime) -> int:
        """Live through it alone, all or nothing; how many things came, 0 on a second run."""
        chapter = cls(files, now)
        if chapter.steps:
            chapter.live_until(now)
            run_worker_until(now)
        return chapter.many

    # ---- moments ----

    @cached_property
    def calendar(self) -> Calendar:
        return self.office.calendar

    @property
    def today(self) -> date:
        return self.now.astimezone(TZ).date()

    def plan_act(self, when: Row, do: Callable[[datetime], object]) -> None:
        """`before` office days before the day at hand, `at` a time of day."""
        at = time.fromisoformat(when["at"])
        self.add(moment_of_act(self.calendar, before=when["before"], at=at, now=self.now), do)

    def office_day(self, ahead: int) -> date:
        """So many office days from today on, or back; 0 is today, or on a closed day the next."""
        if ahead:
            return self.calendar.add_working_days(self.today, ahead)
        return (
            self.today if self.calendar.is_open_day(self.today) else self.calendar.next_open_day(self.today)
        )

    def moment(self, ahead: int, at: time) -> datetime:
        return datetime.combine(self.office_day(ahead), at, TZ)

    # ---- people ----

    @cached_property
    def posts(self) -> dict[str, Post]:
        """By their names in the office's file."""
        return {post.slug: post for post in self.office.posts.all()}

    @cached_property
    def officer(self) -> Post | None:
        return self.office.posts.filter(role=Post.OFFICER).order_by("pk").first()

    @cached_property
    def assistant(self) -> Post | None:
        """Where the office has none, the officer."""
        return self.office.posts.filter(role=Post.ASSISTANT).order_by("pk").first() or self.officer

    def holder(self, post: Post | None) -> Reference:
        """Whoever holds the post; by command where nobody does."""
        holding = Holding.objects.on(self.today).filter(post=post).order_by("pk").first()
        return ("user", holding.user_id) if holding else ("command", None)
