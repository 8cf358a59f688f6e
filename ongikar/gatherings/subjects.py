"""How gatherings, rosters and members are named where something points at them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse

from ongikar.people.desk import HeldPosts
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from .models import Gathering, Member, Roster
from .rights import READER_ROLES, shown_to_staff
from .words import time_words


def load_gatherings(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Gathering.objects.filter(pk__in=list(keys)).values_list("pk", "title", "starts_at", "office_id")
    return {
        pk: SubjectLine("", f"{title}, {time_words(starts_at)}", reverse("gathering", args=[pk]), office_id)
        for pk, title, starts_at, office_id in found
    }


def load_rosters(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Roster.objects.filter(pk__in=list(keys)).values_list("pk", "title", "office_id")
    return {
        pk: SubjectLine("", title, reverse("roster", args=[pk]), office_id) for pk, title, office_id in found
    }


def load_members(keys: Iterable[int]) -> dict[int, SubjectLine]:
    rows = Member.objects.filter(pk__in=list(keys)).select_related("roster")
    return {
        row.pk: SubjectLine("", row.title, reverse("roster_member", args=[row.pk]), row.roster.office_id)
        for row in rows
    }


of_staff = readable_by_roles(READER_ROLES)


def readable_rows(rows: Any, path: str = "") -> Callable[[HeldPosts, Mapping[int, SubjectLine]], list[int]]:
    """The keys that a desk may know of: of the staff's own, those that are shown to all of it."""

    def readable(desk: HeldPosts, lines: Mapping[int, SubjectLine]) -> list[int]:
        keys = list(of_staff(desk, lines))
        return list(shown_to_staff(rows.filter(pk__in=keys), path).values_list("pk", flat=True))

    return readable


GATHERING_SUBJECT = SubjectType(
    Gathering.SUBJECT, ("সমাবেশ", "Gathering"), load_gatherings, readable_rows(Gathering.objects)
)
ROSTER_SUBJECT = SubjectType(
    Roster.SUBJECT, ("সদস্যতালিকা", "Roster"), load_rosters, readable_rows(Roster.objects)
)
MEMBER_SUBJECT = SubjectType(
    Member.SUBJECT, ("সদস্য", "Member"), load_members, readable_rows(Member.objects, "roster__")
)
