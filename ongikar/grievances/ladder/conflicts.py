"""What keeps a person from a grievance, found out from posts, people and what they did; the rule itself is
grievances/rules/conflicts.py. The lists of a desk ask the same of the database (conflict_lists.py).
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q

from ongikar.cases.models import Act as CaseAct
from ongikar.cases.models import Case
from ongikar.core.db.index_conditions import sql_literal
from ongikar.core.i18n.say import say_lazy
from ongikar.core.not_none import not_none
from ongikar.grievances.rules import conflicts
from ongikar.grievances.rules.conflicts import HeardBefore, Matter, Person, Tenure
from ongikar.offices.models import Post
from ongikar.people.models import Contact, Holding, User
from ongikar.people.post_holders import PostHolder, holder_of
from ongikar.rules import case_transitions
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Grievance, Stage

# Whoever gave one of these answers in a case decides no complaint about it.
ANSWERS = ("keep", case_transitions.KEEP_PART, "refuse", "redirect")

REASONS = {
    conflicts.OWN_POST: say_lazy(
        "অভিযোগটি তাঁর নিজের পদের বিরুদ্ধে।", "The complaint is against a post they hold themselves."
    ),
    conflicts.BELOW: say_lazy(
        "যে পদের বিরুদ্ধে অভিযোগ, তাঁর পদ তার অধীন।", "Their post stands below the post complained of."
    ),
    conflicts.HELD_THEN: say_lazy(
        "যে সময়ের ঘটনা, তখন ঐ পদের দায়িত্বে তিনিই ছিলেন।",
        "They held the post complained of at the time that the complaint is about.",
    ),
    conflicts.BELOW_HOLDER: say_lazy(
        "ঐ পদে যিনি আছেন বা ঘটনার সময় ছিলেন, তিনি এখন তাঁর ঊর্ধ্বতন।",
        "Whoever holds the post complained of, or held it at that time, stands above them today.",
    ),
    conflicts.ANSWERED: say_lazy(
        "যে সেবা নিয়ে অভিযোগ, তার উত্তর বা বাদ দেওয়ার অনুমতি তিনিই দিয়েছিলেন।",
        "They themselves gave the answer that is complained of, or allowed the work to be dropped.",
    ),
    conflicts.EARLIER_TIER: say_lazy(
        "আগের ধাপে অভিযোগটি তাঁর কাছেই ছিল।", "The complaint lay with them at an earlier tier."
    ),
    conflicts.OWN_COMPLAINT: say_lazy("অভিযোগটি তাঁর নিজের।", "The complaint is their own."),
}


def conflict_reasons(holder: PostHolder, stage: Stage) -> list[str]:
    """Why this person may not handle the grievance at this stage, in the language at hand; [] where nothing
    stands in the way. For that person alone to read: one of the reasons tells who complains.
    """
    return [str(REASONS[code]) for code in conflict_codes(holder, stage.grievance, stage)]


def conflict_codes(holder: PostHolder, grievance: Grievance, stage: Stage | None = None) -> list[str]:
    """What keeps the person from the grievance; with a stage, also that they heard it at a lower one."""
    matter = matter_of(grievance, stage.number if stage else 1)
    return matter_conflicts(holder, matter, grievance.office_id)


def matter_conflicts(holder: PostHolder, matter: Matter, office_id: int) -> list[str]:
    return conflicts.conflicts(person_at(holder, office_id), matter, office_superiors(holder, office_id))


def office_superiors(holder: PostHolder, office_id: int) -> dict[int, int | None]:
    """Every post of the office and the one above it; asked once for each request."""
    kept = holder.found.setdefault(("superiors", office_id), {})
    if not kept:
        kept |= Post.objects.filter(office_id=office_id).superiors()
    return kept


def person_at(holder: PostHolder, office_id: int) -> Person:
    """The person with all they ever held in the office, and what those held who stand above them today."""
    key = ("person", office_id)
    if key not in holder.found:
        over = conflicts.posts_over(office_superiors(holder, office_id), holder.post_ids)
        above = Holding.objects.on(holder.day).filter(post__in=over).values("user")
        rows = Holding.objects.filter(Q(user=holder.user) | Q(user__in=above), post__office=office_id)
        tenures = [Tenure(*row) for row in rows.values_list("user_id", "post_id", "since", "until")]
        holder.found[key] = Person(
            holder.user.pk,
            frozenset(holder.post_ids),
            tuple(each for each in tenures if each.user == holder.user.pk),
            tuple(each for each in tenures if each.user != holder.user.pk),
            frozenset(
                each.post
                for each in tenures
                if each.user != holder.user.pk and each.meets(holder.day, holder.day)
            ),
            holder.user.mobile,
        )
    return holder.found[key]


def matter_of(grievance: Grievance, tier: int = 1) -> Matter:
    """What is complained of, as it is judged at a tier: the lower ones have heard it."""
    last, complainant = day_of(grievance.filed_at), grievance.complainant
    return Matter(
        grievance.respondent_id,
        day_of(grievance.case.received_at) if grievance.case else last - conflicts.DAYS_BEFORE,
        last,
        who_answered(grievance.case) if grievance.case else frozenset(),
        tuple(heard_before(each) for each in grievance.stages.all() if each.number < tier),
        complainant.mobile if complainant else "",
    )


def heard_before(stage: Stage) -> HeardBefore:
    closed = stage.closed_at and day_of(stage.closed_at)
    return HeardBefore(stage.post_id, day_of(stage.filed_at), closed, stage.decided_by_id)


def matter_of_case(respondent_id: int, case: Case | None, day: date) -> Matter:
    """What a complaint filed on `day` would be about."""
    if case is None:
        return Matter(respondent_id, day - conflicts.DAYS_BEFORE, day)
    return Matter(respondent_id, day_of(case.received_at), day, who_answered(case))


def who_answered(case: Case) -> frozenset[int]:
    """Who answered one case, or allowed it to be dropped; asks for nothing where its acts came with it."""
    fetched = vars(case).get("_prefetched_objects_cache", {}).get("acts")
    if fetched is None:
        return answerers([case.pk]).get(case.pk, frozenset())
    names = {*ANSWERS, case_transitions.DROP}
    return frozenset(not_none(act.by_id) for act in fetched if act.by_type == "user" and act.name in names)


def answerers(case_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Who answered these cases, or allowed them to be dropped, in one statement."""
    if not case_ids:
        return {}
    acts = CaseAct.objects.filter(case__in=case_ids, by_type="user").filter(
        Q(name__in=ANSWERS) | Q(name=sql_literal(case_transitions.DROP))
    )
    by_case: dict[int, set[int]] = {}
    for case_id, user_id in acts.order_by().values_list("case_id", "by_id"):
        by_case.setdefault(case_id, set()).add(not_none(user_id))
    return {case_id: frozenset(users) for case_id, users in by_case.items()}


