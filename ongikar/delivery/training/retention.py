"""When an objection against a selection no longer says whose it was."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE

from .models import Objection


def objections(office: Office, before: datetime) -> QuerySet[Objection]:
    """Of those who had no application; an applicant's are emptied with their case."""
    made = Objection.objects.filter(office=office, made_at__lt=before, application__isnull=True)
    return made.exclude(name=sql_literal(GONE))


register_retention(
    RetentionClass("objections", "person", objections, "made_at", Objection.forget),
)
