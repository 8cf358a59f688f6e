"""Who can be given work: the posts of the office that somebody holds, and contacts that are in use."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from ongikar.core.i18n.say import say
from ongikar.offices.models import Office, Post
from ongikar.people.models import Contact, Holding
from ongikar.people.post_holders import STAFF_ROLES

from .models import Task

# How many contacts stand in a list to choose from; more are found by typing.
MOST_LISTED = 200


def staff_posts(office: Office) -> list[Post]:
    return list(office.posts.filter(role__in=STAFF_ROLES).order_by("pk"))


def held_posts(posts: Iterable[Post], day: date) -> set[int]:
    """Of these posts those that somebody holds on a day."""
    return set(Holding.objects.on(day).filter(post__in=list(posts)).values_list("post_id", flat=True))


def vacancy_fault(owner: Post | Contact | None, day: date) -> str:
    """Why work cannot be given to a post that nobody holds; "" where somebody would see it."""
    if not isinstance(owner, Post) or owner.pk in held_posts([owner], day):
        return ""
    return say(
        "এই পদে এখন কেউ নেই, তাই কাজটি কেউ পাবেন না। অন্য কাউকে বেছে নিন।",
        "Nobody holds this post now, so nobody would see the work. Choose somebody else.",
    )


def owner_choices(office: Office, day: date, *, more: Iterable[Post] = ()) -> list[tuple[str, str]]:
    """The choices of a form: posts first, then those outside. A post that nobody holds says so. `more`: posts
    that are not the staff's and may be given this work.
    """
    posts = [*staff_posts(office), *more]
    held = held_posts(posts, day)
    vacant = say("এখন কেউ নেই", "vacant")
    named = [
        (f"post-{post.pk}", post.title if post.pk in held else f"{post.title} ({vacant})") for post in posts
    ]
    contacts = Contact.objects.in_use(day).filter(office=office).by_name()
    return named + [(f"contact-{contact.pk}", contact.title) for contact in contacts[:MOST_LISTED]]


def owner_of(office: Office, chosen: str, *, more: Iterable[Post] = ()) -> Post | Contact | None:
    """Whoever a choice means; None for what is no choice of this office, nor one of `more`."""
    kind, _, key = chosen.partition("-")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    if kind == "post":
        among = Q(role__in=STAFF_ROLES) | Q(pk__in=[post.pk for post in more])
        return Post.objects.filter(among, office=office, pk=int(key)).first()
    if kind == "contact":
        return Contact.objects.filter(office=office, pk=int(key)).first()
    return None


def owner_words(task: Task) -> str:
    """Whoever owes it, as a list names them."""
    if task.owner_post:
        return task.owner_post.title
    return task.owner_contact.title if task.owner_contact else ""
