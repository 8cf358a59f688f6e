"""When answers, and drafts of answers, no longer tell of whoever gave them."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper
from ongikar.rules.calendar.office_calendar import TZ

from .actions.phone_submissions import empty_submission
from .filling.drafts import discard_draft
from .models import PhoneSubmission, Response, ResponseDraft


def empty_response(response: Response) -> None:
    """Safe to run twice, in the caller's transaction."""
    remove_files(Paper.objects.filter(subject_type=Response.SUBJECT, subject_id=response.pk).exclude(file=""))
    response.answers, response.sealed_answers, response.void_reason = {}, "", ""
    response.emptied_at = timezone.now()
    response.save(update_fields=["answers", "sealed_answers", "void_reason", "emptied_at"])


def responses(office: Office, before: datetime) -> QuerySet[Response]:
    return Response.objects.filter(submitted_at__lt=before, emptied_at=None, round__office=office)


def phone_submissions(office: Office, before: datetime) -> QuerySet[PhoneSubmission]:
    """What nobody looked at; what became a response goes with it."""
    waiting = PhoneSubmission.objects.filter(office=office, came_at__lt=before)
    return waiting.filter(state__in=[sql_literal(state) for state in PhoneSubmission.WAITING])


def response_drafts(office: Office, before: datetime) -> QuerySet[ResponseDraft]:
    day = before.astimezone(TZ).date()
    return ResponseDraft.objects.filter(saved_on__lt=day, round__office=office)


register_retention(
    RetentionClass("responses", "responses", responses, "submitted_at", empty_response),
    RetentionClass("phone_submissions", "responses", phone_submissions, "came_at", empty_submission),
    RetentionClass("response_drafts", "response_drafts", response_drafts, "saved_on", discard_draft),
)
