"""Many offices in one installation: every row belongs to one, and no page asks for rows without saying of
which.
"""

import re
from collections import deque

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ongikar.offices.models import Office
from ongikar.people.models import Holding, User

from .access_matrix import ACCESS_MATRIX
from .endpoint_requests import BY_OBJECT, answer_name, send_request, url_name_of_row, url_patterns
from .scene import NOW, row_counts

# What belongs to no office, and why.
OF_NO_OFFICE = {
    "core.Attempt": "counts failed attempts by a key; tells of nobody",
    "core.Press": "the key of a form that was sent, and where it led; of all offices",
    "clock.MachineClock": "a machine's, whichever offices it serves",
    "core.Heartbeat": "the worker is that of the installation",
    "core.KeyFingerprint": "the keys are those of the installation",
    "core.CacheVersion": (
        "one for each office, named by its key without a foreign key, since offices stand above"
    ),
    "journal.Entry": (
        "names its office by number, without a foreign key, so that it outlives what it tells of"
    ),
    "journal.Seal": "seals an entry in the chain of its office, which it names by number",
    "journal.OutboxEntry": "belongs to its entry",
    "people.User": "a person may hold posts in several offices; what they see comes from the posts",
    "people.FormerAddress": "a person's own, until they were told there",
    "people.SignIn": "a person's own, shown to nobody else",
    "offices.Office": "is one",
    "questionnaires.Questionnaire": "one of an office, or with none shared by all of the installation",
    "questionnaires.Version": "of its questionnaire, which may be shared by all offices",
    "certificates.SigningKey": "the keys are those of the installation",
}
OURS = [
    model for app in apps.get_app_configs() if app.name.startswith("ongikar") for model in app.get_models()
]
OWN_COLUMN = {
    model._meta.db_table
    for model in OURS
    if any(field.column == "office_id" for field in model._meta.concrete_fields)
}


def way_to_office(model: type[models.Model]) -> list[str] | None:
    """The shortest chain of foreign keys that every row has, from a model to its office."""
    ways, seen = deque([(model, [])]), {model}
    while ways:
        here, way = ways.popleft()
        for field in here._meta.concrete_fields:
            if not (field.is_relation and field.remote_field) or field.null:
                continue
            if field.related_model is Office:
                return [*way, field.name]
            if field.related_model not in seen:
                seen.add(field.related_model)
                ways.append((field.related_model, [*way, field.name]))
    return None


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_row_leads_to_its_office(model):
    if model._meta.label in OF_NO_OFFICE:
        assert model is Office or way_to_office(model) is None, "it has a way: take it off the list"
    else:
        assert way_to_office(model)


def test_what_belongs_to_no_office_is_still_there():
    assert OF_NO_OFFICE.keys() <= {model._meta.label for model in OURS}


# A statement that names one row by its key follows a row that was asked for with its office; the keys that
# come from outside are tried in test_other_offices.py.
# On PostgreSQL a key may be said as a range from and to itself (core/db/index_conditions.py).
BY_KEY = re.compile(r'\b(?:id|\w+_id|token|submission|sha256)"?\)? (?:=|IN|>= (\S+) AND \S+ <= \1\b)')
# Tables of which a statement may ask over all offices, by whom it is asked.
OVER_ALL = {"offices_office", "people_holding"}


# Pages of the installation itself: how many and how old, of all its offices together, and nothing of any row;
# what was given up names the program's own reactions, to the administrator of the main office alone.
OF_THE_INSTALLATION = {"desk_health", "desk_backup", "desk_held_messages", "desk_given_up", "readyz"}


