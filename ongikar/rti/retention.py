"""When a request for information, and its appeal, no longer tells of the person."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE

from .models import InformationRequest, RtiAppeal
from .personal_data import anonymise_request


def rti_requests(office: Office, before: datetime) -> QuerySet[InformationRequest]:
    """Those answered so long ago whose appeal, if any, is over too."""
    closed = InformationRequest.objects.filter(office=office, closed_at__lt=before)
    closed = closed.exclude(text=sql_literal(GONE))
    late = Q(closed_at=None) | Q(closed_at__gte=before)
    return closed.exclude(Exists(RtiAppeal.objects.filter(late, request=OuterRef("pk"))))


register_retention(
    RetentionClass("rti_requests", "person", rti_requests, "closed_at", anonymise_request),
)
