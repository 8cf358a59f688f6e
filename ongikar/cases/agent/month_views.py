"""The book of a month on screen and paper: the agent's own, and the sum of all centres for the office."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.rights import agent_posts, for_agents, for_readers
from ongikar.core.i18n.say import language, say, say_lazy
from ongikar.offices.models import Post
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.responses import pdf_download
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.bangla.text import date_words, digits, grouped_number, month_span
from ongikar.rules.calendar.office_calendar import TZ

from .months import CentreSum, FilingLine, filings_of_month, month_asked, month_words, name_of_applicant


def months_beside(first: date, now: datetime) -> dict[str, str]:
    """The months before and after, as an address has them; "" of one still to come."""
    after = month_span(first)[1]
    before = (first - timedelta(days=1)).replace(day=1)
    return {
        "earlier": f"{before:%Y-%m}",
        "later": f"{after:%Y-%m}" if after <= now.astimezone(TZ).date() else "",
    }


@for_agents
@require_safe
def show_own_month(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    first = month_asked(request.GET.get("month", ""), now)
    sums = filings_of_month(request.office, agent_posts(request.holder, request.office.pk), first)
    context = {
        "sums": sums,
        "month": month_words(first),
        "asked": f"{first:%Y-%m}",
        **months_beside(first, now),
        "current": "agent",
    }
    return render(request, "cases/agent/month.html", context)


@for_agents
@require_safe
def own_month_pdf(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    first = month_asked(request.GET.get("month", ""), now)
    sums = filings_of_month(request.office, agent_posts(request.holder, request.office.pk), first)
    content = render_pdf("register", book_data(request, sums, first), made_at=now)
    return pdf_download(content, f"{say('আনা আবেদন', 'Applications brought')} {first:%Y-%m}.pdf")


@for_readers
@require_safe
def show_centres(request: StaffRequest) -> HttpResponse:
    now = timezone.now()
    first = month_asked(request.GET.get("month", ""), now)
    posts = Post.objects.filter(office=request.office, role=Post.AGENT).order_by("pk")
    sums = filings_of_month(request.office, posts, first)
    context = {
        "sums": sums,
        "count": sum(each.count for each in sums),
        "denials": sum(each.denials for each in sums),
        "late": sum(each.late for each in sums),
        "taka": sum(each.taka for each in sums),
        "month": month_words(first),
        **months_beside(first, now),
        "current": "counter",
    }
    return render(request, "cases/officer/centres.html", context)


# The columns with their share of the line.
COLUMNS = (
    (say_lazy("তারিখ", "Day"), 12),
    (say_lazy("আবেদন নম্বর", "Application"), 16),
    (say_lazy("নাগরিক", "Citizen"), 24),
    (say_lazy("সেবা", "Service"), 34),
    (say_lazy("টাকা", "Taka"), 9),
    (say_lazy("মন্তব্য", "Remark"), 16),
)


def book_data(request: StaffRequest, sums: list[CentreSum], first: date) -> dict[str, Any]:
    """What the sheet of a register takes (papers/typst/register.typ)."""
    tongue = language()
    rows = [
        [
            date_words(line.filing.consent_at.astimezone(TZ).date(), tongue, weekday=False),
            digits(line.filing.case.number, tongue),
            name_of_applicant(line),
            line.filing.case.row.short,
            "" if line.fee is None else grouped_number(line.taka, tongue),
            remark_words(line),
        ]
        for each in sums
        for line in each.lines
    ]
    count, taka = sum(each.count for each in sums), sum(each.taka for each in sums)
    return {
        "language": tongue,
        "office": letterhead(request.office),
        "title": f"{say('আনা আবেদন', 'Applications brought')}: {', '.join(each.post.title for each in sums)}",
        "period": month_words(first),
        "columns": [{"label": str(label), "width": width} for label, width in COLUMNS],
        "rows": [{"cells": cells} for cells in rows],
        "note": sum_words(count, taka),
    }


def remark_words(line: FilingLine) -> str:
    if line.is_denied:
        return say("নাগরিক চাননি", "not asked for")
    return say("দেরিতে পৌঁছেছে", "came late") if line.is_late else ""


def sum_words(count: int, taka: int) -> str:
    if not taka:
        return say("মোট {n}টি আবেদন।", "{n} [application|applications].", n=count)
    return say(
        "মোট {n}টি আবেদন, {taka} টাকা।",
        "{n} [application|applications], {taka} taka.",
        n=count,
        taka=grouped_number(taka, language()),
    )
