"""Whose account an administrator of an office sees to: nobody's whose account opens the desk of another office."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ongikar.offices.models import Office
from ongikar.people.models import Holding, User


def people_of(office: Office) -> QuerySet[User]:
    """Those who hold or held a post here, and those without any post whom this office added.

    Whom the machine's command added and who holds no post yet is everybody's to give a post to; such an account is not listed in
    an installation of several offices, where nobody could say whose it is.
    """
    held = Holding.objects.filter(user=OuterRef("pk"))
    added = Q(added_in=office)
    if Office.objects.count() == 1:
        added |= Q(added_in=None)
    known = Exists(held.filter(post__office=office)) | (~Exists(held) & added)
    return User.objects.filter(known, is_superuser=False).order_by("name_bn", "username")


def has_posts_elsewhere(user: User, office: Office, day: date) -> bool:
    """Whether the account opens, or is soon to open, a desk of another office: then its password is not this office's to reset."""
    held = Holding.objects.filter(user=user).exclude(until__lt=day)
    return held.exclude(post__office=office).exists()
