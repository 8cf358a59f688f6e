"""The complaints about which the officer complained of has not spoken yet, though a decision may come any day."""

from django.db.models import Exists, OuterRef, QuerySet

from ongikar.people.desk import Desk

from .models import Act, Grievance
from .moves import FILED


def unanswered(desk: Desk, office_id: int) -> QuerySet[Grievance]:
    """Those about a post that this person holds, the oldest first."""
    answers = Act.objects.filter(grievance=OuterRef("pk"), name="answer")
    rows = Grievance.objects.filter(office=office_id, respondent__in=desk.post_ids, state=FILED)
    return rows.exclude(Exists(answers)).order_by("id")
