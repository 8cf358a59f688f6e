"""A declaration that cannot be is named by `manage.py check`; a word is no schema."""

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from ongikar.core.db.schema_changes import SchemaAutodetector
from ongikar.delivery.initiative.models import InitiativeAct
from ongikar.delivery.lecture.desk import LectureDesk
from ongikar.delivery.lecture.models import Material, TourEntry
from ongikar.delivery.meeting.models import Committee
from ongikar.records import checks
from ongikar.records.acts import EnterAct, StrikeAct
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
        ({"newest_by": "held_at"}, ["records.E001"]),
        ({"newest_by": "made_at"}, ["records.E013"]),
        ({"acts": (StrikeAct(TourEntry, "strike", ""),)}, ["records.E012"]),
        ({"acts": (EnterAct(InitiativeAct, "pilot", ("ক", "A")),)}, ["records.E012"]),
    ],
)
def test_a_desk_names_what_is_there(changes, found):
    assert faults(**changes) == found


def test_a_list_goes_by_an_index_that_runs_its_way():
    assert checks.begins_an_index(Committee, ("office", "-id"), in_order=True)
    assert checks.begins_an_index(Committee, ("-office", "id"), in_order=True)
    assert not checks.begins_an_index(Committee, ("office", "id"), in_order=True)
    assert checks.begins_an_index(Committee, ("office", "id"))


def test_what_is_wrong_is_named_with_its_file_and_what_to_do():
    desk = type("WrongDesk", (LectureDesk,), {"summary": ("nowhere",)})
    desk.__module__ = LectureDesk.__module__
    (told,) = map(str, checks.faults_of_desk(desk()))
    assert told == (
        "ongikar/delivery/lecture/desk.py: WrongDesk: (records.E001) nowhere is neither a method of the desk"
        " nor a column of Lecture\n\tHINT: Correct the name, or write the method."
    )


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


@pytest.mark.parametrize(
    ("unsealed", "told"),
    [
        ({"transport": " "}, "transport is not sealed and nothing says why"),
        ({"bicycle": "it is nobody's"}, "UNSEALED names bicycle, which is no column"),
    ],
)
def test_what_is_not_sealed_has_a_column_and_a_reason(unsealed, told):
    (fault,) = checks.faults_of_seals(row(UNSEALED=unsealed))
    assert (fault.id, fault.msg) == ("records.E008", told)


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
