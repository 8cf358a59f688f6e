"""Lists of tasks, a page at a time, in the order of due days where that is what they are read for.

Found as the queue of cases finds its own (decision 038): what one post, contact or origin owes has an index
of its own, and where it is little it is put in order; where it is much, the open clocks are walked in their
order until a page is full. Neither reads what has ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ongikar.clock.models import Clock
from ongikar.core.db.capped_count import COUNTED_UP_TO
from ongikar.core.db.index_conditions import equal_by_range
from ongikar.core.db.pages import page_before, page_of
from ongikar.journal.actions import SubjectReference
from ongikar.offices.models import Office

from . import transitions
from .models import Task
from .words import ORIGINS

PAGE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MINE, LATE, VERIFY, OPEN, ENDED = "mine", "late", "verify", "open", "ended"
TABS = (MINE, LATE, VERIFY, OPEN, ENDED)
# The lists that can be narrowed by owner and origin.
NARROWED = (LATE, OPEN)


@dataclass(frozen=True, slots=True)
class TaskSelection:
    """What is asked for. `owner`: "post-3" or "contact-7"; `after`: the mark of the page before."""

    tab: str = OPEN
    owner: str = ""
    origin: str = ""
    subject: SubjectReference | None = None
    after: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str], tab: str) -> "TaskSelection":
        """From an address; what is not understood is left out."""
        kind, _, key = asked.get("owner", "").partition("-")
        is_owner = kind in ("post", "contact") and is_key(key)
        subject_type, _, subject_id = asked.get("subject", "").partition(":")
        tab = asked["tab"] if asked.get("tab") in TABS else tab
        origin = asked.get("origin", "")
        return cls(
            tab=tab,
            # Of what is open there is an index for each of these; of one's own and of what has ended there is
            # not, and a list that is looked through for the few it holds would read all of it.
            owner=f"{kind}-{key}" if is_owner and tab in NARROWED else "",
            origin=origin if origin in ORIGINS and tab in NARROWED else "",
            subject=(
                (subject_type[:30], int(subject_id))
                if subject_type and is_key(subject_id) and tab not in (MINE, VERIFY)
                else None
            ),
            after=asked.get("after", "")[:60],
        )

    def query(self, **changed: str) -> str:
        """The same as the end of an address, with what is changed; another tab begins at its beginning."""
        return urlencode({name: value for name, value in (self.in_address | changed).items() if value})

    @property
    def in_address(self) -> dict[str, str]:
        """The same but for the page, by the names of an address."""
        said = {
            "tab": self.tab,
            "owner": self.owner,
            "origin": self.origin,
            "subject": f"{self.subject[0]}:{self.subject[1]}" if self.subject else "",
        }
        return {name: value for name, value in said.items() if value}

    def going_on_from(self, mark: str) -> "TaskSelection":
        return replace(self, after=mark[:60])

    @property
    def owner_key(self) -> tuple[str, int]:
        kind, _, key = self.owner.partition("-")
        return f"owner_{kind}_id", int(key)

    @property
    def without_page(self) -> "TaskSelection":
        return replace(self, after="")


def is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of tasks; `after` leads to the next, "" where there is none."""

    tasks: list[Task]
    after: str


def tasks_page(
    office: Office, asked: TaskSelection, posts: list[int], now: datetime, *, size: int = PAGE
) -> TaskPage:
    """One page of a list. `posts`: those of the person, for what is theirs."""
    if asked.tab == ENDED:
        return ended_page(office, asked, size)
    if asked.tab == VERIFY:
        return check_page(office, asked, posts, size)
    wanted = condition_of(asked)
    if asked.tab == MINE:
        wanted &= Q(owner_post__in=posts)
    if asked.tab == LATE:
        wanted &= Q(state=transitions.OPEN)
    keys = few_keys(office, asked, posts)
    clocks = Clock.objects.filter(office=office, topic=Task.SUBJECT, stopped_at__isnull=True)
    if asked.tab == LATE:
        clocks = clocks.filter(due_at__lt=now)
    if keys is None:
        mine = Task.objects.filter(wanted, clock=OuterRef("pk")).order_by().values("pk")[:1]
        clocks = clocks.alias(mine=Subquery(mine)).filter(mine__isnull=False)
    else:
        clocks = clocks.filter(pk__in=Task.objects.filter(wanted, clock__in=keys).values("clock_id"))
    return page_by_due(clocks, asked.after, "clock", size)


