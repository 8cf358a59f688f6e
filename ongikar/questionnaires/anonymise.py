"""Empties answers whose retention period is over: what was said goes, with its files; that somebody answered,
on which day, and the score stay, since a certificate or a place may rest on them.
"""

from django.utils import timezone

from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper

from .models import Response


def empty_response(response: Response) -> None:
    """Safe to run twice, in the caller's transaction."""
    remove_files(Paper.objects.filter(subject_type=Response.SUBJECT, subject_id=response.pk).exclude(file=""))
    response.answers, response.sealed_answers, response.void_reason = {}, "", ""
    response.emptied_at = timezone.now()
    response.save(update_fields=["answers", "sealed_answers", "void_reason", "emptied_at"])
