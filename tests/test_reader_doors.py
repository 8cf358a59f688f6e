"""Whoever knows a number and four figures reads, and does nothing: every door of a citizen's is tried, also
those to come.
"""

import pytest

from ongikar.cases.models import Act, PaperKey
from ongikar.grievances.models import Act as ComplaintAct
from ongikar.grievances.models import Grievance

from .doors import DOORS
from .trying_doors import answer_name, doors_of_objects, try_door

pytestmark = pytest.mark.django_db
# Known by a key of its own, which no reader has.
BY_KEY = {"receipt", "receipt_paper", "apply_step", "one_use", "paper_file", "new_password"}
OF_A_CITIZEN = [
    name
    for name, how in doors_of_objects()
    if how == "POST"
    and DOORS[name, how]["citizen"] == "open"
    and DOORS[name, how]["nobody"] != "open"
    and name not in BY_KEY
]


def written() -> list[int]:
    return [model.objects.count() for model in (Act, ComplaintAct, Grievance, PaperKey)]


@pytest.mark.parametrize("name", OF_A_CITIZEN)
def test_a_reader_acts_at_no_door_of_a_citizens(name, scene):
    reader, before = scene.browser("reader"), written()
    answer = try_door(reader, name, "POST", scene.ours, is_kept=True)
    assert written() == before, name
    # Asked for a proof, with what was written kept; led to it; or as if it were not there.
    led = answer.headers.get("Location", "")
    assert (
        answer.status_code == 422 or "/prove/" in led or answer_name(answer, "POST") in ("track", "none")
    ), (
        name,
        led,
    )


def test_the_doors_of_acting_are_among_those_tried():
    acts = {
        "track_answer",
        "track_rate",
        "track_withdraw",
        "track_held",
        "track_enough",
        "grievance_about",
        "offer",
        "offer_file",
    }
    assert acts <= set(OF_A_CITIZEN)
