"""The checklist of the demonstration is one that an office could publish."""

import pytest

from ongikar.demo.inspections import definition_of
from ongikar.office_files.reading import read_toml
from ongikar.questionnaires.purposes import purpose_problems
from ongikar.rules.questionnaire.check import problems_of


@pytest.mark.fast
def test_the_sample_checklist_has_sixty_items_in_six_parts_and_no_fault(office_files):
    definition = definition_of(read_toml(office_files().folder / "demo_inspections.toml"))
    assert (len(definition.questions), len(definition.groups)) == (60, 6)
    assert [*problems_of(definition), *purpose_problems(definition, "checklist")] == []
    assert {question.name for question in definition.questions if question.critical} == {"earth", "fire"}
