"""The demonstration's notes: in each state, lived through once, at whatever hour it is started."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from ongikar.demo import people
from ongikar.demo.notes import DemoNotes
from ongikar.knowledge.models import Note, NoteUse, ReplyText
from ongikar.office_files.reading import read_office

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
@pytest.mark.parametrize("moment", ["2026-11-24T12:20:00+06:00", "2026-11-27T00:05:00+06:00"])
def test_there_is_a_note_in_each_state_and_people_said_whether_they_helped(office, moment):
    now, files = datetime.fromisoformat(moment), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    assert DemoNotes.load(files, now=now) == 6
    states = Counter(Note.objects.values_list("state", flat=True))
    assert states == {"public": 3, "internal": 1, "draft": 1, "retired": 1}
    assert Counter(NoteUse.objects.values_list("sort", flat=True)) == {
        "helped": 4,
        "not_helped": 1,
        "answered": 3,
    }
    assert ReplyText.objects.count() == 2
    # A second start brings nothing.
    assert DemoNotes.load(files, now=now) == 0
