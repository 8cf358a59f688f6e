"""When the visitor book no longer says who came."""

from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE
from ongikar.records.retention import forget_people

from .models import Visitor


def visitors(office: Office, before: datetime) -> QuerySet[Visitor]:
    return Visitor.objects.filter(office=office, came_at__lt=before).exclude(name=sql_literal(GONE))


register_retention(RetentionClass("visitors", "visitors", visitors, "came_at", forget_people))
