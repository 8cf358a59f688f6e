"""Who may read a paper that came as proof of a task."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.papers.access import register_reader
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of
from ongikar.rules.calendar.office_calendar import TZ

from .models import Task
from .rights import may_read_task


@register_reader(Task.SUBJECT)
def may_read_proof(request: HttpRequest, paper: Paper) -> bool:
    """Whoever may read the task. The link of an owner outside shows no paper: it may have been shared."""
    if not request.user.is_authenticated:
        return False
    found = Task.objects.filter(pk=paper.subject_id, office=paper.office_id).first()
    return found is not None and may_read_task(
        desk_of(request.user, timezone.now().astimezone(TZ).date()), found
    )
