"""What no longer holds is crossed out in every book of a delivery kind: on screen, on paper and in the
spreadsheet. Its reason stays readable.
"""

import io
import zipfile

import pytest

from ongikar.books.register_exports import register_data, write_workbook
from ongikar.books.registry import book_named
from ongikar.cases.models import Case
from ongikar.delivery.inspection.models import Inspection
from ongikar.delivery.lecture.models import TourEntry
from ongikar.delivery.meeting.models import Decision, Meeting
from ongikar.delivery.support.models import Job
from ongikar.delivery.training.models import Batch, LabUse, TrainingHours
from ongikar.delivery.upkeep.models import UpkeepItem
from ongikar.tasks.models import Task
from ongikar.visitors.models import Visitor

from .scene import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Fiscal years in which the things of the scene stand.
YEARS = (2026, 2027)
OF_CASES = ("support", "procurement", "rollouts", "performance", "initiatives", "events", "lectures")
OF_THEIR_OWN = (
    "inspections",
    "meetings",
    "decisions",
    "upkeep",
    "trainings",
    "training_hours",
    "lab_use",
    "tours",
    "visitors",
)


@pytest.fixture
def all_gone(scene):
    """Everything was withdrawn, cancelled, dropped or struck: as the rows of it then say."""
    Case.objects.all().update(state="withdrawn", closed_at=NOW)
    Job.objects.all().update(ended_at=NOW)
    Inspection.objects.all().update(state="cancelled", visited_on=NOW.date())
    Meeting.objects.all().update(state="cancelled")
    Batch.objects.all().update(state="cancelled")
    # The series of the scene has given no task yet.
    item = UpkeepItem.objects.get(office=scene.ours.office)
    given = Task.objects.filter(office=item.office, series=None).earliest("pk")
    Task.objects.filter(pk=given.pk).update(series=item.series)
    Task.objects.filter(series__in=UpkeepItem.objects.values("series")).update(state="dropped", ended_at=NOW)
    Task.objects.filter(pk__in=Decision.objects.values("task")).update(state="dropped", ended_at=NOW)
    for struck in (TrainingHours, LabUse, TourEntry, Visitor):
        struck.objects.all().update(struck_reason="ভুল তারিখ")
    return scene


def test_what_no_longer_holds_is_crossed_out_wherever_its_book_is_read(all_gone):
    office, client = all_gone.ours.office, all_gone.browser("officer")
    for slug in (*OF_CASES, *OF_THEIR_OWN):
        book = book_named(slug)
        year, lines = next(
            ((year, found) for year in YEARS if (found := list(book.rows(office, year)))), (0, [])
        )
        assert lines, f"{slug}: the scene has no line of it"
        assert all(line.struck for line in lines), slug
        assert "<s>" in client.get(f"/desk/books/{slug}/{year}/").content.decode(), slug
        runs = [
            run
            for row in register_data(book, office, year)["rows"]
            for cell in row["cells"]
            if not isinstance(cell, str)
            for run in cell
        ]
        assert [run for run in runs if run["struck"]] == [run for run in runs if run["text"]] != [], slug
        with zipfile.ZipFile(io.BytesIO(write_workbook(book.words, book.headings, lines))) as parts:
            assert b"<strike" in parts.read("xl/styles.xml"), slug
