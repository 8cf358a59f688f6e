"""What the load needs to be let in: a session, a tracking cookie, a token, and what one submission writes.
Printed as JSON.
"""

import json
import re
from random import Random

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ongikar.cases.models import Case, Draft
from ongikar.core.db.bulk_sql import fetch_value
from ongikar.offices.models import Serial
from ongikar.offices.serials import count_up
from ongikar.people.models import User

from .filled import DRAFTS

# So many different cases the load asks for in turn: one page over and over is answered from warm memory.
CASES_ASKED = 300


def session() -> str:
    client = Client()
    client.force_login(User.objects.get(username="karim"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies["sessionid"].value


def tracking_cookie(case: Case) -> str:
    with override_settings(ALLOWED_HOSTS=["*"]):
        client = Client()
        client.post("/track/", {"number": case.number, "last_four": case.applicant.last_four})
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def writes_of_a_submission() -> list:
    """What one submission writes, each as (table, statement, values): the books it counts up, the rows it
    makes, and the draft it spends. Taken from sending one; values that must differ are marked.
    Raises RuntimeError where it writes to a table that is not among these: the baseline would
    write less than we do.
    """
    newest = Draft.objects.filter(sent_at=None, token__startswith="bench-").order_by("-pk")[:2]
    if len(newest) < 2:
        return []
    # The first tells the tables and starts what is made once a year; the second tells how many rows of each.
    tables = send(newest[0])
    before, counted = [newest_key(table) for table in tables], last_numbers()
    written = send(newest[1])
    # Without the two that were just sent; the other half is sent by the load.
    drafts = {"from": newest[1].pk - DRAFTS // 2, "to": newest[1].pk - 1}
    writes = [
        *(
            [SERIALS, count_up(1), [*book, 1]]
            for book, last in last_numbers().items()
            if counted.get(book) != last
        ),
        *(
            insert(table)
            for table, key in zip(tables, before, strict=True)
            for _ in range(newest_key(table) - key)
        ),
        [DRAFT, SPEND, [str(timezone.now()), "{}", "", drafts]],
    ]
    if unknown := {*written, SERIALS, DRAFT} ^ {table for table, *_ in writes}:
        raise RuntimeError(f"a submission writes otherwise than the baseline would: {unknown}")
    return writes


SERIALS, DRAFT = "offices_serial", "cases_draft"
SPEND = f"UPDATE {DRAFT} SET sent_at = %s, steps = %s, identity = %s WHERE id = %s"


def send(draft: Draft) -> list[str]:
    """Send a draft; the tables that this writes rows to, in order, without those that are counted up or
    spent.
    """
    with override_settings(ALLOWED_HOSTS=["*"]), CaptureQueriesContext(connection) as seen:
        Client().post(f"/apply/{draft.token}/check/", {"confirm": "on"})
    # A database that takes values beside the text is logged with words of its own before it.
    # One statement may hold several that write.
    tables = [table for q in seen for table in re.findall(r'(?:INSERT INTO|UPDATE) "?(\w+)', q["sql"])]
    return [table for table in dict.fromkeys(tables) if table not in (SERIALS, DRAFT, "SET")]


def last_numbers() -> dict[tuple, int]:
    """Each book's last number."""
    return {
        (office, book, year): last
        for office, book, year, last in Serial.objects.order_by("pk").values_list(
            "office_id", "book", "year", "last"
        )
    }


def newest_key(table: str) -> int:
    return fetch_value(f'SELECT max(id) FROM "{table}"')


# What must differ from row to row; a to-do is one a reaction.
UNIQUE = {
    "cases_case": {"number": "#unique", "submission": "#unique", "book_serial": "#number"},
    "cases_kindline": {"book_serial": "#number"},
    "journal_outboxentry": {"reaction": "#unique"},
}
REFERENCES = {
    "cases_case": {"applicant_id": "@people_applicant", "clock_id": "@clock_clock"},
    "clock_fact": {"clock_id": "@clock_clock"},
    "cases_act": {"case_id": "@cases_case"},
    "cases_kindline": {"case_id": "@cases_case"},
    "journal_outboxentry": {"entry_id": "@journal_entry"},
}


def insert(table: str) -> list:
    """The newest row of a table, as another one is made like it."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" ORDER BY id DESC LIMIT 1')
        columns = [column[0] for column in cursor.description]
        values = dict(zip(columns, cursor.fetchone(), strict=True))
    values.pop("id")
    values |= UNIQUE.get(table, {}) | REFERENCES.get(table, {})
    plain = [
        (
            v
            if isinstance(v, str | int | float | type(None))
            else json.dumps(v)
            if isinstance(v, dict | list)
            # As PostgreSQL reads bytes; SQLite keeps as many letters.
            else f"\\x{bytes(v).hex()}"
            if isinstance(v, bytes | memoryview)
            else str(v)
        )
        for v in values.values()
    ]
    marks = ", ".join(["%s"] * len(values))
    return [table, f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks}) RETURNING id", plain]


def main(words: list[str]) -> None:
    # By lot over the whole time, not the newest: pages that lie side by side are the quickest to read. Not
    # each so-many-th either: with eleven services, each 33rd is a case of the same one.
    opened = Case.objects.select_related("applicant").filter(submission__startswith="fill-", state="received")
    asked = list(opened.order_by("pk"))
    asked = Random(0).sample(asked, min(CASES_ASKED, len(asked)))
    print(
        json.dumps(
            {
                "session": session(),
                "cases": [{"number": case.number, "cookie": tracking_cookie(case)} for case in asked],
                "fiscal_year": asked[0].fiscal_year,
                "csrf": "a" * 32,
                "writes": writes_of_a_submission(),
            }
        )
    )
