"""What the steps and figures of a system say of the outcome of its case."""

from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from ongikar.cases.models import Case

from .models import Rollout, RolloutSite, RolloutStep
from .systems import ACCOUNTS, LIVE, SURVEY, TRAIN
from .words import SiteLine, done_on, site_line

# The questions of the completion note, and the step that answers each.
DAYS = {"surveyed_on": SURVEY, "accounts_on": ACCOUNTS, "trained_on": TRAIN, "live_on": LIVE}


def sites_with_all(rollout: Rollout) -> list[RolloutSite]:
    """The offices of a rollout with what a page shows of them, in the fewest statements."""
    steps = RolloutStep.objects.select_related("task__clock").prefetch_related("task__clock__facts")
    rows = rollout.sites.select_related("contact", "post", "rollout")
    found = list(rows.prefetch_related(Prefetch("steps", steps.order_by("position")), "figures"))
    for site in found:
        site.rollout = rollout
    return found


def rollout_of_case(case: Case) -> Rollout | None:
    found = Rollout.objects.filter(case=case).select_related("office").first()
    if found:
        found.case = case
    return found


def sites_of_case(case: Case) -> list[SiteLine]:
    rollout, now = rollout_of_case(case), timezone.now()
    return [site_line(site, now) for site in sites_with_all(rollout)] if rollout else []


def known_facts(case: Case) -> dict[str, Any]:
    """As the outcome is stored: of each step the day on which the last office was done with it; nothing of a
    step that some office has yet to do.
    """
    lines = sites_of_case(case)
    if not lines:
        return {}
    facts: dict[str, Any] = {}
    for name, code in DAYS.items():
        days = [done_on(each.step) for line in lines for each in line.steps if each.step.code == code]
        if all(days):
            facts[name] = max(filter(None, days)).isoformat()
    if using := sum(line.using for line in lines):
        facts["users"] = using
    return facts