def day_of(moment: datetime) -> date:
    return moment.astimezone(TZ).date()


def desks_at(post_id: int, day: date) -> list[PostHolder]:
    """Everybody who holds a post on a day, with all they hold on it."""
    users = User.objects.filter(pk__in=Holding.objects.on(day).filter(post=post_id).values("user"))
    return [holder_of(user, day) for user in users.order_by("pk")]


def is_post_barred(post_id: int, matter: Matter, office_id: int, day: date) -> bool:
    """Whether a post cannot decide: it is in conflict by itself, or all who hold it are. One that nobody
    holds waits for its next holder.
    """
    superiors = Post.objects.filter(office_id=office_id).superiors()
    if conflicts.conflicts(Person(0, frozenset({post_id})), matter, superiors):
        return True
    desks = desks_at(post_id, day)
    return bool(desks) and all(
        conflicts.conflicts(person_at(desk, office_id), matter, superiors) for desk in desks
    )


def inquiry_reasons(
    stage: Stage, *, post: Post | None = None, contact: Contact | None = None, day: date
) -> list[str]:
    """Why this post, or this person from outside, may not be named inquiry officer, in the language at hand;
    [] where they may. It says nothing of whose complaint it is.
    """
    if post is not None:
        return reasons_of_post(stage, post, day)
    if contact is not None and is_contact_in_conflict(stage, contact, day):
        return [str(CONTACT_IN_CONFLICT)]
    return []


NOBODY_HOLDS = say_lazy("পদটিতে এখন কেউ নেই।", "Nobody holds this post now.")
NEVER_INQUIRES = say_lazy(
    "এই পদ অভিযোগের তদন্ত করে না: কেবল দেখে, অথবা বাইরের।",
    "This post looks into no complaint: it only reads, or stands outside the office.",
)
CONTACT_IN_CONFLICT = say_lazy(
    "এই ব্যক্তি এই অভিযোগ থেকে দূরে থাকবেন।",
    "This person must keep away from this complaint.",
)
NOT_FREE = say_lazy(
    "পদটিতে যিনি আছেন, তিনি এই অভিযোগ থেকে দূরে থাকবেন।",
    "Whoever holds this post must keep away from this complaint.",
)
# Who reads only, files for others or sees to accounts looks into no complaint.
NEVER_INQUIRE = frozenset({Post.AUDITOR, Post.VIEWER, Post.AGENT, Post.ADMIN})


def reasons_of_post(stage: Stage, post: Post, day: date) -> list[str]:
    grievance = stage.grievance
    if post.role in NEVER_INQUIRE or post.office_id != grievance.office_id:
        return [str(NEVER_INQUIRES)]
    superiors = Post.objects.filter(office_id=grievance.office_id).superiors()
    matter = Matter(grievance.respondent_id, day, day)
    if by_post := conflicts.conflicts(Person(0, frozenset({post.pk})), matter, superiors):
        return [str(REASONS[code]) for code in by_post]
    desks = desks_at(post.pk, day)
    if not desks:
        return [str(NOBODY_HOLDS)]
    if all(conflict_codes(desk, grievance, stage) for desk in desks):
        return [str(NOT_FREE)]
    return []


def is_contact_in_conflict(stage: Stage, contact: Contact, day: date) -> bool:
    """Whether somebody kept as a contact complains, or is a person of the office who may not touch it."""
    if not contact.mobile:
        return False
    complainant = stage.grievance.complainant
    if complainant is not None and complainant.mobile == contact.mobile:
        return True
    users = User.objects.filter(mobile=contact.mobile)
    return any(conflict_codes(holder_of(user, day), stage.grievance, stage) for user in users)


def may_inquire(stage: Stage, *, post: Post | None = None, contact: Contact | None = None, day: date) -> bool:
    return not inquiry_reasons(stage, post=post, contact=contact, day=day)


def free_posts(posts: Iterable[Post], stage: Stage, day: date) -> list[Post]:
    """Of these posts those that may be named to look into it."""
    return [post for post in posts if may_inquire(stage, post=post, day=day)]
