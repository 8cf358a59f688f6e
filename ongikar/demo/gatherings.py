"""The demonstration's gatherings, lived through by the real acts: held with a correction, open now, moved,
invited with answers, cancelled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ongikar.gatherings import actions
from ongikar.gatherings.models import Gathering, Mark, Member, Reply, Roster
from ongikar.journal.actions import Reference

from .chapters import Chapter, Row
from .timeline import Known

PLANNED_AT, TOLD_AT = time(9, 40), time(11, 20)
SOON = timedelta(minutes=30)
# A moment, the place of its gathering in the file, and what is done then.
PlannedAct = tuple[datetime, int, Callable[[datetime], object]]


@dataclass(frozen=True, slots=True)
class Planned:
    """One gathering of the file: it is there once it was planned."""

    known: Known
    name: str

    def keep(self, gathering: Gathering) -> None:
        self.known.keep(self.name, gathering)

    @property
    def row(self) -> Gathering:
        gathering: Gathering = self.known.find(self.name)
        return gathering


class DemoGatherings(Chapter):
    """The rosters of the file, and what is done with each of its gatherings."""

    file = "demo_gatherings.toml"

    def has_come(self, data: Row) -> bool:
        titles = [row["title"] for row in data["rosters"]]
        return Roster.objects.filter(office=self.office, title__in=titles).exists()

    def plan(self, data: Row) -> None:
        self.many = len(data["gatherings"])
        first = min(self.moment(row["planned"], PLANNED_AT) for row in data["gatherings"])
        self.rosters = {row["key"]: self.load_roster(row, first) for row in data["rosters"]}
        acts = [act for place, row in enumerate(data["gatherings"]) for act in self.acts_of(place, row)]
        for moment, _, do in sorted(acts, key=lambda each: each[:2]):
            self.add(moment, do)

    @property
    def actor(self) -> Reference:
        return self.holder(self.officer)

    def span(self, row: Row) -> tuple[datetime, datetime]:
        """From when to when it is."""
        if row.get("now"):
            begins = (self.now - SOON).replace(minute=0, second=0, microsecond=0)
            return begins, begins + timedelta(hours=3)
        begins, ends = (self.moment(row["day"], time.fromisoformat(row[name])) for name in ("begins", "ends"))
        return begins, ends

    def load_roster(self, row: Row, at: datetime) -> tuple[Roster, list[Member]]:
        """With its members in the order of the file, in which they were added."""

        def open_with_members() -> Roster:
            roster = actions.open_roster(
                office=self.office, subject=None, title=row["title"], actor=self.actor, now=at
            )
            for each in row["members"]:
                actions.add_member(roster, **each, actor=self.actor, now=at)
            return roster

        roster = self.known.once(f"roster {row['key']}", open_with_members)
        return roster, list(roster.members.order_by("pk"))

    def acts_of(self, place: int, row: Row) -> list[PlannedAct]:
        roster, members = self.rosters[row["roster"]]
        begins, ends = self.span(row)
        kept = Planned(self.known, f"gathering {place}")

        def plan(at: datetime) -> None:
            reply_by = self.office_day(row["reply_by"]) if "reply_by" in row else None
            kept.keep(
                actions.plan_gathering(
                    office=self.office,
                    sort=row["sort"],
                    title=row["title"],
                    place=None,
                    venue=row["venue"],
                    starts_at=begins,
                    ends_at=ends,
                    roster=roster,
                    capacity=row.get("capacity"),
                    reply_by=reply_by,
                    actor=self.actor,
                    now=at,
                )
            )

        planned = self.moment(row["planned"], PLANNED_AT)
        told = self.moment(row["planned"] + 1, TOLD_AT)
        acts: list[PlannedAct] = [(planned, place, plan)]
        if not row.get("now"):
            acts.append((planned, place, lambda at: actions.invite(kept.row, actor=self.actor, now=at)))
        for number, answer, *delegate in row.get("replies", []):
            acts.append((told, place, self.reply_of(kept, members[number - 1], answer, delegate)))
        if moved := row.get("moved"):
            acts.append((told, place, self.move_of(kept, row | moved, moved["reason"])))
        if reason := row.get("cancelled"):
            acts.append((told, place, self.cancellation_of(kept, reason)))
        if row.get("now") or ends < self.now:
            acts.append((min(begins, self.now), place, self.check_in_of(kept, members, row)))
        if ends < self.now and not row.get("now"):
            acts.append((ends, place, self.record_of(kept, members, row)))
        return acts

    def reply_of(
        self, kept: Planned, member: Member, answer: str, delegate: list[str]
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

    def move_of(self, kept: Planned, row: Row, reason: str) -> Callable[[datetime], object]:
        begins, ends = self.span(row)
        return lambda at: actions.move_gathering(
            kept.row, starts_at=begins, ends_at=ends, reason=reason, actor=self.actor, now=at
        )

    def cancellation_of(self, kept: Planned, reason: str) -> Callable[[datetime], object]:
        return lambda at: actions.cancel_gathering(kept.row, reason=reason, actor=self.actor, now=at)

    def check_in_of(self, kept: Planned, members: list[Member], row: Row) -> Callable[[datetime], None]:
        """Everybody who is not named otherwise comes with the ticket; of the one that is open now a few."""
        away = {*row.get("absent", ()), *map(int, row.get("late", {})), *row.get("corrected", ())}
        numbers = row.get("present") or [n for n in range(1, len(members) + 1) if n not in away]

        def check_in(at: datetime) -> None:
            for number in numbers:
                nonce = f"demo-{kept.row.pk}-{number}"
                actions.check_in(kept.row, members[number - 1], nonce=nonce, actor=self.actor, now=at)

        return check_in

    def record_of(self, kept: Planned, members: list[Member], row: Row) -> Callable[[datetime], None]:
        def record(at: datetime) -> None:
            gathering = kept.row
            late = [
                actions.ListedMark(members[int(number) - 1], Mark.LATE, minutes)
                for number, minutes in row.get("late", {}).items()
            ]
            actions.mark_list(gathering, late, nonce=f"demo-late-{gathering.pk}", actor=self.actor, now=at)
            actions.record_gathering(gathering, rest=Mark.ABSENT, actor=self.actor, now=at)
            for number in row.get("corrected", ()):
                stands = Mark.objects.that_stand().get(gathering=gathering, member=members[number - 1])
                actions.mark_attendance(
                    gathering,
                    members[number - 1],
                    value=Mark.PRESENT,
                    via=Mark.SHEET,
                    nonce=f"demo-right-{gathering.pk}-{number}",
                    corrects=stands,
                    actor=self.actor,
                    now=at,
                )

        return record
