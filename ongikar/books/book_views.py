"""The office's books on screen, as a spreadsheet, and printed as the paper book looks; open to those who
keep them, and to an auditor, who only reads.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Min
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ongikar.cases.models import Case
from ongikar.core.http.heavy_pages import heavy_page
from ongikar.core.http.page_cache import cacheable_figures
from ongikar.core.i18n.say import language, override_language
from ongikar.exports.makers import ExportMaker
from ongikar.exports.order_list import refuse_export
from ongikar.exports.orders import TooManyExports, order_export
from ongikar.journal.restores import restores_of
from ongikar.offices.day_roots import day_roots, root_of_day_before
from ongikar.offices.middleware import OfficeRequest
from ongikar.offices.models import Office, Post
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.papers.receipt_key import public_pem
from ongikar.papers.responses import pdf_download, with_private_headers
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES, PostHolder, StaffRequest, for_roles
from ongikar.rules.bangla.text import fiscal_year as fiscal_year_of
from ongikar.rules.bangla.text import fiscal_year_words
from ongikar.rules.calendar.office_calendar import TZ

from .register_exports import register_data, write_workbook
from .register_files import (
    READERS,
    REGISTER_SHEET,
    REGISTER_VOLUMES,
    XLSX,
    register_arguments,
    register_title,
    workbook_title,
)
from .register_filter import NarrowedBook, narrow_book
from .registry import Book, RegisterLine, book_named, line_count, pick_language, shelves
from .slots import BOOK

# Those who hear complaints come in too, and find the books that name them as readers.
for_keepers = for_roles(*STAFF_ROLES, readers=[Post.AUDITOR, *TIER_ROLES])


LINES_A_PAGE = 100


def book_years(office: Office) -> list[int]:
    """The fiscal years the office has cases in, and the present one; the newest first."""
    now = fiscal_year_of(timezone.now().astimezone(TZ).date())
    first = Case.objects.filter(office=office).aggregate(first=Min("fiscal_year"))["first"] or now
    return list(range(now, min(first, now) - 1, -1))


def get_book(request: StaffRequest, slug: str, fiscal_year: int) -> Book:
    """The book of this name; a year the office has no book of is unknown."""
    book = book_named(slug)
    if book is None or fiscal_year not in book_years(request.office):
        raise Http404
    if not may_read_book(request.holder, request.office, book):
        raise PermissionDenied
    return book.in_year(request.office, fiscal_year)


def may_read_book(holder: PostHolder, office: Office, book: Book) -> bool:
    return holder.has(office.pk, READERS | book.readers)


def column_percents(widths: tuple[int, ...]) -> list[int]:
    """The columns' shares in whole per cent of the line."""
    return [round(100 * width / sum(widths)) for width in widths]


@for_keepers
@require_safe
def book_list(request: StaffRequest) -> HttpResponse:
    kept = [
        (
            pick_language(words),
            [each for each in shelf if may_read_book(request.holder, request.office, each)],
        )
        for words, shelf in shelves()
    ]
    this, *before = [(year, fiscal_year_words(year, language())) for year in book_years(request.office)]
    context = {"shelves": [each for each in kept if each[1]], "this_year": this, "years_before": before}
    return render(request, "books/shelf.html", {**context, "current": "books"})


@heavy_page
@for_keepers
@require_safe
def book(request: StaffRequest, slug: str, fiscal_year: int) -> HttpResponse:
    book = get_book(request, slug, fiscal_year)
    shown = narrow_book(book, request.office, fiscal_year, request.GET)
    count = line_count(shown.rows)
    page = Paginator(cast(Sequence[RegisterLine], shown.rows), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "book": book,
        "narrowed": shown,
        "is_long_pdf": count > PRINTED.most_at_once,
        "is_long_sheet": count > SPREADSHEET.most_at_once,
        "widths": column_percents(book.widths),
        "page": page,
        "fiscal_year": fiscal_year,
        "year": fiscal_year_words(fiscal_year, language()),
        "years": [(y, fiscal_year_words(y, language())) for y in book_years(request.office)],
        "slot": BOOK.answers(request, book=book, fiscal_year=fiscal_year, now=timezone.now()),
        "current": "books",
    }
    return render(request, "books/book.html", context)


