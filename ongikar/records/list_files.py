"""A list as a spreadsheet, with what it was narrowed by: ordered from its page, made by the worker line by
line, whatever its length.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from ongikar.core.i18n.say import override_language
from ongikar.exports.makers import Arguments, ExportMaker, MadeFile, NothingToMake, Work
from ongikar.exports.order_list import refuse_export
from ongikar.exports.orders import TooManyExports, order_export
from ongikar.offices.models import Office
from ongikar.people.post_holders import StaffRequest
from ongikar.rules.calendar.office_calendar import TZ

from .filters import OF_ASKER, Narrowed
from .lists import READER_ROLES, DeskList
from .words import Due, label_of, plain_words, value_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# In an order: the list, beside what narrows it.
LIST = "list"
# Records read at a time, and as many as an order says that there are about.
BATCH, COUNTED = 500, 10_000
WIDTH = 24
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def desk_named(names: str) -> DeskList:
    from .registry import LISTS

    if names not in LISTS:
        raise NothingToMake
    return LISTS[names]


def records_of(desk: DeskList, office: Office, narrowed: Narrowed) -> Iterator[Any]:
    """All records of the list, some hundred at a time, each page going on from the last record of the one
    before.
    """
    mark = ""
    while True:
        page = desk.read_page(narrowed, mark, BATCH)
        yield from desk.prepare(page.records, office)
        if not page.after:
            return
        mark = page.after


def columns_of(desk: DeskList) -> list[str]:
    return [name for name in (desk.title, desk.subtitle, *desk.columns) if name]


def plain_value(desk: DeskList, name: str, record: Any) -> Any:
    """A day or a number as one; what else a page shows as its words."""
    value = value_of(desk, name, record)
    if isinstance(value, Due):
        value = value.at
    if isinstance(value, datetime):
        return value.astimezone(TZ).replace(tzinfo=None)
    if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
        return value
    return plain_words(value)


def make_list(office: Office, arguments: Arguments, work: Work) -> MadeFile:
    """In the language at hand."""
    # Large, and seldom needed.
    import xlsxwriter

    desk = desk_named(arguments.get(LIST, ""))
    narrowed = desk.narrow_rows(office, arguments)
    path, names, row = work.folder / "list.xlsx", columns_of(desk), 0
    with xlsxwriter.Workbook(path, OPTIONS) as workbook:
        bold = workbook.add_format({"bold": True})
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        moment = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        page = workbook.add_worksheet()
        page.set_column(0, len(names) - 1, WIDTH)
        page.write_string(0, 0, f"{list_title(desk, office, narrowed)} · {office.name}", bold)
        for column, name in enumerate(names):
            page.write_string(1, column, label_of(desk, name), bold)
        for row, record in enumerate(work.count_lines(records_of(desk, office, narrowed)), start=1):
            for column, name in enumerate(names):
                value = plain_value(desk, name, record)
                if isinstance(value, datetime):
                    page.write_datetime(row + 1, column, value, moment)
                elif isinstance(value, date):
                    page.write_datetime(row + 1, column, value, day)
                elif isinstance(value, str):
                    page.write_string(row + 1, column, value)
                else:
                    page.write_number(row + 1, column, value)
    return MadeFile(path, f"{desk.list_title}.xlsx", XLSX, row)


def list_title(desk: DeskList, office: Office, narrowed: Narrowed) -> str:
    """What the list is called, and by what it was narrowed."""
    parts = [desk.list_title]
    for each in desk.list_filter:
        if value := narrowed.asked.get(each.name):
            parts.append(dict(each.choices(office)).get(value, value))
    if narrowed.words:
        parts.append(f"“{narrowed.words}”")
    return ", ".join(parts)


def address_of(arguments: Arguments) -> str:
    desk, asked = desk_named(arguments.get(LIST, "")), QueryDict(mutable=True)
    asked.update(
        {name: value for name, value in arguments.items() if name != LIST and not name.startswith(OF_ASKER)}
    )
    return f"{desk.list_url}?{asked.urlencode()}" if asked else desk.list_url


MAKER = ExportMaker(
    "records.list",
    address=address_of,
    make=make_list,
    roles=READER_ROLES,
    may_fetch=lambda held, arguments: bool(
        {post.role for post in held.posts} & desk_named(arguments.get(LIST, "")).readers
    ),
)


def order_list(request: StaffRequest, desk: DeskList) -> HttpResponse:
    """The order of a list as its page shows it, and then the page of the order."""
    narrowed = desk.narrow(request, request.POST.dict())
    arguments = {LIST: desk.names, **narrowed.asked, **desk.of_asker(request)}
    titles = []
    for tongue in ("bn", "en"):
        with override_language(tongue):
            titles.append(list_title(desk, request.office, narrowed))
    try:
        ordered = order_export(
            maker=MAKER,
            arguments=arguments,
            title=(titles[0], titles[1]),
            lines=desk.count_of(narrowed, COUNTED),
            office=request.office,
            user=request.user,
            now=timezone.now(),
        )
    except TooManyExports as fault:
        return refuse_export(request, fault)
    return redirect("export", ordered.pk)
