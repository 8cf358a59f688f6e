"""How a batch is named where something points at it: a task, a letter, a gathering, a certificate."""

from collections.abc import Iterable

from django.urls import reverse

from ongikar.cases.rights import READER_ROLES
from ongikar.people.subjects import SubjectLine, SubjectType, readable_by_roles

from . import words
from .models import Batch


def load_batches(keys: Iterable[int]) -> dict[int, SubjectLine]:
    found = Batch.objects.filter(pk__in=list(keys)).select_related("course")
    return {
        each.pk: SubjectLine(
            words.batch_number(each),
            words.batch_title(each),
            reverse("batch", args=[each.number]),
            each.office_id,
        )
        for each in found
    }


BATCH_SUBJECT = SubjectType(
    Batch.SUBJECT, ("প্রশিক্ষণের ব্যাচ", "Training batch"), load_batches, readable_by_roles(READER_ROLES)
)
