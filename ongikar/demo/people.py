"""The sample people of a demonstration, who hold its posts; their cases are in cases.py."""

from datetime import date, datetime
from functools import cache, partial

from django.contrib.auth.hashers import make_password
from django.db import transaction

from ongikar.journal.actions import record_if_written
from ongikar.office_files.reading import OfficeFiles
from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User


@transaction.atomic
def load_people(files: OfficeFiles, *, now: datetime) -> None:
    """The sample holders of the office's posts. Their passwords are public, and only a demonstration has
    them.
    """
    office = Office.objects.get(slug=files.office["slug"])
    # A hash is slow by intention; what everybody may read is hashed once.
    hashed = cache(make_password)
    for row in files.demo.get("people", []):
        # Only who is new has the password hashed: Django calls a default that is a function.
        user, created = User.objects.get_or_create(  # type: ignore[misc]
            username=row["username"],
            defaults={
                "name_bn": row["name_bn"],
                "name_en": row["name_en"],
                "is_demo": True,
                "password": partial(hashed, row["password"]),
            },
        )
        if not created:
            continue
        post = Post.objects.get(office=office, slug=row["post"])
        Holding.objects.create(user=user, post=post, since=date(now.year - 2, 1, 1))
    record_if_written(
        "people.loaded", subject=("office", office.pk), actor=("command", None), office_id=office.pk, now=now
    )


def sample_people(office: Office) -> list[tuple[User, Post]]:
    holdings = Holding.objects.filter(post__office=office, user__is_demo=True).select_related("user", "post")
    return [(holding.user, holding.post) for holding in holdings.order_by("pk")]


def print_people(offices: list[Office], password: str = "ongikar-demo") -> None:  # noqa: S107
    """Who may be signed in as, with the public sample password."""
    print("  নমুনা ব্যক্তি · sample people (/sign-in/), পাসওয়ার্ড · password:", password)
    for office in offices:
        for user, post in sample_people(office):
            print(f"    {user.username:<10} {user.name_bn} · {post.title_bn}")
