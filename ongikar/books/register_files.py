"""Registers too long to be made while somebody waits, as the worker makes them: one spreadsheet, or a bundle
of printed volumes that carry the serials on, with a page of contents.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from ongikar.core.i18n.say import language, say
from ongikar.exports.makers import Arguments, ExportMaker, MadeFile, NothingToMake, Work
from ongikar.offices.day_roots import root_of_day_before
from ongikar.offices.models import Office, Post
from ongikar.papers.letterhead import letterhead
from ongikar.papers.pdf.typesetter import render_apart
from ongikar.people.post_holders import STAFF_ROLES, TIER_ROLES
from ongikar.rules.bangla.text import digits, grouped_number

from .register_exports import corrections_note, register_page_data, save_workbook, year_words
from .register_filter import NarrowedBook, narrow_book
from .registry import Book, RegisterLine, book_named

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, ZIP = "application/pdf", "application/zip"
# Whoever may read a register may take it along.
READERS = STAFF_ROLES | {Post.AUDITOR}
# Those who hear complaints order the books that they may read; book_views asks for each.
TAKERS = READERS | TIER_ROLES
# Some forty sheets, as a book of paper has; setting a thousand would take more memory than a maker may.
LINES_A_VOLUME = 500
# Where people wrote long, a volume has fewer lines: this many letters take the typesetter some 200 MB.
LETTERS_A_VOLUME = 400_000
SLUG, YEAR = "slug", "year"


def register_arguments(slug: str, fiscal_year: int, shown: NarrowedBook) -> dict[str, str]:
    """What an order says: the book, its year, and what it was narrowed by."""
    chosen = {choice.name: choice.chosen for choice in shown.choices if choice.chosen}
    return {SLUG: slug, YEAR: str(fiscal_year)} | chosen


def ordered_book(office: Office, arguments: Arguments) -> tuple[Book, int]:
    book = book_named(arguments.get(SLUG, ""))
    if book is None:
        raise NothingToMake
    year = int(arguments[YEAR])
    return book.in_year(office, year), year


def ordered_lines(office: Office, arguments: Arguments) -> tuple[Book, NarrowedBook]:
    book, year = ordered_book(office, arguments)
    return book, narrow_book(book, office, year, arguments)


def workbook_title(book: Book, office: Office, fiscal_year: int, shown: NarrowedBook) -> str:
    return f"{book.words}, {year_words(fiscal_year, shown)} · {office.name}"


def register_address(arguments: Arguments) -> str:
    """The page of the register, narrowed as it was."""
    chosen = {name: value for name, value in arguments.items() if name not in (SLUG, YEAR)}
    return reverse("book", args=[arguments[SLUG], arguments[YEAR]], query=chosen)


def register_title(arguments: Arguments, office: Office, form: str, tongue: str) -> str:
    """The title of an order in the language at hand: the book, what of it, the form, and its language."""
    book, shown = ordered_lines(office, arguments)
    tongue_words = say("ইংরেজিতে", "in English") if tongue == "en" else say("বাংলায়", "in Bangla")
    return f"{book.words}, {year_words(int(arguments[YEAR]), shown)} · {form}, {tongue_words}"


def make_workbook(office: Office, arguments: Arguments, work: Work) -> MadeFile:
    book, shown = ordered_lines(office, arguments)
    year = int(arguments[YEAR])
    path = work.folder / "register.xlsx"
    with open(path, "wb") as file:
        count = save_workbook(
            file,
            workbook_title(book, office, year, shown),
            book.headings,
            work.count_lines(shown.rows),
            widths=book.widths,
            totals=[(total.words, total.count) for total in shown.totals],
            folder=work.folder,
        )
    return MadeFile(path, f"{book.slug}-{year}.xlsx", XLSX, count)


@dataclass(frozen=True, slots=True)
class Volume:
    """One printed part of a register. `carried`: how many lines stand in those before it."""

    number: int
    path: Path
    count: int
    carried: int
    first: RegisterLine
    last: RegisterLine

    @property
    def serials(self) -> str:
        return span(self.first.texts[0], self.last.texts[0])

    @property
    def days(self) -> str:
        return span(self.first.texts[1], self.last.texts[1])


def span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def make_volumes(office: Office, arguments: Arguments, work: Work) -> MadeFile:
    """The register printed: one paper where one volume holds it, else a bundle of them."""
    book, shown = ordered_lines(office, arguments)
    year = int(arguments[YEAR])
    volumes = list(print_volumes(book, office, year, shown, work))
    count = sum(volume.count for volume in volumes)
    stem = f"{book.slug}-{year}"
    if len(volumes) == 1:
        return MadeFile(volumes[0].path, f"{stem}.pdf", PDF, count)
    contents = render_apart("register", contents_data(book, office, year, shown, volumes, stem))
    path = work.folder / "register.zip"
    # Pages are packed already.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr(f"{stem}-000-contents.pdf", contents)
        for volume in volumes:
            bundle.write(volume.path, volume_name(stem, volume.number))
    return MadeFile(path, f"{stem}.zip", ZIP, count)


def volume_name(stem: str, number: int) -> str:
    return f"{stem}-{number:03d}.pdf"


def print_volumes(
    book: Book, office: Office, fiscal_year: int, shown: NarrowedBook, work: Work
) -> Iterator[Volume]:
    """Each volume set and laid into the folder. One that was set before a fall, of the very same lines, is
    taken from there.
    """
    year = year_words(fiscal_year, shown)
    # Of the moment of the order: what was set before a fall is the same paper after it.
    root = root_of_day_before(office, work.asked_at)
    carried = 0
    for number, lines, is_last in parts_of(shown.rows):
        is_whole = number == 1 and is_last
        data = register_page_data(
            book,
            office,
            year,
            lines,
            note=" ".join(filter(None, (shown.summed_up if is_whole else "", corrections_note(lines)))),
            volume="" if is_whole else volume_words(number, lines, carried),
            root=root,
        )
        said = json.dumps(data, ensure_ascii=False, sort_keys=True)
        path = work.folder / f"{number:04d}-{hashlib.sha256(said.encode()).hexdigest()[:20]}.pdf"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(render_apart("register", data))
            part.rename(path)
        first = lines[0] if lines else RegisterLine(("", ""))
        yield Volume(number, path, len(lines), carried, first, lines[-1] if lines else first)
        carried += len(lines)
        work.step(carried)
        work.pause()


def parts_of(lines: Iterable[RegisterLine]) -> Iterator[tuple[int, list[RegisterLine], bool]]:
    """The lines of each volume with its number, and whether it is the last; a register without a line has one
    volume.
    """
    number, part, letters = 1, list[RegisterLine](), 0
    for line in lines:
        weight = sum(map(len, line.texts))
        if part and (len(part) >= LINES_A_VOLUME or letters + weight > LETTERS_A_VOLUME):
            yield number, part, False
            number, part, letters = number + 1, [], 0
        part.append(line)
        letters += weight
    yield number, part, True


def volume_words(number: int, lines: list[RegisterLine], carried: int) -> str:
    """খণ্ড ২ · ক্রমিক ১০০১ – ২০০০ · আগের খণ্ড থেকে জের: ১,০০০টি ভুক্তি."""
    parts = [
        say("খণ্ড {n}", "Volume {n}", n=digits(number, language())),
        say("ক্রমিক {serials}", "No. {serials}", serials=span(lines[0].texts[0], lines[-1].texts[0])),
    ]
    if carried:
        parts.append(
            say(
                "আগের খণ্ড থেকে জের: {n}টি ভুক্তি",
                "carried forward from earlier volumes: {n} lines",
                n=grouped_number(carried, language()),
            )
        )
    return " · ".join(parts)


CONTENTS_COLUMNS = (
    ("খণ্ড", "Volume", 6),
    ("ক্রমিক", "No.", 16),
    ("তারিখ", "Dates", 22),
    ("ভুক্তি", "Lines", 10),
    ("আগের খণ্ড থেকে জের", "Carried forward", 14),
    ("পরের খণ্ডে জের", "Carried on", 14),
    ("ফাইল", "File", 24),
)


def contents_data(
    book: Book, office: Office, fiscal_year: int, shown: NarrowedBook, volumes: list[Volume], stem: str
) -> Mapping[str, object]:
    """The page of contents, set as a register of the volumes."""

    def figure(count: int) -> str:
        return grouped_number(count, language())

    return {
        "language": language(),
        "office": letterhead(office),
        "title": book.words,
        "fiscal_year": year_words(fiscal_year, shown),
        "volume": say("খণ্ডের সূচি", "Contents of the volumes"),
        "columns": [{"label": say(bn, en), "width": width} for bn, en, width in CONTENTS_COLUMNS],
        "rows": [
            {
                "cells": [
                    digits(each.number, language()),
                    each.serials,
                    each.days,
                    figure(each.count),
                    figure(each.carried),
                    figure(each.carried + each.count),
                    volume_name(stem, each.number),
                ]
            }
            for each in volumes
        ],
        "note": shown.summed_up,
    }


REGISTER_SHEET = ExportMaker("register_sheet", register_address, make_workbook, TAKERS)
REGISTER_VOLUMES = ExportMaker("register_volumes", register_address, make_volumes, TAKERS)