@dataclass(frozen=True, slots=True)
class BookFile:
    """A form in which a book is taken along: its name in words, who makes it when it is long, and up to how
    many lines it is made while somebody waits.
    """

    form: str
    maker: ExportMaker
    most_at_once: int
    answer: Callable[[Book, Office, int, NarrowedBook], HttpResponse]


def spreadsheet_answer(book: Book, office: Office, fiscal_year: int, shown: NarrowedBook) -> HttpResponse:
    title = workbook_title(book, office, fiscal_year, shown)
    totals = [(total.words, total.count) for total in shown.totals]
    content = write_workbook(title, book.headings, shown.rows, widths=book.widths, totals=totals)
    return with_private_headers(
        HttpResponse(content, content_type=XLSX), f"{book.slug}-{fiscal_year}.xlsx", is_shown=False
    )


def pdf_answer(book: Book, office: Office, fiscal_year: int, shown: NarrowedBook) -> HttpResponse:
    root = root_of_day_before(office, timezone.now())
    data = register_data(book, office, fiscal_year, shown, root=root)
    return pdf_download(render_apart("register", data), f"{book.slug}-{fiscal_year}.pdf")


# What is made in under a second: see benchmarks/RESULTS.md.
SPREADSHEET = BookFile("XLSX", REGISTER_SHEET, 1_000, spreadsheet_answer)
PRINTED = BookFile("PDF", REGISTER_VOLUMES, 150, pdf_answer)

# An auditor orders, too: it changes nothing of the office's, and is entered.
for_takers = for_roles(*READERS, *TIER_ROLES)


@heavy_page
@for_takers
@require_http_methods(["GET", "HEAD", "POST"])
def book_as_spreadsheet(request: StaffRequest, slug: str, fiscal_year: int) -> HttpResponse:
    return book_file(request, get_book(request, slug, fiscal_year), fiscal_year, SPREADSHEET)


@heavy_page
@for_takers
@require_http_methods(["GET", "HEAD", "POST"])
def book_as_pdf(request: StaffRequest, slug: str, fiscal_year: int) -> HttpResponse:
    return book_file(request, get_book(request, slug, fiscal_year), fiscal_year, PRINTED)


def book_file(request: StaffRequest, book: Book, fiscal_year: int, file: BookFile) -> HttpResponse:
    """The file at once where the book is short; of a long one the page of the book, which offers to have it
    made, and once that is sent, the page of the order.
    """
    office = request.office
    shown = narrow_book(book, office, fiscal_year, request.GET)
    count = line_count(shown.rows)
    if request.method != "POST":
        if count <= file.most_at_once:
            return file.answer(book, office, fiscal_year, shown)
        return redirect(reverse("book", args=[book.slug, fiscal_year]) + shown.query)
    arguments, tongue = register_arguments(book.slug, fiscal_year, shown), language()
    try:
        ordered = order_export(
            maker=file.maker,
            arguments=arguments,
            title=titles(lambda: register_title(arguments, office, file.form, tongue)),
            lines=count,
            office=office,
            user=request.user,
            now=timezone.now(),
        )
    except TooManyExports as fault:
        return refuse_export(request, fault)
    return redirect("export", ordered.pk)


def titles(title: Callable[[], str]) -> tuple[str, str]:
    """A title in Bangla and in English."""
    with override_language("bn"):
        bangla = title()
    with override_language("en"):
        return bangla, title()


DAYS = 14


@cacheable_figures
@require_safe
def ledger(request: OfficeRequest) -> HttpResponse:
    now = timezone.now()
    today = now.astimezone(TZ).date()
    roots = day_roots(request.office, [today - timedelta(days=n) for n in range(DAYS)])
    context = {
        "now": now,
        "today": today,
        "roots": [(date.fromisoformat(root.day), root) for root in roots],
        "restores": restores_of(request.office.pk),
        "key": public_pem(settings.ONGIKAR_RECEIPT_KEY).decode(),
        "current": "account",
    }
    return render(request, "books/ledger.html", context)
