"""Who may work on an event, read it, and open its papers."""

from django.http import HttpRequest
from django.utils import timezone

from ongikar.cases.rights import may_read
from ongikar.papers.models import Paper
from ongikar.people.desk import desk_of


def may_read_event_paper(request: HttpRequest, paper: Paper) -> bool:
    """Vouchers are the office's own: whoever reads its cases reads them, nobody else."""
    return request.user.is_authenticated and may_read(
        desk_of(request.user, timezone.localdate()), paper.office_id
    )
