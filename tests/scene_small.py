"""Systems brought into use, initiatives and what stays fresh, on the scene."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ongikar.cases.actions import Person
from ongikar.cases.models import Case
from ongikar.delivery.initiative.models import Initiative, SpreadPlace
from ongikar.delivery.performance.models import Plan
from ongikar.delivery.rollout.models import Rollout, SiteFigure
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.demo.stories import go_on, play
from ongikar.offices.models import Office

from .stories import STORIES


@dataclass(frozen=True)
class SmallThings:
    """`rollout`: planned for one office, with a figure. `tried`: an idea under trial, `spread` one that is
    done at another place, too. `plan`: of performance, one indicator computed and one typed. `item`: stays
    fresh by itself; `upkeep`: a case whose lines nobody took up.
    """

    rollout: Rollout
    figure: SiteFigure
    tried: Initiative
    spread: SpreadPlace
    plan: Plan
    item: UpkeepItem
    upkeep: Case


def small_things(office: Office, person: Person, now: datetime) -> SmallThings:
    def tell(story: str, mark: str = "", **more: Any) -> Any:
        submission = f"small {story} {mark} {office.slug}"
        return play(office, STORIES[story], received=now, submission=submission, **more)

    rollout = tell("system", person=person)
    tried, spread = tell("tried"), tell("tried", "spread")
    go_on(spread.case, STORIES["spread"], since=now)
    return SmallThings(
        rollout,
        SiteFigure.objects.get(site__rollout=rollout),
        tried,
        SpreadPlace.objects.select_related("initiative").get(initiative=spread),
        tell("performance"),
        tell("notices"),
        tell("duty"),
    )
