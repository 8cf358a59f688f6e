"""The sample people of a demonstration, who hold its posts; their cases are lived through in demo_cases.py."""

from datetime import date, datetime

from django.db import transaction

from ongikar.offices.models import Office, Post
from ongikar.people.models import Holding, User

from .office_files import OfficeFiles


@transaction.atomic
def load_people(files: OfficeFiles, *, now: datetime) -> None:
    """The sample holders of the office's posts. Their passwords are public, and only a demonstration has them."""
    office = Office.objects.get(slug=files.office["slug"])
    for row in files.demo.get("people", []):
        user, created = User.objects.get_or_create(
            username=row["username"],
            defaults={"name_bn": row["name_bn"], "name_en": row["name_en"], "is_demo": True},
        )
        if not created:
            continue
        user.set_password(row["password"])
        user.save(update_fields=["password"])
        post = Post.objects.get(office=office, slug=row["post"])
        Holding.objects.create(user=user, post=post, since=date(now.year - 2, 1, 1))


def people_of(office: Office) -> list[tuple[User, Post]]:
    holdings = Holding.objects.filter(post__office=office, user__is_demo=True).select_related("user", "post")
    return [(holding.user, holding.post) for holding in holdings.order_by("pk")]


def print_people(offices: list[Office], password: str = "ongikar-demo") -> None:
    """Who may be signed in as, with the public sample password."""
    print("  নমুনা ব্যক্তি · sample people (/sign-in/), পাসওয়ার্ড · password:", password)
    for office in offices:
        for user, post in people_of(office):
            print(f"    {user.username:<10} {user.name_bn} · {post.title_bn}")
