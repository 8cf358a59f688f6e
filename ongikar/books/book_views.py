"""The office's books on screen, as a spreadsheet, and printed as the paper book looks; open to those who
keep them, and to an auditor, who only reads.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ongikar.cases.models import Case
from ongikar.core.http.page_cache import cacheable_figures
from ongikar.core.i18n.say import language
from ongikar.journal.restores import restores_of
from ongikar.offices.day_roots import day_roots
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.papers.pdf import render as render_pdf
from ongikar.papers.receipt_key import public_pem
from ongikar.papers.views import pdf_download, with_private_headers
from ongikar.people.desk import STAFF_ROLES, for_roles
from ongikar.rules.bangla.text import fiscal_year as fiscal_year_of
from ongikar.rules.bangla.text import fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from .register_exports import register_data, write_workbook
from .register_filter import narrow_book
from .registry import Book, RegisterLine, book_named, books

for_keepers = for_roles(*STAFF_ROLES, readers=[Post.AUDITOR])


LINES_A_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def book_years(office: Office) -> list[int]:
    """The fiscal years the office has cases in, and the present one; the newest first."""
    now = fiscal_year_of(timezone.now().astimezone(TZ).date())
    first = Case.objects.filter(office=office).aggregate(first=Min("fiscal_year"))["first"] or now
    return list(range(now, min(first, now) - 1, -1))


def get_book(request: OfficeRequest, slug: str, fiscal_year: int) -> Book:
    """The book of this name; a year the office has no book of is unknown."""
    book = book_named(slug)
    if book is None or fiscal_year not in book_years(request.office):
        raise Http404
    return book


def column_percents(widths: tuple[int, ...]) -> list[int]:
    """The columns' shares in whole per cent of the line."""
    return [round(100 * width / sum(widths)) for width in widths]


@for_keepers
@require_safe
def book_list(request: OfficeRequest) -> HttpResponse:
    shown = [(year, fiscal_year_words(year, language())) for year in book_years(request.office)]
    return render(request, "books/shelf.html", {"books": books(), "years": shown, "current": "books"})


@for_keepers
@require_safe
def book(request: OfficeRequest, slug: str, fiscal_year: int) -> HttpResponse:
    book = get_book(request, slug, fiscal_year)
    shown = narrow_book(book, request.office, fiscal_year, request.GET)
    page = Paginator(cast(Sequence[RegisterLine], shown.rows), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "book": book,
        "narrowed": shown,
        "widths": column_percents(book.widths),
        "page": page,
        "fiscal_year": fiscal_year,
        "year": fiscal_year_words(fiscal_year, language()),
        "years": [(y, fiscal_year_words(y, language())) for y in book_years(request.office)],
        "current": "books",
    }
    return render(request, "books/book.html", context)


@for_keepers
@require_safe
def book_as_spreadsheet(request: OfficeRequest, slug: str, fiscal_year: int) -> HttpResponse:
    book = get_book(request, slug, fiscal_year)
    shown = narrow_book(book, request.office, fiscal_year, request.GET)
    year = fiscal_year_words(fiscal_year, language())
    title = f"{', '.join(filter(None, (book.words, year, shown.words)))} · {request.office.name}"
    totals = [(total.words, total.count) for total in shown.totals]
    content = write_workbook(title, book.headings, shown.rows, widths=book.widths, totals=totals)
    return with_private_headers(
        HttpResponse(content, content_type=XLSX), f"{slug}-{fiscal_year}.xlsx", is_shown=False
    )


@for_keepers
@require_safe
def book_as_pdf(request: OfficeRequest, slug: str, fiscal_year: int) -> HttpResponse:
    book = get_book(request, slug, fiscal_year)
    data = register_data(book, request.office, fiscal_year, request.GET)
    return pdf_download(render_pdf("register", data), f"{slug}-{fiscal_year}.pdf")


DAYS = 14


@cacheable_figures
@require_safe
def ledger(request: OfficeRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    found = day_roots(request.office, [today - timedelta(days=n) for n in range(DAYS)])
    context = {
        "now": now,
        "today": today,
        "roots": [(date.fromisoformat(root.day), root) for root in found],
        "restores": restores_of(request.office.pk),
        "key": public_pem(settings.ONGIKAR_RECEIPT_KEY).decode(),
        "current": "account",
    }
    return render(request, "books/ledger.html", context)
