"""What a system's way into use shows on the pages of its case: to whoever asked, and to the office."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.slots import Answer

from .outcome_facts import rollout_of_case
from .views import drawn_lines
from .words import state_of_rollout, state_words


def tracked_rollout_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """Whoever asked sees the steps of both sides, once they are planned."""
    if case.row.kind != "rollout" or (rollout := rollout_of_case(case)) is None:
        return None
    sites = drawn_lines(rollout)
    return ("rollout/tracked.html", {"sites": sites}) if sites else None


def officers_rollout_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    if case.row.kind != "rollout" or (rollout := rollout_of_case(case)) is None:
        return None
    sites = drawn_lines(rollout)
    state = state_words(state_of_rollout(rollout))
    return "rollout/case_part.html", {"rollout": rollout, "sites": sites, "state": state}
