"""Systems brought into use, initiatives, what stays fresh and who comes to the counter, on the scene."""

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
from ongikar.journal.actions import WORKER
from ongikar.offices.models import Office, Post
from ongikar.visits import actions as visits
from ongikar.visits.models import Visit

from .stories import STORIES


@dataclass(frozen=True)
class SmallThings:
    """`rollout`: planned for one office, with a figure. `tried`: an idea under trial, `spread` one that is
    done at another place, too. `plan`: of performance, one indicator computed and one typed. `item`: stays
    fresh by itself; `upkeep`: a case whose lines nobody took up. `called`: whoever came first, for a case,
    at the desk of the assistant; `waiting`: who came after them.
    """

    rollout: Rollout
    figure: SiteFigure
    tried: Initiative
    spread: SpreadPlace
    plan: Plan
    item: UpkeepItem
    upkeep: Case
    called: Visit
    waiting: Visit


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
        duty := tell("duty"),
        *two_visits(office, duty, now),
    )


def two_visits(office: Office, about: Case, now: datetime) -> tuple[Visit, Visit]:
    desk = Post.objects.get(office=office, role=Post.ASSISTANT)
    first, second = (
        visits.arrive(
            office=office,
            purpose="",
            subject=None if each else about.reference,
            priority="" if each else "aged",
            actor=WORKER,
            now=now,
            submission=f"visit {each} {office.slug}",
        )
        for each in range(2)
    )
    visits.call_next(desk=desk, actor=WORKER, now=now, submission=f"call {office.slug}")
    return first, second
