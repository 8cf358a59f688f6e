"""How the search for people at the counter answers among a million applications of one office:
`python -m benchmarks.people_search --database URL [--people N]`, an empty database, which it prepares and
fills for itself.

Of each thing typed it tells how many people the first page names, the fastest and the slowest of some tries,
and how many rows of growing tables its statements read: all of them, and the most of one. On SQLite that is
counted by the steps of its machine, ten to a row.
"""

import argparse
import os
import time
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from .filled import run

if TYPE_CHECKING:
    from ongikar.offices.models import Office

PEOPLE, TRIES = 1_000_000, 7
# Of the case whose number is typed.
SERIAL = 417
AT_HAND = "--at-hand"
# Filled in this order.
ASKED = ("people_applicant", "clock_clock", "cases_case")


def things_typed(office: "Office", now: datetime) -> dict[str, str]:
    """What clerks type, by what it is: of a case that lies in the middle, and names that many, few and none
    bear.
    """
    from django.db import connection

    from ongikar.cases.models import Case
    from ongikar.cases.officer.queue.filters import numbers_of_serial

    first, last = (
        Case.objects.order_by(order).values_list("pk", flat=True).first() for order in ("id", "-id")
    )
    case = Case.objects.select_related("applicant").filter(pk__gte=(first + last) // 2).earliest("pk")
    mobile = case.applicant.mobile
    # The numbers of the fill are those of no office.
    number = numbers_of_serial(office, SERIAL, now)[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET number = %s WHERE id = %s", [number, case.pk])
    return {
        "a mobile": mobile.removeprefix("+88"),
        "a mobile as it is spoken": f"+880 {mobile[4:8]}-{mobile[8:]}",
        "a mobile that nobody has": "01999999999",
        "the number of a case": number,
        "its last figures": str(SERIAL),
        "a name in Bangla": "রহিমা খাতুন",
        "the same in Latin letters": "Rohima Khatun",
        "a name that many bear": "khatun",
        "a name that few bear": "জুবাইদা গুলশান",
        "the same in Latin letters, few": "jubaida gulshan",
        "a name that nobody bears": "নেই এমন নাম",
        "two letters": "রহ",
    }


def measure() -> None:
    from django.db import connection
    from django.utils import timezone

    from ongikar.cases.models import Case
    from ongikar.cases.officer.counter.people import Question, find_people
    from ongikar.offices.models import Office
    from tests.rows_read import watched_rows

    office, now = Office.objects.get(is_default=True), timezone.now()
    print(f"{connection.vendor}: {Case.objects.filter(office=office).count():,} applications")
    for name, typed in things_typed(office, now).items():
        for union in ("", "হরিদেবপুর") if name == "a name that many bear" else ("",):
            question = Question(typed, union=union)
            times = []
            for _ in range(TRIES):
                began = time.perf_counter()
                people = find_people(office, question, now)
                times.append(1000 * (time.perf_counter() - began))
            with watched_rows() as found:
                find_people(office, question, now)
            read = [one.read for one in found.each]
            about = f"{name}, of {union}" if union else name
            print(
                f"{about} ({typed}): {len(people.found)} people, {min(times):.0f} to {max(times):.0f} ms,"
                f" {sum(read):,} rows read in {len(read)} statements, at most {max(read, default=0):,}"
            )


def fill(people: int) -> None:
    """So many applications of one office, with whoever sent them and their clocks: no more is searched."""
    from django.db import transaction
    from django.utils import timezone

    from ongikar.offices.models import Office

    from .growth import rows
    from .growth.dialect import Dialect
    from .growth.fill import TABLES, highest_key, insertion
    from .growth.work_tables import drop_work_tables, make_work_tables

    dialect, filled = Dialect(timezone.now()), []
    dialect.begin()
    with transaction.atomic():
        make_work_tables(dialect, [Office.objects.get(is_default=True)], people)
    base = {table: highest_key(table) for table in TABLES}
    for table, select in rows.statements(dialect, base, people, mark="people"):
        if table in ASKED:
            with transaction.atomic():
                dialect.run(insertion(table, select))
            filled.append(table)
        if table == ASKED[-1]:
            break
    with transaction.atomic():
        drop_work_tables(dialect)
    dialect.end(filled)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", required=True)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument(AT_HAND, action="store_true")
    given = parser.parse_args()
    if not given.at_hand:
        with TemporaryDirectory() as folder:
            environment = {"ONGIKAR_VAR": folder, "ONGIKAR_DATABASE": given.database}
            run(environment, "ongikar", "prepare", "--no-cases")
            words = ("--database", given.database, "--people", str(given.people), AT_HAND)
            print(run(environment, "benchmarks.people_search", *words), end="")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ongikar.config.settings")
    import django

    django.setup()
    began = time.monotonic()
    fill(given.people)
    print(f"filled in {time.monotonic() - began:.0f} s")
    measure()


if __name__ == "__main__":
    main()
