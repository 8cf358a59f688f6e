"""A case that is written down for whoever a desk called: visit and case are one story from then on."""

from datetime import datetime

from django.http import HttpRequest

from ongikar.cases.models import Case
from ongikar.core.db.pages import read_key
from ongikar.journal.actions import Reference
from ongikar.offices.models import Office
from ongikar.rules.calendar.office_calendar import TZ
from ongikar.visits.actions import say_what_about
from ongikar.visits.models import Visit

VISIT = "visit"


def find_visit(request: HttpRequest, office: Office, now: datetime) -> Visit | None:
    """Of the day at hand, and about nothing yet; None where the counter was opened for nobody called."""
    said = request.POST if request.method == "POST" else request.GET
    if (key := read_key(said.get(VISIT, ""))) is None:
        return None
    rows = Visit.objects.select_related("office")
    return rows.filter(office=office, pk=key, day=now.astimezone(TZ).date(), subject_type="").first()


def tie_visit(visit: Visit | None, case: Case, *, actor: Reference, now: datetime) -> None:
    """Raises ActFault where another clerk was quicker."""
    if visit is not None:
        say_what_about(visit, case.reference, purpose=case.row.code, actor=actor, now=now)
