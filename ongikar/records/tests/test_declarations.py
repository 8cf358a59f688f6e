"""A declaration that cannot be is named by `manage.py check`; a word is no schema."""

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from ongikar.core.db.schema_changes import SchemaAutodetector
from ongikar.delivery.lecture.desk import LectureDesk
from ongikar.delivery.lecture.models import Material, TourEntry
from ongikar.records import checks
from ongikar.records.acts import EnterAct
from ongikar.records.filters import YearFilter


class ByVenue(YearFilter):
    reads = ("venue",)


def faults(**changes):
    desk = type("WrongDesk", (LectureDesk,), changes)()
    return [fault.id for fault in checks.faults_of_desk(desk)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"summary": ("venue", "nowhere")}, ["records.E001"]),
        ({"list_display": ("agreed_day", "rows")}, ["records.E002"]),
        (
            {"acts": (EnterAct(Material, "a", ("ক", "A")), EnterAct(TourEntry, "a", ("খ", "B")))},
            ["records.E003"],
        ),
        (
            {"list_filter": (type("ByVenue", (YearFilter,), {"reads": ("venue",)})("lectures"),)},
            ["records.E010"],
        ),
        ({"search_fields": ("case__number", "case__colour")}, ["records.E011"]),
    ],
)
def test_a_desk_names_what_is_there(changes, found):
    assert faults(**changes) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ["desk/lectures/", "lecture", "lectures"]),
        ({"name": "talk", "names": "talks"}, ["desk/lectures/"]),
        ({"name": "lectures", "names": "talks", "path": "talks"}, ["lectures"]),
        ({"name": "talk", "names": "talks", "path": "talks"}, []),
    ],
)
def test_two_desks_have_no_address_in_common(changes, found):
    other = type("OtherDesk", (LectureDesk,), changes)()
    told = checks.same_addresses([LectureDesk(), other])
    assert [fault.msg.partition(" is an address of LectureDesk")[0] for fault in told] == found


def row(**changes):
    """A model that is written wrongly, as one may write it; not one of the application."""
    return type("Wrong", (), {"__name__": "Wrong", "_meta": TourEntry._meta, "PERSONAL_DATA": {}, **changes})


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"VERB": "entered", "PARENT": "lecture"}, []),
        ({"PARENT": "lecture"}, ["records.E005"]),
        ({"VERB": "entered", "PARENT": "lesson"}, ["records.E006"]),
        ({"VERB": "entered", "PARENT": "lecture", "PERSONAL_DATA": {"nobody": ""}}, ["records.E007"]),
    ],
)
def test_a_row_says_what_an_act_asks_of_it(changes, found):
    assert [fault.id for fault in checks.faults_of_row(row(**changes))] == found


@pytest.mark.parametrize("unsealed", [{"transport": " "}, {"bicycle": "it is nobody's"}])
def test_what_is_not_sealed_has_a_column_and_a_reason(unsealed):
    (fault,) = checks.faults_of_seals(row(UNSEALED=unsealed))
    assert fault.id == "records.E008"


def changes_between(before, after):
    def state(model):
        made = ProjectState()
        made.add_model(model)
        return made

    detector = SchemaAutodetector(state(before), state(after))
    return detector._detect_changes()


def model(column, **options):
    return ModelState(
        "shop", "Sale", [("id", models.BigAutoField(primary_key=True)), ("what", column)], options
    )


def constraint(words):
    return models.CheckConstraint(
        condition=models.Q(what__gt=""), name="sold_is_something", violation_error_message=words
    )


def test_changing_a_word_makes_no_migration():
    before = model(models.CharField("What", max_length=5), constraints=[constraint("Say what.")])
    after = model(
        models.CharField("Which", max_length=5, help_text="?", choices=[("a", "A")], blank=True),
        verbose_name="sale",
        constraints=[constraint("Write what it was.")],
    )
    assert changes_between(before, after) == {}


def test_changing_a_column_makes_one():
    before, after = (model(models.CharField("What", max_length=most)) for most in (5, 6))
    assert list(changes_between(before, after)) == ["shop"]
