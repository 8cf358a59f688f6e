"""The demonstration's attempts of influence: some for the post above, all for the auditor."""

from datetime import datetime
from pathlib import Path

import pytest

from ongikar.demo import people
from ongikar.demo.lobbying import DemoInfluence
from ongikar.lobbying.models import Influence
from ongikar.office_files.reading import read_office

FOLDER = Path(__file__).parents[3] / "offices/rangpur-sadar-ict"


@pytest.mark.once
def test_the_post_above_reads_its_own_and_the_auditor_all(office):
    now, files = datetime.fromisoformat("2026-11-24T12:20:00+06:00"), read_office(FOLDER, with_demo=True)
    people.load_people(files, now=now)
    assert DemoInfluence.load(files, now=now) == 5
    attempts = list(Influence.objects.order_by("pk").select_related("reader_post"))
    above = [each.reader_post.slug if each.reader_post else "" for each in attempts]
    district = "district-ict-officer"
    # What the assistant writes of the officer, the auditor alone reads.
    assert above == [district, district, district, "", district]
    assert all(each.is_for_auditor for each in attempts)
    assert DemoInfluence.load(files, now=now) == 0
