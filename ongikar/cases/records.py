"""A record that belongs to a case: what its model has beyond those of `records.models`."""

from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from ongikar.core.i18n.say import say_lazy
from ongikar.records.models import Numbered, Record

from .models import Case


class RecordOfCase(Record):
    """What belongs to a case beside its answers, in no book of its own."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="%(class)s")
    made_at = models.DateTimeField(say_lazy("কবে লেখা", "Entered"))

    class Meta:
        abstract = True

    def fill(self, case: Case) -> None:
        """The columns that follow from the case."""

    def follow_opening(self, now: datetime) -> None:
        """What else is written with the record."""


class CaseRecord(Numbered, RecordOfCase):
    """The usual one: a line of a book, with its number."""

    class Meta:
        abstract = True


@cache
def records_of_cases() -> dict[str, Any]:
    """`{subject in the journal: its model}` of everything that belongs to a case beside its answers."""
    models_of_cases = (model for model in apps.get_models() if issubclass(model, RecordOfCase))
    return {model.SUBJECT: model for model in models_of_cases}


def first_line(words: Any, most: int) -> str:
    """Of what was written in sentences the first line, cut to the width of its column."""
    return next(iter(str(words).splitlines()), "")[:most]
