"""What the load needs to be let in: a session, a tracking cookie, a token, and the rows of one submission.
Printed as JSON.
"""

import json
import re

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from ongikar.cases.models import Case, Draft
from ongikar.core.db.bulk_sql import fetch_value
from ongikar.people.models import User


def session() -> str:
    client = Client()
    client.force_login(User.objects.get(username="karim"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.cookies["sessionid"].value


def tracking_cookie(case: Case) -> str:
    with override_settings(ALLOWED_HOSTS=["*"]):
        client = Client()
        client.post("/track/", {"number": case.number, "last_four": case.applicant.last_four})
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def rows_of_a_submission() -> list:
    """The rows that one submission makes, taken from making one; values that must differ are marked."""
    newest = Draft.objects.filter(sent_at=None, token__startswith="bench-").order_by("-pk")[:2]
    if len(newest) < 2:
        return []
    # The first tells the tables and starts what is made once a year; the second tells how many rows of each.
    tables = inserted(newest[0])
    before = [newest_key(table) for table in tables]
    inserted(newest[1])
    return [
        row(table) for table, key in zip(tables, before, strict=True) for _ in range(newest_key(table) - key)
    ]


def inserted(draft: Draft) -> list[str]:
    """Send a draft; the tables that this inserts into, in order."""
    with override_settings(ALLOWED_HOSTS=["*"]), CaptureQueriesContext(connection) as seen:
        Client().post(f"/apply/{draft.token}/check/", {"confirm": "on"})
    # A database that takes values beside the text is logged with words of its own before it.
    # One statement may hold several that insert.
    tables = [table for q in seen for table in re.findall(r'INSERT INTO "(\w+)"', q["sql"])]
    return list(dict.fromkeys(tables))


def newest_key(table: str) -> int:
    return fetch_value(f'SELECT max(id) FROM "{table}"')


# What must differ from row to row; a to-do is one a reaction.
UNIQUE = {
    "cases_case": {"number": "#unique", "submission": "#unique", "book_serial": "#number"},
    "journal_outboxentry": {"reaction": "#unique"},
}
REFERENCES = {
    "cases_case": {"applicant_id": "@people_applicant", "clock_id": "@clock_clock"},
    "clock_fact": {"clock_id": "@clock_clock"},
    "cases_act": {"case_id": "@cases_case"},
    "journal_outboxentry": {"entry_id": "@journal_entry"},
}


def row(table: str) -> list:
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
            else str(v)
        )
        for v in values.values()
    ]
    return [table, list(values), plain]


def main(words: list[str]) -> None:
    case = (
        Case.objects.select_related("applicant")
        .filter(submission__startswith="fill-", state="received")
        .order_by("-pk")
        .first()
    )
    print(
        json.dumps(
            {
                "session": session(),
                "tracking_cookie": tracking_cookie(case),
                "number": case.number,
                "csrf": "a" * 32,
                "rows": rows_of_a_submission(),
            }
        )
    )
