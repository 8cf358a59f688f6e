"""The first day on screen: a file is given, what it would change is seen row by row, and one press writes it.

Between the two pages nothing is kept: what was read goes to the browser and comes back signed.
"""

import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.charter.documents import faults
from ongikar.charter.documents.faults import DocumentFault
from ongikar.charter.documents.reading import ZIP
from ongikar.charter.documents.xlsx import sheet_cells
from ongikar.charter.models import Service, charter_in_force
from ongikar.core.forms.fields import UploadField
from ongikar.core.forms.forms import Form
from ongikar.core.forms.pages import posted_data, render_form
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import digits
from ongikar.website.rights import for_the_first_day

from .apply import SeenOtherwise, apply_rows, digest
from .diff import CHANGED, NEW, REFUSED, SAME, ImportLine, compare_rows
from .questions import Question, needed_questions
from .steps import steps_of
from .tables import MOST_ROWS, NO_TABLE, TABLES, SheetRow, rows_of_sheets

MOST_BYTES = 2_000_000
SALT = "ongikar.first_day"
# What was read in the morning is not written the next day.
SIGNED_FOR = 4 * 60 * 60
# So many rows of each state stand on the page.
SHOWN = 200


class SheetField(UploadField):
    """A spreadsheet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".xlsx"


class SheetForm(Form):
    file = SheetField(
        label=say_lazy("XLSX ফাইল", "XLSX file"),
        help_text=say_lazy(
            "সর্বোচ্চ ২ MB ও ২,০০০ সারি। প্রথম সারিতে নমুনার শিরোনাম থাকতে হবে।",
            "At most 2 MB and 2,000 rows. The first row has the headings of the sample.",
        ),
    )


STATES = {
    REFUSED: ("নেওয়া হবে না", "Refused", "late"),
    CHANGED: ("বদলাবে", "Changed", "today"),
    NEW: ("নতুন", "New", "open"),
    SAME: ("আগের মতোই", "The same", "shut"),
}


@for_the_first_day
@require_http_methods(["GET", "POST"])
def bring_rows(request: StaffRequest) -> HttpResponse:
    """Give the file, or write what was seen of it."""
    if request.method == "POST" and "seen" in request.POST:
        return write_seen(request)
    form = SheetForm(*posted_data(request))
    if form.is_bound and form.is_valid():
        try:
            rows = read_rows(form.cleaned_data["file"])
        except DocumentFault as fault:
            form.add_error("file", say(fault.bn, fault.en))
        else:
            return show_diff(request, rows)
    context = {
        "form": form,
        "heading": say("প্রথম দিন: ফাইল থেকে আনুন", "First day: bring from a file"),
        "button": say("কী হবে দেখুন", "See what would change"),
        "current": "first_day",
    }
    return render_form(request, "website/first_day/bring.html", context)


def read_rows(upload: Any) -> list[SheetRow]:
    """Raises DocumentFault, which says what is wrong with the file."""
    if upload.size > MOST_BYTES:
        raise DocumentFault(
            "ফাইলটি ২ MB-এর চেয়ে বড়; ভাগ করে আনুন।", "The file is larger than 2 MB; bring it in parts."
        )
    content = upload.read()
    if not content.startswith(ZIP):
        raise DocumentFault("এটি XLSX ফাইল নয়।", "This is no XLSX file.")
    try:
        rows = list(rows_of_sheets(sheet_cells(content)))
    except (MemoryError, RecursionError, ValueError, KeyError, IndexError) as fault:
        raise faults.BROKEN.fault(kind="XLSX") from fault
    if not rows:
        raise DocumentFault(*both(NO_TABLE))
    if len(rows) > MOST_ROWS:
        raise DocumentFault(
            "ফাইলটিতে ২,০০০-এর বেশি সারি; ভাগ করে আনুন।", "The file has more than 2,000 rows; bring it in parts."
        )
    return rows


def both(words: Any) -> tuple[str, str]:
    return str(words), str(words)


def show_diff(request: StaffRequest, rows: list[SheetRow], *, status: int = 200) -> HttpResponse:
    lines = compare_rows(request.office, rows, timezone.now())
    counts = Counter(line.state for line in lines)
    context = {
        "groups": [
            (
                key,
                say(bn, en),
                look,
                digits(counts[key], language()),
                [shown_line(line) for line in lines if line.state == key][:SHOWN],
            )
            for key, (bn, en, look) in STATES.items()
            if counts[key]
        ],
        "writes": counts[NEW] + counts[CHANGED],
        "seen": signing.dumps(
            {
                "office": request.office.pk,
                "user": request.user.pk,
                "rows": [[row.table, row.number, dict(row.cells)] for row in rows],
                "digest": digest(lines),
            },
            salt=SALT,
            compress=True,
        ),
        "current": "first_day",
    }
    return render(request, "website/first_day/diff.html", context, status=status)


def shown_line(line: ImportLine) -> dict[str, Any]:
    table = TABLES[line.table]
    return {
        "number": line.number,
        "table": table.title,
        "title": line.title,
        "why": line.why,
        "changes": [(table.heading(name), old, new) for name, old, new in line.changes],
    }


def write_seen(request: StaffRequest) -> HttpResponse:
    try:
        seen = signing.loads(request.POST["seen"], salt=SALT, max_age=SIGNED_FOR)
    except signing.BadSignature:
        seen = None
    if not seen or (seen["office"], seen["user"]) != (request.office.pk, request.user.pk):
        messages.error(
            request,
            say("ফাইলটি আবার দিন; আগের দেখা আর চলে না।", "Give the file again; what was seen is too old."),
        )
        return redirect("first_day")
    rows = [SheetRow(table, number, cells) for table, number, cells in seen["rows"]]
    try:
        counts = apply_rows(
            request.office, rows, seen=seen["digest"], actor=request.holder.actor, now=timezone.now()
        )
    except SeenOtherwise:
        messages.error(
            request,
            say(
                "এর মধ্যে কিছু বদলে গেছে; কিছুই লেখা হয়নি। নিচে এখনকার হিসাব দেখুন।",
                "Something changed meanwhile; nothing was written. Below is how it stands now.",
            ),
        )
        return show_diff(request, rows, status=409)
    written = "; ".join(f"{TABLES[name].title}: {n}" for name, n in sorted(counts.items()))
    messages.success(request, say("লেখা হয়েছে। {written}", "Written. {written}", written=written))
    return redirect("first_day")


@for_the_first_day
@require_safe
def sample_sheet(request: StaffRequest) -> HttpResponse:
    """An empty workbook with the headings of each table, in the language of the page; a sheet beside them
    says which service needs an answer under which question.
    """
    # Takes a tenth of a second to load, for a page that few ever ask for.
    import xlsxwriter

    today = timezone.localdate()
    asked = list(needed_questions(charter_in_force(request.office, today).services, today))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for table in TABLES.values():
            heads = [table.heading(name) for name in table.columns]
            if table.takes_answers:
                # A question that several services ask is one column.
                heads += dict.fromkeys(question.heading for _, question in asked)
            sheet = book.add_worksheet(table.title[:31])
            for column, head in enumerate(heads):
                sheet.write_string(0, column, head, bold)
            sheet.set_column(0, len(heads) - 1, 24)
        write_questions(book, bold, asked)
    answer = HttpResponse(
        made.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="first-day.xlsx"'
    return answer


def write_questions(book: Any, bold: Any, asked: Sequence[tuple[Service, Question]]) -> None:
    """What to write under the questions; no table, so it is not read when the workbook comes back."""
    sheet = book.add_worksheet(say("কোন সেবায় কী লাগে", "What each service needs"))
    heads = (say("সেবা", "Service"), say("প্রশ্ন", "Question"), say("যা লেখা যায়", "What may be written"))
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for line, (row, question) in enumerate(asked, 1):
        for column, text in enumerate((row.code, question.heading, "; ".join(question.choice_words))):
            sheet.write_string(line, column, text)
    sheet.set_column(0, len(heads) - 1, 40)


@for_the_first_day
@require_safe
def first_steps(request: StaffRequest) -> HttpResponse:
    """What a new office has to do, with what is done."""
    lines = steps_of(request.office, timezone.now())
    left = [line for line in lines if not line.standing.is_done]
    needed = [line for line in left if line.step.is_needed]
    context = {
        "lines": lines,
        "done": len(lines) - len(left),
        "count": len(lines),
        "needed": len(needed),
        "minutes": sum(line.step.minutes for line in needed),
        "optional": len(left) - len(needed),
        "current": "first_steps",
    }
    return render(request, "website/first_day/steps.html", context)
