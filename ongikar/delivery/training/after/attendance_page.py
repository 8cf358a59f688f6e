"""The attendance of a batch as one sheet, people by classes: how it stands, beside the batch; and the page on
which it is filled in.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ongikar.cases.rights import for_handlers
from ongikar.core.forms.fields import without_nulls
from ongikar.core.forms.pages import render_asked
from ongikar.core.i18n.say import language, say
from ongikar.delivery.training import states
from ongikar.delivery.training.models import Application, Batch
from ongikar.delivery.training.words import batch_number, batch_title
from ongikar.gatherings.attendance_grid import AttendanceGrid, GridFaults, Saved
from ongikar.gatherings.rules.attendance_signs import FIGURES, KNOWN, SIGNS
from ongikar.gatherings.words import mark_words
from ongikar.people.post_holders import StaffRequest
from ongikar.records.registry import DESKS
from ongikar.rules.bangla.text import digits

from .sessions import SEATED, roster_of

PASTE = "paste"


def grid_of(batch: Batch, now: datetime, page: str = "") -> AttendanceGrid | None:
    """None before the batch began."""
    roster = roster_of(batch)
    if roster is None:
        return None
    taught = Application.objects.filter(call__batch=batch, state__in=SEATED | {states.DROPPED})
    rolls, english = dict[int, int](), dict[int, str]()
    for applicant, roll, name_en in taught.values_list("case__applicant_id", "roll", "name_en"):
        if applicant is not None:
            rolls[applicant], english[applicant] = roll, name_en or ""
    return AttendanceGrid(
        roster,
        now=now,
        rolls=rolls,
        other_names=english,
        wanted=batch.course.attendance_percent,
        page=page,
    )


@for_handlers
@require_http_methods(["GET", "HEAD", "POST"])
def fill_attendance(request: StaffRequest, pk: str) -> HttpResponse:
    """The sheet is filled in cell by cell or from Excel, and saved with one press: all of it, or what is
    wrong beside its cell.
    """
    batch, now = DESKS["batch"].find(request.office, pk), timezone.now()
    grid = grid_of(batch, now, request.GET.get("page", ""))
    if grid is None:
        messages.error(
            request, say("ব্যাচ শুরু হলে উপস্থিতি লেখা যায়।", "Attendance is written once the batch has begun.")
        )
        return redirect("batch_classes", batch.number)
    if request.method != "POST":
        return show_grid(request, batch, grid)
    data = {name: without_nulls(str(value)) for name, value in request.POST.items()}
    grid.read(data)
    if data.get("act") == PASTE:
        grid.take_sheet(data.get(PASTE, ""))
        return show_grid(request, batch, grid, data)
    try:
        saved = grid.save(
            closes="closes" in data,
            nonce=f"grid-{secrets.token_hex(8)}",
            actor=request.holder.actor,
            now=now,
        )
    except GridFaults:
        grid.show_what_stands()
        return show_grid(request, batch, grid, data)
    tell(request, saved)
    return redirect(request.get_full_path())


def tell(request: StaffRequest, saved: Saved) -> None:
    said = say("{n}টি চিহ্ন লেখা হয়েছে।", "{n} [mark was|marks were] written.", n=saved.marks)
    if saved.closed:
        numbers = digits(", ".join(map(str, saved.closed)), language())
        said += " " + say(
            "ক্লাস {numbers} খাতায় উঠেছে।", "In the class book now: class {numbers}.", numbers=numbers
        )
    messages.success(request, said)
    for each in saved.left_open:
        messages.warning(request, each)


def keys() -> str:
    """JSON: what one key writes, a sign in either script or its figure on any keyboard."""
    tongue = language() == "en"
    signs = {key: SIGNS[value][tongue] for key, value in KNOWN.items() if len(key) == 1}
    return json.dumps(signs | {digits(figure): SIGNS[value][tongue] for value, figure in FIGURES.items()})


def show_grid(
    request: StaffRequest, batch: Batch, grid: AttendanceGrid, data: Mapping[str, str] | None = None
) -> HttpResponse:
    """`data`: what was sent, where it was not saved."""
    sheet, tongue = grid.pasted, language()
    is_refused = grid.has_faults or bool(sheet and sheet.faults)
    context = {
        "batch": batch,
        "number": batch_number(batch),
        "title": batch_title(batch),
        "grid": grid,
        "keys": keys(),
        "signs": [
            (mark_words(value), SIGNS[value][tongue == "en"], digits(FIGURES[value], tongue))
            for value in SIGNS
        ],
        "present": SIGNS["present"][tongue == "en"],
        "closes": data is None or "closes" in data,
        "pasted": data.get(PASTE, "") if data and (data.get("act") != PASTE or is_refused) else "",
        "sheet": sheet,
        "sheet_faults": [say(*fault) for fault in sheet.faults] if sheet else [],
        "left_out": ", ".join(sheet.left_out) if sheet else "",
        "filled": len(sheet.cells) if sheet else 0,
        "current": "training",
    }
    return render_asked(request, "training/after/attendance_grid.html", context, is_refused)
