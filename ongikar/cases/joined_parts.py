"""Where it stands that cases are answered together: on the officer's page of each, beside the answer that is
being written, and on the page of whoever asked.
"""

from datetime import datetime

from django.http import HttpRequest

from ongikar.core.i18n.say import say
from ongikar.core.slots import Answer
from ongikar.people.post_holders import StaffRequest

from .actions.joined_cases import (
    NOT_OF_THIS_SERVICE,
    earliest_due,
    follows_another,
    has_followed,
    is_joinable,
    joining_of,
    joinings_of,
)
from .kinds import kind_of
from .models import Case
from .officer.case.case_summary import summarise_case, summarise_cases
from .rights import may_handle

TEMPLATE = "cases/officer/joined.html"


def joined_part(*, request: StaffRequest, case: Case, now: datetime) -> Answer | None:
    """With which other it is answered, which are answered with it, and the way to say that it is the same as
    another.
    """
    if not case.is_open or case.is_own_work:
        return None
    may_do = may_handle(request.holder, case.office_id)
    joined = joining_of(case) if follows_another(case) else None
    followers = [each.follower for each in joinings_of(case)] if has_followed(case) else []
    if joined is None and not followers and not may_do:
        return None
    return TEMPLATE, {
        "case": case,
        "leader": summarise_case(joined.leader, now) if joined else None,
        "followers": summarise_cases(followers, now),
        "owed_by": earliest_due([case, *followers, *([joined.leader] if joined else [])], now),
        "may_do": may_do,
        "is_asked": may_do and joined is None and not followers,
        "why_not": "" if is_joinable(kind_of(case.row)) else say(*NOT_OF_THIS_SERVICE),
    }


def answered_with_part(*, request: HttpRequest, case: Case, act: str, now: datetime) -> Answer | None:
    """Who reads these words beside its own applicant."""
    if act not in ("keep", "refuse", "redirect") or not has_followed(case):
        return None
    followers = [each.follower for each in joinings_of(case)]
    if not followers:
        return None
    return "cases/officer/answered_with.html", {"followers": summarise_cases(followers, now)}


def tracked_joined_part(*, request: HttpRequest, case: Case, now: datetime) -> Answer | None:
    """Without a word of the other's, and without its number unless both are one person's."""
    if not follows_another(case):
        return None
    act = next(each for each in reversed(case.acts_in_order) if each.name == "join")
    other = act.data["other"] if act.data.get("is_one_person") else ""
    return "cases/citizen/joined.html", {"other": other}
