"""What `./test` leaves to `./test --all` is there, and something of it is tried."""

from pathlib import Path

import pytest

from .shares import ON_SQLITE_ALONE, TRIED, is_on_sqlite_alone, is_shared_by_postgres, left_to_all

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("named", sorted({*TRIED, *ON_SQLITE_ALONE}))
def test_each_stands_where_the_list_says(named):
    file, _, name = named.partition("::")
    text = (ROOT / file).read_text("utf-8")
    assert not name or f"def {name}(" in text


def test_the_examples_that_are_tried_are_spread_over_all():
    name, most = next((name, most) for name, most in TRIED.items() if most == 3)
    all_of_it = [f"{name}[{place}]" for place in range(9)]
    left = left_to_all([*all_of_it, "tests/test_other.py::test_it[1]"])
    assert [each for each in all_of_it if each not in left] == [f"{name}[{place}]" for place in (0, 3, 6)]
    assert len(left) == 9 - most
    assert left_to_all([all_of_it[8]]) == set(), "whoever asks for one gets it"


def test_a_file_or_one_test_of_it_is_tried_on_sqlite_alone():
    file = next(each for each in ON_SQLITE_ALONE if "::" not in each)
    test = next(each for each in ON_SQLITE_ALONE if "::" in each)
    assert is_on_sqlite_alone(f"{file}::test_it[1]")
    assert is_on_sqlite_alone(f"{test}[1]")
    assert not is_on_sqlite_alone(f"{test.partition('::')[0]}::test_another")


def test_about_a_twelfth_of_an_apps_tests_is_shared_by_postgres_and_all_that_is_at_once():
    many = [f"ongikar/cases/tests/test_actions.py::test_{number}" for number in range(600)]
    assert 35 < sum(map(is_shared_by_postgres, many)) < 65
    assert is_shared_by_postgres("ongikar/tasks/tests/test_task_laws.py::test_any")
    assert all(is_shared_by_postgres(f"ongikar/x/tests/test_seats_at_once.py::test_{n}") for n in range(9))
