"""The register of tasks: one line a task, in the order of their numbers, with how it ended."""

from datetime import datetime

from django.utils import timezone

from ongikar.core.i18n.say import language, say
from ongikar.offices.models import Office
from ongikar.tasks import transitions
from ongikar.tasks.models import Task
from ongikar.tasks.owners import owner_words
from ongikar.tasks.promise import is_task_late
from ongikar.tasks.words import origin_words, task_number

from .cells import day_cell
from .gaps import gaps_of_year
from .registry import Book, Cell, RegisterLine
from .serial_lines import SerialLines

COLUMNS = (
    ("নম্বর", "Number"),
    ("দেওয়ার তারিখ", "Given on"),
    ("কাজ", "Task"),
    ("কোথা থেকে", "From"),
    ("কার কাজ", "Whose"),
    ("কে দিয়েছেন", "Given by"),
    ("কে যাচাই করবেন", "Checked by"),
    ("শেষ দিন", "Due"),
    ("শেষের তারিখ", "Ended on"),
    ("অবস্থা", "State"),
    ("সময়মতো কি না", "In time"),
    ("মন্তব্য", "Remarks"),
)


def task_lines(office: Office, fiscal_year: int) -> SerialLines:
    rows = Task.objects.with_related().prefetch_related("acts").filter(office=office, fiscal_year=fiscal_year)
    now = timezone.now()
    return SerialLines(
        rows,
        lambda tasks: [task_line(each, now) for each in tasks],
        office=office,
        book="tasks",
        fiscal_year=fiscal_year,
        columns=len(COLUMNS),
        key="number",
        # Tasks are counted on for good: what a restore left out stands in the year of the restore.
        gaps=gaps_of_year(office, "tasks", fiscal_year),
    )


def task_line(task: Task, now: datetime) -> RegisterLine:
    """A task that was dropped stays readable, crossed out, with the reason."""
    late = is_task_late(task, now)
    dropped = task.state == transitions.DROPPED
    reason = next((act.words for act in reversed(task.acts.all()) if act.name == transitions.DROP), "")
    in_time = "" if dropped or not (late or task.ended_at) else say("না", "No") if late else say("হ্যাঁ", "Yes")
    remark = reason if dropped else remark_of(task)
    return RegisterLine(
        (
            Cell.of(task_number(task.number, language()), task.number),
            day_cell(task.given_at),
            task.title,
            origin_words(task.origin),
            owner_words(task),
            task.given_by.title,
            task.check_post.title if task.check_post else say("লাগবে না", "not needed"),
            day_cell(task.clock.due_at),
            day_cell(task.ended_at),
            task.get_state_display(),
            in_time,
            remark,
        ),
        struck=reason if dropped else "",
    )


def remark_of(task: Task) -> str:
    """What of its life a reader of the book should know: moved days, and another that took it over."""
    said = {
        transitions.EXTEND: say("সময় বেড়েছে", "extended"),
        transitions.TRANSFER: say("অন্যকে দেওয়া", "transferred"),
        transitions.HAND_BACK: say("ফেরত দেওয়া", "handed back"),
        transitions.REOPEN: say("আবার খোলা", "opened again"),
    }
    names = [act.name for act in task.acts.all() if act.name in said]
    words = [said[name] for name in dict.fromkeys(names)]
    if task.exception == Task.ALONE:
        words.append(say("নিজেই যাচাই", "checked by the same person"))
    return ", ".join(words)


REGISTER = Book(
    "tasks",
    ("কাজের রেজিস্টার", "Task register"),
    COLUMNS,
    task_lines,
    widths=(8, 10, 20, 10, 12, 12, 11, 10, 10, 9, 7, 14),
)
