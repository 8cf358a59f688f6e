"""Whoever knows a number and four figures reads, and does nothing: every address of a citizen's is tried,
also those to come.
"""

import pytest

from ongikar.cases.models import Act, PaperKey
from ongikar.grievances.models import Act as ComplaintAct
from ongikar.grievances.models import Grievance

from .access_matrix import ACCESS_MATRIX
from .endpoint_requests import answer_name, endpoints_of_objects, send_request

pytestmark = pytest.mark.django_db
# Known by a key of its own, which no reader has.
BY_KEY = {"receipt", "receipt_paper", "apply_step", "one_use", "paper_file", "new_password"}
OF_A_CITIZEN = [
    name
    for name, how in endpoints_of_objects()
    if how == "POST"
    and ACCESS_MATRIX[name, how]["citizen"] == "open"
    and ACCESS_MATRIX[name, how]["nobody"] != "open"
    and name not in BY_KEY
]


def written() -> list[int]:
    return [model.objects.count() for model in (Act, ComplaintAct, Grievance, PaperKey)]


@pytest.mark.parametrize("name", OF_A_CITIZEN)
def test_a_reader_acts_at_no_address_of_a_citizens(name, scene):
    reader, before = scene.browser("reader"), written()
    answer = send_request(reader, name, "POST", scene.ours, is_kept=True)
    assert written() == before, name
    # Asked for a proof, with what was written kept; led to it; or as if it were not there.
    led = answer.headers.get("Location", "")
    assert (
        answer.status_code == 422 or "/prove/" in led or answer_name(answer, "POST") in ("track", "none")
    ), (
        name,
        led,
    )


def test_the_addresses_of_acts_are_among_those_tried():
    acts = {
        "track_answer",
        "track_rate",
        "track_withdraw",
        "track_disown",
        "track_held",
        "track_enough",
        "track_again",
        "track_day",
        "track_appointment",
        "track_follow_up",
        "track_lecture",
        "track_school",
        "grievance_about",
        "offer",
        "offer_file",
    }
    assert acts <= set(OF_A_CITIZEN)
