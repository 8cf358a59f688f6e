"""Open data is open: to scripts of other sites, kept by whoever stands between, under a licence that it
names; and it names no person.
"""

import csv
import io
import json
from datetime import date

import pytest

from ongikar.books.account_data import LEAST, small_ones
from ongikar.core.http.open_data import LICENCE
from ongikar.rules.account import Account

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FILES = [
    "/charter/charter.json",
    "/charter/charter.csv",
    "/charter/ladder.csv",
    "/account/account.json",
    "/account/account.csv",
    "/calendar/2026/calendar.json",
    "/calendar/2026/calendar.csv",
]


@pytest.mark.parametrize("path", FILES)
def test_anybody_may_take_it_from_anywhere_under_its_licence(client, office, path):
    answer = client.get(path, HTTP_ORIGIN="https://data.example")

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"].startswith("public, ")
    assert answer["Link"].startswith(f'<{LICENCE}>; rel="license"')
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize("path", FILES)
def test_who_has_it_is_told_so(client, office, path):
    first = client.get(path)

    again = client.get(path, HTTP_IF_NONE_MATCH=first["ETag"])

    assert again.status_code == 304
    assert again.content == b""


def test_the_account_tells_each_month_and_service_and_small_numbers_of_none(client, receive, karim, now):
    """Six of one service, one of another: whoever asked for that one is not to be found in the file."""
    for _ in range(LEAST + 1):
        receive("citizen-3")
    receive("citizen-2")
    rows = json.loads(client.get("/account/account.json").content)["rows"]

    services = {row["service"] for row in rows if row["service"]}
    assert all(row["promised"] is None for row in rows if row["service"] == "citizen-2")
    assert services <= {"citizen-2", "citizen-3"}
    for row in rows:
        assert set(row) >= {"month", "service", "promised", "in_time"}


@pytest.mark.parametrize(
    ("sizes", "left_out"),
    [
        ({"a": 9, "b": 8}, set()),
        ({"a": 9, "b": 2, "c": 7}, {"b", "c"}),
        ({"a": 9, "b": 2, "c": 1}, {"b", "c"}),
        ({"a": 2}, {"a"}),
        ({}, set()),
    ],
)
def test_one_small_number_is_not_to_be_told_from_the_total(sizes, left_out):
    assert small_ones({code: Account(in_time=many) for code, many in sizes.items()}) == left_out


@pytest.mark.parametrize("year", ["1899", "2999", "x", "২০২৬", "20260000000000"])
def test_a_year_that_has_no_account_is_not_there(client, office, year):
    assert client.get("/account/account.json", {"year": year}).status_code == 404


def test_the_calendar_has_a_row_for_each_day_with_its_reason(client, office):
    days = json.loads(client.get("/calendar/2026/calendar.json").content)["days"]
    by_day = {day["date"]: day for day in days}

    assert len(days) == 365
    assert by_day["2026-12-16"]["kind"] == "holiday"
    assert by_day["2026-12-16"]["opens"] is None
    assert "বিজয়" in by_day["2026-12-16"]["name_bn"]
    assert by_day["2026-12-15"] | {"date": ""} == {
        "date": "", "kind": "open", "opens": "09:00", "closes": "17:00", "name_bn": "", "name_en": "",
        "provisional": False,
    }  # fmt: skip


def test_both_forms_say_the_same(client, office):
    rows = json.loads(client.get("/calendar/2026/calendar.json").content)["days"]
    sheet = list(
        csv.DictReader(io.StringIO(client.get("/calendar/2026/calendar.csv").content.decode("utf-8-sig")))
    )

    assert [row["date"] for row in sheet] == [row["date"] for row in rows]
    assert [row["kind"] for row in sheet] == [row["kind"] for row in rows]
    assert date.fromisoformat(sheet[0]["date"]) == date(2026, 1, 1)
