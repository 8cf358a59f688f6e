"""The demonstration's gatherings, lived through by the real acts: held with a correction, open now, moved,
invited with answers, cancelled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from ongikar.gatherings import actions
from ongikar.gatherings.models import Gathering, Mark, Member, Reply, Roster
from ongikar.journal.actions import Reference
from ongikar.office_files.reading import OfficeFiles, read_toml
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.rules.calendar.office_calendar import TZ

from .known import Known
from .timeline import Timeline
from .worker_until import run_worker_until

FILE = "demo_gatherings.toml"
PLANNED_AT, TOLD_AT = time(9, 40), time(11, 20)
SOON = timedelta(minutes=30)


@dataclass(slots=True)
class DemoGatherings:
    """The rosters of the file with their members in order, and who acts."""

    office: Office
    actor: Reference
    now: datetime
    rosters: dict[str, tuple[Roster, list[Member]]]
    known: Known

    def moment(self, working_days: int, at: time) -> datetime:
        calendar, today = self.office.calendar, self.now.astimezone(TZ).date()
        if working_days:
            day = calendar.add_working_days(today, working_days)
        else:
            day = today if calendar.is_open_day(today) else calendar.next_open_day(today)
        return datetime.combine(day, at, TZ)

    def span(self, row: dict[str, Any]) -> tuple[datetime, datetime]:
        if row.get("now"):
            begins = (self.now - SOON).replace(minute=0, second=0, microsecond=0)
            return begins, begins + timedelta(hours=3)
        ends = time.fromisoformat(row["ends"])
        return self.moment(row["day"], time.fromisoformat(row["begins"])), self.moment(row["day"], ends)


@dataclass(frozen=True, slots=True)
class Planned:
    """One gathering of the file: it is there once it was planned."""

    known: Known
    name: str

    def keep(self, gathering: Gathering) -> None:
        self.known.keep(self.name, gathering)

    @property
    def row(self) -> Gathering:
        found: Gathering = self.known.find(self.name)
        return found


Happening = tuple[datetime, int, Callable[[datetime], object]]


@transaction.atomic
def load_gatherings(files: OfficeFiles, *, now: datetime) -> int:
    """Live through the office's demo_gatherings.toml, all or nothing; how many gatherings came, 0 on a second
    run. Only an office of demonstration takes them.
    """
    lived = plan_gatherings(files, now=now)
    if not lived.steps:
        return 0
    lived.live_until(now)
    run_worker_until(now)
    return Gathering.objects.filter(office__slug=files.office["slug"]).count()


def plan_gatherings(files: OfficeFiles, *, now: datetime, known: Known | None = None) -> Timeline:
    """What the file says, still to be lived; nothing where it was, or the office is no demonstration."""
    office = Office.objects.filter(slug=files.office["slug"], is_demo=True).first()
    path, lived, known = files.folder / FILE, Timeline(), known or Known()
    if office is None or not path.exists():
        return lived
    data: dict[str, Any] = read_toml(path)
    titles = [row["title"] for row in data["rosters"]]
    if not known.has_begun and Roster.objects.filter(office=office, title__in=titles).exists():
        return lived
    post = Post.objects.get(office=office, slug="upazila-ict-officer")
    holding = Holding.objects.on(now.astimezone(TZ).date()).filter(post=post).order_by("pk").first()
    actor: Reference = ("user", holding.user_id) if holding else ("command", None)
    demo = DemoGatherings(office, actor, now, {}, known)
    first = min(demo.moment(row["planned"], PLANNED_AT) for row in data["gatherings"])
    for row in data["rosters"]:
        demo.rosters[row["key"]] = load_roster(demo, row, first)
    happenings: list[Happening] = []
    for place, row in enumerate(data["gatherings"]):
        happenings += gathering_happenings(demo, place, row)
    for moment, _, do in sorted(happenings, key=lambda each: each[:2]):
        lived.add(moment, do)
    return lived


def load_roster(demo: DemoGatherings, row: dict[str, Any], at: datetime) -> tuple[Roster, list[Member]]:
    def open_with_members() -> Roster:
        roster = actions.open_roster(
            office=demo.office, subject=None, title=row["title"], actor=demo.actor, now=at
        )
        for each in row["members"]:
            actions.add_member(roster, **each, actor=demo.actor, now=at)
        return roster

    roster = demo.known.once(f"roster {row['key']}", open_with_members)
    # In the order of the file, in which they were added.
    return roster, list(roster.members.order_by("pk"))


def gathering_happenings(demo: DemoGatherings, place: int, row: dict[str, Any]) -> list[Happening]:
    roster, members = demo.rosters[row["roster"]]
    begins, ends = demo.span(row)
    kept = Planned(demo.known, f"gathering {place}")

    def plan(at: datetime) -> None:
        reply_by = demo.moment(row["reply_by"], PLANNED_AT).date() if "reply_by" in row else None
        kept.keep(
            actions.plan_gathering(
                office=demo.office,
                sort=row["sort"],
                title=row["title"],
                place=None,
                venue=row["venue"],
                starts_at=begins,
                ends_at=ends,
                roster=roster,
                capacity=row.get("capacity"),
                reply_by=reply_by,
                actor=demo.actor,
                now=at,
            )
        )

    planned = demo.moment(row["planned"], PLANNED_AT)
    told = demo.moment(row["planned"] + 1, TOLD_AT)
    found: list[Happening] = [(planned, place, plan)]
    if not row.get("now"):
        found.append((planned, place, lambda at: actions.invite(kept.row, actor=demo.actor, now=at)))
    for number, answer, *delegate in row.get("replies", []):
        found.append((told, place, reply_of(demo, kept, members[number - 1], answer, delegate)))
    if moved := row.get("moved"):
        found.append((told, place, move_of(demo, kept, row | moved, moved["reason"])))
    if reason := row.get("cancelled"):
        found.append((told, place, cancellation_of(demo, kept, reason)))
    if row.get("now") or ends < demo.now:
        found.append((min(begins, demo.now), place, check_in_of(demo, kept, members, row)))
    if ends < demo.now and not row.get("now"):
        found.append((ends, place, record_of(demo, kept, members, row)))
    return found


def reply_of(
    demo: DemoGatherings, kept: Planned, member: Member, answer: str, delegate: list[str]
) -> Callable[[datetime], object]:
    return lambda at: actions.reply_to(
        kept.row,
        member,
        answer=answer,
        delegate=" ".join(delegate),
        via=Reply.LINK,
        actor=(Member.SUBJECT, member.pk),
        now=at,
    )


def move_of(
    demo: DemoGatherings, kept: Planned, row: dict[str, Any], reason: str
) -> Callable[[datetime], object]:
    begins, ends = demo.span(row)
    return lambda at: actions.move_gathering(
        kept.row, starts_at=begins, ends_at=ends, reason=reason, actor=demo.actor, now=at
    )


def cancellation_of(demo: DemoGatherings, kept: Planned, reason: str) -> Callable[[datetime], object]:
    return lambda at: actions.cancel_gathering(kept.row, reason=reason, actor=demo.actor, now=at)


def check_in_of(
    demo: DemoGatherings, kept: Planned, members: list[Member], row: dict[str, Any]
) -> Callable[[datetime], None]:
    """Everybody who is not named otherwise comes with the ticket; of the one that is open now only a few."""
    away = {*row.get("absent", ()), *map(int, row.get("late", {})), *row.get("corrected", ())}
    numbers = row.get("present") or [n for n in range(1, len(members) + 1) if n not in away]

    def check_in(at: datetime) -> None:
        for number in numbers:
            nonce = f"demo-{kept.row.pk}-{number}"
            actions.check_in(kept.row, members[number - 1], nonce=nonce, actor=demo.actor, now=at)

    return check_in


def record_of(
    demo: DemoGatherings, kept: Planned, members: list[Member], row: dict[str, Any]
) -> Callable[[datetime], None]:
    def record(at: datetime) -> None:
        gathering = kept.row
        late = [
            actions.ListedMark(members[int(number) - 1], Mark.LATE, minutes)
            for number, minutes in row.get("late", {}).items()
        ]
        actions.mark_list(gathering, late, nonce=f"demo-late-{gathering.pk}", actor=demo.actor, now=at)
        actions.record_gathering(gathering, rest=Mark.ABSENT, actor=demo.actor, now=at)
        for number in row.get("corrected", ()):
            stands = Mark.objects.that_stand().get(gathering=gathering, member=members[number - 1])
            actions.mark_attendance(
                gathering,
                members[number - 1],
                value=Mark.PRESENT,
                via=Mark.SHEET,
                nonce=f"demo-right-{gathering.pk}-{number}",
                corrects=stands,
                actor=demo.actor,
                now=at,
            )

    return record
