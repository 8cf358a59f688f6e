"""What the rows of a record tell of persons is emptied with the person: days, sums and marks stay."""

from django.apps import apps

from ongikar.papers.actions import remove_files
from ongikar.papers.models import Paper

from .models import Record, Row, RowOfRecord


def rows_of(record: type[Record]) -> list[type[RowOfRecord]]:
    """The models whose rows belong to records of this one."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, RowOfRecord) and model.record_model() is record
    ]


def forget_people(record: Record) -> None:
    """Of the record and all that belongs to it, its papers too. Done twice it is done once."""
    empty_columns(type(record), pk=record.pk)
    for model in rows_of(type(record)):
        empty_columns(model, **{model.PARENT: record})
    papers = Paper.objects.filter(subject_type=record.SUBJECT, subject_id=record.pk)
    remove_files(papers.exclude(file=""))


def empty_columns(model: type[Row], **which: object) -> None:
    for name, left in model.PERSONAL_DATA.items():
        model.objects.filter(**which).exclude(**{name: left}).update(**{name: left})
