"""Places, parts and contacts stand in the order of a Bangla dictionary, in the language of the page."""

import importlib
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from ongikar.core.db.sort_keys import sort_key_fields
from ongikar.core.i18n.say import override_language
from ongikar.offices.models import Place
from ongikar.people.models import Contact
from ongikar.people.place_actions import change_place
from ongikar.places.models import Part

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 3, 6, tzinfo=UTC)
FIRST = date(2026, 7, 1)
# Bangla Academy: ং and ঁ before ক, ড় behind ড with all its signs, য় behind য, numbers by their value.
IN_ORDER = ["আংটি", "আঁকা", "আকাশ", "কক্ষ ২", "কক্ষ ১০", "গাডি", "গাড়া", "ডাক", "ডিম", "ড়", "যম", "যা", "য়"]
ENGLISH = [
    "Zeal",
    "Yard",
    "Xray",
    "Wing",
    "Vale",
    "Unit",
    "Town",
    "Shop",
    "Road",
    "Quay",
    "Port",
    "Nook",
    "Moor",
]


@pytest.fixture
def schools(office):
    rows = [
        Place(office=office, slug=f"school-x-{n}", kind=Place.SCHOOL, name_bn=bn, name_en=en, union=bn)
        for n, (bn, en) in enumerate(zip(IN_ORDER, ENGLISH, strict=True))
    ]
    Place.objects.bulk_create(rows[::-1])
    return Place.objects.filter(office=office, kind=Place.SCHOOL)


@pytest.mark.fast
def test_places_stand_in_the_order_of_the_language_at_hand(schools):
    with override_language("bn"):
        assert [place.name for place in schools.by_name()] == IN_ORDER
    with override_language("en"):
        assert [place.name for place in schools.by_name()] == sorted(ENGLISH)
    assert [place.union for place in schools.by_union()] == IN_ORDER


def test_the_list_of_places_is_in_that_order_page_by_page(schools, karim, monkeypatch):
    monkeypatch.setattr("ongikar.places.place_views.PAGE", 5)
    desk, names, address = Client(), [], f"{reverse('places')}?kind=school"
    desk.force_login(karim)
    for _ in range(3):
        page = desk.get(address)
        names += [line[0].name_bn for line in page.context["lines"]]
        address = page.context["next_page"]
    assert names == IN_ORDER


def test_a_place_of_another_name_moves_in_the_list(schools, karim):
    place = schools.get(name_bn="আংটি")
    change_place(
        place,
        facts={"kind": place.kind, "name_bn": "হাট", "name_en": "Haat", "eiin": ""},
        actor=("user", karim.pk),
        now=NOW,
    )
    with override_language("bn"):
        assert [each.name for each in schools.by_name()] == [*IN_ORDER[1:], "হাট"]


def test_contacts_stand_by_organisation_and_there_by_post(office):
    wanted = [("আঁকা", "ডাক"), ("আঁকা", "ড়"), ("আঁকাবাঁকা", "আংটি"), ("আকাশ", "")]
    for organisation, post in wanted[::-1]:
        Contact(office=office, organisation=organisation, post=post, name="নমুনা", since=FIRST).save()
    rows = Contact.objects.filter(office=office, name="নমুনা").by_name()
    assert [(row.organisation, row.post) for row in rows] == wanted


@pytest.mark.parametrize(
    ("migration", "model"),
    [
        ("offices.migrations.0009_in_dictionary_order", Place),
        ("people.migrations.0008_in_dictionary_order", Contact),
        ("places.migrations.0004_in_dictionary_order", Part),
    ],
)
def test_rows_of_before_are_given_their_keys(office, schools, migration, model):
    Contact(office=office, organisation="ড়", since=FIRST).save()
    Part(office=office, name_bn="ড়", name_en="D", name_key="d", unit_bn="টি", unit_en="pc").save()
    keys = [field.name for field in sort_key_fields(model)]
    before = list(model.objects.order_by("pk").values_list(*keys))
    assert all(all(row) for row in before)
    model.objects.update(**dict.fromkeys(keys, ""))
    module = importlib.import_module(f"ongikar.{migration}")
    next(getattr(module, name) for name in vars(module) if name.startswith("order_"))(apps, None)
    assert list(model.objects.order_by("pk").values_list(*keys)) == before
