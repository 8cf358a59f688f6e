"""What members answered last, and how many seats that leaves."""

from collections.abc import Iterable

from .models import Gathering, Member, Reply


def last_replies(gatherings: Iterable[Gathering], member: Member) -> dict[int, Reply]:
    """A member's last answer to each of these gatherings, by its key."""
    rows = Reply.objects.filter(member=member, gathering__in=list(gatherings)).order_by("id")
    return {row.gathering_id: row for row in rows}


def seats_left(gatherings: Iterable[Gathering]) -> dict[int, int | None]:
    """Of each the seats that nobody takes: None where they are not counted. Who answered no takes none."""
    asked = list(gatherings)
    counted = [each for each in asked if each.capacity is not None]
    members: dict[int, list[Member]] = {}
    rosters = {each.roster_id for each in counted}
    rows = Member.objects.filter(roster__in=rosters).exclude(role__in=Member.HEARD)
    for member in rows.only("id", "roster_id", "since", "until", "role"):
        members.setdefault(member.roster_id, []).append(member)
    answers: dict[tuple[int, int], str] = {}
    replies = Reply.objects.filter(gathering__in=counted).order_by("id")
    for gathering_id, member_id, answer in replies.values_list("gathering_id", "member_id", "answer"):
        answers[gathering_id, member_id] = answer
    left: dict[int, int | None] = {each.pk: None for each in asked}
    for each in counted:
        taken = sum(
            member.is_member_on(each.day) and answers.get((each.pk, member.pk)) != Reply.NO
            for member in members.get(each.roster_id, ())
        )
        left[each.pk] = max((each.capacity or 0) - taken, 0)
    return left
