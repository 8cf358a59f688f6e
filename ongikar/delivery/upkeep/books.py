"""The register of what was kept fresh: a line for each time, in the order in which the work was given."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from ongikar.books.cells import day_cell
from ongikar.books.registry import BATCH, Book, Cell, RegisterLine, Shelf, register_book
from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.tasks import transitions
from ongikar.tasks.models import Task
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import is_task_late
from ongikar.tasks.words import task_number

from .catalogue import sort_words
from .models import UpkeepItem
from .words import proof_words

COLUMNS = (
    ("কাজ", "Task"),
    ("ধরন", "Sort"),
    ("কী হালনাগাদ", "What is kept fresh"),
    ("কোথায় দেখা যায়", "Where it is seen"),
    ("কার কাজ", "Whose"),
    ("শেষ দিন", "Due"),
    ("হালনাগাদ হয়েছে", "Brought up to date"),
    ("প্রমাণ", "Proof"),
    ("কে যাচাই করেছেন", "Checked by"),
    ("সময়মতো কি না", "In time"),
    ("অবস্থা", "State"),
)
WIDTHS = (8, 11, 18, 18, 12, 9, 10, 20, 12, 7, 9)


class UpkeepLines:
    """The lines of one year, read only as far as they are wanted."""

    def __init__(self, office: Office, rows: QuerySet[Task]) -> None:
        self.office, self.rows, self.now = office, rows.order_by("number"), timezone.now()

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[RegisterLine]:
        first, until, _ = wanted.indices(len(self))
        return self.lines(list(self.rows[first:until]))

    def __iter__(self) -> Iterator[RegisterLine]:
        last = 0
        while rows := list(self.rows.filter(number__gt=last)[:BATCH]):
            yield from self.lines(rows)
            last = rows[-1].number

    def lines(self, tasks: list[Task]) -> list[RegisterLine]:
        items = {
            item.series_id: item
            for item in UpkeepItem.objects.filter(series__in={task.series_id for task in tasks})
        }
        proofs = proof_words(task.pk for task in tasks)
        return [
            upkeep_line(self.office, task, items[task.series_id], proofs.get(task.pk, ""), self.now)
            for task in tasks
            if task.series_id in items
        ]


def upkeep_lines(office: Office, fiscal_year: int) -> UpkeepLines:
    # By the few series of what is kept fresh, not by the year of all tasks.
    series = UpkeepItem.objects.filter(office=office).values("series")
    rows = Task.objects.with_related().filter(series__in=series, fiscal_year=fiscal_year)
    return UpkeepLines(office, rows)


def upkeep_line(office: Office, task: Task, item: UpkeepItem, proof: str, now: datetime) -> RegisterLine:
    """Work that was dropped stays readable, crossed out."""
    late, dropped = is_task_late(task, now), task.state == transitions.DROPPED
    in_time = "" if dropped or not (late or task.ended_at) else say("না", "No") if late else say("হ্যাঁ", "Yes")
    done, state = task.state == transitions.DONE, task.get_state_display()
    return RegisterLine(
        (
            Cell.of(task_number(task.number, language()), task.number),
            sort_words(office.slug, item.sort),
            item.title,
            item.address,
            owner_words(task),
            day_cell(task.clock.due_at),
            day_cell(task.ended_at) if done else "",
            proof,
            task.check_post.title if done and task.check_post else "",
            in_time,
            state,
        ),
        struck=state if dropped else "",
    )


REGISTER = Book(
    "upkeep",
    ("পোর্টাল ও ই-নথি হালনাগাদের রেজিস্টার", "Register of portal and e-Nothi upkeep"),
    COLUMNS,
    upkeep_lines,
    widths=WIDTHS,
)

register_book(REGISTER, Shelf.MEETINGS)
