"""The list of tasks on paper, as it was chosen on screen."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.views import pdf_download
from ongikar.people.desk import DeskRequest
from ongikar.rules.bangla.text import date_words, fiscal_year, fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from . import lists
from .list_views import TAB_WORDS, TaskRow, own_posts, task_rows
from .lists import TaskSelection, tasks_page
from .rights import for_task_readers

# A sheet for the wall or the meeting; a year's tasks are a register (books).
MOST_PRINTED = 150


@for_task_readers
@require_safe
def tasks_pdf(request: DeskRequest) -> HttpResponse:
    now = timezone.now()
    asked = TaskSelection.read(request.GET.dict(), lists.OPEN).without_page
    page = tasks_page(request.office, asked, own_posts(request), now, size=MOST_PRINTED)
    rows = task_rows(page.tasks, request, now)
    content = render_pdf("register", list_data(request, asked, rows, bool(page.after), now), made_at=now)
    return pdf_download(content, f"{say('কাজের তালিকা', 'Task list')} {now.astimezone(TZ):%Y-%m-%d}.pdf")


# The columns with their share of the line; the last stays empty, for a signature.
COLUMNS = (
    (say_lazy("নম্বর", "No."), 9),
    (say_lazy("কাজ", "Task"), 34),
    (say_lazy("কোথা থেকে", "From"), 14),
    (say_lazy("কার কাজ", "Whose"), 20),
    (say_lazy("শেষ দিন", "Due"), 12),
    (say_lazy("অবস্থা", "State"), 22),
    (say_lazy("স্বাক্ষর", "Signature"), 12),
)


def list_data(
    request: DeskRequest, asked: TaskSelection, rows: list[TaskRow], has_more: bool, now: datetime
) -> dict[str, Any]:
    """What the sheet of a register takes (papers/typst/register.typ)."""
    office, today = request.office, now.astimezone(TZ).date()
    more = say("তালিকা লম্বা; প্রথম {n}টি এখানে আছে।", "The list is long; its first {n} are here.", n=MOST_PRINTED)
    title = f"{say('কাজের তালিকা', 'Task list')}: {TAB_WORDS[asked.tab]}, {date_words(today, language())}"
    return {
        "language": language(),
        "office": letterhead(office),
        "title": title,
        "fiscal_year": fiscal_year_words(fiscal_year(today), language()),
        "columns": [{"label": str(label), "width": width} for label, width in COLUMNS],
        "rows": [
            {
                "cells": [
                    row.number,
                    row.task.title,
                    row.origin,
                    row.owner,
                    row.stands.due_day,
                    row.stands.words,
                    "",
                ]
            }
            for row in rows
        ],
        "note": more if has_more else "",
    }
