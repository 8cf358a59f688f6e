"""A request that was made twice is answered once: the officer says that one case is the same as another, and
it follows that one until both are answered or they are parted.

Each keeps its number, its receipt, its clock and its promise, and is judged by that: what is owed is owed by
the earlier of the two moments, and what was late stays late. See docs/decisions/136.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from ongikar.cases.kinds import Kind, kind_of
from ongikar.cases.models import Case, JoinedCase
from ongikar.core.forms.faults import require
from ongikar.journal.actions import Reference
from ongikar.papers.check import Clean
from ongikar.papers.integrity import read_as_kept
from ongikar.papers.models import Paper
from ongikar.rules import case_transitions

from .act_log import add_act, record_act
from .attachments import Papers

# So many are answered by one press.
MOST_FOLLOWERS = 20
NOT_OF_THIS_SERVICE = (
    "এই সেবার প্রতিটি আবেদনের নিজের দিন, পাতা বা খাতার সারি আছে, তাই এক করা যায় না। দুবার এলে আবেদনকারী একটি ফিরিয়ে"
    " নিতে পারেন।",
    "Each request for this service has a day, a page or rows of its own, so they cannot be joined. Where one"
    " came twice, its applicant can take one back.",
)


def joinings_of(case: Case) -> list[JoinedCase]:
    """Those in force of the cases that follow it, in the order in which they were joined."""
    rows = JoinedCase.objects.filter(leader=case, ended_at=None).order_by("id")
    return list(rows.select_related("follower__applicant", "follower__clock")[:MOST_FOLLOWERS])


def joining_of(case: Case) -> JoinedCase | None:
    """By which it follows another; None of one that is answered by itself."""
    rows = JoinedCase.objects.filter(follower=case, ended_at=None)
    return rows.select_related("leader__applicant", "leader__clock").first()


def follows_another(case: Case) -> bool:
    """As its acts say, which came with it."""
    return case.is_open and case_transitions.follows_another(act.name for act in case.acts_in_order)


def leader_number(case: Case) -> str:
    """Of that other, as its acts say; "" of what is answered by itself."""
    if not follows_another(case):
        return ""
    joins = (act for act in reversed(case.acts_in_order) if act.name == case_transitions.JOIN)
    return str(next(joins).data["other"])


def has_followed(case: Case) -> bool:
    """Whether any other was ever answered together with it; of most cases nothing more is asked then."""
    return any(act.name == case_transitions.LEAD for act in case.acts_in_order)


def is_joinable(kind: Kind) -> bool:
    """Whether the answer to one is the answer to another: one form says it, and no page, day or row of its
    own stands beside.
    """
    return is_answered_by_form(kind) and not kind.rests_on_rows


def is_answered_by_form(kind: Kind) -> bool:
    return kind.is_kept_by_form and not kind.agrees_on_day


def check_join(follower: Case, leader: Case) -> None:
    """Raise ActFault, in a sentence, where the first may not follow the second."""
    require(
        follower.pk != leader.pk,
        "other",
        "এটি এই আবেদনটিই। অন্যটির নম্বর দিন।",
        "This is the same case. Enter the number of the other one.",
    )
    require(
        follower.office_id == leader.office_id,
        "other",
        "দুই কার্যালয়ের আবেদন এক করা যায় না।",
        "Requests of two offices cannot be joined.",
    )
    require(
        not follower.is_own_work and not leader.is_own_work,
        "other",
        "দপ্তরের নিজস্ব কাজ আবেদনের সঙ্গে এক করা যায় না।",
        "Office work is not joined with a request.",
    )
    require(
        follower.row.code == leader.row.code,
        "other",
        "{number} অন্য সেবার আবেদন: {service}। এক সেবার আবেদনই এক করা যায়।",
        "{number} asks for another service: {service}. Only requests for one service are joined.",
        number=leader.number,
        service=leader.row.short,
    )
    require(
        is_joinable(kind_of(follower.row)),
        "",
        *NOT_OF_THIS_SERVICE,
    )
    for case in (follower, leader):
        check_is_free(case)
    require(
        not case_transitions.follows_another(case_acts(leader)),
        "other",
        "{number} নিজেই আরেকটির সঙ্গে উত্তর পাবে। সেটির নম্বর দিন।",
        "{number} is itself answered together with another. Enter the number of that one.",
        number=leader.number,
    )
    require(
        not JoinedCase.objects.filter(leader=follower, ended_at=None).exists(),
        "",
        "এটির সঙ্গে আরও আবেদনের উত্তর যাবে। আগে সেগুলো আলাদা করুন, বা অন্যটির পাতা থেকে এটিকে বাছুন।",
        "Others are answered with this one. Part them first, or choose this one from the page of the other.",
    )
    require(
        JoinedCase.objects.filter(leader=leader, ended_at=None).count() < MOST_FOLLOWERS,
        "other",
        "একটির সঙ্গে এর বেশি আবেদন এক করা যায় না।",
        "No more requests can be joined with one.",
    )


def check_is_free(case: Case) -> None:
    """Raise ActFault where it has ended, or something was given already that the other did not get."""
    require(
        case.is_open,
        "other",
        "{number} শেষ হয়ে গেছে। খোলা আবেদনই এক করা যায়।",
        "{number} is closed. Only open requests are joined.",
        number=case.number,
    )
    require(
        not case.is_given_in_part,
        "other",
        "{number}-এ কিছু দেওয়া হয়েছে, বাকি আছে। এক করলে অন্যজন তা পাবেন না।",
        "A part was given on {number}. Joined, the other would not have it.",
        number=case.number,
    )
    require(
        not case_transitions.awaits_dispatch(case_acts(case)),
        "other",
        "{number}-এর উত্তর লেখা হয়ে গেছে, পাঠানো বাকি। তাই এক করা যায় না।",
        "{number} is answered already, by a letter that has yet to leave. So it cannot be joined.",
        number=case.number,
    )


def case_acts(case: Case) -> list[str]:
    return [act.name for act in case.acts_in_order]


def lock_cases(keys: Iterable[int]) -> dict[int, Case]:
    """The cases as they are now, locked in the order of their keys: whoever joins two, parts or answers them
    waits for the others and never they for each other.
    """
    read = Case.objects.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk")
    return {case.pk: case for case in read}


def lock_followers(leader: Case) -> None:
    """Before anything is done that is done to its followers, too."""
    if joinings := joinings_of(leader):
        lock_cases([leader.pk, *(each.follower_id for each in joinings)])


@transaction.atomic
def join_cases(
    follower: Case, leader: Case, *, why: str, is_one_person: bool, actor: Reference, now: datetime
) -> JoinedCase:
    """The first is answered when the second is; pressed twice it is said once. No clock is touched.

    `is_one_person`: whether either may be told the other's number. Raises ActFault, and nothing is written.
    """
    # Two at once act in turn, on the cases as the other left them.
    locked = lock_cases((follower.pk, leader.pk))
    follower, leader = locked[follower.pk], locked[leader.pk]
    known = joining_of(follower)
    if known is not None and known.leader_id == leader.pk:
        return known
    require(
        known is None,
        "",
        "এই আবেদনের উত্তর আগে থেকেই আরেকটির সঙ্গে যাবে। আগে আলাদা করুন।",
        "This case is answered together with another already. Part them first.",
    )
    check_join(follower, leader)
    joined = JoinedCase.objects.create(
        office_id=follower.office_id, follower=follower, leader=leader, joined_at=now
    )
    for case, other, name, verb in (
        (follower, leader, case_transitions.JOIN, "joined"),
        (leader, follower, case_transitions.LEAD, "led"),
    ):
        data = {"other": other.number, "is_one_person": is_one_person}
        add_act(case, name, actor=actor, now=now, words=why, data=data)
        record_act(verb, case, actor, now, of="case", of_id=other.pk)
    return joined


@transaction.atomic
def part_cases(follower: Case, *, why: str, actor: Reference, now: datetime) -> bool:
    """It was not the same after all: each is answered by itself again. Whether they were together until now.

    Raises ActFault where the answer was given meanwhile.
    """
    joined = joining_of(follower)
    if joined is not None:
        lock_cases((joined.leader_id, joined.follower_id))
        # As it is now: meanwhile it was parted, or answered, or follows another.
        joined = JoinedCase.objects.filter(pk=joined.pk, ended_at=None).first()
    if joined is None:
        require(
            Case.objects.get(pk=follower.pk).is_open,
            "",
            "উত্তর দেওয়া হয়ে গেছে, তাই আর আলাদা করা যায় না।",
            "The answer was given, so they can no longer be parted.",
        )
        return False
    end_joining(joined, now)
    part_follower(joined, why, actor, now)
    data = {"other": joined.follower.number}
    add_act(joined.leader, case_transitions.UNLEAD, actor=actor, now=now, words=why, data=data)
    record_act("unled", joined.leader, actor, now, of="case", of_id=joined.follower_id)
    return True


def end_joining(joined: JoinedCase, now: datetime) -> None:
    joined.ended_at = now
    joined.save(update_fields=["ended_at"])


def part_follower(joined: JoinedCase, why: str, actor: Reference, now: datetime) -> None:
    follower, leader = joined.follower, joined.leader
    data = {"other": leader.number}
    add_act(follower, case_transitions.PART_CASE, actor=actor, now=now, words=why, data=data)
    record_act("parted", follower, actor, now, of="case", of_id=leader.pk)


def joinings_to_answer(leader: Case) -> list[JoinedCase]:
    """Of a leader that is locked: those that follow it still, locked, too, as they are now."""
    joinings = joinings_of(leader)
    if not joinings:
        return []
    # One may have come since `lock_followers`; one that its applicant took back is answered no more.
    lock_cases(each.follower_id for each in joinings)
    return joinings_of(leader)


def release_followers(leader: Case, *, actor: Reference, now: datetime) -> list[Case]:
    """Those that are to be answered now as the leader, which is locked; from here on each by its own act."""
    followers = []
    for joined in joinings_to_answer(leader):
        end_joining(joined, now)
        follower = joined.follower
        data = {"other": leader.number}
        add_act(follower, case_transitions.ANSWER_TOGETHER, actor=actor, now=now, data=data)
        record_act("answered_together", follower, actor, now, of="case", of_id=leader.pk)
        followers.append(follower)
    return followers


def end_joinings(case: Case, *, actor: Reference, now: datetime) -> None:
    """What ended by its applicant's own word takes no other with it: a follower is gone, and those that
    follow are answered by themselves again.
    """
    for joined in JoinedCase.objects.filter(follower=case, ended_at=None):
        end_joining(joined, now)
    for joined in joinings_of(case):
        end_joining(joined, now)
        part_follower(joined, "", actor, now)


def copies_of(papers: Papers) -> Sequence[tuple[str, Clean]]:
    """What goes with one answer, for another: a file lies with one case alone."""
    return [
        (each.title, Clean(read_as_kept(each), each.media_type, suffix_of(each)))
        if isinstance(each, Paper)
        else each
        for each in papers
    ]


def suffix_of(paper: Paper) -> str:
    _, dot, suffix = str(paper.file.name).rpartition(".")
    return f"{dot}{suffix}"


def earliest_due(cases: Iterable[Case], now: datetime) -> datetime:
    """By when the answer to all of them is owed."""
    return min(case.clock.due(now) for case in cases)
