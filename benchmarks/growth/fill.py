"""Fill a database with cases and complaints and all that belongs to them, by SQL: 2,000,000 cases in minutes.

What stands in the rows is what the acts would write, but for what no page asks: no entry seals what its act
wrote, no paper has a file, and a due day is not the calendar's. An installation that was filled so is for
measuring alone.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Field
from django.utils import timezone

from ongikar.cases.models import Case
from ongikar.cases.register_counts import recount
from ongikar.cases.register_lines import kind_books
from ongikar.clock.models import OwedTally
from ongikar.clock.tallies import add_up_promises
from ongikar.grievances.upward.stage_counts import recount_stages
from ongikar.office_files import importing, reading
from ongikar.offices.models import Office

from . import rows
from .dialect import Dialect
from .work_tables import drop_work_tables, make_work_tables

TABLES = [
    "people_applicant",
    "clock_clock",
    "clock_fact",
    "clock_milestone",
    "cases_case",
    "cases_act",
    "papers_paper",
    "journal_entry",
    "journal_outboxentry",
    "notices_message",
    "grievances_grievance",
    "grievances_act",
    "grievances_stage",
    "grievances_offer",
]
FOLDER = Path(__file__).resolve().parents[2] / "offices" / "rangpur-sadar-ict"
# What was sent in by nobody begins with it.
MARK = "growth"
LOADED = datetime.fromisoformat("2025-01-01T09:00:00+06:00")


def fill(
    offices: Sequence[Office], cases: int, *, now: datetime, complaint_every: int = 10, mark: str = MARK
) -> None:
    """`cases` in all, dealt out to the offices in turn, over the last 300 days; statistics are gathered.

    `complaint_every`: one case in so many is complained of. Of each office a tenth, and at least thirty, are
    open, so that the pages of a small one are as full as those of a large one. `mark`: another for each fill
    of other offices of one database.
    """
    if Case.objects.filter(submission=f"{mark}-{1:09d}").exists():
        raise ValueError("this database was filled before: the numbers would be given twice")
    dialect = Dialect(now)
    dialect.begin()
    with transaction.atomic():
        drop_work_tables(dialect)
        make_work_tables(dialect, offices, cases)
        dialect.run(rows.complaints(cases, len(offices), complaint_every))
    base = {table: highest_key(table) for table in TABLES}
    for table, select in rows.statements(dialect, base, cases, mark=mark):
        began = time.monotonic()
        with transaction.atomic():
            dialect.run(insertion(table, select))
        if cases > 200_000:
            print(f"{table}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    with transaction.atomic():
        dialect.run(*SERIALS)
        drop_work_tables(dialect)
        store_kind_lines(dialect, offices)
    dialect.end(TABLES)
    for _ in chain(recount(), recount_stages()):
        pass
    make_tallies(offices, now)


def make_tallies(offices: Sequence[Office], now: datetime) -> None:
    """The rows were written past the acts: their promises are counted as those of before are."""
    OwedTally.objects.bulk_create((OwedTally(office=office) for office in offices), ignore_conflicts=True)
    while add_up_promises(now):
        pass


def store_kind_lines(dialect: Dialect, offices: Sequence[Office]) -> None:
    """A line for each case in the register of its kind, behind those that are there."""
    keys = ", ".join(str(office.pk) for office in offices)
    for book, words in kind_books().items():
        of_kind = ", ".join(f"'{word}'" for word in words)
        # Of what happened nothing is told in the answers of the fill.
        if book != "incident":
            dialect.run(
                f"""INSERT INTO cases_kindline
                    (office_id, book, fiscal_year, book_serial, case_id, round, edition)
                SELECT c.office_id, '{book}', c.fiscal_year, coalesce(before.last, 0) + row_number() OVER
                    (PARTITION BY c.office_id, c.fiscal_year ORDER BY c.book_serial), c.id, 1, 1
                FROM cases_case c JOIN charter_service s ON s.id = c.service_id
                LEFT JOIN (SELECT office_id, fiscal_year, max(book_serial) AS last FROM cases_kindline
                    WHERE book = '{book}' GROUP BY office_id, fiscal_year) before
                    ON before.office_id = c.office_id AND before.fiscal_year = c.fiscal_year
                WHERE s.kind IN ({of_kind}) AND c.office_id IN ({keys}) AND NOT EXISTS
                    (SELECT 1 FROM cases_kindline l WHERE l.case_id = c.id AND l.book = '{book}')""",
                f"""INSERT INTO offices_serial (office_id, book, year, last)
                SELECT office_id, '{book}', fiscal_year, max(book_serial) FROM cases_kindline
                WHERE book = '{book}' GROUP BY office_id, fiscal_year
                ON CONFLICT (office_id, book, year) DO UPDATE SET last = excluded.last""",
            )
        dialect.run(
            f"""INSERT INTO cases_registeryear (office_id, book, fiscal_year)
            SELECT DISTINCT office_id, '{book}', fiscal_year FROM cases_case WHERE office_id IN ({keys})
            ON CONFLICT (office_id, book, fiscal_year) DO UPDATE SET reached = NULL"""
        )


# The books go on after the lines that were filled.
SERIALS = tuple(
    f"""INSERT INTO offices_serial (office_id, book, year, last)
        SELECT office_id, '{book}', fiscal_year, max(book_serial) FROM {table} GROUP BY office_id, fiscal_year
        ON CONFLICT (office_id, book, year) DO UPDATE SET last = excluded.last"""
    for book, table in (("services", "cases_case"), ("grievance book", "grievances_grievance"))
)


def highest_key(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return cursor.fetchone()[0]


# The columns that the rows of the fill tell, where a table has more: the others are as of a new row.
TOLD = {
    "grievances_grievance": "id office_id case_id complainant_id respondent_id number fiscal_year book_serial"
    " kind about text identity_hidden anonymous filed_at channel state submission",
    "grievances_stage": "id grievance_id number tier_id post_id clock_id filed_at brought_by words"
    " late_reason closed_at outcome upheld decision reasons remedy reason_code decided_by_id",
}


def insertion(table: str, select: str) -> str:
    """In the order of the model, which is not that of the table where a migration added one."""
    fields = next(model for model in apps.get_models() if model._meta.db_table == table)._meta.concrete_fields
    told = TOLD[table].split() if table in TOLD else [field.column for field in fields]
    others = {field.column: as_of_new_row(field) for field in fields if field.column not in told}
    names = ", ".join(f'"{column}"' for column in (*told, *others))
    if others:
        # Beside the others and not around them: PostgreSQL takes a NULL of an inner statement for text.
        head, source, condition = select.rpartition("FROM growth_complaint")
        select = f"{head.rstrip()}, {', '.join(others.values())} {source}{condition}"
    return f"INSERT INTO {table} ({names}) {select}"


def as_of_new_row(field: Field) -> str:
    """What a new row has in a column of which nothing is told."""
    if field.null:
        return "NULL"
    value = field.get_default()
    return str(value).lower() if isinstance(value, bool | int) else f"'{value}'"


def load_offices(count: int) -> list[Office]:
    """So many offices made from the files of one; those that are there already are kept."""
    for number in range(1, count):
        slug = f"growth-{number:03d}"
        if not Office.objects.filter(slug=slug).exists():
            files = reading.read_office(FOLDER, with_demo=True)
            files.office |= {"slug": slug, "default": False}
            importing.load_office(files, now=LOADED, is_demo=True)
    return list(Office.objects.order_by("pk")[:count])


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.growth.fill")
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--offices", type=int, default=51)
    parser.add_argument("--complaint-every", type=int, default=10)
    parser.add_argument(
        "--first", type=int, default=0, help="so many of them in the first office, whose pages are measured"
    )
    asked = parser.parse_args(words)
    began, offices, now = time.monotonic(), load_offices(asked.offices), timezone.now()
    if asked.first:
        fill(offices[:1], asked.first, now=now, complaint_every=1, mark=f"{MARK}-first")
        offices = offices[1:]
    fill(offices, asked.cases - asked.first, now=now, complaint_every=asked.complaint_every)
    print(f"{asked.cases:,} cases in {asked.offices} offices: {time.monotonic() - began:.0f} s")
