"""Tokens for a day without power: a sheet is printed ahead, and what was written on it is entered later."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.core.forms.faults import ActFault
from ongikar.core.forms.forms import JoinedForms
from ongikar.core.forms.keys import key_of
from ongikar.core.forms.pages import render_asked
from ongikar.core.i18n.say import language, override_language, say
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import date_words, digits
from ongikar.rules.calendar.office_calendar import TZ

from .paper_forms import A_PAGE, PaperRowForm, SheetForm
from .paper_tokens import PaperVisit, RowFault, enter_paper_visits, entered_numbers, next_numbers
from .queue_views import services_of
from .rights import for_counter_staff
from .rules.printed import kept_number, written_number
from .settings import queue_rules
from .words import group_words, printed_in_both

ROWS = 10
# The columns of the act by what they are called on the page.
FIELDS = {"printed": "number", "arrived_at": "at", "priority": "priority"}


@for_counter_staff
@require_http_methods(["GET", "POST"])
def show_printed_tokens(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    rows = row_forms(request, now)
    if request.method == "POST" and (visits := visits_of_rows(rows)) is not None:
        try:
            entered = enter_paper_visits(
                request.office,
                visits,
                actor=request.holder.actor,
                now=now,
                submission=f"paper-{request.office.pk}-{key_of(request.POST)}",
            )
        except RowFault as fault:
            add_row_fault(rows[fault.row - 1], fault.fault)
        else:
            words = say("{n}টি টোকেন লেখা হয়েছে।", "{n} [token is|tokens are] entered.", n=len(entered))
            messages.success(request, words)
            return redirect("printed_tokens")
    return render_tokens(request, now, rows)


def row_forms(request: StaffRequest, now: datetime) -> list[PaperRowForm]:
    """Ten rows, those of today's sheet that are not entered yet written in."""
    today = now.astimezone(TZ).date()
    said: dict[str, Any] = {
        "now": now,
        "purposes": [(row.code, row.short) for row in services_of(request.office, now)],
        "groups": [(each.key, group_words(each)) for each in queue_rules(request.office, today).groups],
    }
    if request.method == "POST":
        return [PaperRowForm(request.POST, row=row, **said) for row in range(1, ROWS + 1)]
    numbers = next_numbers(entered_numbers(request.office, today), ROWS)
    first = [digits(written_number(today, number), language()) for number in numbers]
    first += [""] * (ROWS - len(first))
    return [
        PaperRowForm(row=row, initial={"number": number}, **said) for row, number in enumerate(first, start=1)
    ]


def visits_of_rows(rows: Sequence[PaperRowForm]) -> list[PaperVisit] | None:
    """What the rows say; None where one of them cannot be, which says why."""
    # Each is asked, so that each says what is wrong with it.
    if sum(each.is_valid() for each in rows) < len(rows):
        return None
    visits: list[PaperVisit] = []
    for each in rows:
        if each.visit is None:
            continue
        if any(each.visit.printed == earlier.printed for earlier in visits):
            each.add_error(
                "number",
                say("এই টোকেন ওপরে একবার লেখা আছে।", "This token stands in a row above already."),
            )
            return None
        visits.append(each.visit)
    if not visits:
        rows[0].add_error("at", say("অন্তত একটি টোকেনের সময় লিখুন।", "Write the time of one token at least."))
        return None
    return visits


def add_row_fault(row: PaperRowForm, fault: ActFault) -> None:
    row.add_error(FIELDS.get(fault.field), fault.words)


def render_tokens(
    request: StaffRequest, now: datetime, rows: Sequence[PaperRowForm], *, sheet: SheetForm | None = None
) -> HttpResponse:
    asked = sheet or JoinedForms(rows)
    tomorrow = now.astimezone(TZ).date() + timedelta(days=1)
    first = {"on": tomorrow, "first": digits(1, language()), "count": digits(2 * A_PAGE, language())}
    context = {
        "rows": rows,
        "form": asked,
        "sheet": sheet or SheetForm(today=tomorrow, initial=first),
        "current": "counter",
    }
    return render_asked(request, "visits/printed_tokens.html", context, asked.errors)


@for_counter_staff
@require_safe
def printed_tokens_pdf(request: StaffRequest) -> HttpResponse:
    """A range of tokens for one day, ten on a sheet; the page with the fault where it cannot be."""
    now = timezone.now()
    form = SheetForm(request.GET, today=now.astimezone(TZ).date())
    if not form.is_valid():
        return render_tokens(request, now, row_forms(request, now), sheet=form)
    day, first, count = (form.cleaned_data[name] for name in ("on", "first", "count"))
    with override_language("bn"):
        head = letterhead(request.office)
    numbers = range(first, first + count)
    data = {
        "language": "bn",
        "office": head,
        "name_en": request.office.name_en,
        "day": [date_words(day, tongue) for tongue in ("bn", "en")],
        "tokens": [
            {
                "number": printed_in_both(kept_number(day, number)),
                "written": [digits(written_number(day, number), tongue) for tongue in ("bn", "en")],
            }
            for number in numbers
        ],
    }
    return pdf_download(render_pdf("printed_tokens", data), f"tokens-{day}-{first}-{numbers[-1]}.pdf")
