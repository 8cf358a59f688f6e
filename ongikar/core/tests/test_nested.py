"""Rows within a row: they are the rows that a statement of their own would have found."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import OuterRef
from django.test.utils import CaptureQueriesContext

from ongikar.cases import actions
from ongikar.cases.models import Act, Case
from ongikar.clock.models import Clock, Fact
from ongikar.core.db.json_subquery import JSONSubquery
from ongikar.people.models import Holding

pytestmark = pytest.mark.django_db


def fields(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def case(receive, now):
    case = receive("citizen-1")
    actions.ask_for_papers(
        case,
        missing=["জাতীয় পরিচয়পত্র"],
        words="সনদ \"ক\" ও 'খ'; \\ 50% \u0007",
        actor=("user", 1),
        now=now + timedelta(microseconds=1),
    )
    return case


def test_they_are_the_rows_themselves_in_the_order_of_their_keys(case):
    found = Case.objects.annotate(rows=JSONSubquery(Act.objects.filter(case=OuterRef("pk")))).get(pk=case.pk)
    acts = list(Act.objects.filter(case=case).order_by("id"))
    assert len(acts) == 2
    assert [fields(act) for act in found.rows] == [fields(act) for act in acts]
    assert found.rows == acts


def test_moments_keep_their_microseconds_and_json_its_shape(case):
    found = Clock.objects.annotate(rows=JSONSubquery(Fact.objects.filter(clock=OuterRef("pk")))).get(
        case=case
    )
    facts = list(Fact.objects.filter(clock=case.clock).order_by("id"))
    assert [(fact.at, fact.data) for fact in found.rows] == [(fact.at, fact.data) for fact in facts]
    assert all(fact.at.tzinfo for fact in found.rows)


def test_where_there_are_none_the_list_is_empty(case):
    nobody = Act.objects.filter(case=OuterRef("pk"), name="rate")
    assert Case.objects.annotate(rows=JSONSubquery(nobody)).get(pk=case.pk).rows == []


def test_all_comes_in_one_statement(case):
    with CaptureQueriesContext(connection) as seen:
        found = Case.objects.annotate(rows=JSONSubquery(Act.objects.filter(case=OuterRef("pk")))).get(
            pk=case.pk
        )
        assert [act.name for act in found.rows] == ["receive", "ask_for_papers"]
    assert len(seen) == 1


def test_a_row_with_a_column_it_cannot_read_is_refused_at_once(db):
    with pytest.raises(KeyError):
        JSONSubquery(Holding.objects.filter(user=OuterRef("pk")))
