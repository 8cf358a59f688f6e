"""The papers of a case, for those who decide on a complaint about it."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of

from .models import Grievance
from .rights import may_study


def may_read_paper(request: HttpRequest, paper: Paper) -> bool:
    """Whoever may study the complaint reads what it is about; in conflict, neither."""
    if not request.user.is_authenticated:
        return False
    filed = Grievance.objects.filter(case=paper.subject_id, office=paper.office_id)
    desk = desk_of(request.user, timezone.localdate())
    return any(may_study(desk, grievance) for grievance in filed.prefetch_related("stages"))
