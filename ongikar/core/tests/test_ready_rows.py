"""Rows written by statements composed once are the rows that `save` would write."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from ongikar.cases.models import Act, Draft
from ongikar.core.db.bulk_sql import fetch_value, insert_row, insert_rows, update_row
from ongikar.journal.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, 30, 15, 123456, tzinfo=UTC)


def draft(office, token="t") -> Draft:
    return Draft(token=token, office=office, service_code="citizen-1", steps={"ক": ["১"]}, begun_at=NOW)


def answer_text(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields[1:]}


def test_an_inserted_row_has_a_key_and_reads_back_as_it_was(office):
    row = insert_row(draft(office))
    assert answer_text(Draft.objects.get(pk=row.pk)) == answer_text(row)


def test_an_inserted_row_equals_a_saved_one(office):
    saved = draft(office, "saved")
    saved.save()
    inserted = Draft.objects.get(pk=insert_row(draft(office, "inserted")).pk)
    assert answer_text(inserted) | {"token": "saved"} == answer_text(Draft.objects.get(pk=saved.pk))


def test_an_inserted_row_can_be_saved_again(office):
    row = insert_row(draft(office))
    row.service_code = "citizen-2"
    row.save()
    assert [each.service_code for each in Draft.objects.all()] == ["citizen-2"]


def test_a_row_with_a_key_is_not_inserted(office):
    with pytest.raises(ValueError, match="has a key"):
        insert_row(insert_row(draft(office)))


def test_several_rows_are_added_at_once(receive):
    case = receive()
    values = {"case_id": case.pk, "name": "note", "at": NOW, "by_type": "user"}
    insert_rows(Act, *(values | {"by_id": n, "data": {"n": n}} for n in (1, 2, 3)))
    assert [(act.by_id, act.data, act.at) for act in case.acts.filter(name="note")] == [
        (n, {"n": n}, NOW) for n in (1, 2, 3)
    ]
    insert_rows(Act)


def test_only_the_named_fields_are_updated(office):
    row = insert_row(draft(office))
    row.steps, row.sent_at, row.service_code = {}, NOW, "not to be written"
    update_row(row, "steps", "sent_at")
    found = Draft.objects.get(pk=row.pk)
    assert (found.steps, found.sent_at, found.service_code) == ({}, NOW, "citizen-1")


def test_a_statement_gives_its_first_value_or_none(office):
    assert fetch_value("SELECT slug FROM offices_office WHERE id = %s", office.pk) == office.slug
    assert fetch_value("SELECT slug FROM offices_office WHERE id = %s", 0) is None


def test_a_null_where_none_may_be_is_refused_by_the_database(office):
    with pytest.raises(IntegrityError):
        insert_row(Entry(at=None, verb="x", actor_type="a", subject_type="s", subject_id=1))


def test_a_row_that_is_added_has_the_defaults_of_its_model(receive):
    case = receive()
    insert_rows(Act, {"case_id": case.pk, "name": "note", "at": NOW, "by_type": "user"})
    saved = Act.objects.create(case=case, name="note", at=NOW, by_type="user")
    assert answer_text(Act.objects.filter(case=case, name="note").earliest("pk")) == answer_text(saved)


def test_a_name_that_is_no_column_is_refused(receive):
    with pytest.raises(TypeError, match=r"no case$"):
        insert_rows(Act, {"case": receive(), "name": "note", "at": NOW, "by_type": "user"})
