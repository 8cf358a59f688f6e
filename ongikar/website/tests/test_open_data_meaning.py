"""What open data means is told beside it, and what is served is as it is told."""

import csv
import io
import json
from pathlib import Path

import pyshacl
import pytest
from django.urls import reverse
from jsonschema import Draft202012Validator
from rdflib import Graph

from ongikar.offices.sites import site_of
from ongikar.people.models import User
from ongikar.website.open_data.schemas import SCHEMAS, TABLES, fields_of

pytestmark = pytest.mark.django_db
SHAPES = Path(__file__).with_name("cpsv_ap.ttl")
FILES = {
    "charter.json": "/charter/charter.json",
    "account.json": "/account/account.json",
    "calendar.json": "/calendar/2026/calendar.json",
    "charter.csv": "/charter/charter.csv",
    "ladder.csv": "/charter/ladder.csv",
    "account.csv": "/account/account.csv",
    "calendar.csv": "/calendar/2026/calendar.csv",
}


def schema_of(client, answer) -> dict:
    """The one that the answer itself names."""
    link = next(each for each in answer["Link"].split(", ") if "describedby" in each)
    return json.loads(client.get(link.partition(">")[0].strip(" <")).content)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".json")])
def test_what_is_served_is_as_the_schema_that_it_names_says(client, office, name):
    answer = client.get(FILES[name])
    schema, data = schema_of(client, answer), json.loads(answer.content)

    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    assert [f"{each.json_path}: {each.message}" for each in judge.iter_errors(data)] == []
    assert schema["$id"] == f"{site_of(office)}/open-data/{name.removesuffix('.json')}.schema.json"
    # A field that nobody described would be found, and one that is gone.
    key = next(iter(data))
    assert list(judge.iter_errors(data | {"new": 1}))
    assert list(judge.iter_errors({name: value for name, value in data.items() if name != key}))


@pytest.mark.parametrize("name", TABLES)
def test_each_column_stands_in_the_dictionary_and_no_other(client, office, name):
    answer = client.get(FILES[name])
    heads = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert heads == list(TABLES[name])
    assert f'<{reverse("open_data_dictionary")}>; rel="describedby"' in answer["Link"]


def test_the_dictionary_tells_each_field_of_each_file_in_both_languages(client, office):
    rows = list(
        csv.DictReader(io.StringIO(client.get("/open-data/dictionary.csv").content.decode("utf-8-sig")))
    )

    assert {row["file"] for row in rows} == FILES.keys()
    assert len({(row["file"], row["field"]) for row in rows}) == len(rows) > 150
    for name, schema in SCHEMAS.items():
        told = {row["field"] for row in rows if row["file"] == f"{name}.json"}
        assert {each.field for each in fields_of("", schema, "")} <= told
    bare = [
        row
        for row in rows
        if not row["type"].startswith("(") and not (row["meaning_bn"] and row["meaning_en"])
    ]
    assert bare == []


@pytest.fixture
def graph(client, office) -> Graph:
    return Graph().parse(data=client.get("/open-data/services.jsonld").content, format="json-ld")


def faults_of(graph: Graph) -> str:
    conforms, _, words = pyshacl.validate(graph, shacl_graph=Graph().parse(SHAPES), inference="none")
    return "" if conforms else words


def test_the_services_are_as_cpsv_ap_wants_them(graph, office):
    assert faults_of(graph) == ""
    found = list(
        graph.query("SELECT ?s ?t { ?s a cpsv:PublicService . OPTIONAL { ?s cv:processingTime ?t } }")
    )
    assert len(found) == 22
    assert {str(each) for each, _ in found} >= {f"{site_of(office)}/services/citizen-1/#service"}
    assert any(time is not None for _, time in found)


@pytest.mark.parametrize(
    "lost", ["dct:title", "dct:identifier", "dct:description", "cv:hasCompetentAuthority", "dct:spatial"]
)
def test_what_cpsv_ap_needs_is_missed_where_it_is_not_there(graph, lost):
    graph.update(f"DELETE {{ ?s {lost} ?o }} WHERE {{ ?s {lost} ?o }}")

    assert "MinCount" in faults_of(graph)


def test_each_id_stands_below_the_office_and_is_that_of_one_thing(client, office):
    data = json.loads(client.get("/open-data/services.jsonld").content)
    ids = [node["@id"] for node in data["@graph"]]

    assert len(set(ids)) == len(ids)
    assert not [
        each for each in ids if not each.startswith((site_of(office), "http://publications.europa.eu/"))
    ]
    assert (
        client.get("/en/open-data/services.jsonld").content
        == client.get("/open-data/services.jsonld").content
    )


@pytest.mark.parametrize("address", ["/open-data/services.jsonld", "/open-data/charter.schema.json"])
def test_it_is_open_as_the_data_is(client, office, address):
    answer = client.get(address)

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "licenses/by/4.0" in answer["Link"]
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_it_names_no_person(client, office, karim):
    texts = [
        client.get(address).content.decode() for address in (*FILES.values(), "/open-data/services.jsonld")
    ]

    for user in User.objects.all():
        for name in filter(None, (user.name_bn, user.name_en, user.mobile)):
            assert not [text for text in texts if name in text], name


def test_an_unknown_schema_is_not_there(client, office):
    assert client.get("/open-data/nothing.schema.json").status_code == 404