def condition_of(asked: TaskSelection) -> Q:
    wanted = Q()
    if asked.owner:
        wanted &= Q(asked.owner_key)
    if asked.origin:
        wanted &= Q(origin=asked.origin)
    if asked.subject:
        wanted &= Q(subject_type=asked.subject[0], subject_id=asked.subject[1])
    return wanted


def few_keys(office: Office, asked: TaskSelection, posts: list[int]) -> list[int] | None:
    """The clocks of what is asked for, where an index of its own finds that they are few; else None."""
    ways: list[QuerySet[Task]] = []
    if asked.subject:
        subject_type, subject_id = asked.subject
        tasks = Task.objects.filter(subject_type=subject_type, **equal_by_range(subject_id=subject_id))
        ways.append(tasks.order_by("subject_id", "id"))
    if asked.owner:
        column, key = asked.owner_key
        tasks = Task.objects.filter(**equal_by_range(**{column: key}), ended_at__isnull=True)
        ways.append(tasks.order_by(column, "clock_id"))
    if asked.origin:
        tasks = Task.objects.filter(
            office=office, **equal_by_range(origin=asked.origin), ended_at__isnull=True
        )
        ways.append(tasks.order_by("origin", "clock_id"))
    for way in ways:
        keys = few_of(office, way, "clock_id")
        if keys is not None:
            return keys
    if asked.tab == MINE:
        return few_of_posts(office, "owner_post_id", "clock_id", posts, Q(ended_at__isnull=True))
    return None


def few_of_posts(office: Office, post: str, clock: str, posts: list[int], condition: Q) -> list[int] | None:
    """The clocks of what these posts have, in `clock`, where they are few; None where they are many."""
    keys: list[int] = []
    for key in posts:
        tasks = Task.objects.filter(condition, **equal_by_range(**{post: key})).order_by(post, clock)
        of_post = few_of(office, tasks, clock)
        if of_post is None:
            return None
        keys += of_post
    return keys if len(keys) <= COUNTED_UP_TO else None


def few_of(office: Office, tasks: QuerySet[Task], clock: str) -> list[int] | None:
    """The clocks of these tasks of the office, in `clock`, where they are few; None where they are many.

    The office is no condition: SQLite, of whose tables nobody has counted the rows, would rather go through
    all that the office ever gave than through what a post owes, which lies in one office anyway.
    """
    few = page_of(tasks.values_list("office_id", clock), COUNTED_UP_TO)
    return None if few.last else [key for office_id, key in few.rows if office_id == office.pk]


def check_page(office: Office, asked: TaskSelection, posts: list[int], size: int = PAGE) -> TaskPage:
    """What these posts have to check, the first due first."""
    wanted = condition_of(asked) & Q(check_post__in=posts)
    keys = few_of_posts(office, "check_post_id", "check_clock_id", posts, Q(check_clock__isnull=False))
    clocks = Clock.objects.filter(office=office, topic="task_check", stopped_at__isnull=True)
    if keys is None:
        mine = Task.objects.filter(wanted, check_clock=OuterRef("pk")).order_by().values("pk")[:1]
        clocks = clocks.alias(mine=Subquery(mine)).filter(mine__isnull=False)
    else:
        clocks = clocks.filter(
            pk__in=Task.objects.filter(wanted, check_clock__in=keys).values("check_clock_id")
        )
    return page_by_due(clocks, asked.after, "check_clock", size)


