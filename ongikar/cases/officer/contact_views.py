"""Calls and visits about cases: the press that notes one, and the page of what a month of them came to."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from ongikar.cases.actions.contacts import ContactFigures, contacts_of_month, note_contact
from ongikar.cases.case_queries import case_for_desk
from ongikar.cases.rights import for_handlers, for_readers
from ongikar.charter.models import service_of
from ongikar.core.i18n.say import language, say
from ongikar.offices.middleware import OfficeRequest
from ongikar.people.post_holders import StaffRequest
from ongikar.rules import case_transitions
from ongikar.rules.bangla.text import digits, month_name, month_span
from ongikar.rules.calendar.office_calendar import TZ

from .case.act_views import show_act_refused

FIRST_MONTH = date(2020, 1, 1)


@for_handlers
@require_POST
def enter_contact(request: StaffRequest, number: str) -> HttpResponse:
    """One press; what was said may be written beside it afterwards, as a remark."""
    case, way = case_for_desk(request.office, number), request.POST.get("way", "")
    if case is None or way not in case_transitions.CONTACTS:
        raise Http404
    try:
        note_contact(case, way=way, actor=request.holder.actor, now=timezone.now())
    except case_transitions.TransitionFault:
        return show_act_refused(request, case)
    messages.success(request, done_words(number, way))
    return redirect("case", number=number)


def done_words(number: str, way: str) -> str:
    """What was noted, and where to write more of it."""
    noted = (
        say("ফোনের কথা লেখা হয়েছে।", "The call is noted.")
        if way == case_transitions.CALL
        else say("খোঁজ নিতে আসার কথা লেখা হয়েছে।", "The visit is noted.")
    )
    more = say("কী কথা হলো, লিখুন", "Write what was said")
    return format_html('{} <a href="{}">{}</a>', noted, reverse("case_act", args=[number, "note"]), more)


@for_readers
@require_safe
def show_contacts(request: OfficeRequest) -> HttpResponse:
    """It names no case and nobody."""
    this = timezone.now().astimezone(TZ).date().replace(day=1)
    shown = read_month(request.GET.get("month", ""), this)
    by_service = contacts_of_month(request.office, shown)
    whole = ContactFigures(
        calls=sum(each.calls for each in by_service.values()),
        visits=sum(each.visits for each in by_service.values()),
        after_due=sum(each.after_due for each in by_service.values()),
    )
    rows = [(service_of(key).name, each) for key, each in by_service.items()]
    later = month_span(shown)[1]
    context = {
        "rows": sorted(rows, key=lambda row: (-row[1].total, row[0])),
        "whole": whole,
        "words": f"{month_name(shown.month, language())} {digits(shown.year, language())}",
        "earlier": month_words_of(date(shown.year - (shown.month == 1), (shown.month - 2) % 12 + 1, 1)),
        "later": month_words_of(later) if later <= this else "",
        "current": "queue",
    }
    return render(request, "cases/officer/contacts.html", context)


def month_words_of(first: date) -> str:
    """2026-12, as an address has it."""
    return f"{first:%Y-%m}"


def read_month(typed: str, this: date) -> date:
    """The first day of the month that is asked for; of none the present one. One to come has no figures."""
    if not typed:
        return this
    try:
        first = date.fromisoformat(f"{typed}-01")
    except ValueError as fault:
        raise Http404 from fault
    if not FIRST_MONTH <= first <= this:
        raise Http404
    return first
