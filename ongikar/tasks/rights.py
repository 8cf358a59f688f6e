"""Who may do what with the tasks of an office: by the posts they hold there today."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest
from django.utils import timezone

from ongikar.offices.models import Post
from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, PostHolder, for_roles, holder_of
from ongikar.rules.calendar.office_calendar import TZ

from . import transitions
from .models import Task

READER_ROLES = STAFF_ROLES | {Post.AUDITOR}
# Whoever stands above a post that owes or gave work sees what is late of it.
SUPERIOR_ROLES = STAFF_ROLES | TIER_ROLES | {Post.CHAIR}

for_task_staff = for_roles(*STAFF_ROLES)
for_task_readers = for_roles(*STAFF_ROLES, readers=READER_ROLES)
for_task_superiors = for_roles(*SUPERIOR_ROLES)
# The page of one task: the staff and the auditor open every one, whoever stands above its giver that one. An
# auditor acts on none but on what was given to their own post.
for_task_page = for_roles(*SUPERIOR_ROLES, Post.AUDITOR)


# By the type of what a task is about: whether a person must keep away from judging what is done about the one
# with this key, whatever posts they hold.
KEPT_OUT: dict[str, Callable[[PostHolder, int], bool]] = {}


def posts_above(post_id: int, superiors: Mapping[int, int | None]) -> set[int]:
    """The post and all that stand above it, however the chain of posts is entered."""
    posts: set[int] = set()
    above: int | None = post_id
    while above is not None and above not in posts:
        posts.add(above)
        above = superiors.get(above)
    return posts


def posts_below(post_ids: set[int], superiors: Mapping[int, int | None]) -> set[int]:
    """The posts that one of these stands above, without themselves."""
    return {post for post in superiors if post_ids & (posts_above(post, superiors) - {post})}


def may_read_task(holder: PostHolder, task: Task) -> bool:
    if holder.has(task.office_id, READER_ROLES):
        return True
    parts = parts_in(holder, task, Post.objects.filter(office=task.office_id).superiors())
    return bool(parts & {transitions.OWNER, transitions.GIVER, transitions.CHECKER})


def parts_in(holder: PostHolder, task: Task, superiors: Mapping[int, int | None]) -> set[str]:
    """In which parts a person may act on a task: as its owner, its checker, its giver, or as staff.

    Who stands above the giver may do what the giver may: a post can fall vacant.
    """
    held = set(holder.post_ids)
    parts = set()
    if task.owner_post_id in held:
        parts.add(transitions.OWNER)
    if task.check_post_id in held:
        parts.add(transitions.CHECKER)
    if held & posts_above(task.given_by_id, superiors):
        parts.add(transitions.GIVER)
    if holder.has(task.office_id, STAFF_ROLES):
        parts.add(transitions.STAFF)
    judging = {transitions.CHECKER, transitions.GIVER}
    return parts - judging if parts & judging and is_kept_out(holder, task) else parts


def is_kept_out(holder: PostHolder, task: Task) -> bool:
    keeps_out = KEPT_OUT.get(task.subject_type)
    return bool(keeps_out and task.subject_id and keeps_out(holder, task.subject_id))


@register_reader(Task.SUBJECT)
def may_read_proof(request: HttpRequest, paper: Paper) -> bool:
    """Whoever may read the task. The link of an owner outside shows no paper: it may have been shared."""
    if not request.user.is_authenticated:
        return False
    task = Task.objects.filter(pk=paper.subject_id, office=paper.office_id).first()
    return task is not None and may_read_task(
        holder_of(request.user, timezone.now().astimezone(TZ).date()), task
    )