def page_by_due(clocks: QuerySet[Clock], after: str, field: str, size: int) -> TaskPage:
    """A page of tasks in the order of these clocks, and the mark of the next."""
    due_at, key = read_due_mark(after)
    if due_at is not None:
        clocks = clocks.filter(due_at__gte=due_at).exclude(due_at=due_at, id__lte=key)
    page = page_of(clocks.order_by("due_at", "id").values_list("due_at", "id"), size)
    shown = Task.objects.with_related().filter(**{f"{field}__in": [pk for _, pk in page.rows]})
    of_clock = {getattr(task, f"{field}_id"): task for task in shown}
    tasks = [of_clock[pk] for _, pk in page.rows if pk in of_clock]
    return TaskPage(tasks, due_mark(*page.last) if page.last else "")


def due_mark(due_at: datetime, key: int) -> str:
    """What a page of clocks goes on from: the due moment in microseconds, and the key."""
    return f"{(due_at - EPOCH) // MICROSECOND}.{key}"


def read_due_mark(after: str) -> tuple[datetime | None, int | None]:
    """The due moment and the key after which a page goes on; of a mark that is none, nothing."""
    parts = after.split(".")
    if len(parts) != 2 or not all(map(is_key, parts)):
        return None, None
    try:
        return EPOCH + int(parts[0]) * MICROSECOND, int(parts[1])
    except OverflowError:
        return None, None


def ended_page(office: Office, asked: TaskSelection, size: int = PAGE) -> TaskPage:
    """What has ended, the newest number first."""
    tasks = Task.objects.with_related().filter(ended_at__isnull=False)
    if asked.subject:
        subject_type, subject_id = asked.subject
        tasks = tasks.filter(
            office=office, subject_type=subject_type, **equal_by_range(subject_id=subject_id)
        )
        tasks = tasks.order_by("-subject_id", "-id")
    else:
        tasks = tasks.filter(**equal_by_range(office_id=office.pk)).order_by("office_id", "-id")
    page = page_before(tasks, asked.after, size)
    return TaskPage(page.rows, page.last_key)


@dataclass(frozen=True, slots=True)
class OwedTasks:
    """What somebody owes: late and due today as lines, and how many fall due soon."""

    late: list[Task]
    today: list[Task]
    soon: int


def owed_soon(
    office: Office, posts: list[int], *, now: datetime, tonight: datetime, until: datetime, most: int
) -> OwedTasks:
    """What these posts owe, for Today: at most so many lines that are late and that are due today, and how
    many are due until a moment. Few are read together and told apart here; of many each part by itself.
    """
    clocks = Clock.objects.filter(office=office, topic=Task.SUBJECT, stopped_at__isnull=True)
    keys = few_of_posts(office, "owner_post_id", "clock_id", posts, Q(ended_at__isnull=True))
    wanted = Q(owner_post__in=posts, state=transitions.OPEN)
    if keys == []:
        return OwedTasks([], [], 0)
    if keys is None:
        mine = Task.objects.filter(wanted, clock=OuterRef("pk")).order_by().values("pk")[:1]
        owed = clocks.alias(mine=Subquery(mine)).filter(mine__isnull=False).order_by("due_at", "id")
        due = owed.values_list("due_at", "id")
        late = list(due.filter(due_at__lt=now)[:most])
        today = list(due.filter(due_at__gte=now, due_at__lt=tonight)[:most])
        soon = len(due.filter(due_at__gte=now, due_at__lt=until)[:COUNTED_UP_TO])
    else:
        few = clocks.filter(pk__in=Task.objects.filter(wanted, clock__in=keys).values("clock_id"))
        due_soon = list(few.filter(due_at__lt=until).order_by("due_at", "id").values_list("due_at", "id"))
        late = [each for each in due_soon if each[0] < now][:most]
        today = [each for each in due_soon if now <= each[0] < tonight][:most]
        soon = sum(now <= due_at for due_at, _ in due_soon)
    shown = [pk for _, pk in (*late, *today)]
    of_clock = (
        {task.clock_id: task for task in Task.objects.with_related().filter(clock__in=shown)} if shown else {}
    )
    return OwedTasks(
        [of_clock[pk] for _, pk in late if pk in of_clock],
        [of_clock[pk] for _, pk in today if pk in of_clock],
        soon,
    )
