"""The ladder as a page draws it: each tier with its limit, and where a grievance stands on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ongikar.charter.models import Tier
from ongikar.frame.say import language, say
from ongikar.offices.models import Office
from ongikar.rules.promise import due

from .models import Grievance, Stage
from .words import standing_words


@dataclass(frozen=True, slots=True)
class Rung:
    """One tier, and its stage where the grievance has reached it. `tag`: (state, words) of that stage."""

    tier: Tier
    stage: Stage | None = None
    tag: tuple[str, str] | None = None

    @property
    def limit(self) -> str:
        return self.tier.promise.words(language())

    @property
    def reservations(self) -> list[str]:
        """What is published open about this tier, and why."""
        return [say(kept["reason_bn"], kept["reason_en"]) for kept in self.tier.reservations]


def rungs(tiers: Iterable[Tier], grievance: Grievance | None, now: datetime) -> list[Rung]:
    reached = {stage.number: stage for stage in grievance.stages.all()} if grievance else {}
    found = []
    for tier in tiers:
        stage = reached.get(tier.number)
        found.append(Rung(tier, stage, stage and standing_words(stage, now)))
    return found


def due_if_filed(office: Office, tier: Tier, now: datetime) -> datetime:
    """The last moment of a tier's limit, were it filed now."""
    return due(office.calendar_version().calendar, tier.promise, now)
