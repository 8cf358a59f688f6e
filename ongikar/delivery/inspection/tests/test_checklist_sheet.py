"""What a checklist's sheet may say beside a questionnaire's, and that no phone gets it."""

import copy

import pytest

from ongikar.questionnaires.actions.versions import SheetRefused
from ongikar.rules.questionnaire.definition import Definition
from ongikar.rules.questionnaire.sheet import SheetReader
from ongikar.rules.questionnaire.sheet_rows import sheet_rows

from .inspections import CHECKLIST, checklist_of


def as_cells(definition):
    """The rows of the three sheets, as a spreadsheet holds them."""
    return {
        sheet: {(row, column): text for row, cells in enumerate(rows) for column, text in enumerate(cells)}
        for sheet, rows in sheet_rows(definition).items()
    }


@pytest.mark.fast
def test_a_checklist_written_as_a_sheet_reads_the_same():
    definition = Definition.from_data(CHECKLIST)
    reader = SheetReader(as_cells(definition))
    assert reader.read() == definition
    assert reader.faults == []
    wires = definition.by_name["wires"]
    assert (wires.photo, wires.task_owner, wires.task_days) == (True, "head", "10")


@pytest.mark.django_db
def test_what_is_ours_stays_out_of_the_form_for_phones(office):
    xform = checklist_of(office).xform
    assert "earth" in xform
    for ours in ("critical", "task_owner", "task_days", "খোলা তার ঢাকা"):
        assert ours not in xform


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"task_owner": "minister"}, "task_owner"),
        ({"task_days": "দশ"}, "task_days"),
        ({"task_days": "0"}, "task_days"),
        ({"type": "text", "choices": ""}, "critical"),
        ({"type": "image", "choices": "", "critical": False}, "type"),
        ({"sealed": True}, "sealed"),
    ],
)
def test_an_item_that_could_not_be_is_refused_with_its_place(office, change, column):
    data = copy.deepcopy(CHECKLIST)
    data["questions"][0] |= change
    with pytest.raises(SheetRefused) as refused:
        checklist_of(office, data=data)
    assert f"earth: {column}" in [fault.column for fault in refused.value.faults]
