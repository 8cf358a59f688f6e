"""What trainings are measured by: how many were held, and how many people completed them."""

from datetime import date, datetime

from django.db.models import QuerySet

from ongikar.books.measures import Measure, MeasureReading
from ongikar.offices.models import Office

from ..models import Batch, Completion
from ..states import CERTIFIED, FINISHED


def batches_over(office: Office, first: date, last: date) -> QuerySet[Batch]:
    """Those that ended in these days and whose results were written."""
    rows = Batch.objects.filter(office=office, ends_on__range=(first, last), state__in=(FINISHED, CERTIFIED))
    return rows.order_by("ends_on", "id")


def trainings_held(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    return MeasureReading(
        Batch.SUBJECT, tuple(batches_over(office, first, last).values_list("pk", flat=True))
    )


def people_trained(office: Office, first: date, last: date, now: datetime) -> MeasureReading:
    """Each by the case of the application; whoever completed two trainings counts twice."""
    passed = Completion.objects.filter(
        passed=True, application__call__batch__in=batches_over(office, first, last).order_by().values("pk")
    )
    keys = passed.order_by("pk").values_list("application__case_id", flat=True)
    return MeasureReading("case", tuple(keys))


TRAINING_MEASURES = (
    Measure(
        "trainings_held",
        ("শেষ হওয়া প্রশিক্ষণ", "Trainings held"),
        ("এ সময়ে কতটি ব্যাচের প্রশিক্ষণ শেষ হয়েছে", "How many batches ended in this time"),
        trainings_held,
        is_share=False,
    ),
    Measure(
        "people_trained",
        ("প্রশিক্ষণ পাওয়া মানুষ", "People trained"),
        (
            "এ সময়ে শেষ হওয়া ব্যাচে কতজন প্রশিক্ষণ সম্পন্ন করেছেন",
            "How many people completed a batch that ended in this time",
        ),
        people_trained,
        is_share=False,
    ),
)