def rows_without_office(statements: list[str]) -> list[str]:
    """The reading statements that ask a table of many offices for rows, and neither name an
    office nor a key.
    """
    found = []
    for sql in statements:
        tables = set(re.findall(r'(?:FROM|JOIN) "?(\w+)"?', sql)) & OWN_COLUMN - OVER_ALL
        where = sql.partition(" WHERE ")[2]
        if (
            sql.lstrip("( ").startswith("SELECT")
            and tables
            and "office_id" not in where
            and not BY_KEY.search(where)
        ):
            found.append(sql)
    return found


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize(
    "person", ["nobody", "citizen", "officer", "assist", "gro", "viewer", "agent", "auditor", "admin"]
)
def test_no_page_asks_for_rows_without_an_office(person, scene):
    client = scene.browser(person)
    for (name, how), answers in ACCESS_MATRIX.items():
        if how == "GET" and answers[person] == "open" and name not in OF_THE_INSTALLATION:
            with CaptureQueriesContext(connection) as seen:
                send_request(client, name, how, scene.ours)
            told_by = [query["sql"].removeprefix("QUERY = '") for query in seen]
            assert rows_without_office(told_by) == [], name


@pytest.mark.django_db
@pytest.mark.once
def test_the_viewer_sees_only_the_offices_of_their_posts(scene):
    client = scene.browser("viewer")
    page = client.get(reverse("desk_offices")).content.decode()
    theirs = scene.theirs.office
    Office.objects.filter(pk=theirs.pk).update(name_bn="একটি অন্য কার্যালয়")
    assert "একটি অন্য কার্যালয়" not in client.get(reverse("desk_offices")).content.decode()
    post = theirs.posts.get(slug="the viewer")
    Holding.objects.create(user=User.objects.get(username="viewer"), post=post, since=NOW.date())
    assert "একটি অন্য কার্যালয়" in client.get(reverse("desk_offices")).content.decode()
    assert page.count("<tr>") == 2


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("person", ["officer", "admin"])
def test_the_posts_and_people_of_another_office_cannot_be_named(person, scene):
    """The ids in what is sent, not only those in the address."""
    theirs = scene.theirs
    client, before = scene.browser(person), row_counts()
    User.objects.filter(username="foreign").update(name_bn="একটি অচেনা নাম")
    sent = {"charge": "cover", "since": "2026-12-07", "until": "2026-12-08"}
    ours = {
        "post": scene.ours.office.posts.get(role="assistant").pk,
        "person": User.objects.get(username="former").pk,
    }
    for wrong in (
        {"post": theirs.office.posts.get(role="assistant").pk},
        {"person": User.objects.get(username="foreign").pk},
    ):
        assert client.post(reverse("desk_people_give"), sent | ours | wrong).status_code == 422
    for page in (reverse("desk_people"), reverse("desk_people_give")):
        assert "একটি অচেনা নাম" not in client.get(page).content.decode()
    assert row_counts() == before


@pytest.mark.django_db
@pytest.mark.once
def test_every_door_of_theirs_stays_shut_to_our_people_of_every_role(scene):
    """Everything of another office that has a key, by everybody who works in ours."""
    for person in ("chair", "viewer", "agent", "auditor", "admin"):
        client = scene.browser(person)
        for name, how in ACCESS_MATRIX:
            if BY_OBJECT & kinds_of_key(name):
                answer, stated = (
                    answer_name(send_request(client, name, how, scene.theirs), how),
                    ACCESS_MATRIX[name, how][person],
                )
                allowed = ("none", "track") if stated == "open" else ("none", stated)
                assert answer in allowed, f"{how} {name} for {person}: {answer}"


def kinds_of_key(name: str) -> set[str]:
    """What the address of a row of the table takes: a number, a key."""
    return {
        key
        for pattern in url_patterns()
        if pattern.name == url_name_of_row(name)
        for key in pattern.pattern.converters
    }


def test_the_watch_itself_notices():
    assert rows_without_office(
        ['SELECT "cases_case"."id" FROM "cases_case" WHERE "cases_case"."state" = \'x\'']
    )
    assert rows_without_office(['SELECT COUNT(*) FROM "cases_case"'])
    assert not rows_without_office(['SELECT 1 FROM "cases_case" WHERE "cases_case"."office_id" = 1'])
