"""Dropping what the office owes by itself: asked for by whoever owes it, decided in writing by somebody
else's post above.

Nobody decides for themselves: not whoever holds or held the post that owes it since it began, not whoever
asked, and not whoever stands below. Where no post is written above, nothing can be dropped.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from ongikar.cases.desks import desk_post_id, post_facts
from ongikar.cases.models import Act, Case
from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.db.index_conditions import sql_literal
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding
from ongikar.people.post_holders import PostHolder
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.rules.tiers import has_conflict_of_interest, posts_above

from .act_log import add_act, record_act
from .closing import close_case

# Who reads and never decides, or has to do with no case, allows no drop either, wherever the post stands.
NEVER_DECIDE = frozenset({Post.AUDITOR, Post.ADMIN, Post.AGENT, Post.VIEWER})


POSTS_OF_OFFICE = CompiledQuery(
    lambda: Post.objects.filter(office=CompiledQuery.parameter(0)).select_related("office")
)


def deciding_posts(case: Case) -> list[Post]:
    """The posts above the one that answers for the case, the nearest first; none: it cannot be dropped."""
    posts = {post.pk: post for post in POSTS_OF_OFFICE(case.office_id)}
    over = posts_above({pk: post.superior_id for pk, post in posts.items()}, case.post_id)
    if elsewhere := [pk for pk in over if pk not in posts]:
        posts |= Post.objects.select_related("office").in_bulk(elsewhere)
    return [posts[pk] for pk in over if pk in posts and posts[pk].role not in NEVER_DECIDE]


def is_own_matter(holder: PostHolder, case: Case, now: datetime) -> bool:
    """Whether the person owes the case, has owed it since it began, asked to drop it, or stands below whoever
    owes it.
    """
    superiors = Post.objects.filter(office_id=case.office_id).superiors()
    owing = {case.post_id, desk_post_id(case)}
    if any(has_conflict_of_interest(superiors, post, holder.post_ids) for post in owing):
        return True
    began, today = case.received_at.astimezone(TZ).date(), now.astimezone(TZ).date()
    held = Holding.objects.filter(post__in=owing, user=holder.user, since__lte=today).exclude(until__lt=began)
    return held.exists() or holder.actor in drop_askers(case)


def drop_askers(case: Case) -> list[Reference]:
    return [(act.by_type, act.by_id) for act in case.acts_in_order if act.name == case_transitions.ASK_DROP]


def deciding_post(holder: PostHolder, case: Case, now: datetime) -> Post | None:
    """The post from which the person may decide on dropping the case; None where they may not."""
    post = next((post for post in deciding_posts(case) if holder.holds(post.pk)), None)
    return post if post and not is_own_matter(holder, case, now) else None


@transaction.atomic
def ask_drop(case: Case, *, reason: str, actor: Reference, now: datetime) -> None:
    """Ask the post above to let the work be dropped. Nothing changes yet: the days go on.

    Raises MoveFault where no post stands above.
    """
    posts = deciding_posts(case)
    if not posts:
        raise case_transitions.TransitionFault("no post stands above the one that owes this work")
    add_act(
        case,
        case_transitions.ASK_DROP,
        actor=actor,
        now=now,
        words=reason,
        data={"post": post_facts(posts[0])},
    )
    record_act("drop_asked", case, actor, now)


@transaction.atomic
def drop(case: Case, *, reason: str, holder: PostHolder, now: datetime) -> None:
    """Let the work be dropped. It ends unkept, and the account goes on counting what was owed.

    Raises PermissionDenied for whoever may not decide it, MoveFault where nobody asks for it any more.
    """
    post = require_deciding_post(holder, case, now)
    outcome = {"reason": reason, "post": post_facts(post)}
    close_case(
        case, case_transitions.DROP, "dropped", outcome=outcome, words=reason, actor=holder.actor, now=now
    )


@transaction.atomic
def refuse_drop(case: Case, *, reason: str, holder: PostHolder, now: datetime) -> None:
    """The work stays owed, with the reason in writing."""
    post = require_deciding_post(holder, case, now)
    add_act(
        case,
        case_transitions.REFUSE_DROP,
        actor=holder.actor,
        now=now,
        words=reason,
        data={"post": post_facts(post)},
    )
    record_act("drop_refused", case, holder.actor, now)


def require_deciding_post(holder: PostHolder, case: Case, now: datetime) -> Post:
    # Under the lock of the case, so that a post handed on at this moment is seen.
    Case.objects.select_for_update().get(pk=case.pk)
    post = deciding_post(holder, case, now)
    if post is None:
        raise PermissionDenied
    return post


def open_drop_requests(office: Office) -> QuerySet[Case]:
    """The office's open work of which somebody once asked that it be dropped, with all that decides it."""
    # Read off its own index: of these acts there are few, of open cases many.
    asked = Act.objects.filter(name=sql_literal(case_transitions.ASK_DROP)).order_by()
    cases = Case.objects.with_related().prefetch_related("acts")
    return cases.filter(pk__in=asked.values("case"), office=office, state__in=case_transitions.OPEN)


def drops_to_decide(holder: PostHolder, office: Office, now: datetime) -> list[Case]:
    """What waits for the person's decision, the oldest first."""
    return [
        case
        for case in open_drop_requests(office).order_by("id")
        if is_drop_undecided(case) and deciding_post(holder, case, now)
    ]


def is_drop_undecided(case: Case) -> bool:
    return case_transitions.awaits_drop(act.name for act in case.acts_in_order)


def last_drop_request(case: Case) -> Act | None:
    """The act by which the drop was last asked for."""
    return next(
        (act for act in reversed(list(case.acts_in_order)) if act.name == case_transitions.ASK_DROP), None
    )


def has_allowed_drop(user_id: int, case_id: int | None) -> bool:
    """Whether the person allowed a case to be dropped: then they decide no complaint about it."""
    return case_id is not None and drop_acts_by(user_id).filter(case=case_id).exists()


def drops_allowed_by(user_id: int) -> frozenset[int]:
    """The cases that the person allowed to be dropped."""
    return frozenset(drop_acts_by(user_id).values_list("case_id", flat=True))


def drop_acts_by(user_id: int) -> QuerySet[Act]:
    return Act.objects.filter(name=sql_literal(case_transitions.DROP), by_type="user", by_id=user_id)
