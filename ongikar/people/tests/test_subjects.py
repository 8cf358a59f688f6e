"""Generic references: what a page says of the things that a task or a letter points at, and to whom."""

from datetime import datetime

import pytest

from ongikar.cases.models import Case
from ongikar.offices.models import Office, Post
from ongikar.operations.doctor import check_references
from ongikar.papers.models import Paper
from ongikar.people import subjects
from ongikar.people.contacts import Contact
from ongikar.people.models import User
from ongikar.people.post_holders import PostHolder
from ongikar.people.subjects import SubjectLine, SubjectType, load_subjects, readable_by_roles
from ongikar.rules.calendar.office_calendar import TZ

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 29, 10, tzinfo=TZ)


@pytest.fixture
def office():
    return Office.objects.create(slug="a", geocode="8549")


@pytest.fixture
def contacts(office, monkeypatch):
    """Contacts as a type of subject of its own, which only officers may read."""

    def load(keys):
        found = Contact.objects.filter(pk__in=keys)
        return {each.pk: SubjectLine("", each.title, "/", each.office_id) for each in found}

    known = SubjectType("thing", ("বস্তু", "Thing"), load, readable_by_roles({Post.OFFICER}))
    monkeypatch.setitem(subjects.SUBJECT_TYPES, "thing", known)
    return [
        Contact.objects.create(office=office, organisation=f"School {n}", since=NOW.date()) for n in range(3)
    ]


def desk_with(office, role):
    return PostHolder(User(pk=1), (Post(office=office, role=role),))


def test_a_page_of_references_costs_one_statement_for_each_type(contacts, django_assert_num_queries):
    references = [("thing", each.pk) for each in contacts] * 2
    with django_assert_num_queries(1):
        lines = load_subjects(references)
    assert [lines["thing", each.pk].title for each in contacts] == ["School 0", "School 1", "School 2"]


def test_what_a_desk_may_not_read_is_named_as_restricted_and_tells_nothing(office, contacts):
    reference = ("thing", contacts[0].pk)
    shown = load_subjects([reference], desk_with(office, Post.OFFICER))[reference]
    hidden = load_subjects([reference], desk_with(office, Post.VIEWER))[reference]
    assert shown.title == "School 0"
    assert hidden.is_restricted
    assert (hidden.number, hidden.url) == ("", "")
    assert "School" not in hidden.title


def test_what_is_gone_or_of_an_unknown_type_is_left_out(contacts):
    assert load_subjects([("thing", 999_999), ("nothing", 1)]) == {}


def test_the_doctor_names_references_that_lead_nowhere(office, contacts, monkeypatch):
    monkeypatch.setattr(subjects, "REFERRING_MODELS", [Paper])
    kept = [
        Paper.objects.create(office=office, subject_type=name, subject_id=key, size=0, came_at=NOW)
        for name, key in (("thing", contacts[0].pk), ("thing", 999_999), ("lost", 5))
    ]
    is_fine, words = check_references()
    assert not is_fine
    assert f"papers.Paper {kept[1].pk}: thing 999999; papers.Paper {kept[2].pk}: lost 5" in words
    assert f"Paper {kept[0].pk}:" not in words


def test_cases_are_registered(office):
    assert load_subjects([("case", 999_999)]) == {}
    assert Case(pk=1).reference == ("case", 1)
