"""A grievance told on a page: its stages with their clocks, and its history."""

from dataclasses import dataclass
from datetime import date, datetime

from ongikar.cases.case_promise import Shown, promise_of
from ongikar.clock.day_moves import DayMove, move_lines
from ongikar.rules.calendar import TZ

from .house_rules import house_rules
from .models import Act, Grievance, Stage
from .words import ACTS, standing_words, what_words


@dataclass(frozen=True, slots=True)
class StageTold:
    """A stage with its words: what it is, how it stands (state of the tag, words), and its promise drawn."""

    stage: Stage
    what: str
    tag: tuple[str, str]
    promise: Shown
    reason: str
    is_late: bool

    @property
    def due_day(self) -> date:
        return self.promise.due.astimezone(TZ).date()

    @property
    def closed_day(self) -> date | None:
        return self.stage.closed_at and self.stage.closed_at.astimezone(TZ).date()


def stages_of(grievance: Grievance, now: datetime) -> list[StageTold]:
    """All stages, the highest first."""
    return [told(stage, grievance, now) for stage in sorted(grievance.stages.all(), key=lambda s: -s.number)]


def told(stage: Stage, grievance: Grievance, now: datetime) -> StageTold:
    reason = house_rules(grievance.office.slug).reason(stage.reason_code) if stage.reason_code else ""
    return StageTold(
        stage, what_words(stage), standing_words(stage, now), promise_of(stage.clock, now), reason,
        stage.clock.is_late(now),
    )  # fmt: skip


def history_of(grievance: Grievance, *, with_notes: bool = False) -> list[tuple[Act | DayMove, str]]:
    """What happened, the newest first, each with its sentence; orders that moved a due day too. Notes are for those who decide."""
    acts = [act for act in grievance.acts.all() if with_notes or act.name != "note"]
    lines: list[tuple[Act | DayMove, str]] = [(act, ACTS[act.name]) for act in acts]
    lines += move_lines([stage.clock for stage in grievance.stages.all()])
    # Of what happened at one moment, the later one comes first too.
    lines.reverse()
    return sorted(lines, key=lambda line: line[0].at, reverse=True)
