"""Our short way to SQLite tells what Django's would: faults by their names, statements to who listens."""

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError

from ongikar.core.db.bulk_sql import fetch_rows, insert_row, run_statement
from ongikar.offices.models import Serial

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="a way to SQLite"),
]


def test_faults_bear_the_names_that_django_gives_them(office):
    with pytest.raises(OperationalError), transaction.atomic():
        run_statement("INSERT INTO no_such_table VALUES (%s)", 1)
    same = {"office_id": office.pk, "book": "x", "year": 1, "last": 1}
    insert_row(Serial(**same))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(Serial(**same))
    with pytest.raises((OperationalError, DataError)), transaction.atomic():
        fetch_rows("SELECT json_extract(%s, '$.a')", "no json")


def test_nothing_is_run_in_a_transaction_that_failed(office):
    with transaction.atomic():
        connection.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            fetch_rows("SELECT 1")


def test_whoever_listens_hears_each_statement(django_assert_num_queries):
    heard = []

    def listen(execute, statement, *more):
        heard.append(statement)
        return execute(statement, *more)

    with connection.execute_wrapper(listen), django_assert_num_queries(1):
        assert fetch_rows("SELECT %s + 1", 1) == [(2,)]
    assert heard == ["SELECT %s + 1"]


def test_a_row_whose_insert_writes_other_rows_too_is_given_its_own_key(receive):
    # A case writes words of its own into the table of the search.
    first, second = receive(), receive(submission="again")
    assert second.pk == first.pk + 1
    assert fetch_rows("SELECT number FROM cases_case WHERE id = %s", second.pk) == [(second.number,)]
