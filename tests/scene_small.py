"""Systems brought into use, initiatives and what stays fresh, on the scene."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ongikar.cases import actions
from ongikar.cases.models import Case
from ongikar.charter.models import Service
from ongikar.delivery.initiative.models import Initiative, SpreadPlace
from ongikar.delivery.performance import actions as performance
from ongikar.delivery.performance.models import Plan, Reading
from ongikar.delivery.rollout.follow_up import plan_site
from ongikar.delivery.rollout.models import Rollout, RolloutSite, SiteFigure
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.demo.stories import go_on, play
from ongikar.offices.models import Office, Post
from ongikar.records.actions import change, perform

from .stories import STORIES

DAYS = {
    "survey": date(2026, 12, 8),
    "users": date(2026, 12, 9),
    "accounts": date(2026, 12, 10),
    "train": date(2026, 12, 13),
    "live": date(2026, 12, 14),
}


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


def received(office: Office, code: str, answers: dict, person, now: datetime, mark: str = "") -> Case:
    return actions.receive_case(
        service=Service.objects.get(version__office=office, version__effective_to=None, code=code),
        person=person,
        answers=answers,
        channel=Case.ONLINE if person else Case.PLANNED,
        submission=f"small {code} {mark} {office.slug}",
        now=now,
    )


def small_things(office: Office, user_id: int, person, now: datetime) -> SmallThings:
    actor = ("user", user_id)
    posts = {post.role: post for post in Post.objects.filter(office=office).order_by("-pk")}
    officer = posts[Post.OFFICER]
    assistant = posts.get(Post.ASSISTANT, officer)
    asked = {"system": "মাইগভে আবেদন", "users": 4, "ready": "both", "now_done": "কাগজে"}
    case = received(office, "institutional-8", asked, person, now)
    rollout = Rollout.objects.select_related("office").get(case=case)
    rollout.case = Case.objects.with_all().get(pk=case.pk)
    site = RolloutSite.in_plan(
        rollout, plan="other", name="উপজেলা কৃষি কার্যালয়", contact=None, post=assistant, days=DAYS
    )
    plan_site(site, submission=f"site {office.slug}", actor=actor, now=now)
    figure = SiteFigure(site=site, sort=SiteFigure.ACCOUNTS, count=4, on=now.date(), words="প্রথম ব্যাচ")
    perform(rollout, figure, submission=f"figure {office.slug}", actor=actor, now=now)
    tried = try_idea(office, now, "tried")
    item = play(office, STORIES["notices"], received=now, submission=f"item {office.slug}")
    duty = {"what": "কর্মকর্তাদের পাতা", "how_often": "monthly"}
    return SmallThings(
        rollout,
        figure,
        tried,
        spread_idea(office, now),
        read_plan(office, actor, now),
        item,
        received(office, "internal-4", duty, None, now),
    )


def read_plan(office: Office, actor, now: datetime) -> Plan:
    lines = "সময়মতো দেওয়া সেবা, শতকরা, ৬০, ৯০\nশুদ্ধাচার সভা, সংখ্যা, ২০, ২"
    asked = {"system": "gpms", "period": "q2", "objective": "সময়মতো সেবা", "indicators": lines}
    plan = Plan.objects.select_related("office").get(case=received(office, "internal-2", asked, None, now))
    first, second = plan.indicators.all()
    change(first, "indicator_changed", measure="cases_in_time", actor=actor, now=now)
    performance.read_measures(plan, actor=actor, now=now)
    row = Reading(indicator=second, numerator=Decimal(1), proof="কার্যবিবরণী ৩")
    perform(plan, row, submission=f"value {office.slug}", actor=actor, now=now)
    return plan


def try_idea(office: Office, now: datetime, mark: str) -> Initiative:
    initiative: Initiative = play(
        office, STORIES["tried"], received=now, submission=f"small internal-3 {mark} {office.slug}"
    )
    return initiative


def spread_idea(office: Office, now: datetime) -> SpreadPlace:
    tried = try_idea(office, now, "spread")
    go_on(tried.case, STORIES["spread"], since=now)
    return SpreadPlace.objects.select_related("initiative").get(initiative=tried)
