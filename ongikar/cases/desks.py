"""Which desk holds a case, and how long each has held it: read from the acts by which it was handed over.

`Case.desk` keeps the last of them, for lists of what lies on one desk. Handing over moves no date and
leaves the post that answers for the case as it is: only the desk changes.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import transaction
from django.db.models import OuterRef

from ongikar.core import cache_version
from ongikar.core.db.capped_count import COUNTED_UP_TO, CappedCount
from ongikar.journal.actions import Reference
from ongikar.offices.models import Post
from ongikar.people.post_holders import STAFF_ROLES
from ongikar.rules import case_transitions
from ongikar.rules.case_transitions import HAND_OVER
from ongikar.rules.clock.desk_time import CaseHolding, DeskTime, desk_time
from ongikar.rules.clock.replay import History

from .actions.act_log import add_act, lock_for_act, record_act
from .models import Act, Case

STAFF_POSTS_SQL = f"""
    SELECT * FROM offices_post WHERE office_id = %s AND role IN ({", ".join(["%s"] * len(STAFF_ROLES))})
    ORDER BY id
"""  # noqa: S608


def staff_posts(office_id: int) -> list[Post]:
    """The posts of an office between which its cases go."""
    return list(Post.objects.raw(STAFF_POSTS_SQL, [office_id, *sorted(STAFF_ROLES)]))


def known_staff_posts(office_id: int) -> tuple[Post, ...]:
    """The same, remembered until the office is read anew: for what a page offers, not for an act."""
    return desk_posts(office_id, cache_version.current_version(office_id))


@lru_cache(maxsize=32)
def desk_posts(office_id: int, content_version: int) -> tuple[Post, ...]:
    return tuple(staff_posts(office_id))


def desk_history(case: Case, acts: Iterable[Act]) -> list[CaseHolding[int]]:
    """By post, from when each desk held the case. It comes first to the post that answers for it."""
    handed = [CaseHolding(act.data["to_post"]["id"], act.at) for act in acts if act.name == HAND_OVER]
    return [CaseHolding(case.post_id, case.received_at), *handed]


def desk_post_id(case: Case) -> int:
    """The post at whose desk it lies now, or lay when it was closed."""
    return desk_history(case, case.acts_in_order)[-1].post


def desk_post(case: Case) -> Post:
    """The same, as a post."""
    held_by = desk_post_id(case)
    return case.post if held_by == case.post_id else Post.objects.get(pk=held_by)


def desk_history_since(held: list[CaseHolding[int]], start: datetime) -> list[CaseHolding[int]]:
    """The holdings from `start` on: a reopened case begins at the desk where it was left."""
    left = [holding for holding in held if holding.since <= start] or held[:1]
    return [CaseHolding(left[-1].post, start), *(holding for holding in held if holding.since > start)]


def desk_times(case: Case, now: datetime) -> list[DeskTime[int]]:
    """How long each post has held it under all its clocks, without what the citizen owed."""
    held, times = desk_history(case, case.acts_in_order), []
    for clock in case.clocks:
        running = clock.running
        waits, until = History(clock.pk, running).waits, running.stopped or now
        times += desk_time(clock.calendar, desk_history_since(held, running.started), until, waits)
    return sum_by_post(times)


def sum_by_post(times: Iterable[DeskTime[int]]) -> list[DeskTime[int]]:
    """One line for each post, in the order in which they come."""
    totals: dict[int, DeskTime[int]] = {}
    for each in times:
        held = totals.get(each.post, DeskTime(each.post, timedelta(), 0))
        totals[each.post] = DeskTime(each.post, held.office_time + each.office_time, held.days + each.days)
    return list(totals.values())


@transaction.atomic
def hand_over(case: Case, *, to: Post, words: str, actor: Reference, now: datetime) -> None:
    """Lay the case on another desk of the office. Raises MoveFault where it lies there already."""
    lock_for_act(case, HAND_OVER)
    held_by = desk_history(case, Act.objects.filter(case=case))[-1].post
    known = {post.pk: post for post in staff_posts(case.office_id)} | {case.post_id: case.post}
    if to.pk == held_by or to.pk not in known:
        raise case_transitions.TransitionFault(f"the case cannot be laid on the desk of post {to.pk}")
    data = {"from_post": post_facts(known[held_by]), "to_post": post_facts(to)}
    add_act(case, HAND_OVER, actor=actor, now=now, words=words, data=data)
    case.desk = to
    case.save(update_fields=["desk"])
    record_act("handed_over", case, actor, now, from_post=held_by, to_post=to.pk)


def post_facts(post: Post) -> dict:
    """A post as the act keeps it: by its title of that day, for titles change."""
    return {"id": post.pk, "bn": post.title_bn, "en": post.title_en}


def count_open_by_desk(office_id: int) -> dict[int, int]:
    """How many open cases lie at each post's desk, up to COUNTED_UP_TO: whoever holds the post next finds
    them there.
    """
    on_desk = Case.objects.filter(desk=OuterRef("pk"), closed_at__isnull=True).order_by("desk", "id")
    posts = Post.objects.filter(office=office_id).annotate(count=CappedCount(on_desk, COUNTED_UP_TO))
    return {pk: count for pk, count in posts.values_list("pk", "count") if count}


def count_open_on_desk(post_id: int) -> int:
    """All of one desk: what it is to be told before the post is left."""
    return Case.objects.filter(desk=post_id, closed_at__isnull=True).count()
