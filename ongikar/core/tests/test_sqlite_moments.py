"""A moment as SQLite keeps it: its text is made once and kept, so it must be that of this moment alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations
from django.db.utils import ConnectionHandler

from ongikar.config.settings import database

DHAKA, BERLIN = ZoneInfo("Asia/Dhaka"), ZoneInfo("Europe/Berlin")
# The clock in Berlin shows this hour twice: to Python the two moments are equal.
TWICE = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)


@pytest.fixture
def connection(tmp_path):
    return ConnectionHandler({"default": database(f"sqlite:///{tmp_path}/moments.sqlite3")})["default"]


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 29, 10, 15, 0, 250, DHAKA),
        datetime(2026, 11, 29, 4, 15, 0, 250, UTC),
        TWICE,
        TWICE.replace(fold=1),
        None,
    ],
)
def test_a_moment_is_written_as_django_writes_it(connection, moment):
    # What is kept of the hour that comes twice must not answer for its other half.
    connection.ops.adapt_datetimefield_value(TWICE)
    told = connection.ops.adapt_datetimefield_value(moment)
    assert told == DatabaseOperations(connection).adapt_datetimefield_value(moment)


def test_a_moment_without_a_zone_stays_as_it_is(connection):
    naive = datetime.fromisoformat("2026-11-29 04:15:00")
    assert connection.ops.adapt_datetimefield_value(naive) == "2026-11-29 04:15:00"


def test_the_two_halves_of_an_hour_that_comes_twice_are_an_hour_apart(connection):
    first, second = (
        datetime.fromisoformat(connection.ops.adapt_datetimefield_value(each))
        for each in (TWICE, TWICE.replace(fold=1))
    )
    assert second - first == timedelta(hours=1)
