"""When letters and scans are emptied: a letter by the class of the file in which it lies."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from ongikar.core.db.index_conditions import sql_literal
from ongikar.offices.models import Office
from ongikar.offices.retention_classes import RetentionClass, register_retention
from ongikar.people.models import GONE

from .incoming.scans import remove_scan
from .models import File, Letter, Scan
from .outgoing.anonymise import empty_letter
from .transitions import OPEN_IN, OPEN_OUT


def letter_scans(office: Office, before: datetime) -> QuerySet[Scan]:
    return Scan.objects.filter(office=office, begun_at__lt=before)


def old_letters(before: datetime) -> QuerySet[Letter]:
    """Those that belong to no case or complaint: what belongs to one is emptied with it."""
    # Denied twice: SQLite believes that few letters have no subject, or lie in no file, and looks for those.
    entered = Letter.objects.filter(entered_at__lt=before).exclude(subject_id__isnull=False)
    entered = entered.exclude(search=sql_literal(GONE))
    # What is still in somebody's hands is not over, however old.
    return entered.exclude(state__in=[*OPEN_IN, *OPEN_OUT])


def letters_of(file_class: str) -> Callable[[Office, datetime], QuerySet]:
    """The letters in files of one class, file by file: one of class ka is kept for ever, so that what lies
    in it is never looked at for another's sake.
    """

    def letters(office: Office, before: datetime) -> QuerySet[Letter]:
        files = File.objects.filter(office=office, retention=file_class)
        return old_letters(before).filter(file__in=files.values("pk"), file__isnull=False)

    return letters


def unfiled_letters(office: Office, before: datetime) -> QuerySet[Letter]:
    return old_letters(before).filter(office=office).exclude(file__isnull=False)


register_retention(
    RetentionClass("letter_scans", "letter_scans", letter_scans, "begun_at", remove_scan),
    RetentionClass("letters_kha", "letters_kha", letters_of(File.KHA), "file_id", empty_letter),
    RetentionClass("letters_ga", "letters_ga", letters_of(File.GA), "file_id", empty_letter),
    RetentionClass("letters_unfiled", "letters_ga", unfiled_letters, "entered_at", empty_letter),
    RetentionClass("letters_gha", "letters_gha", letters_of(File.GHA), "file_id", empty_letter),
)
