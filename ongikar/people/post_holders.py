"""Who is signed in and which posts they hold today, and so what they may do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from ongikar.core.db.compiled_query import CompiledQuery
from ongikar.core.http.error_pages import submitted_form
from ongikar.journal.actions import Reference
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.offices.sites import site_of

from .models import Holding, User

STAFF_ROLES = frozenset({Post.OFFICER, Post.ASSISTANT})
TIER_ROLES = frozenset({Post.GRO, Post.APPEAL, Post.CELL})
# Those whose work begins with what they owe today.
WITH_TODAY = STAFF_ROLES | TIER_ROLES | {Post.CHAIR}
# They see how the office keeps its word, without anybody's name.
OVERSEERS = frozenset({Post.CHAIR, Post.VIEWER, Post.AUDITOR})


@dataclass(frozen=True, slots=True)
class PostHolder:
    """A person and the posts they hold on one day.

    `found`: what an app found out about them for this request, so that it is not asked of the database again.
    """

    user: User
    posts: tuple[Post, ...]
    day: date = field(default_factory=timezone.localdate)
    found: dict[tuple[str, int], Any] = field(default_factory=dict, compare=False, repr=False)

    def holds(self, post_id: int) -> bool:
        return any(post.pk == post_id for post in self.posts)

    def roles_in(self, office_id: int) -> frozenset[str]:
        return frozenset(post.role for post in self.posts if post.office_id == office_id)

    def has(self, office_id: int, roles: Iterable[str]) -> bool:
        """Whether the person holds a post of one of these roles in the office."""
        return not self.roles_in(office_id).isdisjoint(roles)

    @property
    def post_ids(self) -> list[int]:
        return [post.pk for post in self.posts]

    @property
    def actor(self) -> Reference:
        return ("user", self.user.pk)

    def post_in(self, office_id: int) -> Post | None:
        return next((post for post in self.posts if post.office_id == office_id), None)


class Asker(Protocol):
    """Whoever asks something of an office: by a request, or by what was typed into the one search."""

    @property
    def holder(self) -> PostHolder: ...

    @property
    def office(self) -> Office: ...


class StaffRequest(OfficeRequest):
    """A request of a signed-in person, as `for_roles` hands it to its view."""

    user: User
    holder: PostHolder


HOLDINGS_QUERY = CompiledQuery(
    lambda: (
        Holding.objects.on(CompiledQuery.parameter(1))
        .filter(user=CompiledQuery.parameter(0))
        .select_related("post", "user")
        .order_by("id")
    )
)
USER_QUERY = CompiledQuery(lambda: User.objects.filter(pk=CompiledQuery.parameter(0)))


def user_with_posts(user_id: int, day: date) -> User | None:
    """The user of a request with the posts held on its day: asked of the database each time, so that a right
    ends at once. In one statement, and a second only for somebody who holds none.
    """
    holdings = HOLDINGS_QUERY(user_id, day)
    for user in [holding.user for holding in holdings[:1]] or USER_QUERY(user_id):
        user.holdings_at_hand = day, holdings
        return user
    return None


def holder_of(user: User, day: date) -> PostHolder:
    """The posts `user` holds on `day`."""
    at_hand = user.holdings_at_hand
    holdings = at_hand[1] if at_hand and at_hand[0] == day else HOLDINGS_QUERY(user.pk, day)
    return PostHolder(user, tuple(holding.post for holding in holdings), day)


def redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in and back; whoever wrote something meanwhile gets it back to copy, for it was not
    taken.
    """
    way = redirect_to_login(request.get_full_path())
    if request.method in READING:
        return way
    sentences = [words for name, words in submitted_form(request).get("words", ()) if " " in words.strip()]
    return render(request, "people/signed_out.html", {"way": way.url, "sentences": sentences}, status=401)


def offices_of_holder(holder: PostHolder) -> list[tuple[Office, str]]:
    """The offices in which the person holds a post today, each with the address of its desk."""
    offices = Office.objects.filter(pk__in={post.office_id for post in holder.posts}).order_by("pk")
    return [(office, f"{site_of(office)}{reverse('today')}") for office in offices]


# What changes nothing.
READING = frozenset({"GET", "HEAD"})


View = Callable[..., HttpResponseBase]


def for_roles(*roles: str, readers: Iterable[str] = ()) -> Callable[[View], View]:
    """A view only for holders of a post of one of these roles in the office at hand. Sets `request.holder`.

    `readers`: roles that may read it and send nothing.
    """
    wanted, reading = frozenset(roles), frozenset(roles) | frozenset(readers)

    def guard(view: View) -> View:
        @wraps(view)
        def wrapper(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_sign_in(request)
            now: datetime = timezone.localtime()
            request.holder = holder_of(request.user, now.date())
            roles = request.holder.roles_in(request.office.pk)
            if not roles & (reading if request.method in READING else wanted):
                if elsewhere := [] if roles else offices_of_holder(request.holder):
                    return render(request, "people/elsewhere.html", {"elsewhere": elsewhere}, status=403)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        cast(Any, wrapper).roles = reading
        return wrapper

    return guard


def is_administrator(user: User, day: date) -> bool:
    """Whether the person holds an administrator's post of any office that day."""
    return Holding.objects.on(day).filter(user=user, post__role=Post.ADMIN).exists()
