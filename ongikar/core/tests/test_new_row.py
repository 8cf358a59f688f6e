"""A new row made at once is the row that its model makes."""

from datetime import UTC, datetime

import pytest
from django.apps import apps

from ongikar.cases.models import Case, Draft
from ongikar.clock.models import Clock
from ongikar.core.db.new_row import is_made_at_once, new_row
from ongikar.offices.models import CalendarVersion
from ongikar.people.models import Applicant

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
OURS = [model for model in apps.get_models() if model.__module__.startswith("ongikar.")]


def columns(row) -> dict:
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_it_holds_what_the_model_itself_gives(model):
    made, given = new_row(model), model()
    # A moment and a key drawn by lot are others each time.
    assert columns(made).keys() == columns(given).keys()
    others = {name for name, value in columns(made).items() if value != vars(given)[name]}
    assert {type(vars(made)[name]) for name in others} == {type(vars(given)[name]) for name in others}
    assert all(vars(made)[name] is not None for name in others)
    assert (made._state.adding, made._state.db) == (True, None)


@pytest.mark.django_db
def test_a_row_it_names_is_at_hand_and_its_key_stands_in_the_column(office):
    made = new_row(Draft, office=office, token="t", begun_at=NOW)
    assert columns(made) == columns(Draft(office=office, token="t", begun_at=NOW))
    assert made.office is office
    assert new_row(Draft, office=None).office_id is None
    made.save()
    assert Draft.objects.get(token="t").office == office


def test_the_rows_of_a_submission_are_made_at_once():
    assert all(map(is_made_at_once, (Case, Clock, Applicant, CalendarVersion)))


def test_two_rows_share_no_dict_that_one_could_fill():
    first, second = new_row(Case), new_row(Case)
    first.answers["a"] = 1
    assert second.answers == {}


def test_a_name_that_is_no_column_is_refused():
    with pytest.raises(TypeError, match=r"no unknown$"):
        new_row(Case, unknown=1)
