"""Who may see and do what with a grievance. All of it is computed from posts."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from ongikar.cases.actions.drops import has_allowed_drop
from ongikar.offices.models import Post
from ongikar.papers.models import Paper
from ongikar.people.desk import TIER_ROLES, Desk, desk_of, for_roles
from ongikar.rules.tiers import has_conflict_of_interest

from .models import Grievance, Stage

for_deciders = for_roles(*TIER_ROLES)
# Those who may be complained of answer; an auditor reads what they are told, and so never a hidden name.
for_respondents = for_roles(Post.OFFICER, Post.ASSISTANT, Post.GRO, Post.APPEAL, readers=[Post.AUDITOR])


def may_audit(desk: Desk, office_id: int) -> bool:
    return desk.has(office_id, {Post.AUDITOR})


def respondent_complaints(desk: Desk, office_id: int) -> QuerySet[Grievance]:
    """The complaints a person may read as the officer complained of reads them: those about their posts, or
    all.
    """
    rows = Grievance.objects.with_all().filter(office=office_id)
    return rows if may_audit(desk, office_id) else rows.filter(respondent__in=desk.post_ids)


def is_in_conflict(desk: Desk, grievance: Grievance) -> bool:
    """Whether the person is the one complained of, stands below that one, or allowed what is complained of to
    be dropped.
    """
    superiors = Post.objects.filter(office_id=grievance.office_id).superiors()
    if has_conflict_of_interest(superiors, grievance.respondent_id, desk.post_ids):
        return True
    return has_allowed_drop(desk.user.pk, grievance.case_id)


def may_decide(desk: Desk, stage: Stage) -> bool:
    """The holder of the stage's post, unless in conflict."""
    return desk.holds(stage.post_id) and not is_in_conflict(desk, stage.grievance)


def may_study(desk: Desk, grievance: Grievance) -> bool:
    """Whoever holds the post of a tier it has reached, unless in conflict: with the name of
    the complainant.
    """
    return any(desk.holds(stage.post_id) for stage in grievance.stages.all()) and not is_in_conflict(
        desk, grievance
    )


def is_respondent(desk: Desk, grievance: Grievance) -> bool:
    return desk.holds(grievance.respondent_id)


def may_read_as_respondent(desk: Desk, grievance: Grievance) -> bool:
    return is_respondent(desk, grievance) or may_audit(desk, grievance.office_id)


def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """Whoever may study the complaint reads what it is about; in conflict, neither."""
    if not request.user.is_authenticated:
        return False
    filed = Grievance.objects.filter(case=paper.subject_id, office=paper.office_id)
    desk = desk_of(request.user, timezone.localdate())
    return any(may_study(desk, grievance) for grievance in filed.prefetch_related("stages"))
