"""The rule of conflicts (grievances/rules/conflicts.py) as a condition of the database, for lists of stages:
what a person may not decide stands on no desk of theirs. A test holds both to the same answers.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ongikar.cases.actions.drops import drops_allowed_by
from ongikar.cases.models import Act as CaseAct
from ongikar.grievances.rules import conflicts
from ongikar.grievances.rules.conflicts import Tenure
from ongikar.people.post_holders import PostHolder
from ongikar.rules.calendar.office_calendar import TZ

from ..models import Stage
from .conflicts import ANSWERS, office_superiors, person_at


class StageConflicts:
    """What of an office's stages a person is kept from."""

    def __init__(self, holder: PostHolder, office_id: int):
        superiors = office_superiors(holder, office_id)
        self.person = person_at(holder, office_id)
        # Their own, those above, and whatever else is held by whoever sits above: as it stands today.
        own = self.person.posts
        self.barred = sorted(own | conflicts.posts_over(superiors, own) | self.person.held_above)
        self.dropped = sorted(drops_allowed_by(holder.user.pk))

    def leave_out(self, stages: QuerySet[Stage]) -> QuerySet[Stage]:
        """The stages that the person may decide: without those in conflict, and those that lay with them at a
        lower tier.
        """
        lower = Stage.objects.filter(grievance=OuterRef("grievance"), number__lt=OuterRef("number"))
        return without_any(self.leave_out_barred(stages), heard=lower.filter(self.has_heard()))

    def leave_out_barred(self, stages: QuerySet[Stage]) -> QuerySet[Stage]:
        """The stages of what the person may study: without those in conflict."""
        if self.barred:
            stages = stages.exclude(grievance__respondent__in=self.barred)
        for tenure in self.tenures:
            stages = stages.exclude(held_then(tenure))
        if self.dropped:
            stages = stages.exclude(grievance__case__in=self.dropped)
        if self.person.mobile:
            stages = stages.exclude(grievance__complainant__mobile=self.person.mobile)
        answered = CaseAct.objects.filter(
            case=OuterRef("grievance__case"), by_type="user", by_id=self.person.user, name__in=ANSWERS
        )
        return without_any(stages, answered=answered)

    @property
    def tenures(self) -> Iterable[Tenure]:
        """Who held what in the past, of posts that do not bar the person by themselves."""
        known = {*self.person.tenures, *self.person.tenures_above}
        return sorted(
            (each for each in known if each.post not in self.barred), key=lambda each: (each.post, each.since)
        )

    def has_heard(self) -> Q:
        """Whether a stage lay with the person."""
        heard = Q(decided_by=self.person.user)
        for each in self.person.tenures:
            while_there = Q(post=each.post)
            if each.until is not None:
                while_there &= Q(filed_at__lt=end_of(each.until))
            heard |= while_there & (Q(closed_at__isnull=True) | Q(closed_at__gte=start_of(each.since)))
        return heard


def without_any(stages: QuerySet[Stage], **rows: QuerySet[Any]) -> QuerySet[Stage]:
    """The stages for which none of these is there, each asked in its turn: of a NOT EXISTS PostgreSQL makes a
    join, for which it may read all stages there are.
    """
    first_keys = {name: Subquery(each.order_by().values("pk")[:1]) for name, each in rows.items()}
    return stages.alias(**first_keys).filter(**{f"{name}__isnull": True for name in first_keys})


def held_then(tenure: Tenure) -> Q:
    """Whether somebody held the post complained of at the time that the complaint is about."""
    then = Q(grievance__respondent=tenure.post, grievance__filed_at__gte=start_of(tenure.since))
    if tenure.until is None:
        return then
    end = end_of(tenure.until)
    return then & (
        Q(grievance__case__received_at__lt=end)
        | Q(grievance__case__isnull=True, grievance__filed_at__lt=end + conflicts.DAYS_BEFORE)
    )


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), TZ)


def end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))
