"""The desk of a signed-in person: which posts they hold today, and so what they may do."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ongikar.journal.actions import Reference
from ongikar.offices.models import Post

from .models import User

STAFF_ROLES = frozenset({Post.OFFICER, Post.ASSISTANT})
TIER_ROLES = frozenset({Post.GRO, Post.APPEAL, Post.CELL})


@dataclass(frozen=True, slots=True)
class Desk:
    """A person and the posts they hold on one day."""

    user: User
    posts: tuple[Post, ...]

    def holds(self, post_id: int) -> bool:
        return any(post.pk == post_id for post in self.posts)

    def roles_in(self, office_id: int) -> frozenset[str]:
        return frozenset(post.role for post in self.posts if post.office_id == office_id)

    def serves(self, office_id: int) -> bool:
        """Whether the person handles the cases of this office."""
        return bool(self.roles_in(office_id) & STAFF_ROLES)

    @property
    def post_ids(self) -> list[int]:
        return [post.pk for post in self.posts]

    @property
    def actor(self) -> Reference:
        return ("user", self.user.pk)

    def post_in(self, office_id: int) -> Post | None:
        return next((post for post in self.posts if post.office_id == office_id), None)


POSTS = """
    SELECT offices_post.* FROM people_holding JOIN offices_post ON offices_post.id = people_holding.post_id
    WHERE user_id = %s AND since <= %s AND (until IS NULL OR until >= %s) ORDER BY people_holding.id
"""


def desk_of(user: User, day: date) -> Desk:
    """The posts `user` holds on `day`: `Holding.objects.on(day)`, ready-made, since every staff page asks it."""
    return Desk(user, tuple(Post.objects.raw(POSTS, [user.pk, day, day])))


def for_roles(*roles: str):
    """A view only for people holding a post of one of these roles in the office at hand. Sets `request.desk`."""
    wanted = frozenset(roles)

    def guard(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            now: datetime = timezone.localtime()
            request.desk = desk_of(request.user, now.date())
            if not request.desk.roles_in(request.office.pk) & wanted:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = wanted
        return guarded

    return guard
